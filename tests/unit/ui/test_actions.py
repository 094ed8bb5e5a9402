from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from assay.model.defect_types import defect_types
from assay.ui.actions import ACTIONS, MENUS, QUICK_CODES, Page
from assay.ui.theme.icons import GLYPHS


def test_that_every_name_is_given_once():
    assert [name for name, count in Counter(spec.name for spec in ACTIONS).items() if count > 1] == []


@pytest.mark.parametrize("drawing", [False, True])
@pytest.mark.parametrize("page", [None, *Page])
def test_that_no_shortcut_does_two_things_on_a_page(page, drawing):
    here = [spec for spec in ACTIONS if spec.page in (None, page) and spec.drawing in (None, drawing)]
    keys = Counter(QKeySequence(key).toString() for spec in here for key in spec.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_that_every_shortcut_can_be_pressed():
    assert [spec.name for spec in ACTIONS for key in spec.keys if QKeySequence(key).count() != 1] == []


def test_that_every_icon_and_menu_is_there():
    assert {spec.icon for spec in ACTIONS if spec.icon} <= GLYPHS.keys()
    assert {spec.menu for spec in ACTIONS} == set(MENUS)


def test_that_the_digits_log_codes_of_the_taxonomy():
    assert len(QUICK_CODES) == 8
    assert set(QUICK_CODES) <= defect_types().keys()

import pytest
from PySide6.QtCore import Qt

from assay.ui.canvas.adjustment import Adjustment, Channel
from assay.ui.canvas.view_transform import View
from assay.ui.review.kept_view import said
from assay.ui.window.preferences import Preferences

ADJUSTED = Adjustment(gamma=1.5, channel=Channel.GREEN, inverted=True)
NEAR = View(9.0, 60.0, 40.0, 90.0)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Qt keeps to the preferences of the process's first test."""
    Preferences().kept_view = ""
    yield
    Preferences().kept_view = ""


def test_that_a_kept_view_is_there_again_on_the_next_day(sit_down, project, qtbot, desk):
    del project
    desk.press(Qt.Key.Key_F, modifier=Qt.KeyboardModifier.ShiftModifier)
    desk.page.canvas.adjust(ADJUSTED)
    desk.page.canvas.set_view(NEAR)
    desk.window.hide()
    again = sit_down().page.canvas
    qtbot.waitUntil(lambda: again.view() == NEAR)
    assert again.adjustment == ADJUSTED
    assert again.keeps_view
    assert again.controls.adjust.keep.isChecked()


def test_that_nothing_is_remembered_while_the_view_is_not_kept(sit_down, desk):
    desk.page.canvas.adjust(ADJUSTED)
    desk.window.hide()
    again = sit_down().page.canvas
    assert again.adjustment == Adjustment()
    assert not again.keeps_view


@pytest.mark.parametrize(
    "written", ["", "nonsense", "[]", '{"view": [1], "adjustment": {}}', '{"adjustment": {"channel": "x"}}']
)
def test_that_what_cannot_be_used_is_as_nothing(written):
    assert said(written) is None

from itertools import pairwise

import pytest

from assay.ui.window.main_window import MainWindow
from assay.ui.window.menus import main_menu
from assay.ui.window.preferences import Preferences


@pytest.fixture
def window(qtbot, qapp):
    del qapp
    made = MainWindow(Preferences())
    qtbot.addWidget(made)
    yield made
    made.actions_by_name["theme_dark"].trigger()


def test_that_lines_divide_each_menu_and_none_stands_at_its_end_or_beside_another(window):
    for menu in [action.menu() for action in main_menu(window.actions_by_name, window).actions()]:
        said = [not action.isSeparator() for action in menu.actions()]
        assert said[0]
        assert said[-1]
        assert all(one or other for one, other in pairwise(said))


def test_that_no_long_run_of_a_menu_is_undivided(window):
    for menu in [action.menu() for action in main_menu(window.actions_by_name, window).actions()]:
        runs = "".join("|" if action.isSeparator() else "x" for action in menu.actions()).split("|")
        assert max(map(len, runs)) <= 12, menu.title()


def test_that_the_chosen_theme_is_marked_however_often_it_is_chosen(window):
    for choice in ("light", "light", "dark"):
        window.actions_by_name[f"theme_{choice}"].trigger()
        marked = {name: window.actions_by_name[f"theme_{name}"].isChecked() for name in ("dark", "light", "system")}
        assert marked == {name: name == choice for name in marked}

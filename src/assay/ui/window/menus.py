from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from assay.ui.actions import MENUS
from assay.ui.window.action_set import ActionSet


def main_menu(actions: ActionSet, parent: QWidget) -> QMenu:
    """All menus of the table as one menu with submenus, for the button in the top bar."""
    menu = QMenu(parent)
    for submenu in _menus(actions, menu):
        menu.addMenu(submenu)
    return menu


def menu_bar(actions: ActionSet, parent: QWidget) -> QMenuBar:
    """All menus of the table as a menu bar, where a system wants one."""
    bar = QMenuBar(parent)
    for submenu in _menus(actions, bar):
        bar.addMenu(submenu)
    return bar


def _menus(actions: ActionSet, parent: QWidget) -> list[QMenu]:
    menus = {title: QMenu(title, parent) for title in MENUS}
    for spec, action in actions:
        if spec.apart:
            menus[spec.menu].addSeparator()
        menus[spec.menu].addAction(action)
    return list(menus.values())

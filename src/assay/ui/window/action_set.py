from collections.abc import Iterator

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from assay.ui.actions import ACTIONS, ACTIONS_BY_NAME, ActionSpec, Page


class ActionSet:
    """The window's actions, made from the table. Pages connect to them by name; those of other pages are off."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._actions = {spec.name: _action(spec, window) for spec in ACTIONS}
        window.addActions(list(self._actions.values()))
        self._page: Page | None = None
        self._read_only = False
        self._drawing = False

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[tuple[ActionSpec, QAction]]:
        return ((ACTIONS_BY_NAME[name], action) for name, action in self._actions.items())

    def remove(self) -> None:
        """Take every action out of the window."""
        for action in self._actions.values():
            self._window.removeAction(action)
            action.deleteLater()

    def enter_page(self, page: Page | None) -> None:
        """Switch on what works on a page, and what works everywhere; None when no project is open."""
        self._page = page
        self._switch()

    def set_read_only(self, *, read_only: bool) -> None:
        """Switch off everything that writes."""
        self._read_only = read_only
        self._switch()

    def set_drawing(self, *, drawing: bool) -> None:
        """Switch on the tools and off what shares their keys, or the other way round."""
        self._drawing = drawing
        for spec, action in self:
            if spec.drawing is not None:
                action.setEnabled(self._works(spec))

    def _switch(self) -> None:
        for spec, action in self:
            action.setEnabled(self._works(spec))

    def _works(self, spec: ActionSpec) -> bool:
        is_here = spec.page in (None, self._page) and (self._page is not None or spec.name in WITHOUT_PROJECT)
        return is_here and spec.drawing in (None, self._drawing) and not (spec.writes and self._read_only)


WITHOUT_PROJECT = frozenset(
    {"new_project", "open_project", "quit", "search_actions", "theme_dark", "theme_light", "theme_system", "keyboard"}
)
"""What can be done before a project is open."""


def _action(spec: ActionSpec, window: QWidget) -> QAction:
    action = QAction(spec.text, window)
    action.setObjectName(spec.name)
    action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
    action.setCheckable(spec.checkable)
    action.setIconVisibleInMenu(False)  # the few that have one for a button would stand out among those that have none
    return action

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from assay.ui.actions import PAGES, Page
from assay.ui.theme.current import current_tokens
from assay.ui.theme.icons import icon
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.key_cap import KeyCap
from assay.ui.widgets.segmented_control import Segment, SegmentedControl
from assay.ui.window.action_set import ActionSet
from assay.ui.window.menus import main_menu

HEIGHT = 44


class TopBar(QFrame):
    """Where we are on the left, the five pages in the middle, search, undo and the reviewer on the right."""

    page_wanted = Signal(Page)

    def __init__(self, actions: ActionSet, badge: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "top")
        self.setFixedHeight(HEIGHT)
        self._actions = actions
        self._project = QLabel()
        self._project.setProperty("role", "title")
        self._place = ElidedLabel("")
        self._place.setProperty("role", "secondary")
        tips = {page: f"Ctrl+{number}" for number, page in enumerate(PAGES, start=1)}
        self._pages = SegmentedControl([Segment(page, page, tips[page]) for page in PAGES], accessible_name="Pages")
        self._pages.chosen.connect(lambda name: self.page_wanted.emit(Page(name)))
        self._menu, self._undo, self._redo = (self._tool(name) for name in ("menu", "undo", "redo"))
        self._lay_out(badge)
        self._draw_icons()

    def _lay_out(self, badge: QWidget) -> None:
        left = _side(self._menu, self._project, self._place)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        right = _side(gap, _search_button(self._actions), KeyCap("Ctrl K"), self._undo, self._redo, badge)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 12, 0)
        layout.setSpacing(12)
        layout.addWidget(left, 1)
        layout.addWidget(self._pages, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(right, 1)

    def _tool(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setIconSize(QSize(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if name == "menu":
            button.setAccessibleName("Menu")
            button.setToolTip("Menu")
            button.setMenu(main_menu(self._actions, button))
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        else:
            button.setDefaultAction(self._actions[name])
        return button

    def show_place(self, project: str, place: str) -> None:
        """Say which project is open, and which batch, round and vendor are looked at."""
        self._project.setText(project)
        self._place.setText(f"· {place}" if place else "")

    def show_page(self, page: Page) -> None:
        """Mark the page that is shown."""
        self._pages.choose(page)

    def show_waiting(self, page: Page, count: int) -> None:
        """Put the number of what waits beside a page's name."""
        self._pages.set_text(page, f"{page}  {count}" if count else page)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew in another theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._draw_icons()
        super().changeEvent(event)

    def _draw_icons(self) -> None:
        self._menu.setIcon(icon("menu", current_tokens()))
        for name in ("undo", "redo"):
            self._actions[name].setIcon(icon(name, current_tokens()))


def _side(*widgets: QWidget) -> QWidget:
    side = QWidget()
    side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    layout = QHBoxLayout(side)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for widget in widgets:
        layout.addWidget(widget, 1 if isinstance(widget, ElidedLabel) else 0)
    return side


def _search_button(actions: ActionSet) -> QPushButton:
    button = QPushButton("Search actions")
    button.setProperty("kind", "quiet")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(actions["search_actions"].trigger)
    return button

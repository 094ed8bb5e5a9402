from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from assay.ui.actions import ActionSpec
from assay.ui.palette.action_delegate import KEYS_ROLE, MENU_ROLE, ActionDelegate
from assay.ui.palette.fuzzy import fuzzy_score
from assay.ui.widgets.key_button import keys_of
from assay.ui.window.action_set import ActionSet

WIDTH, HEIGHT = 480, 360
ACTION_ROLE = Qt.ItemDataRole.UserRole + 1


class CommandPalette(QFrame):
    """Every action that works right now, found by a few of its letters; Enter does it."""

    def __init__(self, actions: ActionSet, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("surface", "floating")
        self.setAccessibleName("Search actions")
        self.resize(WIDTH, HEIGHT)
        self._actions = actions
        self._window = parent
        self._field = QLineEdit()
        self._field.setPlaceholderText("Search actions")
        self._field.setAccessibleName("Search actions")
        self._field.textChanged.connect(self._search)
        self._field.installEventFilter(self)
        self._list = QListWidget()
        self._list.setAccessibleName("Actions found")
        self._list.setItemDelegate(ActionDelegate(self))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemActivated.connect(self._do)
        self._list.itemClicked.connect(self._do)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self._field)
        layout.addWidget(self._list)

    def ask(self) -> None:
        """Open below the top bar, in the middle, with everything listed."""
        corner = self._window.mapToGlobal(self._window.rect().topLeft())
        self.move(corner.x() + (self._window.width() - self.width()) // 2, corner.y() + 52)
        self._field.clear()
        self._search("")
        self.show()
        self._field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys in the field move the list; Enter does what is chosen there."""
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step:
                self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.currentItem():
                self._do(self._list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _search(self, typed: str) -> None:
        found = [
            (score, spec, action)
            for spec, action in self._actions
            if action.isEnabled() and (score := fuzzy_score(typed, spec.text)) is not None
        ]
        self._list.clear()
        for _, spec, action in sorted(found, key=lambda one: one[0]) if typed else found:
            self._list.addItem(_item(spec, action))
        self._list.setCurrentRow(0)

    def _do(self, item: QListWidgetItem) -> None:
        action: QAction = item.data(ACTION_ROLE)
        self.hide()
        action.trigger()


def _item(spec: ActionSpec, action: QAction) -> QListWidgetItem:
    item = QListWidgetItem(spec.text)
    item.setData(ACTION_ROLE, action)
    item.setData(MENU_ROLE, spec.menu)
    item.setData(KEYS_ROLE, keys_of(action))
    return item

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QVBoxLayout, QWidget

from assay.ui.review.text_field import TextField

MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class SearchList(QFrame):
    """A floating list with a field above it: typing narrows it, Enter or a click takes the marked row, Esc goes away.

    It is a part of the window and blocks nothing; whoever clicks elsewhere has left it.
    """

    left = Signal()
    """It went away and the keys belong again to whoever had them."""

    def __init__(self, *, name: str, search: TextField, list_name: str, size: QSize, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "floating")
        self.setAccessibleName(name)
        self.search, self.list = search, QListWidget()
        self.list.setAccessibleName(list_name)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        self.resize(size)
        self.hide()
        self.search.textChanged.connect(self.narrow)
        self.search.returnPressed.connect(self.take)
        self.search.left.connect(self.leave)
        self.search.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self.take())

    def narrow(self, text: str) -> None:
        """Show only what fits a text."""
        raise NotImplementedError

    def take(self) -> None:
        """Tell the marked row and go away."""
        raise NotImplementedError

    def appear(self, x: int, y: int) -> None:
        """Appear at a place in the window, ready to be typed into."""
        self.move(x, y)
        self.show()
        self.raise_()
        self.search.setFocus()

    def leave(self) -> None:
        """Go away."""
        self.left.emit()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while one types; it goes when the keyboard goes elsewhere."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in MOVES:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from assay.model.defect_types import defect_types
from assay.ui.review.text_field import TextField

WIDTH, HEIGHT = 344, 340
MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CodePicker(QFrame):
    """All codes of the taxonomy, over the page: type a part of the name, Enter takes the marked one, Esc goes away.

    It is a part of the window and blocks nothing; whoever clicks elsewhere has left it.
    """

    picked = Signal(str)
    left = Signal()
    """It went away and the keys belong to the page again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "floating")
        self.setAccessibleName("Defect codes")
        self.search = TextField("Find a defect code", accessible_name="Find a defect code")
        self.codes = QListWidget()
        self.codes.setAccessibleName("Defect codes that fit")
        self.codes.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.codes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.codes)
        self.resize(WIDTH, HEIGHT)
        self.hide()
        self._fill()
        self._connect()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._take)
        self.search.left.connect(self._leave)
        self.search.installEventFilter(self)
        self.codes.itemClicked.connect(lambda _: self._take())

    def open_at(self, window: QWidget, corner: QPoint) -> None:
        """Appear in a window with the lower right corner at a place in it, ready to be typed into."""
        self.setParent(window)
        self.search.clear()
        self._filter("")
        self.move(max(corner.x() - self.width(), 0), max(corner.y() - self.height(), 0))
        self.show()
        self.raise_()
        self.search.setFocus()

    def _fill(self) -> None:
        for code, kind in defect_types().items():
            item = QListWidgetItem(f"{kind.name}  ·  {code}")
            item.setData(Qt.ItemDataRole.UserRole, code)
            item.setToolTip(kind.sentence)
            self.codes.addItem(item)

    def _filter(self, text: str) -> None:
        words = text.lower().split()
        items = [self.codes.item(row) for row in range(self.codes.count())]
        for item in items:
            item.setHidden(not all(word in item.text().lower() for word in words))
        self.codes.setCurrentRow(next((row for row, item in enumerate(items) if not item.isHidden()), -1))

    def _take(self) -> None:
        item = self.codes.currentItem()
        if item is not None and not item.isHidden():
            self._leave()
            self.picked.emit(item.data(Qt.ItemDataRole.UserRole))

    def _leave(self) -> None:
        self.left.emit()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while one types; the picker goes when the keyboard goes elsewhere."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in MOVES:
            self.codes.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

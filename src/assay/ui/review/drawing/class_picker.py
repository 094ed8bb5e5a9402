from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from assay.model.schema import Schema
from assay.ui.review.drawing.class_choices import Choice, choices, fitting
from assay.ui.review.text_field import TextField

WIDTH, HEIGHT = 300, 320
SWATCH = 10
MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ClassPicker(QFrame):
    """Class and attributes of the object at hand, beside it: a few letters find one, Enter says it, Esc goes away."""

    picked = Signal(object)
    """The Choice."""
    left = Signal()
    """It went away and the keys belong to the canvas again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("surface", "floating")
        self.setAccessibleName("Class and attributes")
        self._canvas = parent
        self.search = TextField("Class, or attribute: value", accessible_name="Find a class or an attribute")
        self.list = QListWidget()
        self.list.setAccessibleName("Classes and attributes that fit")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        self.resize(WIDTH, HEIGHT)
        self.hide()
        self._all: list[Choice] = []
        self._found: list[Choice] = []
        self._colours: Mapping[int, str] = {}
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._take)
        self.search.left.connect(self._leave)
        self.search.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self._take())

    def ask(self, schema: Schema, class_id: int, attributes: Mapping[str, Any], at: QPoint) -> None:
        """Open with the upper left corner at a place, moved so that all of it is in sight."""
        self._all = choices(schema, class_id, attributes)
        self._colours = {int(one.id): one.colour for one in schema.classes}
        self.search.clear()
        self._filter("")
        room = self._canvas.rect()
        x = min(max(at.x(), 8), room.width() - self.width() - 8)
        y = min(max(at.y(), 8), room.height() - self.height() - 8)
        self.move(x, y)
        self.show()
        self.raise_()
        self.search.setFocus()

    def _filter(self, text: str) -> None:
        self._found = fitting(self._all, text)
        self.list.clear()
        for choice in self._found:
            self.list.addItem(self._item(choice))
        held = next((row for row, one in enumerate(self._found) if one.holds and not text), 0)
        self.list.setCurrentRow(held)

    def _item(self, choice: Choice) -> QListWidgetItem:
        item = QListWidgetItem(choice.text + ("  ✓" if choice.holds else ""))
        if choice.class_id is not None:
            swatch = QPixmap(SWATCH, SWATCH)
            swatch.fill(QColor(self._colours.get(choice.class_id, "#808080")))
            item.setIcon(QIcon(swatch))
        return item

    def _take(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._found):
            choice = self._found[row]
            self._leave()
            self.picked.emit(choice)

    def _leave(self) -> None:
        self.left.emit()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while one types; the picker goes when the keyboard goes elsewhere."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in MOVES:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QListWidgetItem, QWidget

from assay.model.schema import Schema
from assay.ui.review.drawing.class_choices import Choice, choices, fitting
from assay.ui.review.search_list import SearchList
from assay.ui.review.text_field import TextField

SIZE = QSize(300, 320)
SWATCH = 10


class ClassPicker(SearchList):
    """Class and attributes of the object at hand, beside it: a few letters find one, Enter says it, Esc goes away."""

    picked = Signal(object)
    """The Choice."""

    def __init__(self, parent: QWidget) -> None:
        search = TextField("Class, or attribute: value", accessible_name="Find a class or an attribute")
        super().__init__(
            name="Class and attributes",
            search=search,
            list_name="Classes and attributes that fit",
            size=SIZE,
            parent=parent,
        )
        self._canvas = parent
        self._all: list[Choice] = []
        self._found: list[Choice] = []
        self._colours: Mapping[int, str] = {}

    def ask(self, schema: Schema, class_id: int, attributes: Mapping[str, Any], at: QPoint) -> None:
        """Open with the upper left corner at a place, moved so that all of it is in sight."""
        self._all = choices(schema, class_id, attributes)
        self._colours = {int(one.id): one.colour for one in schema.classes}
        self.search.clear()
        self.narrow("")
        room = self._canvas.rect()
        x = min(max(at.x(), 8), room.width() - self.width() - 8)
        y = min(max(at.y(), 8), room.height() - self.height() - 8)
        self.appear(x, y)

    def narrow(self, text: str) -> None:
        """Show the classes and values that fit, the one that holds marked."""
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

    def take(self) -> None:
        """Tell the marked choice and go away."""
        row = self.list.currentRow()
        if 0 <= row < len(self._found):
            choice = self._found[row]
            self.leave()
            self.picked.emit(choice)

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from assay.model.defect_types import defect_types
from assay.ui.review.findings.code_delegate import CodeDelegate
from assay.ui.review.search_list import SearchList
from assay.ui.review.text_field import TextField

SIZE = QSize(344, 340)


class CodePicker(SearchList):
    """All codes of the taxonomy, over the page: type a part of the name, Enter takes the marked one."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        search = TextField("Find a defect code", accessible_name="Find a defect code")
        super().__init__(
            name="Defect codes", search=search, list_name="Defect codes that fit", size=SIZE, parent=parent
        )
        self.list.setItemDelegate(CodeDelegate(self.list))
        for code, kind in defect_types().items():
            item = QListWidgetItem(f"{kind.name}  ·  {code}")
            item.setData(Qt.ItemDataRole.UserRole, code)
            item.setToolTip(kind.sentence)
            self.list.addItem(item)

    def open_at(self, window: QWidget, corner: QPoint) -> None:
        """Appear in a window with the lower right corner at a place in it, ready to be typed into."""
        self.setParent(window)
        self.search.clear()
        self.narrow("")
        self.appear(max(corner.x() - self.width(), 0), max(corner.y() - self.height(), 0))

    def narrow(self, text: str) -> None:
        """Show the codes whose names have every word."""
        words = text.lower().split()
        items = [self.list.item(row) for row in range(self.list.count())]
        for item in items:
            item.setHidden(not all(word in item.text().lower() for word in words))
        self.list.setCurrentRow(next((row for row, item in enumerate(items) if not item.isHidden()), -1))

    def take(self) -> None:
        """Tell the marked code and go away."""
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            self.leave()
            self.picked.emit(item.data(Qt.ItemDataRole.UserRole))

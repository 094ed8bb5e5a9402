from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from assay.ui.rework.defect_delegate import DefectDelegate
from assay.ui.rework.defect_model import BY, CHOSEN, COLUMNS, DEFECT, SEVERITY, DefectModel
from assay.ui.widgets.row_painting import CellDelegate

ROW_HEIGHT = 32
Widths = Mapping[str, int]
NARROW = {"Defect": 168, "Image": 108, "Class": 80, "Comment": 80, "By": 40, "State": 96}
MIDDLE = NARROW | {"Defect": 232}
WIDE = {"Defect": 232, "Image": 168, "Class": 120, "Comment": 200, "By": 128, "State": 136}
WIDTHS = ((1150, WIDE), (1000, MIDDLE), (0, NARROW))
"""How wide the columns are, from which width of the table on."""
STRETCHED = "Instruction"


class DefectTable(QTableView):
    """The defects. Space, or a click on its box, chooses one or leaves it out; Enter or a double click goes to it in Review."""

    opened = Signal(int)
    """The row of the defect to look at."""

    def __init__(self, model: DefectModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._defects = model
        self._widths: Widths = NARROW
        self.setModel(model)
        self.setAccessibleName("Defects")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setItemDelegate(CellDelegate(self))
        self._delegate = DefectDelegate(self)
        for column in (CHOSEN, SEVERITY, DEFECT, BY):
            self.setItemDelegateForColumn(column, self._delegate)
        self._prepare_header()
        self.clicked.connect(self._toggle_clicked)
        self.doubleClicked.connect(self._open)

    def _prepare_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(32)
        for place, column in enumerate(COLUMNS):
            is_stretched = column.title == STRETCHED
            mode = QHeaderView.ResizeMode.Stretch if is_stretched else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(place, mode)
            self.setColumnWidth(place, self._widths.get(column.title, 36))
        header.sectionClicked.connect(self._defects.sort_next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give every column more room where there is some."""
        super().resizeEvent(event)
        widths = next(widths for least, widths in WIDTHS if self.viewport().width() >= least)
        if widths is self._widths:
            return
        self._widths = widths
        for place, column in enumerate(COLUMNS):
            if column.title in widths:
                self.setColumnWidth(place, widths[column.title])

    def selected_places(self) -> list[int]:
        """The selected rows."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses, Enter opens."""
        if event.key() == Qt.Key.Key_Space and self.selected_places():
            self._defects.toggle(self.selected_places())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _toggle_clicked(self, index: QModelIndex) -> None:
        if index.column() == CHOSEN:
            self._defects.toggle([index.row()])

    def _open(self, index: QModelIndex) -> None:
        if index.column() != CHOSEN:
            self.opened.emit(index.row())

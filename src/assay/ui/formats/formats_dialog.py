from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from assay.review.format_titles import format_facts
from assay.ui.widgets.role_label import role_label
from assay.ui.widgets.row_painting import CellDelegate
from assay.ui.widgets.rule import rule

SIZE = (640, 620)
ROW_HEIGHT = 28
HEADINGS = ("Format", "Files", "Read", "Written")


class FormatsDialog(QDialog):
    """What label formats can be read and written, from the same table as `assay formats`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Label formats")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.table = QTableView()
        self.table.setModel(self._filled())
        self._set_up_table()
        self._lay_out()

    def _filled(self) -> QStandardItemModel:
        model = QStandardItemModel(self)
        model.setHorizontalHeaderLabels(HEADINGS)
        for one in format_facts():
            texts = (one.title, " ".join(one.extensions), "yes" if one.reads else "–", "yes" if one.writes else "–")
            model.appendRow([QStandardItem(text) for text in texts])
        return model

    def _set_up_table(self) -> None:
        self.table.setAccessibleName("Label formats")
        self.table.setItemDelegate(CellDelegate(self.table))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        rows, columns = self.table.verticalHeader(), self.table.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 168), (2, 72), (3, 80)):
            columns.resizeSection(column, width)

    def _lay_out(self) -> None:
        what = role_label(
            "Drop a file, a folder or an archive onto the window: the format is told by what it holds, not by its name.",
            "secondary",
        )
        what.setWordWrap(True)
        what.setContentsMargins(16, 16, 16, 12)
        inset = QWidget()
        inset.setProperty("surface", "panel")
        beside = QHBoxLayout(inset)
        beside.setContentsMargins(16 - CellDelegate.padding, 0, 0, 0)  # so that names stand under the sentence
        beside.addWidget(self.table)
        close = QPushButton("Close")
        close.clicked.connect(self.accept)
        footer = QHBoxLayout()
        footer.setContentsMargins(16, 12, 16, 12)
        footer.addStretch(1)
        footer.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(what)
        layout.addWidget(rule("horizontal"))
        layout.addWidget(inset, 1)
        layout.addWidget(rule("horizontal"))
        layout.addLayout(footer)
        self.resize(*SIZE)

from PySide6.QtCore import QAbstractItemModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from assay.ui.deliveries.class_model import BECOMES, COUNT, FATE, NAME, ClassModel
from assay.ui.theme.current import current_tokens
from assay.ui.theme.icons import icon
from assay.ui.widgets.row_painting import CellDelegate, Index

ROW_HEIGHT = 34
CARET = 12
OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
REJECTING = (Qt.Key.Key_Minus, Qt.Key.Key_Delete)


class ChoiceDelegate(CellDelegate):
    """Lets a class of the schema be picked from a list that opens at once."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the choice, with a caret that says that there are others."""
        super().paint(painter, option, index)
        rect: QRect = option.rect
        drawn = icon("collapse", current_tokens()).pixmap(QSize(CARET, CARET), painter.device().devicePixelRatioF())
        painter.drawPixmap(rect.right() - CARET - 12, rect.center().y() - CARET // 2 + 1, drawn)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A list of what the class may become."""
        del option
        box = QComboBox(parent)
        box.setAccessibleName("What the class becomes")
        # a list that scrolls, where a menu would be as high as the screen
        box.setStyleSheet("combobox-popup: 0;")
        box.setMaxVisibleItems(12)
        model = index.model()
        assert isinstance(model, ClassModel)
        for choice in model.choices(index):
            box.addItem(choice.text, choice.becomes)
        box.activated.connect(lambda: self._finish(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what it becomes now, and the other choices below."""
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))
        editor.showPopup()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Decide."""
        assert isinstance(editor, QComboBox)
        model.setData(index, editor.currentData(), Qt.ItemDataRole.EditRole)

    def _finish(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)


class ClassTable(QTableView):
    """The classes of a file, each with what it becomes in the schema."""

    changed = Signal()
    """Somebody decided otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.classes = ClassModel(self)
        self.setModel(self.classes)
        self.setItemDelegate(CellDelegate(self))
        self.setItemDelegateForColumn(BECOMES, ChoiceDelegate(self))
        self.setAccessibleName("Classes of the file and what they become")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.clicked.connect(self._edit_choice)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self._set_up_headers()
        self.classes.dataChanged.connect(self.changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space opens the choices of the chosen row, + adds its class to the schema, − rejects it."""
        row = self.currentIndex().row()
        if row < 0:
            super().keyPressEvent(event)
        elif event.key() in OPENING:
            self.edit(self.classes.index(row, BECOMES))
        elif event.key() == Qt.Key.Key_Plus:
            self.classes.add_to_schema(row)
        elif event.key() in REJECTING:
            self.classes.reject(row)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by the keyboard finds a row chosen."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.classes.rowCount():
            self.setCurrentIndex(self.classes.index(0, BECOMES))

    def _edit_choice(self, index: Index) -> None:
        if index.column() == BECOMES:
            self.edit(self.classes.index(index.row(), BECOMES))

    def _set_up_headers(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        columns.setSectionResizeMode(BECOMES, QHeaderView.ResizeMode.Stretch)
        columns.resizeSection(COUNT, 96)
        columns.resizeSection(FATE, 128)

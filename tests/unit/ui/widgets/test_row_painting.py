import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

from assay.ui.scorecard.cell_delegate import OpenCellDelegate
from assay.ui.widgets.row_painting import CellDelegate

WIDTH, HEIGHT = 120, 30
WHITE = 0xFFFFFFFF


def painted(table: QTableView, side: Qt.AlignmentFlag) -> QImage:
    """A cell that says H, as the table's delegate paints it."""
    item, model = QStandardItem("H"), QStandardItemModel(1, 1)
    item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    model.setItem(0, 0, item)
    table.setModel(model)
    image, option = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32), QStyleOptionViewItem()
    image.fill(WHITE)
    option.rect = QRect(0, 0, WIDTH, HEIGHT)
    painter = QPainter(image)
    table.itemDelegate().paint(painter, option, model.index(0, 0))
    painter.end()
    return image


@pytest.mark.parametrize("delegate", [CellDelegate, OpenCellDelegate])
@pytest.mark.parametrize("side", [Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight])
def test_that_a_cell_begins_or_ends_where_its_heading_does(qtbot, delegate, side):
    table = QTableView()
    qtbot.addWidget(table)
    table.setItemDelegate(delegate(table))
    image = painted(table, side)
    inked = [x for x in range(WIDTH) if any(image.pixel(x, y) != WHITE for y in range(HEIGHT))]
    free = inked[0] if side == Qt.AlignmentFlag.AlignLeft else WIDTH - 1 - inked[-1]
    assert delegate.padding <= free <= delegate.padding + 2  # a letter leaves a little room around itself

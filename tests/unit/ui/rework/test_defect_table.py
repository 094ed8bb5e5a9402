import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage

from assay.ui.rework.defect_model import DEFECT, ROW

SHORT = ("CLS-SWAP", "EXT-GHOST", "MIS-OBJ")
"""Codes whose names leave the end of the column to the code."""


def says_something(image: QImage) -> bool:
    return len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}) > 1


@pytest.mark.parametrize(("width", "has_codes"), [(1600, True), (1440, True), (1200, False)])
def test_that_every_row_shows_its_code_or_none_does(rework, width, has_codes):
    rework.window.resize(width, 800)
    table, shown = rework.page.table, {}
    for place in range(table.model().rowCount()):
        index = table.model().index(place, DEFECT)
        cell = table.visualRect(index)
        end = QRect(cell.topRight() - QPoint(48, -4), cell.bottomRight() - QPoint(8, 4))
        shown[index.data(ROW).code] = says_something(table.viewport().grab(end).toImage())
    assert {code: shown[code] for code in SHORT} == dict.fromkeys(SHORT, has_codes)

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from assay.ui.schema.swatch import ROOM, SWATCH, swatch


@pytest.mark.parametrize("mode", [QIcon.Mode.Normal, QIcon.Mode.Selected])
def test_that_a_swatch_is_the_colour_of_its_class_in_a_chosen_row_too(qapp, mode):
    image = swatch("#0072B2").pixmap(QSize(SWATCH + ROOM, SWATCH), mode).toImage()
    middle = image.height() // 2
    assert image.pixelColor(middle, middle).name() == "#0072b2"
    assert image.pixelColor(image.width() - 1, middle).alpha() == 0

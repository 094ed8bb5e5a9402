import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics

from assay.ui.scorecard.code_bars import CodeBars
from assay.ui.theme.fonts import caption_font

COUNTS = {"MIS-SMALL": 1100, "GRP-MERGE": 6, "EXT-DUP": 9, "GEO-INVALID": 4}


@pytest.mark.parametrize("width", [210, 300])
def test_that_every_row_says_its_code_however_long_its_name_is(qtbot, width):
    bars = CodeBars()
    qtbot.addWidget(bars)
    bars.show_counts(COUNTS)
    bars.resize(width, bars.height())
    bars.show()
    for code in COUNTS:
        wide = QFontMetrics(caption_font()).horizontalAdvance(code)
        place = QRect(QPoint(0, 0), QPoint(wide - 1, 11))
        place.moveCenter(QPoint(width - 12 - wide // 2, int(bars.row_centre(code).y()) + 10))
        image = bars.grab(place).toImage()
        inked = [x for x in range(image.width()) if len({image.pixel(x, y) for y in range(image.height())}) > 1]
        assert inked[0] < 3
        assert inked[-1] > wide - 4

import pytest
from PySide6.QtGui import QColor

from assay.ui.theme.glyph_font import glyphs
from assay.ui.theme.icons import GLYPHS, icon
from assay.ui.theme.tokens import DARK


def test_that_every_glyph_is_in_the_font(qapp):
    assert set(GLYPHS.values()) <= glyphs().keys()


def test_that_an_icon_has_the_colour_asked_for(qapp):
    image = icon("accept", DARK, colour=DARK.good).pixmap(64, 64).toImage()
    inked = {
        image.pixelColor(x, y).name().upper()
        for x in range(64)
        for y in range(64)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inked
    assert all(abs(QColor(ink).red() - QColor(DARK.good).red()) <= 2 for ink in inked)


def test_that_an_unknown_icon_is_refused(qapp):
    with pytest.raises(KeyError):
        icon("no such icon", DARK)

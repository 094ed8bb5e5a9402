from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QIconEngine, QPainter, QPixmap

from assay.ui.theme.glyph_font import family

SHARE_OF_HEIGHT = 0.875
"""How large the glyph's font is in the icon's square; the rest is the air around it."""


class GlyphEngine(QIconEngine):
    """Draws one character of the icon font, in a colour for each mode, at any size."""

    def __init__(self, character: str, colours: Mapping[QIcon.Mode, str]) -> None:
        super().__init__()
        self._character = character
        self._colours = colours

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw it in the middle of the square."""
        font = QFont(family())
        font.setPixelSize(max(1, round(rect.height() * SHARE_OF_HEIGHT)))
        # sub-pixel rendering would give the lines coloured rims, hinting would bend them
        font.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(self._colours.get(mode, self._colours[QIcon.Mode.Normal])))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._character)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon alone, on nothing."""
        found = QPixmap(size)
        found.fill(Qt.GlobalColor.transparent)
        painter = QPainter(found)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return found

    def clone(self) -> QIconEngine:
        """The same once more; Qt asks for it when an icon is detached."""
        return GlyphEngine(self._character, self._colours)

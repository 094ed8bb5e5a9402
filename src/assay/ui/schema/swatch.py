from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

SWATCH = 14
ROOM = 4
RADIUS = 3
SHARPNESS = 2
"""Pixels for each logical one, so that the corners are smooth at 200 % too."""


def swatch(colour: str) -> QIcon:
    """A class's colour as an icon, with room to what stands beside it; also in a chosen row it is that colour and no tint of it."""
    pixmap = QPixmap((SWATCH + ROOM) * SHARPNESS, SWATCH * SHARPNESS)
    pixmap.setDevicePixelRatio(SHARPNESS)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRectF(0, 0, SWATCH, SWATCH), RADIUS, RADIUS)
    painter.end()
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon

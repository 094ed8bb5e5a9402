from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from assay.ui.theme.colours import image_tokens

FACTOR = 4.0
RADIUS = 110.0


def paint_loupe(painter: QPainter, magnified: QPixmap, pointer: QPointF) -> None:
    """Paint what lies around the pointer, magnified, in a circle about it."""
    target = QRectF(pointer.x() - RADIUS, pointer.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)
    circle = QPainterPath()
    circle.addEllipse(target)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(circle)
    painter.drawPixmap(target, magnified, QRectF(magnified.rect()))
    painter.setClipping(False)
    for colour, width in ((image_tokens().casing, 4.0), (image_tokens().text, 1.5)):
        painter.setPen(QPen(QColor(colour), width))
        painter.drawEllipse(target)
    painter.restore()

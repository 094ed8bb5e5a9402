import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.ui.theme.colours import LayerRole, line_colour, line_pen
from assay.ui.theme.current import current_tokens

EDGE = 80
STEPS = 48


class Emblem(QWidget):
    """What Assay is about in one drawing: the vendor's solid outline against gold's dashed one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("Assay")

    def sizeHint(self) -> QSize:
        """Always the same square."""
        return QSize(EDGE, EDGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint an object with its two outlines."""
        del event
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = outline(QRectF(0, 6, 68, 68), lean=0.0)
        fill = QColor(line_colour(LayerRole.VENDOR, tokens))
        fill.setAlphaF(0.16)
        painter.fillPath(body, fill)
        painter.setPen(line_pen(LayerRole.VENDOR, tokens, width=2.5))
        painter.drawPath(body)
        painter.setPen(line_pen(LayerRole.GOLD, tokens, width=2.5))
        painter.drawPath(outline(QRectF(6, 2, 68, 73), lean=0.5))
        painter.end()


def outline(frame: QRectF, *, lean: float) -> QPainterPath:
    """A closed, slightly uneven round shape in a frame. lean: turns it, in radians."""
    points = []
    for step in range(STEPS):
        angle = 2 * math.pi * step / STEPS
        radius = 0.5 * (0.92 + 0.06 * math.sin(2 * angle + lean) + 0.04 * math.cos(3 * angle - lean))
        centre = frame.center()
        points.append(
            QPointF(
                centre.x() + frame.width() * radius * math.cos(angle),
                centre.y() + frame.height() * radius * math.sin(angle),
            )
        )
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    path.closeSubpath()
    return path

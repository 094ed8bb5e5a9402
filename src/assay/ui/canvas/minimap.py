import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from assay.ui.canvas.view_transform import Size, bounds_of
from assay.ui.theme.colours import image_tokens
from assay.ui.theme.current import current_tokens

Corners = NDArray[np.float64]
"""(4, 2) of what is seen, in image pixels; turned where the view is."""

LONGER_SIDE = 148
SHOWN_SHARE = 0.85
"""Of the image's width and height: where so much is seen, nobody is lost."""


class Minimap(QWidget):
    """The whole image, small, with the part that is seen; a press or a drag goes there. It shows only while a part is seen."""

    wanted = Signal(float, float)
    """The point of the image, in its pixels, that is to be in the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._source: object = None
        self._size: Size = (1.0, 1.0)
        self._seen = np.zeros((4, 2))
        self.setAccessibleName("Where in the image")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def show_part(self, source: object, level: QImage | None, *, size: Size, seen: Corners) -> None:
        """Show where a part lies. source: what tells one image from another; level: the image at a size of its own. size, seen: in image pixels."""
        self._size, self._seen = size, seen
        is_wanted = level is not None and is_part(size, seen)
        if (
            is_wanted and level is not None and source != self._source
        ):  # made only when it is seen: most images are looked at as a whole
            self._source, self._image = source, reduced(level)
            scale = LONGER_SIDE / max(*size, 1.0)
            self.setFixedSize(QSize(max(round(size[0] * scale), 8), max(round(size[1] * scale), 8)))
        self.setVisible(is_wanted)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the image, dimmed where it is not seen, and a frame around what is."""
        del event
        painter = QPainter(self)
        if self._image is not None:
            painter.drawImage(QRectF(self.rect()), self._image, QRectF(self._image.rect()))
        seen, whole = self._frame(), QPainterPath()
        whole.addRect(QRectF(self.rect()))
        dim = QColor(image_tokens().surround)
        dim.setAlphaF(0.55)
        painter.fillPath(whole.subtracted(seen), dim)
        painter.setPen(QPen(QColor(image_tokens().text), 1.5))
        painter.drawPath(seen.intersected(whole))
        painter.setPen(QPen(QColor(current_tokens().line), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on going there."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        event.accept()
        place: QPointF = event.position()
        self.wanted.emit(place.x() / self.width() * self._size[0], place.y() / self.height() * self._size[1])

    def _frame(self) -> QPainterPath:
        across, down = self.width() / max(self._size[0], 1.0), self.height() / max(self._size[1], 1.0)
        frame = QPainterPath()
        frame.addPolygon(QPolygonF([QPointF(x * across, y * down) for x, y in self._seen.tolist()]))
        frame.closeSubpath()
        return frame


def is_part(size: Size, seen: Corners) -> bool:
    """Whether so little of the image is seen that one may be lost."""
    x_min, y_min, x_max, y_max = bounds_of(seen)
    across = min(x_max, size[0]) - max(x_min, 0.0)
    down = min(y_max, size[1]) - max(y_min, 0.0)
    return across < SHOWN_SHARE * size[0] or down < SHOWN_SHARE * size[1]


def reduced(level: QImage) -> QImage:
    """A picture no larger than twice the map, for screens of twice the density."""
    longest = 2 * LONGER_SIDE
    return level.scaled(
        longest, longest, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )

from collections.abc import Callable, Hashable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap


class PaintedAhead:
    """Lines of a list painted before they are wanted, while nobody waits. Laying one takes a twentieth of the time; what was not foreseen is painted as ever."""

    def __init__(self) -> None:
        self._pictures: dict[Hashable, QPixmap] = {}

    def forget(self) -> None:
        """Keep none of them any longer."""
        self._pictures.clear()

    def paint(
        self, look: Hashable, size: QSize, ratio: float, ground: QColor, paint: Callable[[QPainter, QRect], None]
    ) -> None:
        """Have a line painted. look: all that decides how it looks besides the size and the ratio, by which it is found again. ratio: device pixels per logical pixel."""
        if ratio != round(ratio):
            return  # its pixels would lie between the screen's
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(ground)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, QRect(0, 0, size.width(), size.height()))
        painter.end()
        self._pictures[look] = picture

    def lay(self, painter: QPainter, area: QRect, look: Hashable) -> bool:
        """Lay a line where it belongs, if it was foreseen; whether it was."""
        picture = self._pictures.get(look)
        if picture is None or picture.deviceIndependentSize() != area.size().toSizeF():
            return False
        if picture.devicePixelRatio() != painter.device().devicePixelRatioF():
            return False
        painter.drawPixmap(area.topLeft(), picture)
        return True

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from assay.ui.review.findings.row_painting import HEAD_HEIGHT, paint_ground, paint_rule
from assay.ui.theme.current import current_tokens


class RowInside(QWidget):
    """What is shown in the open row below its head, on the row's own ground.

    It lets nothing through, so that Qt paints only what changes in it when the list around it is painted anew.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_last = True
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_place(self, *, is_last: bool) -> None:
        """Have a line below when another row follows."""
        if is_last != self._is_last:
            self._is_last = is_last
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of the row that goes on here."""
        del event
        tokens, painter = current_tokens(), QPainter(self)
        paint_ground(painter, self.rect().adjusted(0, -HEAD_HEIGHT, 0, 0), tokens, selected=True, hovered=False)
        if not self._is_last:
            paint_rule(painter, self.rect(), tokens)
        painter.end()

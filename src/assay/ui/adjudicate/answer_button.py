from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from assay.ui.theme.current import current_tokens
from assay.ui.theme.fonts import small_font, ui_font
from assay.ui.theme.tokens import BODY_SIZE, RADIUS_SMALL
from assay.ui.widgets.key_cap import HEIGHT as KEY_HEIGHT
from assay.ui.widgets.key_cap import key_cap_width, paint_key_cap

HEIGHT = 52
SIDE = 12


class AnswerButton(QAbstractButton):
    """One ruling: its name, its key, and what it does. Checked while it waits for its reason, or when it is the ruling that stands."""

    def __init__(self, text: str, *, does: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._does, self._key = does, key
        self.setText(text)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{text}, key {key}")
        self.setAccessibleDescription(does)
        self.setToolTip(does)

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(200, HEIGHT)

    def nextCheckState(self) -> None:
        """Whoever hears the click decides whether this is the answer."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button."""
        del event
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on = self.isEnabled()
        ground = (
            tokens.raised
            if self.isChecked()
            else tokens.control_hover
            if self.underMouse() and is_on
            else tokens.control
        )
        edge = tokens.accent if self.isChecked() or self.hasFocus() else ground
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(ground) if is_on or self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
        room = self.width() - 3 * SIDE - key_cap_width(self._key)
        self._write(
            painter,
            8,
            self.text(),
            ui_font(BODY_SIZE, QFont.Weight.DemiBold),
            tokens.text if is_on else tokens.faint,
            room,
        )
        self._write(painter, 27, self._does, small_font(), tokens.secondary if is_on else tokens.faint, room)
        left = self.width() - SIDE - key_cap_width(self._key)
        colour = QColor(tokens.secondary if is_on else tokens.faint)
        top = (self.height() - KEY_HEIGHT) / 2
        paint_key_cap(painter, left=left, top=top, text=self._key, tokens=tokens, colour=colour)
        painter.end()

    def _write(self, painter: QPainter, top: int, text: str, font: QFont, colour: str, room: float) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(SIDE, top, room, 18), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

from enum import Enum, auto

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QStyleOption, QWidget

from assay.ui.review.space_presses import SpacePresses
from assay.ui.theme.current import current_tokens
from assay.ui.theme.fonts import small_font, ui_font
from assay.ui.theme.tokens import Tokens
from assay.ui.widgets.key_cap import HEIGHT as KEY_HEIGHT
from assay.ui.widgets.key_cap import key_cap_width, paint_key_cap


class Tone(Enum):
    """How loud a button is: the one expected now, an ordinary answer, the answer given, or a word with its key."""

    PRIMARY = auto()
    PLAIN = auto()
    GIVEN = auto()
    QUIET = auto()


PADDING = 8.0
RADIUS = 6.0


class AnswerButton(QAbstractButton):
    """A button with the key that does the same printed on it; after the text, or before it when quiet."""

    def __init__(self, text: str, key: str, *, tone: Tone = Tone.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._tone = tone
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(f"Key {key}")
        SpacePresses(self)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def tone(self) -> Tone:
        """How loud it is."""
        return self._tone

    def set_tone(self, tone: Tone) -> None:
        """Be louder or quieter."""
        if tone is not self._tone:
            self._tone = tone
            self.update()

    def sizeHint(self) -> QSize:
        """Room for the text and the key."""
        font = small_font() if self._tone is Tone.QUIET else ui_font()
        width = QFontMetricsF(font).horizontalAdvance(self.text()) + key_cap_width(self._key) + 3 * PADDING
        return QSize(round(width), 24 if self._tone is Tone.QUIET else 28)

    def minimumSizeHint(self) -> QSize:
        """Its text may end in … when there is no room."""
        return QSize(64, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, text and key."""
        del event
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOption()
        option.initFrom(self)
        self._paint_ground(painter, tokens, option.state)  # type: ignore[attr-defined]
        if self._tone is Tone.QUIET:
            self._paint_quiet(painter, tokens)
        else:
            self._paint_answer(painter, tokens)
        painter.end()

    def _paint_ground(self, painter: QPainter, tokens: Tokens, state: QStyle.StateFlag) -> None:
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver) and self.isEnabled()
        fills = {
            Tone.PRIMARY: tokens.accent_fill_hover if is_hovered else tokens.accent_fill,
            Tone.PLAIN: tokens.control_hover if is_hovered else tokens.control,
            Tone.GIVEN: tokens.raised,
            Tone.QUIET: tokens.control if is_hovered else "",
        }
        fill = fills[self._tone] if self.isEnabled() or self._tone is Tone.GIVEN else ""
        has_frame = bool(state & QStyle.StateFlag.State_HasFocus) or self._tone is Tone.GIVEN
        painter.setPen(QColor(tokens.accent) if has_frame else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        inset = 0.5 if has_frame else 0.0
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)

    def _paint_answer(self, painter: QPainter, tokens: Tokens) -> None:
        is_primary = self._tone is Tone.PRIMARY and self.isEnabled()
        ink = QColor(tokens.on_accent if is_primary else tokens.text if self.isEnabled() else tokens.faint)
        key_left = self.width() - PADDING - key_cap_width(self._key)
        self._paint_words(painter, QRectF(PADDING + 2, 0, key_left - 2 * PADDING, self.height()), ink)
        cap = ink if is_primary else None
        paint_key_cap(
            painter, left=key_left, top=(self.height() - KEY_HEIGHT) / 2, text=self._key, tokens=tokens, colour=cap
        )

    def _paint_quiet(self, painter: QPainter, tokens: Tokens) -> None:
        paint_key_cap(painter, left=0, top=(self.height() - KEY_HEIGHT) / 2, text=self._key, tokens=tokens)
        left = key_cap_width(self._key) + 6
        painter.setFont(small_font())
        ink = QColor(tokens.secondary if self.isEnabled() else tokens.faint)
        self._paint_words(painter, QRectF(left, 0, self.width() - left, self.height()), ink)

    def _paint_words(self, painter: QPainter, area: QRectF, ink: QColor) -> None:
        painter.setFont(small_font() if self._tone is Tone.QUIET else ui_font())
        painter.setPen(ink)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

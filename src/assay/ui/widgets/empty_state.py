from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from assay.ui.theme.current import current_tokens
from assay.ui.theme.icons import icon

ICON_EDGE = 40
TEXT_WIDTH = 360


class EmptyState(QWidget):
    """What stands where nothing is yet: an icon, a title, one sentence that says what to do next, and perhaps a button."""

    pressed = Signal()

    def __init__(
        self, icon_name: str, title: str, sentence: str, *, button: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._title = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._title.setProperty("role", "title")
        self._sentence = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._sentence.setProperty("role", "secondary")
        self._sentence.setWordWrap(True)
        self._sentence.setMaximumWidth(TEXT_WIDTH)
        self._button = QPushButton()
        self._button.setProperty("kind", "primary")
        self._button.clicked.connect(self.pressed)
        self._lay_out()
        self.setFocusProxy(self._button)
        self.say(icon_name, title, sentence, button=button)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addStretch(1)
        layout.addWidget(self._icon)
        layout.addWidget(self._title)
        layout.addLayout(_centred(self._sentence))
        layout.addSpacing(8)
        layout.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def say(self, icon_name: str, title: str, sentence: str, *, button: str = "") -> None:
        """Say something else."""
        self._icon_name = icon_name
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(f"{title}. {sentence}")
        self._draw_icon()

    def _draw_icon(self) -> None:
        tokens = current_tokens()
        drawn = icon(self._icon_name, tokens, colour=tokens.faint)
        self._icon.setPixmap(drawn.pixmap(QSize(ICON_EDGE, ICON_EDGE), self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in another theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._draw_icon()
        super().changeEvent(event)


def _centred(label: QLabel) -> QHBoxLayout:
    """A wrapping label in the middle, as wide as it may be; an alignment would make it as narrow as its longest word."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(label, 100)
    row.addStretch(1)
    return row

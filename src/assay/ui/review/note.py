from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from assay.ui.review.space_presses import SpacePresses
from assay.ui.theme.current import current_tokens
from assay.ui.theme.icons import icon
from assay.ui.widgets.role_label import role_label

ICON_EDGE = 28


class Note(QWidget):
    """What a narrow panel says when it has nothing to list: an icon, a title, what to do next, and perhaps a button for it."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = "image"
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._title = role_label("", "title")
        self._sentence = role_label("", "secondary")
        self.button = QPushButton()
        self.button.clicked.connect(self.pressed)
        SpacePresses(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(4)
        layout.addWidget(self._icon)
        layout.addSpacing(4)
        for label in (self._title, self._sentence):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            layout.addWidget(label)
        layout.addSpacing(8)
        layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)

    def say(self, icon_name: str, title: str, sentence: str, *, button: str = "") -> None:
        """Say something."""
        self._icon_name = icon_name
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setAccessibleName(f"{title}. {sentence}")
        self._draw_icon()

    def title(self) -> str:
        """What it says first."""
        return self._title.text()

    def sentence(self) -> str:
        """What it says to do."""
        return self._sentence.text()

    def _draw_icon(self) -> None:
        tokens = current_tokens()
        drawn = icon(self._icon_name, tokens, colour=tokens.faint)
        self._icon.setPixmap(drawn.pixmap(QSize(ICON_EDGE, ICON_EDGE), self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in another theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._draw_icon()
        super().changeEvent(event)

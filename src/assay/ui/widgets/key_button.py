from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from assay.ui.theme.current import current_tokens
from assay.ui.theme.icons import icon
from assay.ui.theme.tokens import ICON_SIZE, Tokens
from assay.ui.widgets.key_cap import HEIGHT, key_cap_width, paint_key_cap, printed_keys

EDGE = 7


class KeyButton(QPushButton):
    """A button with the key that does the same printed on it, and perhaps an icon."""

    def __init__(self, text: str, *, keys: str = "", icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._keys = keys
        self._icon_name = icon_name
        self._primary = False
        self.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        self.setAccessibleName(text.rstrip("…"))
        self._more_style = ""
        if keys:
            self.setAccessibleDescription(f"Key {keys}")
        self.set_keys_shown(shown=True)
        self._draw_icon()

    @classmethod
    def of(cls, action: QAction, *, icon_name: str = "", parent: QWidget | None = None) -> "KeyButton":
        """A button that triggers an action of the window, and is off while that is."""
        button = cls(action.text(), keys=keys_of(action), icon_name=icon_name, parent=parent)
        button.setEnabled(action.isEnabled())
        action.enabledChanged.connect(button.setEnabled)
        button.clicked.connect(action.trigger)
        return button

    def set_keys_shown(self, *, shown: bool) -> None:
        """Print the key on the button, or leave it out where there is no room."""
        self._keys_shown = shown and bool(self._keys)
        # room for the key cap, which is painted over it
        room = f"padding-right: {round(key_cap_width(self._keys)) + 2 * EDGE}px;" if self._keys_shown else ""
        self.setStyleSheet(f"{room} {self._more_style}".strip())

    def add_style(self, rules: str) -> None:
        """Dress the button otherwise, by rules of a style sheet."""
        self._more_style = rules
        self.set_keys_shown(shown=self._keys_shown)

    @property
    def is_primary(self) -> bool:
        """Whether this is what to do next."""
        return self._primary

    def set_primary(self, *, primary: bool) -> None:
        """Let the button stand out as what to do next, or not."""
        if primary == self._primary:
            return
        self._primary = primary
        self.setProperty("kind", "primary" if primary else "")
        self.style().unpolish(self)
        self.style().polish(self)
        self._draw_icon()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button and the key on it."""
        super().paintEvent(event)
        if not self._keys_shown:
            return
        tokens = current_tokens()
        left = self.width() - key_cap_width(self._keys) - EDGE
        painter = QPainter(self)
        paint_key_cap(
            painter,
            left=left,
            top=(self.height() - HEIGHT) / 2,
            text=self._keys,
            tokens=tokens,
            colour=self._ink(tokens),
        )
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in another theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._draw_icon()
        super().changeEvent(event)

    def _ink(self, tokens: Tokens) -> QColor:
        if not self.isEnabled():
            return QColor(tokens.faint)
        return QColor(tokens.on_accent if self._primary else tokens.secondary)

    def _draw_icon(self) -> None:
        if self._icon_name:
            tokens = current_tokens()
            self.setIcon(icon(self._icon_name, tokens, colour=tokens.on_accent if self._primary else tokens.secondary))


def keys_of(action: QAction) -> str:
    """An action's first shortcut as it is printed on a key cap: "Ctrl I"."""
    return printed_keys(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))

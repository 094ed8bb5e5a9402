from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QFrame, QWidget

from assay.ui.canvas.canvas_controls import MARGIN
from assay.ui.canvas.floating import FloatingPanel
from assay.ui.theme.current import current_tokens
from assay.ui.theme.icons import icon
from assay.ui.theme.tokens import ICON_SIZE, RADIUS_SMALL, Tokens
from assay.ui.widgets.key_button import keys_of
from assay.ui.widgets.key_cap import HEIGHT as KEY_HEIGHT
from assay.ui.widgets.key_cap import key_cap_width, paint_key_cap

TOP = 54
"""Below the mode switch."""
TITLE_HEIGHT = 30
"""Of a pane's title, which stands below the mode switch while there are several panes."""
WIDTH, HEIGHT = 64, 24
EDGE = 8


class ToolStrip(FloatingPanel):
    """The drawing tools at the left edge of the canvas, each with its key; one button that leads to them while nobody draws."""

    def __init__(
        self, opener: tuple[QAction, str], groups: Sequence[Sequence[tuple[QAction, str]]], parent: QWidget
    ) -> None:
        super().__init__(accessible_name="Drawing tools", upright=True, parent=parent)
        self._opener = ToolButton(*opener)
        self.add(self._opener)
        self._tools: list[QWidget] = []
        self._top = TOP
        for number, group in enumerate(groups):
            if number:
                self._take(thin_rule())
            for action, icon_name in group:
                self._take(ToolButton(action, icon_name))
        self._layout.setSpacing(1)
        self.show_tools(shown=False)
        parent.installEventFilter(self)

    def show_tools(self, *, shown: bool) -> None:
        """Show the tools, or only the button that leads to them."""
        for tool in self._tools:
            tool.setVisible(shown)
        self._place()

    def button(self, name: str) -> "ToolButton":
        """The button of an action."""
        return next(one for one in self.findChildren(ToolButton) if one.objectName() == name)

    def _take(self, widget: QWidget) -> None:
        self._tools.append(widget)
        self.add(widget)

    def leave_room(self, *, for_title: bool) -> None:
        """Stand below a pane's title, or where that would be."""
        self._top = TOP + TITLE_HEIGHT if for_title else TOP
        self._place()

    def _place(self) -> None:
        self._layout.activate()
        self.adjustSize()
        self.move(MARGIN, self._top)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner, and in sight only with a picture."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)


class ToolButton(QAbstractButton):
    """An action as its icon and its key, pressed while it is on.

    It paints itself without the style sheet: the strip lies over the canvas and is painted with each of its frames.
    """

    def __init__(self, action: QAction, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys_of(action)
        self._icon_name = icon_name
        self._glyphs: dict[tuple[str, float], QPixmap] = {}
        self.setObjectName(action.objectName())
        self.setAccessibleName(action.text().rstrip("…"))
        self.setAccessibleDescription(f"Key {self._keys}")
        self.setToolTip(f"{action.text().rstrip('…')} ({self._keys})")
        self.setCheckable(action.isCheckable())
        self.setChecked(action.isChecked())
        self.setEnabled(action.isEnabled())
        self.setFixedSize(WIDTH, HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # a click must not take the keyboard from the canvas
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(action.trigger)
        action.toggled.connect(self.setChecked)
        action.enabledChanged.connect(self.setEnabled)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the icon and the key."""
        del event
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, tokens)
        ink = tokens.text if self.isChecked() else tokens.secondary if self.isEnabled() else tokens.faint
        painter.drawPixmap(QPointF(EDGE, (HEIGHT - ICON_SIZE) / 2), self._glyph(tokens, ink))
        left = WIDTH - EDGE / 2 - key_cap_width(self._keys)
        paint_key_cap(painter, left=left, top=(HEIGHT - KEY_HEIGHT) / 2, text=self._keys, tokens=tokens)
        painter.end()

    def _glyph(self, tokens: Tokens, ink: str) -> QPixmap:
        """The icon as pixels; drawing it from its font takes longer than all the rest."""
        look = (ink, self.devicePixelRatioF())
        if look not in self._glyphs:
            made = icon(self._icon_name, tokens, colour=ink)
            self._glyphs[look] = made.pixmap(QSize(ICON_SIZE, ICON_SIZE), look[1])
        return self._glyphs[look]

    def _paint_ground(self, painter: QPainter, tokens: Tokens) -> None:
        painter.setPen(QColor(tokens.accent) if self.hasFocus() else Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(QColor(tokens.raised))
        elif self.underMouse() and self.isEnabled():
            painter.setBrush(QColor(tokens.control))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS_SMALL, RADIUS_SMALL)


def thin_rule() -> QFrame:
    """A line between groups of tools."""
    rule = QFrame()
    rule.setProperty("rule", "horizontal")
    return rule

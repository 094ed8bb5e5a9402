from PySide6.QtCore import QEvent, QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QPushButton, QWidget

from assay.ui.canvas.floating import FloatingPanel
from assay.ui.theme.current import current_tokens
from assay.ui.theme.icons import icon
from assay.ui.theme.tokens import ICON_SIZE

PERCENT_WIDTH = 72


class ZoomBar(FloatingPanel):
    """How large the image is shown, with the buttons that change it."""

    zoom_in = Signal()
    zoom_out = Signal()
    actual_size = Signal()
    fit = Signal()
    upright = Signal()
    """The image is to be shown as it is stored."""
    style_wanted = Signal()
    """How outlines are drawn is to be shown."""
    adjust_wanted = Signal()
    """How the image is shown is to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name="Zoom", parent=parent)
        self.add(self._button("−", "Zoom out", self.zoom_out))
        self._percent = self._button("100 %", "Actual size: one image pixel per screen pixel", self.actual_size)
        self._percent.setFixedWidth(PERCENT_WIDTH)
        self.add(self._percent)
        self.add(self._button("+", "Zoom in", self.zoom_in))
        self.add(self._button("Fit", "Fit the whole image", self.fit))
        self._angle = self._button("0°", "Turned: show it upright (Shift+U)", self.upright)
        self._angle.hide()
        self.add(self._angle)
        self._style = self._button("", "How outlines are drawn (O)", self.style_wanted)
        self._adjust = self._button("", "How the image is shown (A)", self.adjust_wanted)
        for button in (self._style, self._adjust):
            button.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
            self.add(button)
        self._draw_icon()

    def show_view(self, scale: float, angle: float) -> None:
        """Show a scale, 1 being one image pixel per screen pixel, and by how many degrees the image is turned."""
        self._angle.setText(f"{angle:.0f}°".replace("-", "−"))
        self._angle.setVisible(bool(angle))
        percent = scale * 100
        self._percent.setText(f"{percent:,.0f} %" if percent >= 10 else f"{percent:.1f} %")
        self._percent.setAccessibleName(f"Zoom {percent:.0f} percent. Actual size")

    def percent_text(self) -> str:
        """The scale as it is shown."""
        return self._percent.text()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in another theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._draw_icon()
        super().changeEvent(event)

    def _draw_icon(self) -> None:
        self._style.setIcon(icon("annotation", current_tokens()))
        self._adjust.setIcon(icon("contrast", current_tokens()))

    def _button(self, text: str, says: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", "segment")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(says)
        button.setToolTip(says)
        button.clicked.connect(signal)
        return button

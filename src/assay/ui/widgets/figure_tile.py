from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget


class FigureTile(QWidget):
    """A figure with a small caption under it, and perhaps a line of detail: its interval, its n."""

    def __init__(self, caption: str, figure: str = "–", detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = self._label("figure")
        self._caption = self._label("secondary")
        self._detail = self._label("faint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for label in (self._figure, self._caption, self._detail):
            layout.addWidget(label)
        layout.addStretch(1)
        self._caption.setText(caption)
        self.show_figure(figure, detail)

    def caption(self) -> str:
        """What stands under the figure."""
        return self._caption.text()

    def set_caption(self, caption: str) -> None:
        """Have another figure's caption; the figure is told apart, right after."""
        self._caption.setText(caption)

    def _label(self, role: str) -> QLabel:
        label = QLabel(alignment=Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        label.setProperty("role", role)
        return label

    def show_figure(self, figure: str, detail: str = "") -> None:
        """Show another figure."""
        self._figure.setText(figure)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.setAccessibleName(f"{self._caption.text()}: {figure} {detail}".strip())

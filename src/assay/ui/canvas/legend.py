from collections.abc import Container, Sequence

from PySide6.QtCore import QLineF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QStyleOption, QWidget

from assay.ui.canvas.colour_key import KeyRow
from assay.ui.canvas.colour_key_lines import ColourKeyLines
from assay.ui.canvas.floating import FloatingPanel
from assay.ui.canvas.layers import Layer
from assay.ui.theme.colours import line_pen
from assay.ui.theme.current import current_tokens
from assay.ui.theme.fonts import ui_font
from assay.ui.theme.tokens import RADIUS_SMALL
from assay.ui.widgets.key_cap import HEIGHT as KEY_HEIGHT
from assay.ui.widgets.key_cap import key_cap_width, paint_key_cap

SAMPLE = 22
PADDING = 8
ROW_HEIGHT = 24


class Legend(FloatingPanel):
    """Which line is whose, and the switch of each."""

    toggled = Signal(str, bool)
    """The layer's name, and whether it is to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name="Legend", upright=True, parent=parent)
        self._rows: list[LegendRow] = []
        self._key = ColourKeyLines()
        self.add(self._key)

    def show_key(self, key: Sequence[KeyRow]) -> bool:
        """Say what colours mean below the layers, whose own colours then mean nothing; whether the legend has another size now."""
        for row in self._rows:
            row.show_inked(inked=not key or row.layer.is_apart)
        if not self._key.show_rows(key):
            return False
        self.adjustSize()
        return True

    def key(self) -> list[str]:
        """What the colours are said to mean, from above to below."""
        return [row.words for row in self._key.rows]

    def show_layers(self, layers: Sequence[Layer], *, hidden: Container[str] = ()) -> None:
        """Have one row per layer; those named in `hidden` are switched off."""
        if [(row.layer.name, row.layer.role, row.layer.key) for row in self._rows] != [
            (layer.name, layer.role, layer.key) for layer in layers
        ]:
            self._make_rows(layers)
            self.show_key(())
        for row, layer in zip(self._rows, layers, strict=True):
            row.setChecked(layer.name not in hidden)
        self.setVisible(bool(layers))
        self.adjustSize()

    def row(self, name: str) -> "LegendRow":
        """The row of a layer."""
        return next(row for row in self._rows if row.layer.name == name)

    def _make_rows(self, layers: Sequence[Layer]) -> None:
        for row in self._rows:
            row.setParent(None)
            row.deleteLater()
        self._rows = [LegendRow(layer) for layer in layers]
        for row in self._rows:
            row.clicked.connect(lambda checked, name=row.layer.name: self.toggled.emit(name, checked))
            self._layout.insertWidget(self._layout.count() - 1, row)  # above the key
            # The layout passes over what is not shown yet, and the panel takes its size before the next event.
            row.show()


class LegendRow(QAbstractButton):
    """A sample of a layer's line, its name, and the key that switches it; hidden layers are faint."""

    def __init__(self, layer: Layer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layer = layer
        self._is_inked = True
        self.setCheckable(True)
        self.setText(layer.name)
        self.setAccessibleName(f"Show {layer.name}")
        self.setToolTip(f"Show or hide {layer.name}" + (f" ({layer.key})" if layer.key else ""))
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_inked(self, *, inked: bool) -> None:
        """Show the line in the label set's colour, or without one where colours tell something else."""
        if inked != self._is_inked:
            self._is_inked = inked
            self.update()

    def sizeHint(self) -> QSize:
        """Room for the sample, the name and the key."""
        width = PADDING + SAMPLE + PADDING + QFontMetrics(ui_font()).horizontalAdvance(self.text()) + PADDING
        if self.layer.key:
            width += PADDING + round(key_cap_width(self.layer.key) + 0.5)
        return QSize(width, ROW_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row."""
        del event
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        painter.setOpacity(1.0 if self.isChecked() else 0.45)
        middle = self.height() / 2
        sample = QLineF(PADDING, middle, PADDING + SAMPLE, middle)
        pen = line_pen(self.layer.role, tokens)
        if not self._is_inked:
            pen.setColor(QColor(tokens.secondary))
        painter.setPen(pen)
        painter.drawLine(sample)
        painter.setPen(QColor(tokens.text))
        painter.setFont(ui_font())
        text_area = self.rect().adjusted(2 * PADDING + SAMPLE, 0, 0, 0)
        painter.drawText(text_area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.layer.key:
            left = self.width() - PADDING / 2 - key_cap_width(self.layer.key)
            paint_key_cap(painter, left=left, top=(self.height() - KEY_HEIGHT) / 2, text=self.layer.key, tokens=tokens)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        tokens = current_tokens()
        option = QStyleOption()
        option.initFrom(self)
        painter.setPen(QColor(tokens.accent) if option.state & QStyle.StateFlag.State_HasFocus else Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(tokens.control))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS_SMALL, RADIUS_SMALL)
        painter.setBrush(Qt.BrushStyle.NoBrush)

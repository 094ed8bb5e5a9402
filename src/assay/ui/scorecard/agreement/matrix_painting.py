from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from assay.ui.scorecard.agreement.words import TARGET
from assay.ui.scorecard.heat import blended, readable_on
from assay.ui.theme.fonts import small_font, ui_font
from assay.ui.theme.tokens import SMALL_SIZE, Tokens

Cell = tuple[int, int]
Figures = Mapping[Cell, tuple[float | None, str] | None]
NAME_SHARE, MOST_NAME, NUMBERS = 0.42, 150, 22
SMALLEST, LARGEST, GAP = 34, 76, 2
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class MatrixLayout:
    """Where the cells are. label: room for the names beside the rows; the columns have their numbers above them. edge: of a cell."""

    count: int
    label: float
    edge: float

    @classmethod
    def fitted(cls, count: int, width: float, height: float) -> "MatrixLayout":
        """The cells as large as the room allows."""
        label = min(width * NAME_SHARE, MOST_NAME)
        room = min((width - label) / max(count, 1), (height - NUMBERS) / max(count, 1))
        return cls(count, label, float(int(min(max(room, SMALLEST), LARGEST))))

    @classmethod
    def smallest(cls, count: int) -> QSize:
        """The least size at which every cell can be read."""
        return QSize(count * SMALLEST + 90, count * SMALLEST + NUMBERS)

    def cell(self, row: int, column: int) -> QRectF:
        """A cell's rectangle, without the gap after it."""
        return QRectF(self.label + column * self.edge, NUMBERS + row * self.edge, self.edge - GAP, self.edge - GAP)

    def cell_at(self, position: QPointF) -> Cell | None:
        """The cell at a position."""
        if not self.edge:
            return None
        column, row = int((position.x() - self.label) // self.edge), int((position.y() - NUMBERS) // self.edge)
        return (row, column) if 0 <= row < self.count and 0 <= column < self.count else None


def paint_matrix(
    painter: QPainter, area: QRectF, layout: MatrixLayout, names: Sequence[str], figures: Figures,
    lit: Cell | None, current: Cell | None, tokens: Tokens,
) -> None:  # fmt: skip
    """Paint the cells with their figures: blue at the target and above, the fuller the better; red below, the fuller the worse."""
    for place, name in enumerate(names):
        is_lit = lit is not None and place in lit
        painter.setPen(QColor(tokens.text if is_lit else tokens.secondary))
        painter.setFont(small_font())
        row = layout.cell(place, 0)
        room = QRectF(area.left(), row.top(), layout.label - 10, row.height())
        shown = QFontMetrics(small_font()).elidedText(
            f"{place + 1}  {name}", Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, LEFT, shown)
        above = layout.cell(0, place)
        painter.drawText(
            QRectF(above.left(), 0, above.width(), NUMBERS - 4), Qt.AlignmentFlag.AlignCenter, str(place + 1)
        )
    for cell, figure in figures.items():
        _paint_cell(painter, layout.cell(*cell), figure, tokens)
    if current is not None and current[0] < len(names) and current[1] < len(names):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.text), 2))
        painter.drawRoundedRect(layout.cell(*current), 3, 3)


def _paint_cell(painter: QPainter, area: QRectF, figure: tuple[float | None, str] | None, tokens: Tokens) -> None:
    ground = tokens.control if figure is None or figure[0] is None else ground_of(figure[0], tokens)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(area, 3, 3)
    text = "–" if figure is None else figure[1].removeprefix("0")
    painter.setPen(QColor(tokens.faint if figure is None or figure[0] is None else readable_on(ground, tokens)))
    painter.setFont(ui_font(SMALL_SIZE, QFont.Weight.Medium))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)


def ground_of(value: float, tokens: Tokens) -> str:
    """A cell's colour by its agreement."""
    if value >= TARGET:
        return blended(tokens.panel, tokens.accent_fill, 0.35 + 0.65 * (value - TARGET) / (1 - TARGET))
    return blended(tokens.panel, tokens.critical, 0.2 + 0.8 * min((TARGET - value) / TARGET, 1.0))

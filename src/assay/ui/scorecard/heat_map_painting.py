from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from assay.ui.scorecard.heat import heat_colour, readable_on
from assay.ui.theme.fonts import caption_font, small_font, ui_font
from assay.ui.theme.tokens import SMALL_SIZE, Tokens

SMALLEST, LARGEST = 26, 64
GAP = 2
Cell = tuple[int, int]
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMapLayout:
    """Where the cells of a matrix are. label: room for a class name beside the rows and, turned, above the columns; edge: of a cell. left: where the names begin."""

    count: int
    label: float
    edge: float
    left: float

    @classmethod
    def fitted(cls, count: int, *, label: float, width: float, height: float) -> "HeatMapLayout":
        """The cells as large as the room allows."""
        room = min((width - label) / max(count, 1), (height - label) / max(count, 1))
        edge = float(int(min(max(room, SMALLEST), LARGEST)))
        return cls(count=count, label=label, edge=edge, left=max((width - label - count * edge) // 2, 0.0))

    @property
    def origin(self) -> QPointF:
        """Where the first cell begins."""
        return QPointF(self.left + self.label, self.label)

    def cell(self, row: int, column: int) -> QRectF:
        """A cell's rectangle, without the gap after it."""
        left, top = self.origin.x() + column * self.edge, self.origin.y() + row * self.edge
        return QRectF(left, top, self.edge - GAP, self.edge - GAP)

    def cell_at(self, position: QPointF) -> Cell | None:
        """The cell at a position."""
        column = int((position.x() - self.origin.x()) // self.edge)
        row = int((position.y() - self.origin.y()) // self.edge)
        return (row, column) if 0 <= row < self.count and 0 <= column < self.count else None

    def smallest(self) -> QSize:
        """The least size at which every cell can be read."""
        edge = round(self.label + self.count * SMALLEST)
        return QSize(edge, edge)


def paint_heat_map(
    painter: QPainter, layout: HeatMapLayout, counts: NDArray[np.int64], names: Sequence[str], *,
    hovered: Cell | None, current: Cell | None, tokens: Tokens,
) -> None:  # fmt: skip
    """Paint the matrix with its names; the row and the column of the hovered cell, or else of the current one, stand out."""
    _paint_titles(painter, layout, tokens)
    lit = hovered or current
    _paint_names(painter, layout, names, lit, tokens)
    of_gold, of_vendor = counts.sum(axis=1), counts.sum(axis=0)
    for row in range(len(counts)):
        for column in range(len(counts)):
            if (row, column) != (len(names), len(names)):
                # an extra is a share of what was delivered as its class; gold has no number of them
                total = int(of_vendor[column] if row == len(names) else of_gold[row])
                ground = heat_colour(int(counts[row, column]), total, agrees=row == column, tokens=tokens)
                is_lit = lit is not None and (row == lit[0] or column == lit[1])
                _paint_cell(painter, layout.cell(row, column), int(counts[row, column]), ground, tokens, is_lit=is_lit)
    if current is not None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.text), 2))
        painter.drawRoundedRect(layout.cell(*current), 3, 3)


def _paint_cell(painter: QPainter, cell: QRectF, count: int, ground: str, tokens: Tokens, *, is_lit: bool) -> None:
    ground = tokens.control if is_lit and not count else ground
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(cell, 3, 3)
    if not count:
        painter.setPen(QColor(tokens.line if not is_lit else tokens.faint))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, "·")
        return
    painter.setPen(QColor(readable_on(ground, tokens)))
    painter.setFont(_number_font(f"{count:,}", cell.width()))
    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, f"{count:,}")


def _number_font(text: str, room: float) -> QFont:
    """A font in which the number fits."""
    size = next((s for s in (SMALL_SIZE, 11, 10, 9) if QFontMetrics(ui_font(s)).horizontalAdvance(text) <= room - 4), 8)
    return ui_font(size, QFont.Weight.Medium)


def _paint_titles(painter: QPainter, layout: HeatMapLayout, tokens: Tokens) -> None:
    """Say in the corner which side is which."""
    painter.setFont(caption_font())
    corner = QRectF(layout.left, layout.label - 40, layout.label - 10, 18)
    painter.setPen(QColor(tokens.vendor))
    painter.drawText(corner, RIGHT, "Vendor →")
    painter.setPen(QColor(tokens.gold))
    painter.drawText(corner.translated(0, 18), RIGHT, "Gold ↓")


def _paint_names(
    painter: QPainter, layout: HeatMapLayout, names: Sequence[str], lit: Cell | None, tokens: Tokens
) -> None:
    painter.setFont(small_font())
    metrics = QFontMetrics(painter.font())
    for place in range(layout.count):
        is_last = place == len(names)
        for across in (False, True):
            name = ("missing" if across else "extra") if is_last else names[place]
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(layout.label - 10))
            is_lit = lit is not None and lit[1 if across else 0] == place
            painter.setPen(QColor(tokens.text if is_lit else tokens.faint if is_last else tokens.secondary))
            painter.save()
            cell = layout.cell(place, place)
            if across:
                painter.translate(cell.left(), layout.origin.y())
                painter.rotate(-90)
                painter.drawText(QRectF(6, 0, layout.label - 6, cell.width()), LEFT, shown)
            else:
                painter.drawText(QRectF(layout.left, cell.top(), layout.label - 8, cell.height()), RIGHT, shown)
            painter.restore()

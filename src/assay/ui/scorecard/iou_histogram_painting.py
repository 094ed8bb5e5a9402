from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from assay.ui.scorecard.heat import blended
from assay.ui.theme.fonts import caption_font
from assay.ui.theme.tokens import Tokens

BINS = 50
LEFT, RIGHT, TOP, BOTTOM = 52.0, 16.0, 58.0, 40.0
GAP = 1.0
FLAG = 16.0
"""How high a threshold's name is."""
CENTRE, TO_RIGHT = Qt.AlignmentFlag.AlignCenter, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class HistogramLayout:
    """Where an IoU and a bar are. most: the highest bar."""

    width: float
    height: float
    most: int

    @property
    def plot(self) -> QRectF:
        """The room of the bars."""
        return QRectF(LEFT, TOP, max(self.width - LEFT - RIGHT, 1.0), max(self.height - TOP - BOTTOM, 1.0))

    def x(self, iou: float) -> float:
        """Where an IoU stands."""
        return self.plot.left() + iou * self.plot.width()

    def iou(self, x: float) -> float:
        """The IoU at a place, from 0 to 1."""
        return min(max((x - self.plot.left()) / self.plot.width(), 0.0), 1.0)

    def bar_height(self, count: int) -> float:
        """How high a bar is. The square root keeps a few bad pairs visible beside very many good ones."""
        return self.plot.height() * sqrt(count / self.most) if count and self.most else 0.0

    def bar(self, place: int, count: int) -> QRectF:
        """A bar's rectangle."""
        width, height = self.plot.width() / BINS, max(self.bar_height(count), 2.0 if count else 0.0)
        return QRectF(self.plot.left() + place * width, self.plot.bottom() - height, width - GAP, height)

    def place_at(self, position: QPointF) -> int | None:
        """The bar whose column a position is in."""
        if not self.plot.contains(position):
            return None
        return min(int(self.iou(position.x()) * BINS), BINS - 1)


def bin_of(iou: NDArray[np.float64]) -> NDArray[np.int64]:
    """(n,) the bin of each; 1 belongs to the last, and a bin has its lower end."""
    # what is written 0.86 may lie a hair below the end of its bin
    return np.minimum(np.floor(iou * BINS + 1e-9).astype(np.int64), BINS - 1)


def binned(iou: NDArray[np.float64]) -> NDArray[np.int64]:
    """(BINS,) how many lie in each bin."""
    return np.bincount(bin_of(iou), minlength=BINS)


def flag_rectangles(layout: HistogramLayout, lines: Sequence[tuple[str, float]]) -> list[QRectF]:
    """Where each threshold's name stands: one above another where they would meet."""
    metrics, found = QFontMetrics(caption_font()), list[QRectF]()
    for text, iou in lines:
        width = metrics.horizontalAdvance(text) + 10
        left = min(max(layout.x(iou) - width / 2, 0.0), layout.width - width)
        rows = (QRectF(left, TOP - 6 - (row + 1) * (FLAG + 2), width, FLAG) for row in range(3))
        found.append(
            next(
                (one for one in rows if not any(one.intersects(other) for other in found)), QRectF(left, 0, width, FLAG)
            )
        )
    return found


def paint_histogram(
    painter: QPainter, layout: HistogramLayout, matched: NDArray[np.int64], mislabelled: NDArray[np.int64], *,
    lines: Mapping[str, float], names: Mapping[str, str], held: str, current: int | None, tokens: Tokens,
) -> None:  # fmt: skip
    """Paint the bars, right classes under wrong ones, and over them the thresholds with their names."""
    _paint_scale(painter, layout, tokens)
    for place in range(BINS):
        _paint_bar(painter, layout, place, int(matched[place]), int(mislabelled[place]), tokens, lit=place == current)
    told = [(f"{names[key]} {value:.2f}", value) for key, value in lines.items()]
    for (key, value), flag, (text, _) in zip(lines.items(), flag_rectangles(layout, told), told, strict=True):
        _paint_line(painter, layout, value, flag, text, tokens, held=key == held)


def _paint_bar(
    painter: QPainter, layout: HistogramLayout, place: int, right: int, wrong: int, tokens: Tokens, *, lit: bool
) -> None:
    whole = layout.bar(place, right + wrong)
    painter.setPen(Qt.PenStyle.NoPen)
    if lit:
        painter.setBrush(QColor(tokens.control))
        painter.drawRect(QRectF(whole.left(), layout.plot.top(), whole.width(), layout.plot.height()))
    if not right + wrong:
        return
    painter.setBrush(QColor(tokens.accent if lit else blended(tokens.panel, tokens.accent, 0.75)))
    painter.drawRect(whole)
    if wrong:
        part = max(whole.height() * wrong / (right + wrong), 2.0)
        painter.setBrush(QColor(tokens.critical))
        painter.drawRect(QRectF(whole.left(), whole.top(), whole.width(), min(part, whole.height())))


def _paint_scale(painter: QPainter, layout: HistogramLayout, tokens: Tokens) -> None:
    plot = layout.plot
    painter.setFont(caption_font())
    for share in (0.0, 0.25, 1.0):  # of the count; a half, a whole of the height
        y = plot.bottom() - plot.height() * sqrt(share)
        painter.setPen(QColor(tokens.line))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(QColor(tokens.faint))
        painter.drawText(QRectF(0, y - 8, LEFT - 8, 16), TO_RIGHT, f"{round(layout.most * share):,}")
    for tenth in range(0, 11, 2):
        painter.drawText(QRectF(layout.x(tenth / 10) - 20, plot.bottom() + 4, 40, 16), CENTRE, f"{tenth / 10:g}")
    painter.drawText(
        QRectF(plot.left(), plot.bottom() + 20, plot.width(), 16), CENTRE, "IoU of the pairs; heights by square root"
    )


def _paint_line(
    painter: QPainter, layout: HistogramLayout, iou: float, flag: QRectF, text: str, tokens: Tokens, *, held: bool
) -> None:
    x = layout.x(iou)
    colour = QColor(tokens.accent if held else tokens.gold)
    painter.setPen(QPen(colour, 2 if held else 1, Qt.PenStyle.SolidLine if held else Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(x, flag.bottom()), QPointF(x, layout.plot.bottom()))
    painter.setPen(QPen(colour, 1))
    painter.setBrush(QColor(tokens.panel))
    painter.drawRoundedRect(flag, 4, 4)
    painter.setFont(caption_font())
    painter.drawText(flag, CENTRE, text)

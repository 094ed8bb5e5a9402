"""What every shape is called, written beside it where there is room."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from assay.ui.canvas.batches import Batch
from assay.ui.canvas.coats import Placing, placed_boxes
from assay.ui.theme.fonts import caption_font
from assay.ui.theme.tokens import Tokens

MOST = 400
"""More could not be read."""
LOOKED_AT = 2_000
"""Shapes for which a place is looked for, the largest first."""
CELL = 4
"""Pixels of a side of the squares in which taken room is counted."""
GAP = 3
SIDE = 4
GROUND_OPACITY = 0.78


@dataclass(frozen=True, slots=True)
class ShapeLabel:
    """A name and its place in device pixels."""

    text: str
    place: tuple[int, int, int, int]
    """Left, top, width and height."""


def write_labels(image: QImage, labels: Sequence[ShapeLabel], tokens: Tokens) -> None:
    """Write the names of shapes onto an overlay; on any thread."""
    painter = QPainter(image)
    painter.setFont(caption_font())
    ratio = image.devicePixelRatioF()
    ground = QColor(tokens.panel)
    ground.setAlphaF(GROUND_OPACITY)
    for label in labels:
        left, top, width, height = (side / ratio for side in label.place)
        place = QRectF(left, top, width, height)
        painter.fillRect(place, ground)
        painter.setPen(QColor(tokens.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, label.text)
    painter.end()


def placed_labels(drawn: Sequence[Batch], placing: Placing, *, width: int, height: int) -> list[ShapeLabel]:
    """As many labels as find room, none over its own shape or over another label; on any thread. width, height: of the overlay in device pixels."""
    metrics = QFontMetricsF(caption_font())
    taken = np.zeros((height // CELL + 1, width // CELL + 1), bool)
    line = round((metrics.height() + 2) * placing.ratio)
    widths: dict[str, int] = {}
    found: list[ShapeLabel] = []
    for text, box in names(drawn, placing)[:LOOKED_AT]:
        if text not in widths:
            widths[text] = round((metrics.horizontalAdvance(text) + 2 * SIDE) * placing.ratio)
        place = free_place(taken, box, widths[text], line, round(GAP * placing.ratio))
        if place is not None:
            found.append(ShapeLabel(text, place))
            if len(found) == MOST:
                break
    return found


def names(drawn: Sequence[Batch], placing: Placing) -> list[tuple[str, tuple[int, ...]]]:
    """The classes of all shapes that are drawn fully with their boxes in device pixels, the largest first."""
    texts: list[str] = []
    boxes: list[NDArray[np.float64]] = [np.zeros((0, 4))]
    for batch in drawn:
        boxes.append(placed_boxes(batch.cache.boxes[batch.strong], placing))
        texts += [batch.layer.class_name(row) for row in batch.strong.tolist()]
    every = np.concatenate(boxes)
    areas = (every[:, 2] - every[:, 0]) * (every[:, 3] - every[:, 1])
    order = np.argsort(-areas, kind="stable")[: LOOKED_AT * 2].tolist()
    whole = np.round(every).astype(np.int64).tolist()
    return [(texts[one], tuple(whole[one])) for one in order if texts[one]]


def free_place(
    taken: NDArray[np.bool_], box: tuple[int, ...], width: int, height: int, gap: int
) -> tuple[int, int, int, int] | None:
    """Room above, below, to the right or to the left of a box; None when there is none. It is taken then."""
    left, top, right, bottom = box
    for x, y in ((left, top - gap - height), (left, bottom + gap), (right + gap, top), (left - gap - width, top)):
        rows, columns = slice(y // CELL, (y + height) // CELL + 1), slice(x // CELL, (x + width) // CELL + 1)
        is_inside = x >= 0 and y >= 0 and rows.stop <= taken.shape[0] and columns.stop <= taken.shape[1]
        if is_inside and not taken[rows, columns].any():
            taken[rows, columns] = True
            return x, y, width, height
    return None

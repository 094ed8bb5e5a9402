"""The shapes of contents one after the other, for writers; asking for each by its row would count all before it every time."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.model.annotations import Annotations
from assay.model.shapes import ShapeKind


@dataclass(frozen=True, slots=True)
class DrawnShape:
    """One annotation's shape as the columns hold it. runs: of a mask, its height and width first."""

    row: int
    kind: ShapeKind
    image: int
    box: tuple[float, float, float, float]
    rings: list[NDArray[np.float64]]
    holes: list[bool]
    runs: NDArray[np.uint32]


def drawn_shapes(annotations: Annotations) -> Iterator[DrawnShape]:
    """All shapes in order."""
    records = annotations.records
    columns = zip(*(records[name].tolist() for name in ("kind", "image", "box", "rings", "runs")), strict=True)
    ring = point = run = 0
    for row, (kind, image, box, rings, runs) in enumerate(columns):
        lengths = annotations.ring_points[ring : ring + rings].tolist()
        drawn = []
        for length in lengths:
            drawn.append(annotations.points[point : point + length])
            point += length
        holes = annotations.ring_hole[ring : ring + rings].tolist()
        yield DrawnShape(row, ShapeKind(kind), image, tuple(box), drawn, holes, annotations.runs[run : run + runs])
        ring, run = ring + rings, run + runs

from collections.abc import Iterable
from dataclasses import dataclass

from assay.geometry.boxes import box_areas
from assay.geometry.hit_test import annotations_at
from assay.ui.canvas.batches import Outlines
from assay.ui.canvas.layers import Layer


@dataclass(frozen=True, slots=True)
class Hit:
    """An annotation under the pointer: its layer's name and its number."""

    layer: str
    number: int


def hits_at(x: float, y: float, *, layers: Iterable[Layer], outlines: Outlines, reach: float) -> list[Hit]:
    """The annotations of all layers at an image point, the smallest first. reach: by so many image pixels the point may miss a shape."""
    found: list[tuple[float, Hit]] = []
    for layer in layers:
        drawn = outlines(layer).drawn
        rows = annotations_at(drawn, x, y, reach=reach)
        areas = box_areas(drawn.boxes[rows])
        found += [
            (area, Hit(layer.name, layer.number(row))) for area, row in zip(areas.tolist(), rows.tolist(), strict=True)
        ]
    return [hit for _, hit in sorted(found, key=lambda pair: pair[0])]

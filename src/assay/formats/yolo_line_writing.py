"""Shapes as lines of one of YOLO's tasks, with a count of what is lost on the way."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.formats.drawn_shapes import DrawnShape
from assay.formats.reading import Contents, Note
from assay.formats.shape_checks import box_corners
from assay.formats.yolo_lines import Task, far_out
from assay.geometry.masks import mask_outlines
from assay.geometry.outlines import Floats
from assay.model.shapes import SHAPE_NAMES, ShapeKind


@dataclass(slots=True)
class LineWriter:
    """Turns shapes into lines of one task, and counts what is lost on the way."""

    contents: Contents
    task: Task
    keypoints: int = 0
    keypoint_names: Mapping[int, Sequence[str]] = field(default_factory=dict)
    lost: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        annotations = self.contents.annotations
        counts = [len(one.get("visibility", ())) for one in annotations.extra.values()]
        self.keypoints = max([1, *counts])
        found: dict[int, Sequence[str]] = {}
        for row, extra in annotations.extra.items():
            if len(named := extra.get("keypoint_names", ())) == self.keypoints:
                found.setdefault(int(annotations.records["class_id"][row]), named)
        self.keypoint_names = found

    def lines(self, shape: DrawnShape) -> Iterator[str]:
        """The lines of a shape: one, none when it cannot be written, one for each part of an outline."""
        extra = self.contents.annotations.extra.get(shape.row, {})
        image = self.contents.images[shape.image]
        if shape.kind is ShapeKind.TAG:
            self.lost["speak of the whole image; they are left out"] += 1
            return
        if not image.width or not image.height:
            self.lost["are on an image whose size is not known; they are left out"] += 1
            return
        if "attributes" in extra:
            self.lost["have attributes, which are not written"] += 1
        index = int(self.contents.annotations.records["class_id"][shape.row])
        size = image.width, image.height
        if self.is_far_out(shape, extra, size):
            self.lost["reach farther out of the image than YOLO can say; they are left out"] += 1
            return
        for values in self.values(shape, extra, np.array(size)):
            yield f"{' '.join([str(index), *map(decimal, values)])}\n"

    def is_far_out(self, shape: DrawnShape, extra: Mapping[str, Any], size: tuple[float, float]) -> bool:
        """Whether what is written of a shape would be refused as nonsense when it is read."""
        points = extra.get("keypoints", ()) if self.task is Task.POSE else ()
        parts = (shape.box, *(ring.ravel().tolist() for ring in shape.rings), *points)
        return any(far_out(part, size) is not None for part in parts)

    def values(self, shape: DrawnShape, extra: Mapping[str, Any], size: NDArray[np.float64]) -> Iterator[list[float]]:
        """The numbers of each line of a shape, in shares of the image."""
        if self.task is not Task.POSE and (shape.kind is ShapeKind.KEYPOINTS or "keypoints" in extra):
            self.lost["have keypoints, which are not written"] += 1
        if self.task is Task.SEGMENT:
            for ring in self.outlines(shape):
                yield (ring / size).ravel().tolist()
        elif self.task is Task.OBB:
            yield (self.corners(shape) / size).ravel().tolist()
        else:
            self.tell_box(shape)
            box = box_in_shares(shape.box, *size.tolist())
            yield [*box, *self.pose(shape, extra, size)] if self.task is Task.POSE else box

    def outlines(self, shape: DrawnShape) -> list[Floats]:
        """The outline of each part of a shape."""
        if shape.kind is ShapeKind.MASK:
            rings = mask_outlines(shape.runs)
            holes = [signed_area(ring) < 0 for ring in rings]
            self.lost["are masks; each is written as its outline"] += 1
        elif shape.kind is ShapeKind.ROTATED_BOX:
            self.lost["are rotated boxes; each is written as an outline of four corners"] += 1
            return shape.rings
        elif shape.kind is ShapeKind.POLYGON:
            rings, holes = shape.rings, shape.holes
        else:
            self.tell(shape, "the outline of the box around it" if shape.kind is not ShapeKind.BOX else "its outline")
            return [box_corners(shape.box)]
        parts = [ring for ring, hole in zip(rings, holes, strict=True) if not hole]
        self.lost["have holes, which are filled"] += len(parts) < len(rings)
        self.lost["have several parts; each part is written as an object of its own"] += len(parts) > 1
        self.lost["have no outline; they are left out"] += not parts
        return parts

    def corners(self, shape: DrawnShape) -> Floats:
        """The four corners of a shape."""
        if shape.kind is ShapeKind.ROTATED_BOX:
            return shape.rings[0]
        self.tell(shape, "a rotated box with no angle" + (" around it" if shape.kind is not ShapeKind.BOX else ""))
        return box_corners(shape.box)

    def pose(self, shape: DrawnShape, extra: Mapping[str, Any], size: NDArray[np.float64]) -> list[float]:
        """Position and visibility of each keypoint; of those that are not there zeros."""
        points = shape.rings[0].tolist() if shape.kind is ShapeKind.KEYPOINTS else extra.get("keypoints", [])
        found: list[float] = []
        for (x, y), seen in zip(points, extra.get("visibility", ()), strict=False):
            found += [x / size[0], y / size[1], seen] if seen else [0, 0, 0]
        if points and len(found) < 3 * self.keypoints:
            self.lost[f"have fewer than {self.keypoints} keypoints; the others are written as not labelled"] += 1
        if shape.kind is ShapeKind.KEYPOINTS and not any(found[2::3]):
            self.lost["have no keypoint that is labelled; each is written as its box"] += 1
        return [*found, *[0] * (3 * self.keypoints - len(found))]

    def tell_box(self, shape: DrawnShape) -> None:
        """Count a shape of which only the box is written."""
        if shape.kind is not ShapeKind.BOX and not (self.task is Task.POSE and shape.kind is ShapeKind.KEYPOINTS):
            self.tell(shape, "the box around it")

    def tell(self, shape: DrawnShape, done: str) -> None:
        """Count a shape that becomes another."""
        self.lost[f"have the shape {SHAPE_NAMES[shape.kind]}: each is written as {done}"] += 1

    def notes(self) -> list[Note]:
        """What was lost."""
        return [Note("annotations", f"{count:,} {what}") for what, count in self.lost.items() if count]


def box_in_shares(box: Sequence[float], width: float, height: float) -> list[float]:
    """Middle and sides of a box in shares of the image."""
    x_min, y_min, x_max, y_max = box
    return [
        (x_min + x_max) / 2 / width,
        (y_min + y_max) / 2 / height,
        (x_max - x_min) / width,
        (y_max - y_min) / height,
    ]


def signed_area(ring: Floats) -> float:
    """Twice the area of a ring, above 0 when it runs clockwise on the screen."""
    x, y = ring.T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))


def decimal(value: float) -> str:
    """A share with twelve digits after the point, a ten-thousandth of a pixel on the largest image."""
    return f"{value:.12f}".rstrip("0").rstrip(".")

"""One side of a comparison, vendor or gold, as columns in order of the images."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.geometry.polygons import FARTHEST_COORDINATE
from assay.model.annotations import RECORD, UNKNOWN, Annotations, as_bytes
from assay.model.images import ImageSizes
from assay.model.shapes import Flag, ShapeKind

Rows = NDArray[np.int64]

DENSEST = 16
"""A table of image ids may have so many cells for each id."""


@dataclass(frozen=True, slots=True)
class Side:
    """The annotations of one side on some images, sorted by image.

    annotations: all of the side. rows: (n,) which of them these are. image: (n,) position in the images compared, counted from the block's first.
    sides: (4, n) the boxes, side by side; NaN where one is not within reach. counted: (n,) whether it takes part: no crowd, no ignore region, no image tag.
    """

    annotations: Annotations
    rows: Rows
    image: Rows
    number: NDArray[np.int32]
    class_id: NDArray[np.int32]
    kind: NDArray[np.uint8]
    flags: NDArray[np.uint8]
    sides: NDArray[np.float64]
    counted: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def boxes(self) -> NDArray[np.float64]:
        """(n, 4) x_min, y_min, x_max, y_max."""
        return self.sides.T

    @property
    def box_areas(self) -> NDArray[np.float64]:
        """(n,) areas of the boxes in square pixels."""
        return np.maximum(self.sides[2] - self.sides[0], 0) * np.maximum(self.sides[3] - self.sides[1], 0)

    def numbers(self, places: Rows) -> NDArray[np.int32]:
        """The annotation numbers of these; 0 where the place is −1."""
        if not len(self.rows):
            return np.zeros(len(places), np.int32)
        return np.where(places >= 0, self.number[places], 0).astype(np.int32)

    def classes(self, places: Rows) -> NDArray[np.int32]:
        """The classes of these; UNKNOWN where the place is −1."""
        if not len(self.rows):
            return np.full(len(places), UNKNOWN, np.int32)
        return np.where(places >= 0, self.class_id[places], UNKNOWN).astype(np.int32)

    def mask_sizes(self) -> tuple[Rows, NDArray[np.uint32]]:
        """The places of the masks, and (k, 2) the height and width that each brings."""
        runs = self.annotations.records["runs"]
        masks = np.flatnonzero((self.kind == ShapeKind.MASK) & (runs[self.rows] > 1))
        rows = self.rows[masks]
        first = np.cumsum(runs, dtype=np.int64)[rows] - runs[rows]
        return masks, np.stack([self.annotations.runs[first], self.annotations.runs[first + 1]], axis=1)


@dataclass(frozen=True, slots=True)
class InOrder:
    """Which annotations of one side lie on some images, sorted by image; their columns are made for as many as are looked at.

    rows: (n,) which of the annotations. image: (n,) position in the images compared. uncounted: the flags that keep one out of the counts.
    """

    annotations: Annotations
    rows: Rows
    image: Rows
    uncounted: Flag

    def __len__(self) -> int:
        return len(self.rows)

    def kinds(self) -> NDArray[np.uint8]:
        """(n,) the kind of shape of each."""
        return self.annotations.records["kind"].take(self.rows)

    def side(self, images: slice) -> Side:
        """The annotations on a run of the images, their images counted from its first."""
        span = slice(*np.searchsorted(self.image, [images.start, images.stop]).tolist())
        rows = self.rows[span]
        records = as_bytes(self.annotations.records).take(rows).view(RECORD)
        number, class_id, kind, flags = (records[name].copy() for name in ("number", "class_id", "kind", "flags"))
        counted = ((flags & int(self.uncounted)) == 0) & (kind != ShapeKind.TAG)
        sides = _in_reach(np.ascontiguousarray(records["box"].T))
        image = self.image[span] - images.start
        return Side(self.annotations, rows, image, number, class_id, kind, flags, sides, counted)


def side_of(annotations: Annotations, images: ImageSizes, *, uncounted: Flag) -> Side:
    """The annotations that lie on these images, sorted by image. uncounted: the flags that keep one out of the counts."""
    return in_order(annotations, images, uncounted=uncounted).side(slice(0, len(images.ids)))


def in_order(annotations: Annotations, images: ImageSizes, *, uncounted: Flag) -> InOrder:
    """Which annotations lie on these images, sorted by image."""
    image = _positions(annotations.records["image"], images.ids)
    rows = np.flatnonzero(image >= 0)
    if len(rows) < len(image):
        image = image[rows]
    if (image[1:] < image[:-1]).any():
        # One sort of image and row packed into one number is faster than an argsort, and stable.
        packed = np.sort((image << 32) | rows)
        rows, image = packed & 0xFFFFFFFF, packed >> 32
    return InOrder(annotations, rows, image, uncounted)


def _in_reach(sides: NDArray[np.float64]) -> NDArray[np.float64]:
    """The boxes with all four sides NaN where one is no number, or so far away that areas could overflow."""
    if not (sides.min(initial=0) >= -FARTHEST_COORDINATE and sides.max(initial=0) <= FARTHEST_COORDINATE):
        sides[:, ~(np.abs(sides) <= FARTHEST_COORDINATE).all(axis=0)] = np.nan
    return sides


def _positions(image: NDArray[np.int32], ids: NDArray[np.int32]) -> Rows:
    """Where each image id stands among the sorted ids, −1 when it is not there."""
    if not len(ids):
        return np.full(len(image), -1, np.int64)
    first, after = int(ids[0]), int(ids[-1]) + 1
    if after - first > DENSEST * len(ids):
        place = np.searchsorted(ids, image)
        place[place == len(ids)] = 0
        return np.where(ids[place] == image, place, -1)
    # Ids that lie close together, as ours do, are looked up in a table; its first and last cell take what lies beyond.
    table = np.full(after - first + 2, -1)
    table[ids.astype(np.int64) - first + 1] = np.arange(len(ids))
    return table[np.clip(image.astype(np.int64) - first + 1, 0, len(table) - 1)]

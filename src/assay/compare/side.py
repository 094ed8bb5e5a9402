"""One side of a comparison, vendor or gold, as columns in order of the images."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.model.annotations import Annotations
from assay.model.images import ImageSizes
from assay.model.shapes import Flag, ShapeKind

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Side:
    """The annotations of one side on some images, sorted by image.

    annotations: all of the side. rows: (n,) which of them these are. image: (n,) position in the images compared, counted from the block's first.
    sides: (4, n) the boxes, side by side. counted: (n,) whether it takes part: no crowd, no ignore region, no image tag.
    """

    annotations: Annotations
    rows: Rows
    image: Rows
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
        return np.where(places >= 0, self.annotations.records["number"][self.rows[places]], 0).astype(np.int32)

    def part(self, *, first: int, after: int, first_image: int) -> "Side":
        """The annotations from the first up to the one after the last, their images counted from first_image."""
        span = slice(first, after)
        return Side(
            self.annotations,
            self.rows[span],
            self.image[span] - first_image,
            self.class_id[span],
            self.kind[span],
            self.flags[span],
            self.sides[:, span],
            self.counted[span],
        )


def side_of(annotations: Annotations, images: ImageSizes, *, uncounted: Flag) -> Side:
    """The annotations that lie on these images, sorted by image. uncounted: the flags that keep one out of the counts."""
    image = _positions(annotations.records["image"], images.ids)
    rows = np.flatnonzero(image >= 0)
    image = image[rows]
    if (image[1:] < image[:-1]).any():
        # One sort of image and row packed into one number is faster than an argsort, and stable.
        packed = np.sort((image << 32) | rows)
        rows, image = packed & 0xFFFFFFFF, packed >> 32
    records = annotations.records
    flags = records["flags"][rows]
    sides = np.ascontiguousarray(records["box"].T)[:, rows]
    kind = records["kind"][rows]
    counted = ((flags & int(uncounted)) == 0) & (kind != ShapeKind.TAG)
    return Side(annotations, rows, image, records["class_id"][rows], kind, flags, sides, counted)


def _positions(image: NDArray[np.int32], ids: NDArray[np.int32]) -> Rows:
    """Where each image id stands among the sorted ids, −1 when it is not there."""
    if not len(ids):
        return np.full(len(image), -1, np.int64)
    place = np.searchsorted(ids, image)
    place[place == len(ids)] = 0
    return np.where(ids[place] == image, place, -1)

"""The shapes of one side as masks on the pixels of their images."""

import numpy as np
from numpy.typing import NDArray

from assay.compare.drawn import Drawn
from assay.compare.side import Rows
from assay.geometry.masks import Masks, crop_from_runs, masks_from_runs, runs_from_polygon
from assay.geometry.rle import Runs, raster_from_runs, runs_from_raster
from assay.model.annotations import spans

Window = tuple[int, int, int, int]
"""A part of an image: its first column, its first row, its width, its height."""


class Pixels:
    """Masks as they are, and other shapes drawn as masks when they are asked for. sizes: (n, 2) height and width of each shape's image."""

    def __init__(self, drawn: Drawn, sizes: Rows, *, is_mask: NDArray[np.bool_]) -> None:
        self.drawn = drawn
        self.sizes = sizes
        self.is_mask = is_mask
        self._drawn_runs: dict[int, Runs] = {}

    def masks(self, places: Rows) -> tuple[Masks, Rows]:
        """Masks, and for each place which of them is its."""
        some, which = np.unique(places, return_inverse=True)
        if self._lie_as_they_are(some):
            lengths = self.drawn.annotations.records["runs"]
            runs = self.drawn.annotations.runs[spans(lengths, some)]
            return masks_from_runs(runs, lengths[some]), which
        each = [self.runs(place) for place in some.tolist()]
        return masks_from_runs(np.concatenate(each), np.array([len(runs) for runs in each])), which

    def _lie_as_they_are(self, places: Rows) -> bool:
        """Whether all are masks of their image's size, or there is none."""
        if not self.is_mask[places].all():
            return False
        starts = np.cumsum(self.drawn.annotations.records["runs"], dtype=np.int64)[places]
        starts -= self.drawn.annotations.records["runs"][places]
        runs = self.drawn.annotations.runs
        return bool((runs[starts] == self.sizes[places, 0]).all() and (runs[starts + 1] == self.sizes[places, 1]).all())

    def runs(self, place: int) -> Runs:
        """One shape as a mask of its image's size."""
        if place not in self._drawn_runs:
            self._drawn_runs[place] = self._draw(place)
        return self._drawn_runs[place]

    def _draw(self, place: int) -> Runs:
        height, width = self.sizes[place].tolist()
        if not self.is_mask[place]:
            return runs_from_polygon(
                self.drawn.rings(place), self.drawn.holes(place).tolist(), height=height, width=width
            )
        runs = self.drawn.runs(place)
        if runs[:2].tolist() == [height, width]:
            return runs
        return runs_from_raster(crop_from_runs(runs, x=0, y=0, width=width, height=height))

    def crop(self, place: int, window: Window) -> NDArray[np.bool_]:
        """The pixels of one shape in a window, which may reach beyond the image."""
        x, y, width, height = window
        if self.is_mask[place]:
            return crop_from_runs(self.drawn.runs(place), x=x, y=y, width=width, height=height)
        rings = [ring - (x, y) for ring in self.drawn.rings(place)]
        return raster_from_runs(runs_from_polygon(rings, self.drawn.holes(place).tolist(), height=height, width=width))

    def window(self, places: Rows) -> Window:
        """The smallest window around these shapes of one image, as far as the image reaches."""
        boxes = self.drawn.annotations.boxes[places]
        size = self.sizes[places[0]][::-1]
        x, y = np.floor(boxes[:, :2].min(axis=0).clip(0, size)).astype(int).tolist()
        x_max, y_max = np.ceil(boxes[:, 2:].max(axis=0).clip(0, size)).astype(int).tolist()
        return x, y, max(x_max - x, 1), max(y_max - y, 1)

    def union_iou(self, place: int, members: "Pixels", places: Rows) -> float:
        """IoU in pixels of one shape with the union of several of the other side."""
        window = united_window(self.window(np.array([place])), members.window(places))
        whole = self.crop(place, window)
        union = np.logical_or.reduce([members.crop(member, window) for member in places.tolist()])
        united = np.count_nonzero(whole | union)
        return np.count_nonzero(whole & union) / united if united else 0.0


def united_window(a: Window, b: Window) -> Window:
    """The smallest window around two."""
    x, y = min(a[0], b[0]), min(a[1], b[1])
    return x, y, max(a[0] + a[2], b[0] + b[2]) - x, max(a[1] + a[3], b[1] + b[3]) - y

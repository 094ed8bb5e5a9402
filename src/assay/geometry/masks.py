"""Masks as runs of pixels: areas, bounds, overlaps of very many at once, and rasterised polygons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.geometry.boxes import share
from assay.geometry.outlines import raster_outline
from assay.geometry.polygons import FARTHEST_COORDINATE, FEWEST_POINTS, polygon_shape
from assay.geometry.rle import Runs, raster_from_runs, runs_from_compressed, runs_from_lengths, runs_from_raster
from assay.model.annotations import spans

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

MOST_TRACED = 2**26
"""Pixels in the bounds of a mask that are traced; a file of a few bytes may claim gigapixels, and tracing takes dozens of bytes for each."""

FARTHEST = 2.0**18
"""No image is so many pixels wide or high."""


@dataclass(frozen=True, slots=True)
class Masks:
    """Masks as foreground intervals of pixels counted column by column.

    first, after: (k,) each interval's first pixel and the one after its last, mask after mask. counts: (n,) intervals per mask.
    heights, widths: (n,).
    """

    first: Rows
    after: Rows
    counts: Rows
    heights: Rows
    widths: Rows

    def __len__(self) -> int:
        return len(self.counts)

    def areas(self) -> Floats:
        """(n,) pixels per mask. pycocotools' own `area` overflows above 255 masks under numpy 2."""
        before = np.concatenate([[0], np.cumsum(self.after - self.first)])
        ends = np.cumsum(self.counts)
        return (before[ends] - before[ends - self.counts]).astype(np.float64)

    def bounds(self) -> Floats:
        """(n, 4) x_min, y_min, x_max, y_max, the edges of the outermost pixels; 0 for an empty mask."""
        owner = np.repeat(np.arange(len(self)), self.counts)
        height = self.heights[owner]
        x_min, x_max = self.first // height, (self.after - 1) // height
        # An interval that runs on into the next column touches the upper and the lower edge.
        runs_on = x_min != x_max
        y_min = np.where(runs_on, 0, self.first % height)
        y_max = np.where(runs_on, height, (self.after - 1) % height + 1)
        bounds = np.zeros((len(self), 4))
        some = np.flatnonzero(self.counts)
        starts = (np.cumsum(self.counts) - self.counts)[some]
        if len(some):
            bounds[some, 0] = np.minimum.reduceat(x_min, starts)
            bounds[some, 1] = np.minimum.reduceat(y_min, starts)
            bounds[some, 2] = np.maximum.reduceat(x_max + 1, starts)
            bounds[some, 3] = np.maximum.reduceat(y_max, starts)
        return bounds


def masks_from_runs(runs: Runs, lengths: NDArray[np.integer]) -> Masks:
    """Masks from `Annotations.runs`. lengths: (n,) how many of the numbers belong to each mask, its height and width among them."""
    lengths = np.asarray(lengths, np.int64)
    starts = np.cumsum(lengths) - lengths
    numbers = runs.astype(np.int64)
    heights, widths = numbers[starts], numbers[starts + 1]
    numbers[starts] = numbers[starts + 1] = 0
    owner = np.repeat(np.arange(len(lengths)), lengths)
    end = np.cumsum(numbers)
    end -= (end[starts] - numbers[starts])[owner] if len(owner) else 0
    place = np.arange(len(runs)) - starts[owner]
    foreground = (place >= 2) & (place % 2 == 1) & (numbers > 0)
    first, after, owner = (end - numbers)[foreground], end[foreground], owner[foreground]
    return Masks(first, after, np.bincount(owner, minlength=len(lengths)), heights, widths)


def shared_pixels(a: Masks, rows_a: Rows, b: Masks, rows_b: Rows) -> Floats:
    """(n,) pixels that mask rows_a[i] of a and mask rows_b[i] of b have in common. Both must be equally high.

    The pixels of b up to each end of a's intervals are counted by one sorted search over all of b.
    """
    if not (len(rows_a) and len(b.first)):
        return np.zeros(len(rows_a))
    if (a.heights[rows_a] != b.heights[rows_b]).any():
        raise ValueError("masks of different heights cannot be laid on one another")
    stride = int(max(a.after.max(initial=0), b.after.max(initial=0))) + 1
    owner_b = np.repeat(np.arange(len(b)), b.counts)
    keys = owner_b * stride + b.first
    before = np.concatenate([[0], np.cumsum(b.after - b.first)])
    intervals = spans(a.counts, rows_a)
    pair = np.repeat(np.arange(len(rows_a)), a.counts[rows_a])
    base = rows_b[pair] * stride

    def pixels_before(place: Rows) -> Rows:
        upto = np.searchsorted(keys, base + place, "right")
        last = np.maximum(upto - 1, 0)
        inside = (upto > 0) & (owner_b[last] == rows_b[pair])
        unfinished = np.where(inside, np.maximum(b.after[last] - place, 0), 0)
        return before[upto] - unfinished

    shared = pixels_before(a.after[intervals]) - pixels_before(a.first[intervals])
    return np.bincount(pair, shared, minlength=len(rows_a)).astype(np.float64)


def mask_ious(a: Masks, rows_a: Rows, b: Masks, rows_b: Rows) -> Floats:
    """(n,) intersection over union in pixels, 0 where the union is empty."""
    shared = shared_pixels(a, rows_a, b, rows_b)
    return share(shared, a.areas()[rows_a] + b.areas()[rows_b] - shared)


def runs_from_polygon(rings: Sequence[Floats], holes: Sequence[bool], *, height: int, width: int) -> Runs:
    """The pixels of a polygon by COCO's rule (pycocotools `frPoly`); parts are OR-ed, a hole is cut out of the part before it."""
    if len(rings) == 1 and not holes[0]:
        return _ring_runs(rings[0], height, width)
    whole = np.zeros((height, width), bool)
    part = np.zeros((height, width), bool)
    for ring, hole in zip(rings, holes, strict=True):
        raster = raster_from_runs(_ring_runs(ring, height, width))
        if hole:
            part &= ~raster
        else:
            whole |= part
            part = raster
    return runs_from_raster(whole | part)


def _ring_runs(ring: Floats, height: int, width: int) -> Runs:
    # Four numbers would be taken for a box, so only rings of three points and more get through.
    if len(ring) < FEWEST_POINTS or not (np.abs(ring) <= FARTHEST_COORDINATE).all():
        return runs_from_lengths([height * width], height=height, width=width)
    if np.abs(ring).max() > FARTHEST:
        return _far_ring_runs(ring, height, width)
    return runs_from_compressed(_encoded(ring, height, width), height=height, width=width)


def _encoded(ring: Floats, height: int, width: int) -> bytes:
    from pycocotools import mask

    rings: Any = [ring.ravel().tolist()]
    return mask.frPyObjects(rings, height, width)[0]["counts"]


def _far_ring_runs(ring: Floats, height: int, width: int) -> Runs:
    """The pixels of a ring that leaves the image by far: pycocotools walks along every pixel of it, so it is cut off first."""
    import shapely

    around = shapely.box(-1, -1, width + 1, height + 1)
    raster = np.zeros((height, width), bool)
    for part in shapely.get_parts(shapely.intersection(polygon_shape([ring]), around)):
        if part.geom_type == "Polygon":
            raster |= raster_from_runs(_ring_runs(shapely.get_coordinates(part.exterior), height, width))
            for hole in part.interiors:
                raster &= ~raster_from_runs(_ring_runs(shapely.get_coordinates(hole), height, width))
    return runs_from_raster(raster)


def crop_from_runs(runs: Runs, *, x: int, y: int, width: int, height: int) -> NDArray[np.bool_]:
    """(height, width) the part of a mask from column x and row y on; what lies beside the mask is background."""
    mask_height, mask_width = int(runs[0]), int(runs[1])
    crop = np.zeros((height, width), bool)
    first, after = max(x, 0), min(x + width, mask_width)
    top, bottom = max(y, 0), min(y + height, mask_height)
    if first < after and top < bottom:
        # a byte per pixel and no more: a mask of a few runs may claim to be gigapixels large
        ends = np.append(np.cumsum(runs[2:], dtype=np.int64), mask_height * mask_width)
        within = np.diff(np.clip(ends - first * mask_height, 0, (after - first) * mask_height), prepend=0)
        inside = np.repeat(np.arange(len(within)) % 2 == 1, within).reshape(after - first, mask_height).T
        crop[top - y : bottom - y, first - x : after - x] = inside[top:bottom]
    return crop


def mask_outlines(runs: Runs) -> list[Floats]:
    """The rings of a mask, each (k, 2) corners in pixels, not closed; parts run clockwise on screen, holes the other way.

    A mask of more than MOST_TRACED pixels is given as its bounds. See `raster_outline`.
    """
    x_min, y_min, x_max, y_max = masks_from_runs(runs, np.array([len(runs)])).bounds()[0].astype(int).tolist()
    if (x_max - x_min) * (y_max - y_min) > MOST_TRACED:
        corners = [(x_min, y_min), (x_max, y_min), (x_max, y_max), (x_min, y_max)]
        return [np.array(corners, np.float64)]
    crop = crop_from_runs(runs, x=x_min, y=y_min, width=x_max - x_min, height=y_max - y_min)
    return [ring + np.array([x_min, y_min]) for ring in raster_outline(crop)]

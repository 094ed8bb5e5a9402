"""Whether the outline of a well located pair follows gold's."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.compare.block import Block
from assay.compare.draft import Draft
from assay.compare.outline_corners import corner_faults
from assay.compare.overlaps import Overlaps
from assay.compare.pair_drafts import pair_draft
from assay.compare.pixels import united_window
from assay.compare.shapes import MASK, Shapes
from assay.compare.side import Rows
from assay.geometry.boundary import boundary_iou, boundary_width
from assay.geometry.masks import mask_outlines, masks_from_runs
from assay.geometry.polygons import hausdorff_distances
from assay.model.shapes import ShapeKind

FARTHEST_SHARE = 0.1
"""An outline may leave gold's by such a share of the square root of gold's area."""

MOST_PIXELS = 2**26
"""Larger shapes are judged by their IoU alone: eroding them would take seconds and gigabytes."""

Floats = NDArray[np.float64]

_OUTLINES = (ShapeKind.POLYGON, ShapeKind.MASK, ShapeKind.ELLIPSE)


def outline_drafts(block: Block, pairs: Overlaps) -> list[Draft]:
    """GEO-VERT and GEO-BOUND of pairs of outlines that no other geometry rule has named: those that do not follow gold's.

    A polygon that its own corners betray (too few of them, spikes, stair-steps) is GEO-VERT, whatever else is off with it.
    """
    pairs = pairs.take(both_outlines(block, pairs) & (pairs.iou < 1))
    distance, boundary = _distances(block, pairs), boundary_ious(block, pairs)
    pixels, t_boundary = (block.classes.threshold(key, block.gold, pairs.b) for key in ("p", "t_boundary"))
    farthest = np.maximum(2 * pixels, FARTHEST_SHARE * np.sqrt(pairs.area_b))
    # where all sides of a corner are p pixels off, it is √2 p off; a NaN distance is not known to be near
    off = ((boundary < t_boundary) & ~(distance <= np.sqrt(2) * pixels)) | (distance > farthest)
    why = corner_faults(block, pairs, off, farthest)
    said = [
        {"boundary_iou": round(fit, 6), "hausdorff": round(far, 3)} | ({"why": why[row]} if row in why else {})
        for row, (fit, far) in enumerate(zip(boundary.tolist(), distance.tolist(), strict=True))
    ]
    corners = np.isin(np.arange(len(pairs)), list(why))
    kinds = {"GEO-VERT": np.flatnonzero(corners), "GEO-BOUND": np.flatnonzero(off & ~corners)}
    return [pair_draft(code, pairs.take(rows), [said[row] for row in rows.tolist()]) for code, rows in kinds.items()]


def both_outlines(block: Block, pairs: Overlaps) -> NDArray[np.bool_]:
    """(n,) whether both shapes of each pair are outlines, and are compared as such."""
    if not pairs.measure.any():
        return np.zeros(len(pairs), bool)
    both = np.isin(block.vendor.kind[pairs.a], _OUTLINES) & np.isin(block.gold.kind[pairs.b], _OUTLINES)
    return both & (pairs.measure > 0)


def _distances(block: Block, pairs: Overlaps) -> Floats:
    """(n,) Hausdorff distances of the outlines in pixels; NaN where one is empty."""
    return block.distances.of(pairs, lambda new: _counted_distances(block, new))


def _counted_distances(block: Block, pairs: Overlaps) -> Floats:
    return hausdorff_distances(_lines(block.vendor_shapes, pairs.a), _lines(block.gold_shapes, pairs.b))


def _lines(shapes: Shapes, places: Rows) -> NDArray[Any]:
    """Polygons as they are, masks as the lines along the edges of their pixels; nothing for masks too large to be traced."""
    import shapely

    lines = shapes.polygons(places)
    for row in np.flatnonzero(shapes.form[places] == MASK).tolist():
        runs = shapes.drawn.runs(int(places[row]))
        if masks_from_runs(runs, np.array([len(runs)])).areas()[0] > MOST_PIXELS:
            lines[row] = shapely.MultiLineString()
            continue
        rings = mask_outlines(runs)
        lines[row] = shapely.MultiLineString([shapely.LinearRing(ring) for ring in rings])
    return lines


def boundary_ious(block: Block, pairs: Overlaps) -> Floats:
    """(n,) Boundary IoUs. A shape no thicker than two boundaries is all boundary, and so then is its IoU the shape's own."""
    share = block.settings.boundary_share
    return block.boundary_fits[share].of(pairs, lambda new: _counted_boundary_ious(block, new, share))


def _counted_boundary_ious(block: Block, pairs: Overlaps, share: float) -> Floats:
    ious = pairs.iou.copy()
    heights, widths = block.raster_sizes[block.gold.image[pairs.b]].T.tolist()
    width = np.array(
        [
            boundary_width(image_height=h, image_width=w, boundary_share=share)
            for h, w in zip(heights, widths, strict=True)
        ],
        np.int64,
    )
    thick = _thickness(block.vendor.sides[:, pairs.a]) > 2 * width
    thick |= _thickness(block.gold.sides[:, pairs.b]) > 2 * width
    vendor, gold = block.vendor_shapes.pixels, block.gold_shapes.pixels
    for row in np.flatnonzero(thick).tolist():
        a, b = int(pairs.a[row]), int(pairs.b[row])
        window = united_window(vendor.window(pairs.a[[row]]), gold.window(pairs.b[[row]]))
        if window[2] * window[3] > MOST_PIXELS:
            continue
        ious[row] = boundary_iou(vendor.crop(a, window), gold.crop(b, window), int(width[row]))
    return ious


def _thickness(sides: Floats) -> Floats:
    return np.minimum(sides[2] - sides[0], sides[3] - sides[1])

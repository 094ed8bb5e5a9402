"""Whether the outline of a well located pair follows gold's."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.compare.block import Block
from assay.compare.draft import Draft
from assay.compare.overlaps import MEASURES, Overlaps
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

_OUTLINES = (ShapeKind.POLYGON, ShapeKind.MASK)


def outline_draft(block: Block, pairs: Overlaps) -> Draft:
    """GEO-BOUND of pairs that no other geometry rule has named: both must be outlines, and not the same."""
    both = np.isin(block.vendor.kind[pairs.a], _OUTLINES) & np.isin(block.gold.kind[pairs.b], _OUTLINES)
    pairs = pairs.take(both & (pairs.measure > 0) & (pairs.iou < 1))
    if not len(pairs):
        return _draft(pairs, pairs.iou, pairs.iou)
    distance = _distances(block, pairs)
    boundary = _boundary_ious(block, pairs)
    class_ids = block.gold.class_id[pairs.b]
    pixels, t_boundary = (block.classes.threshold(key, class_ids) for key in ("p", "t_boundary"))
    farthest = np.maximum(2 * pixels, FARTHEST_SHARE * np.sqrt(pairs.area_b))
    off = np.flatnonzero((boundary < t_boundary) | (distance > farthest))
    return _draft(pairs.take(off), boundary[off], distance[off])


def _draft(pairs: Overlaps, boundary: Floats, distance: Floats) -> Draft:
    columns = pairs.measure.tolist(), boundary.tolist(), distance.tolist()
    details: list[dict[str, Any]] = [
        {"measure": MEASURES[measure], "boundary_iou": round(fit, 6), "hausdorff": round(far, 3)}
        for measure, fit, far in zip(*columns, strict=True)
    ]
    return Draft(code="GEO-BOUND", vendor=pairs.a, gold=pairs.b, iou=pairs.iou, details=details)


def _distances(block: Block, pairs: Overlaps) -> Floats:
    """(n,) Hausdorff distances of the outlines in pixels; NaN where one is empty."""
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


def _boundary_ious(block: Block, pairs: Overlaps) -> Floats:
    """(n,) A shape no thicker than two boundaries is all boundary, and so then is its IoU the shape's own."""
    ious = pairs.iou.copy()
    heights, widths = block.raster_sizes[block.gold.image[pairs.b]].T.tolist()
    share = block.settings.boundary_share
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

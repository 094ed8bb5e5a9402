"""Polygons of parts and holes: exact areas on vectors, by shapely (GEOS).

A shape is an object array element: a valid Polygon or MultiPolygon, maybe empty. Parts of one annotation are OR-ed, as in COCO; a hole is cut out of
the part before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.geometry.boxes import share
from assay.geometry.star_shaped import star_shaped

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
ShapelyArray = NDArray[Any]

FEWEST_POINTS = 3

FARTHEST_COORDINATE = 1e9
"""What lies farther out, in pixels, is a mistake; areas with it would overflow."""


@dataclass(frozen=True, slots=True)
class PolygonShapes:
    """Polygons ready to be measured. shapes: (n,) valid, maybe empty. valid: (n,) whether each was so before its repair."""

    shapes: ShapelyArray
    valid: NDArray[np.bool_]


def polygon_shapes(
    points: Floats, ring_points: NDArray[np.integer], ring_hole: NDArray[np.bool_], rings: NDArray[np.integer]
) -> PolygonShapes:
    """Shapely polygons from ragged arrays, repaired where they are not valid.

    points: (p, 2). ring_points: (r,) points per ring. ring_hole: (r,) whether a ring is a hole of the part before it. rings: (n,) rings per polygon.
    A ring with fewer than three points, or with a coordinate that is no number or out of reach, is left out, with its holes.
    """
    import shapely

    owner = np.repeat(np.arange(len(rings)), rings)
    part = np.cumsum(~ring_hole) - 1
    usable = _usable(points, ring_points)
    shell = np.flatnonzero(~ring_hole)
    has_shell = np.zeros(len(ring_points), bool)
    orphan = part < 0
    has_shell[~orphan] = usable[shell[part[~orphan]]] & (owner[shell[part[~orphan]]] == owner[~orphan])
    kept = usable & has_shell
    valid = np.ones(len(rings), bool)
    valid[owner[~kept]] = False
    valid[np.asarray(rings) == 0] = False
    if not kept.all():
        points, ring_points, part = points[np.repeat(kept, ring_points)], ring_points[kept], part[kept]
    ring_of_point = np.repeat(np.arange(len(ring_points)), ring_points)
    lines = _array(shapely.linearrings(points, indices=ring_of_point) if len(ring_points) else ())
    kept_parts, part_of_ring = np.unique(part, return_inverse=True)
    parts = _array(shapely.polygons(lines, indices=part_of_ring) if len(ring_points) else ())
    owner_of_part = owner[shell[kept_parts]]
    whole = _are_valid(parts, points, ring_points, part_of_ring)
    valid[owner_of_part[~whole]] = False
    parts[~whole] = repaired(parts[~whole])
    return PolygonShapes(_united_parts(parts, owner_of_part, len(rings)), valid)


def _are_valid(
    parts: ShapelyArray, points: Floats, ring_points: NDArray[np.integer], part_of_ring: Rows
) -> NDArray[np.bool_]:
    """Whether each part is valid; GEOS is asked only about those that are not a single ring around its middle."""
    import shapely

    rings = np.bincount(part_of_ring, minlength=len(parts))
    sure = np.zeros(len(parts), bool)
    sure[part_of_ring] = star_shaped(points, ring_points)
    sure &= rings == 1
    sure[~sure] = shapely.is_valid(parts[~sure])
    return sure


def _array(shapes: Any) -> ShapelyArray:
    return np.asarray(shapes, object)


def _usable(points: Floats, ring_points: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Whether each ring has three points or more besides the one that closes it, all of them numbers within reach."""
    ends = np.cumsum(ring_points, dtype=np.int64)
    count = np.asarray(ring_points, np.int64).copy()
    some = count > 0
    closed = np.zeros(len(count), bool)
    closed[some] = (points[ends[some] - count[some]] == points[ends[some] - 1]).all(axis=1) & (count[some] > 1)
    finite = np.ones(len(count), bool)
    finite[np.repeat(np.arange(len(count)), count)[~(np.abs(points) <= FARTHEST_COORDINATE).all(axis=1)]] = False
    return finite & (count - closed >= FEWEST_POINTS)


def _united_parts(parts: ShapelyArray, owner: Rows, count: int) -> ShapelyArray:
    """(count,) the parts of each owner as one shape."""
    import shapely

    shapes = np.full(count, shapely.Polygon(), object)
    several = np.bincount(owner, minlength=count)[owner] > 1
    shapes[owner[~several]] = parts[~several]
    for one in np.unique(owner[several]).tolist():
        shapes[one] = shapely.union_all(parts[owner == one])
    return shapes


def repaired(shapes: ShapelyArray) -> ShapelyArray:
    """Valid polygons of the areas that broken ones enclose; lines and points that repair leaves are dropped."""
    import shapely

    return shapely.make_valid(shapes, method="structure", keep_collapsed=False)


def polygon_shape(rings: Sequence[Floats], holes: Sequence[bool] | None = None) -> Any:
    """One polygon from its rings, each (k, 2), repaired where needed."""
    hole = np.zeros(len(rings), bool) if holes is None else np.asarray(holes, bool)
    points = np.concatenate([np.asarray(ring, np.float64).reshape(-1, 2) for ring in rings] or [np.zeros((0, 2))])
    lengths = np.array([len(ring) for ring in rings], np.int64)
    return polygon_shapes(points, lengths, hole, np.array([len(rings)])).shapes[0]


def invalid_reason(rings: Sequence[Floats], holes: Sequence[bool]) -> str | None:
    """Why a polygon is not valid, in a few words with the place, None when it is.

    Example: "self-intersection at 5, 5".
    """
    import shapely

    if not len(rings):
        return "it has no points"
    shell: Floats | None = None
    for ring, hole in zip(rings, holes, strict=True):
        if not np.isfinite(ring).all():
            return "a coordinate is not a number"
        if len(ring) and np.abs(ring).max() > FARTHEST_COORDINATE:
            return "a coordinate is far beyond any image"
        if not _usable(ring, np.array([len(ring)]))[0]:
            return "it has fewer than 3 points"
        if not hole:
            shell = ring
        polygon = shapely.Polygon(ring) if not hole else shapely.Polygon(shell, [ring]) if shell is not None else None
        if polygon is None:
            return "a hole has no part around it"
        if not polygon.is_valid:
            return _in_words(shapely.is_valid_reason(polygon))
        if not polygon.area > 0:
            return "its area is zero"
    return None


def _in_words(reason: str) -> str:
    """GEOS says "Self-intersection[5 5]"."""
    what, _, place = reason.partition("[")
    coordinates = ", ".join(f"{float(number):g}" for number in place.rstrip("]").split()[:2])
    return f"{what.strip().lower()} at {coordinates}" if coordinates else what.strip().lower()


def box_shapes(boxes: Floats) -> ShapelyArray:
    """(n,) boxes as polygons."""
    import shapely

    x_min, y_min, x_max, y_max = np.asarray(boxes, np.float64).reshape(-1, 4).T
    return shapely.box(x_min, y_min, x_max, y_max)


def shared_areas(a: ShapelyArray, b: ShapelyArray) -> Floats:
    """(n,) area shared by the shapes of the same row, by the outline of what they share; `edge_sums` has the quick way."""
    import shapely

    return shapely.area(shapely.intersection(a, b))


def polygon_ious(a: ShapelyArray, b: ShapelyArray) -> Floats:
    """(n,) intersection over union on exact vectors, 0 where the union is empty (vectors/iou_polygons.json)."""
    import shapely

    shared = shared_areas(a, b)
    return np.minimum(share(shared, shapely.area(a) + shapely.area(b) - shared), 1.0)


def hausdorff_distances(a: ShapelyArray, b: ShapelyArray) -> Floats:
    """(n,) how far the outlines of the same row are apart where they are farthest, in pixels; NaN where one is empty."""
    import shapely

    return shapely.hausdorff_distance(a, b)

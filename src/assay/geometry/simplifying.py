"""Outlines with fewer vertices."""

import numpy as np
from numpy.typing import NDArray

from assay.geometry.shape_making import ring_shape
from assay.model.shapes import ShapeKind
from assay.model.single_shape import Shape

Floats = NDArray[np.float64]

MOST_ATTEMPTS = 12


def simplified(shape: Shape, tolerance: float) -> Shape:
    """A polygon or polyline without the vertices that matter less than a tolerance in pixels (Douglas and Peucker 1973).

    No point of the new outline is farther than that from the old one, and a simple polygon stays simple. Other kinds stay as they are.
    """
    import shapely

    if shape.kind is ShapeKind.POLYLINE:
        rings = [
            shapely.get_coordinates(shapely.simplify(shapely.linestrings(ring), tolerance)) for ring in shape.rings
        ]
        return ring_shape(*rings, kind=shape.kind)
    if shape.kind is not ShapeKind.POLYGON:
        return shape
    return ring_shape(*(_simpler(ring, tolerance) for ring in shape.rings), kind=shape.kind, holes=shape.holes)


def _simpler(ring: Floats, tolerance: float) -> Floats:
    import shapely

    whole, strength = shapely.Polygon(ring), tolerance
    # GEOS measures the vertex where a ring begins against its new neighbours only, and so may go too far there
    for _ in range(MOST_ATTEMPTS):
        simple = shapely.simplify(whole, strength, preserve_topology=True)
        if shapely.hausdorff_distance(whole.exterior, simple.exterior) <= tolerance:
            return shapely.get_coordinates(simple)[:-1]
        strength /= 2
    return ring

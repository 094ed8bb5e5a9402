"""Rings of which a file does not say which are holes, sorted by the even-odd rule: a ring inside an odd number of others is a hole."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from assay.formats.fault import Fault

Rings = Sequence[NDArray[np.float64]]
MOST_NESTED = 2000
"""Rings of one polygon; all inside each other they cost 4 million comparisons."""


def nested_rings(rings: Rings) -> tuple[list[NDArray[np.float64]], list[bool]]:
    """The rings with each hole after the part it is in, and which are holes.

    Which ring lies in which is told by a point inside it. Fault when there are too many.
    """
    if len(rings) == 1:
        return list(rings), [False]
    if len(rings) > MOST_NESTED:
        raise Fault(f"has {len(rings):,} outlines, more than {MOST_NESTED:,}")
    around = containers(rings)
    depths = [len(one) for one in around]
    parts: dict[int, list[int]] = {ring: [ring] for ring, depth in enumerate(depths) if depth % 2 == 0}
    for ring, depth in enumerate(depths):
        if depth % 2:
            owners = [part for part in around[ring] if part in parts]
            parts[max(owners, key=lambda part: depths[part]) if owners else next(iter(parts))].append(ring)
    order = [ring for part in parts.values() for ring in part]
    return [rings[ring] for ring in order], [depths[ring] % 2 == 1 for ring in order]


def containers(rings: Rings) -> list[list[int]]:
    """For each ring, the larger ones that its inside lies in; of equal ones the earlier is the larger."""
    owners = np.repeat(np.arange(len(rings)), [len(ring) for ring in rings])
    areas: Any = shapely.polygons(shapely.linearrings(np.concatenate(rings), indices=owners))
    shapely.prepare(areas)
    # coordinates of 1e-320 overflow on the way
    with np.errstate(all="ignore"):
        sizes: Any = shapely.area(areas)
        inside: Any = shapely.point_on_surface(areas)
        near, around = shapely.STRtree(areas).query(inside)
        # a predicate of the tree would refuse outlines that cross themselves
        holds = shapely.contains_xy(areas[around], shapely.get_x(inside[near]), shapely.get_y(inside[near]))
    found: list[list[int]] = [[] for _ in rings]
    for one, other in zip(near[holds].tolist(), around[holds].tolist(), strict=True):
        if (sizes[other], -other) > (sizes[one], -one):
            found[one].append(other)
    return found

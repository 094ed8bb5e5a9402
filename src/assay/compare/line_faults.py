"""How well the vendor's lines follow gold's."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.compare.block import Block
from assay.compare.draft import Draft
from assay.compare.overlaps import LINE, Overlaps
from assay.compare.pair_drafts import pair_draft

FARTHEST_SPREADS = 1.0
"""A line may leave gold's anywhere by so many of its spreads, or by 2 p pixels."""

TURNED = 0.1
"""A line runs the wrong way when it is so much more like gold's the other way round (CVAT's line_orientation_threshold)."""

Floats = NDArray[np.float64]


def line_drafts(block: Block, pairs: Overlaps) -> list[Draft]:
    """GEO-POOR of lines that do not follow gold's, GEO-BOUND of those that leave it somewhere, ATT-WRONG of those that run the other way."""
    pairs = pairs.take(pairs.measure == LINE)
    if not len(pairs):
        return []
    t_ok, p = (block.classes.threshold(key, block.gold, pairs.b) for key in ("t_ok", "p"))
    distance = _farthest(block, pairs)
    poor = (pairs.iou < t_ok) & (distance > p)
    spread = np.array([block.likeness.spread(place) for place in pairs.b.tolist()])
    off = ~poor & (distance > np.maximum(2 * p, FARTHEST_SPREADS * spread))
    said = [{"hausdorff": round(one, 3)} for one in distance.tolist()]
    drafts = [_draft("GEO-POOR", pairs, poor, said), _draft("GEO-BOUND", pairs, off, said)]
    return [*drafts, _turned(block, pairs)] if block.settings.line_direction else drafts


def _draft(code: str, pairs: Overlaps, chosen: NDArray[np.bool_], said: Sequence[Mapping[str, Any]]) -> Draft:
    rows = np.flatnonzero(chosen)
    return pair_draft(code, pairs.take(rows), [said[row] for row in rows.tolist()])


def _turned(block: Block, pairs: Overlaps) -> Draft:
    ends = zip(pairs.a.tolist(), pairs.b.tolist(), strict=True)
    ways = np.array([block.likeness.line_directions(a, b) for a, b in ends]).reshape(-1, 2)
    rows = np.flatnonzero(ways[:, 1] > ways[:, 0] + TURNED)
    said = {"attribute": "direction", "delivered": "reversed", "expected": "as in gold"}
    return pair_draft("ATT-WRONG", pairs.take(rows), [said] * len(rows))


def _farthest(block: Block, pairs: Overlaps) -> Floats:
    """(n,) Hausdorff distances of the lines in pixels."""
    import shapely

    sides = (block.vendor_shapes, pairs.a), (block.gold_shapes, pairs.b)
    vendor, gold = (
        np.array([shapely.LineString(shapes.drawn.open_rings(place)[0]) for place in places.tolist()], object)
        for shapes, places in sides
    )
    return np.asarray(shapely.hausdorff_distance(vendor, gold), np.float64)

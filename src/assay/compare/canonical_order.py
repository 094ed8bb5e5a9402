"""An order of annotations that depends on what they say, not on where they stand in a file."""

import json
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from assay.compare.side import Rows, Side


def canonical_order(side: Side, places: Rows) -> Rows:
    """The order of these annotations by class, box, outline and attributes; only what is the same in all of them keeps the file's order."""
    box = side.sides[:, places]
    rest = _digests(side, places)
    return np.lexsort((places, rest, side.kind[places], box[3], box[2], box[1], box[0], side.class_id[places]))


def _digests(side: Side, places: Rows) -> NDArray[np.uint64]:
    """A number that tells outlines and attributes apart; 0 for a plain box. It need not mean anything, but must be the same on every machine."""
    rows = side.rows[places]
    records = side.annotations.records
    plain = (records["rings"][rows] == 0) & (records["runs"][rows] == 0)
    if plain.all() and not side.annotations.extra:
        return np.zeros(len(places), np.uint64)
    chosen = side.annotations.take(rows)
    ring_ends = np.cumsum(chosen.records["rings"], dtype=np.int64)
    point_ends = np.concatenate([[0], np.cumsum(chosen.ring_points, dtype=np.int64)])
    run_ends = np.cumsum(chosen.records["runs"], dtype=np.int64)
    digests = np.zeros(len(places), np.uint64)
    for place, record in enumerate(chosen.records):
        first_ring = ring_ends[place] - record["rings"]
        points = chosen.points[point_ends[first_ring] : point_ends[ring_ends[place]]]
        runs = chosen.runs[run_ends[place] - record["runs"] : run_ends[place]]
        said = {name: value for name, value in chosen.extra.get(place, {}).items() if name != "id"}
        attributes = json.dumps(said, sort_keys=True, default=str) if said else ""
        if len(points) or len(runs) or attributes:
            content = (points + 0.0).tobytes() + runs.tobytes() + attributes.encode()
            digests[place] = int.from_bytes(blake2b(content, digest_size=8).digest(), "little")
    return digests

"""Which object is which from image to image: the tracks of two label sets against each other.

Tracks are told apart by their objects, not by their ids, as in CLEAR MOT and IDF1 (Bernardin and Stiefelhagen 2008; Ristani et al. 2016): a vendor's
track is the gold track that it shares most objects with, one to one over all images.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from assay.compare.assignment import assign
from assay.compare.class_table import ClassTable
from assay.compare.comparison import blocks_of
from assay.compare.pairs import pair_up
from assay.compare.settings import ComparisonSettings
from assay.compare.side import Side
from assay.model.annotations import Annotations
from assay.model.images import ImageSizes
from assay.model.schema import Schema

TRACK_KEY = "track_id"
"""Under which name formats keep the track of an annotation (CVAT for video, Datumaro, YOLO)."""

Track = int | str
TrackFaults = Mapping[tuple[int, int, int], Mapping[str, Any]]
"""By image id and the numbers of a pair, vendor's and gold's: what is wrong with the track from this image on."""


@dataclass(frozen=True, slots=True)
class TrackedPair:
    """A pair whose gold object is in a track: the id of its image, its numbers, and its tracks; None of a vendor's annotation that is in none."""

    image: int
    vendor: int
    gold: int
    delivered: Track | None
    expected: Track


def track_faults(
    vendor: Annotations, gold: Annotations, images: ImageSizes, schema: Schema, settings: ComparisonSettings
) -> TrackFaults:
    """The faults of the vendor's tracks, in the order of images by id; none when either side knows no tracks."""
    if not (has_tracks(vendor) and has_tracks(gold)):
        return {}
    blocks = blocks_of(vendor, gold, images, ClassTable(schema, settings))
    pairs: list[TrackedPair] = []
    for block in blocks:
        paired = pair_up(block).pairs
        for a, b in zip(paired.a.tolist(), paired.b.tolist(), strict=True):
            expected = _track(block.gold, b)
            if expected is not None:
                image = int(block.images.ids[block.gold.image[b]])
                numbers = int(block.vendor.number[a]), int(block.gold.number[b])
                pairs.append(TrackedPair(image, *numbers, _track(block.vendor, a), expected))
    return faults_of(pairs)


def has_tracks(annotations: Annotations) -> bool:
    """Whether any annotation says which track it is in."""
    return any(TRACK_KEY in said.get("other", {}) for said in annotations.extra.values())


def _track(side: Side, place: int) -> Track | None:
    other = side.annotations.extra.get(int(side.rows[place]), {}).get("other", {})
    said = other.get(TRACK_KEY)
    return said if isinstance(said, (int, str)) and said != "" else None


def faults_of(pairs: Iterable[TrackedPair]) -> TrackFaults:
    """One fault for each run of images on which a gold track goes under another vendor track than its own, at the first of them."""
    ordered = sorted(pairs, key=lambda one: (one.image, one.gold))
    own = _own_tracks(ordered)
    gold_of = {delivered: expected for expected, delivered in own.items()}
    on_image: dict[tuple[int, Track | None], Track] = {(one.image, one.delivered): one.expected for one in ordered}
    faults = {}
    for expected in dict.fromkeys(one.expected for one in ordered):
        objects = [one for one in ordered if one.expected == expected]
        for delivered, run in groupby(objects, key=lambda one: one.delivered):
            first, *rest = run
            if delivered is not None and delivered == own.get(expected):
                continue
            mate = own.get(expected)
            elsewhere = mate is not None and on_image.get((first.image, mate), expected) != expected
            faults[first.image, first.vendor, first.gold] = {
                "track_delivered": delivered,
                "track_expected": own.get(expected),
                "track_in_gold": expected,
                "track_fault": _kind(delivered, taken=delivered in gold_of, swapped=elsewhere),
                "track_images": 1 + len(rest),
            }
    return faults


def _kind(delivered: Track | None, *, taken: bool, swapped: bool) -> str:
    """missing: in no track. broken: another track goes on with the same object. swapped, merged: the track of another object, which goes on under this one's, or which does not."""
    if delivered is None:
        return "missing"
    if not taken:
        return "broken"
    return "swapped" if swapped else "merged"


def _own_tracks(pairs: Iterable[TrackedPair]) -> dict[Track, Track]:
    """By gold track, the vendor track that is it: the assignment that shares most objects; of equals, the one that comes first."""
    shared = Counter((one.delivered, one.expected) for one in pairs if one.delivered is not None)
    delivered = {track: place for place, track in enumerate(dict.fromkeys(v for v, _ in shared))}
    expected = {track: place for place, track in enumerate(dict.fromkeys(g for _, g in shared))}
    if not shared:
        return {}
    left = np.array([delivered[v] for v, _ in shared], np.int64)
    right = np.array([expected[g] for _, g in shared], np.int64)
    weight = np.array(list(shared.values()), np.float64)
    # nodes are numbered as they first appear, which no order in a file changes
    chosen = assign(left, right, weight, np.zeros(len(left), bool), left_order=np.argsort, right_order=np.argsort)
    ends = list(shared)
    return {ends[row][1]: ends[row][0] for row in chosen.tolist()}

"""Tracks from image to image, on deliveries made by hand: object 1 stays on the left, object 2 on the right."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.compare.comparison import compare
from assay.compare.settings import ComparisonSettings
from assay.compare.track_faults import TrackedPair, faults_of, track_faults
from assay.model.images import ImageSizes
from assay.model.schema import Schema
from tests.annotation_builder import annotations, box

FRAMES = 6
SIZES = ImageSizes.of([(frame, 400, 200) for frame in range(1, FRAMES + 1)])
SCHEMA, SETTINGS = Schema(1, ()), ComparisonSettings()


def seen(frame, place, track):
    left = 20 + 200 * (place - 1)
    other = {} if track is None else {"other": {"track_id": track}}
    return box(left, 50, left + 60, 120, image=frame, number=place, extra=other)


def delivered(left, right):
    """The tracks of both objects, frame by frame; "-" is no track."""
    made = []
    for frame, pair in enumerate(zip(left, right, strict=True), start=1):
        made += [seen(frame, place, None if track == "-" else track) for place, track in enumerate(pair, start=1)]
    return annotations(*made)


GOLD = delivered("aaaaaa", "bbbbbb")


def told(vendor, gold=GOLD):
    """(frame, object, kind, the vendor's track, the one it should be in, frames) of each fault."""
    found = track_faults(vendor, gold, SIZES, SCHEMA, SETTINGS)
    return [
        (frame, number, one["track_fault"], one["track_delivered"], one["track_expected"], one["track_images"])
        for (frame, _, number), one in sorted(found.items())
    ]


@pytest.mark.parametrize(
    ("left", "right", "faults"),
    [
        ("111111", "222222", []),
        ("222222", "111111", []),  # ids say nothing
        ("111133", "222222", [(5, 1, "broken", "3", "1", 2)]),
        ("113311", "222222", [(3, 1, "broken", "3", "1", 2)]),
        ("111122", "222211", [(5, 1, "swapped", "2", "1", 2), (5, 2, "swapped", "1", "2", 2)]),
        ("111111", "221111", [(3, 2, "merged", "1", "2", 4)]),
        ("111111", "111111", [(1, 2, "merged", "1", None, 6)]),
        ("111--1", "222222", [(4, 1, "missing", None, "1", 2)]),
        ("131313", "222222", [(n, 1, "broken", "3", "1", 1) for n in (2, 4, 6)]),
    ],
)
def test_that_a_track_that_goes_wrong_is_one_fault_at_the_first_image_of_each_run(left, right, faults):
    assert told(delivered(left, right)) == faults


def test_that_objects_which_gold_has_in_no_track_are_not_asked_for():
    assert told(delivered("111111", "333222"), delivered("aaaaaa", "------")) == []


@pytest.mark.parametrize("silent", ["vendor", "gold"])
def test_that_nothing_is_said_where_one_side_knows_no_tracks(silent):
    none = delivered("------", "------")
    assert told(*((none, GOLD) if silent == "vendor" else (delivered("131313", "222222"), none))) == []


def test_that_a_comparison_has_the_faults_among_its_findings_and_their_pairs_are_not_right():
    vendor = delivered("111122", "222211")
    tracks = track_faults(vendor, GOLD, SIZES, SCHEMA, SETTINGS)
    found = compare(vendor, GOLD, SIZES, SCHEMA, SETTINGS, tracks=tracks)
    assert found.findings.by_code() == {"GRP-LINK": 2}
    assert found.findings.image.tolist() == [5, 5]
    assert np.count_nonzero(~found.pairs.right) == 2
    assert {one["track_fault"] for one in found.findings.details.values()} == {"swapped"}


tracks = st.lists(st.tuples(*[st.sampled_from("123")] * 2), min_size=1, max_size=8)


@given(tracks, st.permutations("123"))
def test_that_neither_the_names_of_tracks_nor_the_order_of_pairs_matter(frames, names):
    said = dict(zip("123", names, strict=True))
    pairs = [
        TrackedPair(frame, number, number, track, f"g{number}")
        for frame, both in enumerate(frames)
        for number, track in enumerate(both, start=1)
    ]
    other = [TrackedPair(one.image, one.vendor, one.gold, said[str(one.delivered)], one.expected) for one in pairs]
    before, after = faults_of(pairs), faults_of(reversed(other))
    assert {key: (one["track_fault"], one["track_images"]) for key, one in before.items()} == {
        key: (one["track_fault"], one["track_images"]) for key, one in after.items()
    }


@given(tracks)
def test_that_no_track_is_at_fault_exactly_where_every_gold_track_has_one_vendor_track_of_its_own(frames):
    pairs = [
        TrackedPair(frame, number, number, track, number)
        for frame, both in enumerate(frames)
        for number, track in enumerate(both, start=1)
    ]
    left, right = ({both[place] for both in frames} for place in (0, 1))
    assert (not faults_of(pairs)) == (len(left) == len(right) == 1 and left != right)

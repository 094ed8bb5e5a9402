import numpy as np
import pytest

from assay.compare.agreement.raters import Rater, rated_together
from assay.compare.agreement.ratings import MISSING, ratings_of
from assay.compare.consensus.labels import CLOSEST_OUTLINE, MEDIAN_CORNERS, consensus_labels
from assay.compare.consensus.rules import Rule, decide
from assay.model.images import ImageSizes
from assay.model.schema import Schema
from assay.model.shapes import ShapeKind
from tests.annotation_builder import annotations, box, moved, polygon

CAR, VAN = 1, 2
ONE = box(10, 10, 60, 60, class_id=CAR)


def together(*labels):
    raters = [
        Rater(name=name, annotations=annotations(*made), images=np.array([1], np.int32))
        for name, made in zip("abcdef", labels, strict=False)
    ]
    return rated_together(raters, ImageSizes.of([(1, 300, 300)]), Schema(1, []), threshold=0.5)


def test_that_a_box_is_the_median_corners_of_the_raters_who_agree_and_says_so():
    apart = [moved(ONE, box=(10 + d, 10, 60 + d, 60)) for d in (0, 1, 5)]
    found = consensus_labels(together(*([one] for one in apart)), Rule.QUORUM, quorum=2)
    (kept,) = found.annotations.boxes.tolist()
    assert kept == [11, 10, 61, 60]
    said = found.annotations.extra[0]["other"]
    assert (said["place"], said["votes"], said["raters"]) == (MEDIAN_CORNERS, "3 of 3", ["a", "b", "c"])


def test_that_who_gave_another_class_has_no_say_in_the_place():
    other = moved(ONE, class_id=VAN, box=(18, 10, 68, 60))
    found = consensus_labels(together([ONE], [ONE], [other]), Rule.QUORUM, quorum=2)
    assert found.annotations.boxes.tolist() == [[10, 10, 60, 60]]
    assert found.annotations.extra[0]["other"]["votes"] == "2 of 3"


def test_that_an_outline_is_taken_from_the_rater_closest_to_the_others_and_never_averaged():
    outlines = [polygon([(0, 0), (100, 0), (100, 80 + d), (0, 80 + d)]) for d in (0, 4, 20)]
    found = consensus_labels(together(*([one] for one in outlines)), Rule.UNANIMOUS)
    assert found.annotations.records["kind"].tolist() == [ShapeKind.POLYGON]
    assert found.annotations.rings(0)[0].tolist() == outlines[1].rings[0].tolist()
    assert found.annotations.extra[0]["other"]["place"] == CLOSEST_OUTLINE


def test_that_what_one_of_three_drew_is_decided_to_be_nothing():
    found = consensus_labels(together([ONE], [], []), Rule.QUORUM, quorum=2)
    assert (found.units, len(found.annotations), found.rejected, found.undecided) == (1, 0, 1, 0)


def test_that_two_raters_of_two_minds_decide_nothing():
    found = consensus_labels(together([ONE], [moved(ONE, class_id=VAN)]), Rule.MAJORITY)
    assert (len(found.annotations), found.undecided) == (0, 1)


def test_that_attributes_are_kept_where_most_agree():
    said = [moved(ONE, attributes={"colour": colour, "parked": True}) for colour in ("red", "red", "blue")]
    found = consensus_labels(together(*([one] for one in said)), Rule.UNANIMOUS)
    assert found.annotations.attributes(0) == {"colour": "red", "parked": True}


def test_that_annotations_come_by_image_whoever_drew_them():
    first, second = moved(ONE, image=1), box(100, 100, 150, 150, class_id=VAN)
    found = consensus_labels(together([second, first], [first, second]), Rule.UNANIMOUS)
    assert sorted(found.annotations.records["class_id"].tolist()) == [CAR, VAN]
    assert found.annotations.records["number"].tolist() == [1, 2]


def test_that_raters_without_labels_have_an_empty_consensus():
    found = consensus_labels(together([], []), Rule.UNANIMOUS)
    assert (found.units, len(found.annotations)) == (0, 0)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule.UNANIMOUS, [0, MISSING, MISSING, 1]),
        (Rule.QUORUM, [0, 0, MISSING, MISSING]),
        (Rule.MAJORITY, [0, 0, MISSING, 1]),
    ],
)
def test_that_each_rule_asks_for_as_many_votes_as_its_name_says(rule, expected):
    ratings = ratings_of([["x", "x", "x"], ["x", "x", "y"], ["x", "y", None], [None, None, "y"]])
    assert decide(ratings, rule, quorum=2).category.tolist() == expected


def test_that_dawid_and_skene_decide_when_there_is_evidence_and_the_majority_when_not():
    few = ratings_of([["x", "x", "y"]] * 5)
    assert decide(few, Rule.DAWID_SKENE).rule is Rule.MAJORITY
    assert "too few" in decide(few, Rule.DAWID_SKENE).method
    many = ratings_of([["x", "x", "y"], ["y", "y", "y"]] * 20)
    decided = decide(many, Rule.DAWID_SKENE)
    assert (decided.rule, decided.category[:2].tolist()) == (Rule.DAWID_SKENE, [0, 1])


def test_that_dawid_and_skene_leave_open_what_nobody_rated():
    ratings = ratings_of([["x", "x", "y"], ["y", "y", "y"]] * 20 + [[None, None, None]])
    assert decide(ratings, Rule.DAWID_SKENE).category[-1] == MISSING

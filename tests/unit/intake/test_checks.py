"""Each rule with a delivery that breaks it, and one that does not."""

from dataclasses import replace

import numpy as np
import pytest

from assay.intake.checks import CHECKS, breaches
from assay.intake.delivery_case import MOST_LISTED
from assay.model.annotations import UNKNOWN
from assay.model.intake import intake_rules
from assay.model.schema import Schema
from assay.model.shapes import Flag, ShapeKind
from tests.annotation_builder import box, polygon
from tests.unit.intake.cases import CAR, NAMES, VAN, case, other


def found(delivery):
    """(rule, place, number) of everything that is found, in order."""
    return [(one.rule, one.place, one.number) for _, some in breaches(delivery) for one in some]


def sentence(delivery, rule):
    (one,) = [one for _, some in breaches(delivery) for one in some if one.rule == rule]
    return one.sentence


GOOD = box(10, 10, 60, 40, source_id=7)
BOWTIE = polygon([(10, 10), (50, 50), (50, 10), (10, 50)])


def test_that_a_good_delivery_breaks_no_rule():
    assert found(case(GOOD, box(20, 20, 90, 90, image=2, class_id=2, source_id=8))) == []


def test_that_a_delivery_of_nothing_breaks_no_rule_of_shapes():
    assert found(case()) == []


BROKEN = {
    "image-missing": case(GOOD, covered=[1]),
    "class-lacking": case(replace(GOOD, class_id=UNKNOWN)),
    "shape-invalid": case(replace(BOWTIE, flags=Flag.INVALID)),
    "shape-tiny": case(box(10, 10, 11, 11), sizes=(800, 600)),
    "shape-outside": case(box(180, 10, 203, 40)),
    "shape-away": case(box(300, 10, 340, 40)),
    "shape-repeated": case(GOOD, replace(GOOD, source_id=8)),
    "shape-kind": case(polygon([(1, 1), (9, 1), (9, 9)], kind=ShapeKind.POLYLINE, attributes={"colour": "red"}), schema=Schema(1, (CAR, VAN))),
    "attribute-missing": case(GOOD, schema=Schema(1, (CAR, VAN))),
    "attribute-value": case(replace(GOOD, attributes={"colour": "green"}), schema=Schema(1, (CAR, VAN))),
    "attribute-unknown": case(replace(GOOD, attributes={"colour": "red", "colr": "red"}), schema=Schema(1, (CAR, VAN))),
    "id-missing": case(GOOD, box(70, 10, 90, 40)),
    "id-changed": case(GOOD, earlier=[other(replace(GOOD, source_id=3))]),
    "id-moved": case(GOOD, earlier=[other(box(90, 90, 99, 99, image=2, source_id=7))]),
    "annotator-new": case(replace(GOOD, annotator=4), annotators={4: "a4"}, known_annotators=frozenset({1})),
    "prelabels-untouched": case(GOOD, prelabels=[other(GOOD, called="detector 3")]),
}  # fmt: skip


@pytest.mark.parametrize("rule", BROKEN)
def test_that_a_broken_rule_is_found_and_nothing_else(rule):
    assert [one for one, _, _ in found(BROKEN[rule])] == [rule]


@pytest.mark.parametrize("rule", BROKEN)
def test_that_every_blank_of_a_sentence_is_filled(rule):
    (one,) = [one for _, some in breaches(BROKEN[rule]) for one in some]
    assert "{" not in one.sentence


NOT_BROKEN = {
    "half a pixel beyond the edge": case(box(180, 10, 200.4, 40)),
    "a shape on an image of unknown size": case(box(300, 10, 340, 40), sizes=(np.nan, np.nan)),
    "two boxes of two classes in one place": case(GOOD, replace(GOOD, class_id=2, source_id=8)),
    "the same box on two images": case(GOOD, replace(GOOD, image=2, source_id=8)),
    "two crowds in one place": case(replace(GOOD, flags=Flag.CROWD), replace(GOOD, flags=Flag.CROWD, source_id=8)),
    "two polygons with one box": case(
        polygon([(0, 0), (10, 0), (10, 10)], source_id=1), polygon([(0, 0), (0, 10), (10, 10)], source_id=2)
    ),
    "one pixel in a small image": case(box(10, 10, 11, 11), sizes=(100, 100)),
    "a value in capitals": case(replace(GOOD, attributes={"colour": "Red"}), schema=Schema(1, (CAR, VAN))),
    "attributes where the schema speaks of none": case(replace(GOOD, attributes={"colour": "red"})),
    "no ids at all": case(box(10, 10, 60, 40), box(70, 10, 90, 40)),
    "the same ids as in the round before": case(GOOD, earlier=[other(GOOD)]),
    "a moved box that kept its id": case(box(12, 10, 60, 40, source_id=7), earlier=[other(GOOD)]),
    "annotators of a vendor of whom none is known": case(replace(GOOD, annotator=4), annotators={4: "a4"}),
    "an annotator who drew before": case(replace(GOOD, annotator=4), annotators={4: "a4"}, known_annotators=frozenset({4})),
    "corrected pre-labels": case(GOOD, prelabels=[other(box(11, 10, 60, 40), called="detector 3")]),
}  # fmt: skip


@pytest.mark.parametrize("what", NOT_BROKEN)
def test_that_nothing_is_said_of(what):
    assert found(NOT_BROKEN[what]) == []


def test_that_a_finding_names_its_annotation_by_the_id_in_the_file():
    assert found(case(GOOD, box(180, 10, 240, 40, image=2, source_id=501))) == [("shape-outside", "two.png, id 501", 2)]


def test_that_a_repeated_shape_names_the_one_it_repeats():
    assert "(id 7)" in sentence(BROKEN["shape-repeated"], "shape-repeated")


def test_that_names_differing_in_capitals_alone_are_found():
    delivery = replace(case(GOOD), names={1: "One.png", 2: "one.png"})
    assert found(delivery) == [("image-named-twice", "one.png", 0)]


def test_that_ids_changed_throughout_are_one_finding():
    boxes = [box(10 * n, 10, 10 * n + 9, 40, source_id=n) for n in range(1, 11)]
    delivery = case(*boxes, earlier=[other(*(replace(one, source_id=one.source_id + 100) for one in boxes))])
    assert [rule for rule, _, _ in found(delivery)] == ["ids-changed"]
    assert "10 of 10 shapes" in sentence(delivery, "ids-changed")


def test_that_a_million_breaches_are_a_thousand_lines_and_one():
    delivery = case(*(box(300 + n, 10, 340 + n, 40) for n in range(MOST_LISTED + 5)))
    (said,) = [some for _, some in breaches(delivery) if some]
    assert len(said) == MOST_LISTED + 1
    assert said[-1].sentence == "Shape wholly outside the image: 5 more, which are not listed one by one"


def test_that_pre_labels_that_nobody_looked_at_are_told_from_good_ones():
    boxes = [box(7 * n, 10, 7 * n + 6, 40, source_id=n) for n in range(25)]
    model = other(*boxes, called="detector 3")
    assert [rule for rule, _, _ in found(case(*boxes, prelabels=[model]))] == ["prelabels-not-reviewed"]
    half = [*boxes[:12], *(box(7 * n, 11, 7 * n + 6, 41, source_id=n) for n in range(12, 25))]
    assert "12 of 25 annotations (48%)" in sentence(case(*half, prelabels=[model]), "prelabels-untouched")


def test_that_every_rule_of_a_check_is_in_the_table_of_rules():
    assert {rule for rules in CHECKS.values() for rule in rules} <= set(intake_rules())
    assert set(NAMES.values()) == {"one.png", "two.png"}

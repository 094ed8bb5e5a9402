from dataclasses import replace

import pytest

from assay.model.defect_types import Severity
from assay.model.findings import Finding
from assay.model.schema import LabelClass, Schema
from assay.model.sentences import headline, instruction, joined

SCHEMA = Schema(1, (LabelClass(id=1, name="car", colour="#000000"), LabelClass(id=2, name="van", colour="#000000")))
PLAIN = Finding(
    id=1, comparison_id=1, image_id=1, code="MIS-OBJ", severity=Severity.MAJOR, vendor_number=0, gold_number=3, class_delivered=-1,
    class_expected=1, iou=None, offsets=None, box=(0, 0, 100, 80), details={}, verdict=None, comment="", ruling=None, reason="",
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "title", "sentence"),
    [
        ({"code": "MIS-OBJ"}, "Missing car", "Add the missing car at the marked place."),
        (
            {"code": "CLS-SWAP", "class_delivered": 2},
            "Wrong class: van, should be car",
            "Change class from van to car.",
        ),
        (
            {"code": "GEO-LOOSE", "class_delivered": 1, "offsets": (0.5, 0, 6.2, 0)},
            "Too loose, right side",
            "Tighten the right side by about 6 px.",
        ),
        (
            {"code": "GEO-TIGHT", "class_delivered": 1, "offsets": (-9, -4, 0, 0)},
            "Cut off, left and top sides",
            "Extend the left and top sides by about 9 px; the object is cut.",
        ),
        (
            {"code": "GEO-LOOSE", "class_delivered": 1, "offsets": (5, 5, 5, 5)},
            "Too loose, all sides",
            "Tighten all sides by about 5 px.",
        ),
        (
            {"code": "GEO-SHIFT", "class_delivered": 1, "offsets": (-5, 3, 5, -3)},
            "Shifted car",
            "Move the shape 5 px to the left and 3 px down.",
        ),
        (
            {"code": "GEO-POOR", "class_delivered": 1, "iou": 0.4321},
            "Badly located car",
            "Redraw: the shape does not fit the object (IoU 0.43).",
        ),
        (
            {
                "code": "ATT-WRONG",
                "class_delivered": 1,
                "details": {"attribute": "parked", "delivered": True, "expected": False},
            },
            "Wrong parked: yes, should be no",
            "Set parked to no.",
        ),
        (
            {"code": "GRP-MERGE", "details": {"gold_numbers": [1, 2, 3]}},
            "3 objects in one shape",
            "Split into one annotation per object.",
        ),
    ],
)
def test_that_findings_are_sentences_for_the_reviewer_and_the_vendor(said, title, sentence):
    finding = replace(PLAIN, **said)
    assert headline(finding, SCHEMA) == title
    assert instruction(finding, SCHEMA) == sentence


def test_that_no_sentence_keeps_a_blank():
    from assay.model.defect_types import defect_types

    left = {code for code in defect_types() if "{" in headline(replace(PLAIN, code=code), SCHEMA)}
    assert not left


@pytest.mark.parametrize(
    ("words", "said"),
    [(["left"], "left"), (["left", "top"], "left and top"), (["left", "top", "right"], "left, top and right")],
)
def test_that_a_list_reads_as_one_in_a_sentence(words, said):
    assert joined(words) == said


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ({"track_fault": "missing", "track_expected": 4}, "this belongs to track 4, not to none (on 1 image)"),
        (
            {"track_fault": "swapped", "track_expected": 4, "track_delivered": 9, "track_images": 3},
            "this belongs to track 4, which is swapped with 9 here (on 3 images)",
        ),
        (
            {"track_fault": "merged", "track_expected": None, "track_delivered": 9, "track_images": 3},
            "this belongs to a track of its own, not to 9, which is another object (on 3 images)",
        ),
    ],
)
def test_that_a_wrong_track_says_which_one_it_belongs_to_and_on_how_many_images(details, said):
    finding = replace(PLAIN, code="GRP-LINK", details=details)
    assert headline(finding, SCHEMA) == f"Wrong track: {said}"
    assert instruction(finding, SCHEMA) == f"Fix the link: {said}."


def test_that_a_wrong_parent_says_what_it_belongs_to():
    details = {"parent_delivered": 2, "parent_expected": 7}
    finding = replace(PLAIN, code="GRP-LINK", details=details)
    assert headline(finding, SCHEMA) == "Wrong parent: this is a part of gold #7"
    assert instruction(finding, SCHEMA) == "Fix the link: this is a part of gold #7."
    alone = replace(finding, details={**details, "parent_expected": None})
    assert instruction(alone, SCHEMA) == "Fix the link: this is a part of no other object."

from dataclasses import replace

import pytest

from assay.model.defect_types import Severity
from assay.model.defects import Defect
from assay.model.findings import Finding, Ruling, Verdict
from assay.model.schema import Schema
from assay.ui.review.findings.rows import Ending, row_of_finding
from assay.ui.review.findings.wording import defect_line, figures, is_struck, second_line, verdict_word, worst_sides

LOOSE = Finding(
    id=1, comparison_id=1, image_id=1, code="GEO-LOOSE", severity=Severity.MINOR, vendor_number=12, gold_number=9,
    class_delivered=1, class_expected=1, iou=0.81, offsets=(0.2, 1.0, 6.0, -2.0), box=(0, 0, 9, 9), details={},
    verdict=None, comment="", ruling=None, reason="",
)  # fmt: skip
MISSING = replace(LOOSE, code="MIS-OBJ", vendor_number=0, gold_number=1043, iou=None, offsets=None)


@pytest.mark.parametrize(
    ("finding", "line"),
    [
        (LOOSE, "GEO-LOOSE · IoU 0.81 · R +6 px"),
        (MISSING, "MIS-OBJ · gold #1043 unpaired"),
        (replace(MISSING, code="EXT-GHOST", vendor_number=877, gold_number=0), "EXT-GHOST · vendor #877"),
        (replace(LOOSE, code="CLS-SWAP"), "CLS-SWAP · IoU 0.81"),
        (replace(LOOSE, code="GEO-BOUND", details={"boundary_iou": 0.6}), "GEO-BOUND · boundary IoU 0.60"),
        (
            replace(LOOSE, code="GRP-MERGE", details={"gold_numbers": [1, 2, 3, 4]}),
            "GRP-MERGE · gold #1, #2 and 2 more",
        ),
        (replace(LOOSE, code="GRP-SPLIT", details={"vendor_numbers": [5, 6]}), "GRP-SPLIT · vendor #5, #6"),
    ],
)
def test_that_the_second_line_is_the_code_and_what_tells_the_finding_apart(finding, line):
    assert second_line(finding) == line


def test_that_sides_are_named_from_the_worst_on_and_those_that_agree_are_left_out():
    assert worst_sides(LOOSE, most=4) == [("right", 6.0), ("bottom", -2.0), ("top", 1.0)]


def test_that_a_pair_has_its_overlaps_and_worst_sides_as_figures():
    finding = replace(LOOSE, details={"boundary_iou": 0.62})
    assert figures(finding) == [("0.81", "IoU"), ("0.62", "Boundary"), ("+6 px", "right"), ("−2 px", "bottom")]


def test_that_a_merge_counts_objects_instead_of_sides():
    finding = replace(LOOSE, code="GRP-MERGE", details={"gold_numbers": [1, 2]})
    assert figures(finding) == [("0.81", "IoU"), ("2", "gold objects")]


def test_that_keypoints_are_counted_with_how_far_the_worst_of_them_is_off():
    details = {
        "measure": "keypoints", "keypoints": ["nose", "left_eye", "tail"], "keypoints_delivered": [[3, 4], [0, 1], None],
        "keypoints_expected": [[0, 0], [0, 0], [5, 5]],
    }  # fmt: skip
    finding = replace(LOOSE, code="KPT-POS", details=details)
    assert figures(finding) == [("0.81", "OKS"), ("3", "keypoints"), ("5 px", "farthest off")]
    assert second_line(finding) == "KPT-POS · OKS 0.81 · 3 points"


@pytest.mark.parametrize(("measure", "word"), [("mask", "mask IoU"), ("line", "likeness"), ("polygon", "IoU")])
def test_that_the_figure_of_a_pair_says_by_what_it_was_measured(measure, word):
    finding = replace(LOOSE, code="GEO-POOR", details={"measure": measure})
    assert figures(finding)[0] == ("0.81", word)
    assert second_line(finding) == f"GEO-POOR · {word} 0.81 · R +6 px"


def test_that_a_turned_box_says_by_how_much_and_no_sides():
    finding = replace(LOOSE, code="GEO-BOUND", details={"measure": "polygon", "turned": -12.4})
    assert second_line(finding) == "GEO-BOUND · IoU 0.81 · −12°"
    assert figures(finding) == [("0.81", "IoU"), ("−12°", "turned")]


def test_that_what_has_no_partner_has_no_figures():
    assert figures(MISSING) == []


def test_that_a_ruling_is_the_last_word():
    assert verdict_word(replace(LOOSE, verdict=Verdict.CONTESTED)) == "Contested"
    assert verdict_word(replace(LOOSE, verdict=Verdict.CONTESTED, ruling=Ruling.GOLD_RIGHT)) == "Gold right"
    assert verdict_word(LOOSE) == ""


def test_that_what_a_rule_only_suggests_says_so_until_somebody_judges_it():
    part = replace(LOOSE, code="GEO-PART")
    assert verdict_word(part) == "Suggested"
    assert verdict_word(replace(part, verdict=Verdict.DEFECT)) == "Defect"
    row = row_of_finding(part, Schema(1, []))
    assert (row.ending, row.kind, row.struck) == ("Suggested", Ending.QUIET, False)


def test_that_only_a_dismissed_finding_is_struck_through():
    assert is_struck(replace(LOOSE, verdict=Verdict.DISMISSED))
    assert not is_struck(replace(LOOSE, verdict=Verdict.DEFECT))


def test_that_a_defect_in_a_region_says_so():
    defect = Defect(
        id=1, label_set_id=1, image_id=1, finding_id=None, vendor_number=0, gold_number=0, code="MIS-OBJ",
        severity=Severity.MAJOR, comment="", instruction="", charged=True, box=(0, 0, 1, 1), request_id=None, reviewer="", at="",
    )  # fmt: skip
    assert defect_line(defect) == "MIS-OBJ · a region"
    assert defect_line(replace(defect, vendor_number=7)) == "MIS-OBJ · vendor #7"

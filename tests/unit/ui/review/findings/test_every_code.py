"""Every code that a comparison decides: what the reviewer reads of it in the window, and what the vendor is told."""

import re

import pytest

from assay.model.defect_types import defect_types
from assay.model.sentences import headline, instruction
from assay.ui.review.findings.rows import row_of_finding
from assay.ui.review.findings.wording import figures, second_line
from tests.every_code import CASES, SCHEMA, codes_of_a_comparison, compared, finding_of

TOLD = {
    "MIS-OBJ": ("Missing car", "Add the missing car at the marked place.", "gold #2 unpaired"),
    "MIS-SMALL": ("Missing small car", "Add this small car; small ones are wanted too.", "gold #2 unpaired"),
    "MIS-OCC": ("Missing partly hidden car", "Add this partly hidden car; hidden ones are wanted too.", "gold #2 unpaired"),
    "MIS-IMG": ("Image not annotated", "This image came back empty; annotate it fully.", "gold #1"),
    "EXT-GHOST": ("Nothing there, delivered as car", "Remove this annotation; there is no car here.", "vendor #2"),
    "EXT-DUP": ("Duplicate car", "Keep one annotation per object; delete the duplicate.", "vendor #2"),
    "EXT-OOS": ("Out of scope: bird smaller than 20 px", "Do not label what is smaller than 20 px; remove it.", "vendor #2"),
    "EXT-IGN": ("Inside ignore region", "Remove annotations inside the ignore area.", "vendor #2"),
    "CLS-SWAP": ("Wrong class: tree, should be car", "Change class from tree to car.", "IoU 1.00"),
    "CLS-CRIT": (
        "Critical: tree, should be sign", "Critical: this is sign, not tree; correct it and check all similar objects.", "IoU 1.00",
    ),
    "CLS-SIB": ("Wrong sub-class: van, should be car", "Use the sub-class car instead of van.", "IoU 1.00"),
    "CLS-UNK": ("Not in the schema: blob, should be car", "The class blob is not in the schema; use car.", "IoU 1.00"),
    "GEO-POOR": ("Badly located car", "Redraw: the shape does not fit the object (IoU 0.43).", "IoU 0.43 · L −40 px"),
    "GEO-LOOSE": ("Too loose, right side", "Tighten the right side by about 20 px.", "IoU 0.83 · R +20 px"),
    "GEO-TIGHT": ("Cut off, right side", "Extend the right side by about 20 px; the object is cut.", "IoU 0.80 · R −20 px"),
    "GEO-SHIFT": ("Shifted car", "Move the shape 10 px to the left.", "IoU 0.82 · L −10 px"),
    "GEO-PART": ("Only a part of car", "Cover the whole object, not only a part of it.", "IoU 0.45 · R −55 px"),
    "GEO-OOB": ("Outside the image: car", "Clip the shape to the image.", "vendor #1"),
    "GEO-TYPE": ("Wrong kind of shape for sign", "Use a polygon for sign.", "vendor #1"),
    "GRP-MERGE": ("2 objects in one shape", "Split into one annotation per object.", "gold #1, #2"),
    "GRP-SPLIT": ("One car in 2 shapes", "Merge these parts into one object.", "vendor #1, #2"),
    "GRP-LINK": (
        "Wrong group: this belongs to group 5 with gold #2", "Fix the link: this belongs to group 5 with gold #2.", "IoU 1.00",
    ),
    "ATT-WRONG": ("Wrong colour: blue, should be red", "Set colour to red.", "IoU 1.00"),
    "ATT-MISS": ("Missing doors, should be 2", "Fill in doors.", "IoU 1.00"),
    "ATT-VIS": ("Wrong occluded: no, should be yes", "Set occluded to yes.", "IoU 1.00"),
    "ATT-RULE": ("Colour may not be mauve", "Value mauve is not allowed for colour; correct it.", "vendor #1"),
    "KPT-POS": ("Keypoint mouth of car misplaced", "Put keypoint mouth at the marked place.", "1 point"),
    "KPT-SWAP": ("Left and right eye of car swapped", "Swap left and right eye.", "2 points"),
    "IMG-TAG": ("Wrong image tag day, should be night", "Change image tag day to night.", ""),
    "IMG-SKIP": ("Wrongly skipped: 1 object in gold", "This image can be labelled; annotate it.", "gold #1"),
}  # fmt: skip


def test_that_there_is_a_case_for_every_code_that_a_comparison_decides():
    assert list(CASES) == codes_of_a_comparison()


@pytest.mark.parametrize("code", codes_of_a_comparison())
def test_that_the_case_of_a_code_is_found_as_it_and_nothing_else(code):
    expected = {"EXT-OOS": {"EXT-OOS": 1}, "GRP-LINK": {"GRP-LINK": 2}}.get(code, {code: 1})
    assert compared(CASES[code]).findings.by_code() == expected


@pytest.mark.parametrize("code", codes_of_a_comparison())
def test_that_no_sentence_of_a_code_has_a_blank_left(code):
    finding = finding_of(code)
    sentences = headline(finding, SCHEMA), instruction(finding, SCHEMA), second_line(finding)
    for sentence in sentences:
        assert sentence.strip() == sentence
        assert not re.search(r"[{}]|  |None|nan|–", sentence)
    assert instruction(finding, SCHEMA).endswith(".")
    assert second_line(finding).startswith(code)
    row = row_of_finding(finding, SCHEMA)
    assert (row.headline, row.severity) == (sentences[0], finding.severity)
    assert (row.ending == "Suggested") is defect_types()[code].is_suggested
    assert all(figure and caption for figure, caption in figures(finding))


@pytest.mark.parametrize("code", TOLD)
def test_that_each_code_tells_the_reviewer_what_is_wrong_and_the_vendor_what_to_do(code):
    finding = finding_of(code)
    title, sentence, evidence = TOLD[code]
    assert (headline(finding, SCHEMA), instruction(finding, SCHEMA)) == (title, sentence)
    assert evidence in second_line(finding)

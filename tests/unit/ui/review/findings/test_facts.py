from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assay.model.batches import BatchImage
from assay.model.people import Annotator
from assay.model.schema import LabelClass, Schema
from assay.ui.review.findings.facts import FactRow, area, facts
from assay.ui.review.labels_on_image import LabelsOnImage
from tests.annotation_builder import annotations, box, mask, polygon
from tests.unit.ui.review.findings.test_wording import LOOSE, MISSING

SQUARE = [(0, 0), (10, 0), (10, 10), (0, 10)]
HOLE = [(2, 2), (4, 2), (4, 4), (2, 4)]


def labels(vendor, gold) -> LabelsOnImage:
    return LabelsOnImage(
        image=BatchImage(1, 1, "one.png", 100, 100, None, found=True),
        path=Path("one.png"),
        vendor_name="Labelworks",
        vendor=vendor,
        gold=gold,
        schema=Schema(
            1, (LabelClass(id=1, name="car", colour="#5AA9FF"), LabelClass(id=2, name="van", colour="#5AA9FF"))
        ),
        annotators={3: Annotator(3, 1, "annotator 3")},
    )


def test_that_boxes_are_told_by_width_and_height_and_who_drew_them():
    shown = labels(
        annotations(box(0, 0, 41, 22, number=12, annotator=3)), annotations(box(0, 0, 40, 20, number=9, class_id=2))
    )
    assert facts(LOOSE, shown, None) == [
        FactRow("Class", "car", "van", differs=True),
        FactRow("Size", "41 × 22 px", "40 × 20 px"),
        FactRow("By", "annotator 3", "–"),
    ]


def test_that_the_vendor_stands_for_an_annotator_who_is_not_named():
    shown = labels(annotations(box(0, 0, 41, 22, number=12)), annotations())
    assert facts(LOOSE, shown, None)[-1].vendor == "Labelworks"


def test_that_outlines_are_told_by_their_area():
    shown = labels(annotations(polygon(SQUARE, number=12)), annotations(polygon(SQUARE, HOLE, holes=[1], number=9)))
    assert facts(LOOSE, shown, None)[1] == FactRow("Area", "100 px²", "96 px²")


def test_that_the_area_of_a_mask_is_its_pixels():
    raster = np.zeros((8, 8), bool)
    raster[2:5, 3:7] = True
    assert area(annotations(mask(raster)), 0) == pytest.approx(12)


def test_that_a_missing_object_has_nothing_on_the_vendors_side():
    rows = facts(MISSING, labels(annotations(), annotations(box(0, 0, 4, 4, number=1043))), None)
    assert [row.vendor for row in rows] == ["–", "–", "–"]
    assert not any(row.differs for row in rows)


@pytest.mark.parametrize(
    ("details", "row"),
    [
        (
            {"group_delivered": None, "group_expected": 7, "group_members": [9]},
            FactRow("Group", "–", "7", differs=True),
        ),
        ({"parent_delivered": 4, "parent_expected": None}, FactRow("Parent", "#4", "–", differs=True)),
        (
            {"shape": "polygon", "allowed": ["box", "rotated box"]},
            FactRow("Shape", "polygon", "box or rotated box", differs=True),
        ),
    ],
)
def test_that_a_group_or_kind_of_shape_that_differs_has_a_row_of_its_own(details, row):
    shown = labels(annotations(box(0, 0, 4, 4, number=12)), annotations(box(0, 0, 4, 4, number=9)))
    assert row in facts(replace(LOOSE, details=details), shown, None)


def test_that_an_attribute_that_differs_has_a_row_of_its_own():
    finding = replace(LOOSE, details={"attribute": "truncated", "delivered": True, "expected": False})
    shown = labels(annotations(box(0, 0, 4, 4, number=12)), annotations(box(0, 0, 4, 4, number=9)))
    assert FactRow("Truncated", "yes", "no", differs=True) in facts(finding, shown, None)

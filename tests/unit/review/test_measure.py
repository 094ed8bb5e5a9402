import numpy as np
import pytest

from assay.compare.comparison import compare
from assay.compare.settings import ComparisonSettings
from assay.model.images import ImageSizes
from assay.model.progress import result_of
from assay.model.schema import LabelClass, Schema
from assay.review.measure import NOBODY, Measured, Rate, measure, taken_apart
from tests.annotation_builder import annotations, box
from tests.shared_folder import vectors
from tests.small_delivery import compared


@pytest.fixture
def measured(project, me, tmp_path) -> Measured:
    return result_of(measure(project, compared(project, tmp_path / "batch", by=me)))


def test_that_the_matrix_has_gold_down_and_vendor_across_with_nobody_last(measured):
    car_and_van_and_nobody = [[2, 0, 1], [1, 0, 0], [1, 0, 0]]
    assert measured.confusion.tolist() == car_and_van_and_nobody


def test_that_the_reference_confusion_matrix_is_reproduced():
    case = vectors("confusion_matrix_detection")

    def side(name):
        corners = [(*one["bbox"], one["c"] + 1) for one in case[name]]
        return annotations(*(box(x, y, x + w, y + h, class_id=c) for x, y, w, h, c in corners))

    vendor, gold = side("vendor"), side("gold")
    schema = Schema(1, [LabelClass(id=n + 1, name=name, colour="") for n, name in enumerate(case["classes"][:-1])])
    settings = ComparisonSettings(t_pair=case["iou_threshold"])
    found = taken_apart(compare(vendor, gold, ImageSizes.of([(1, 100, 100)]), schema, settings), vendor, gold)
    assert found.confusion.tolist() == case["expected"]
    assert [(one.tp, one.fp, one.fn) for one in found.by_class] == [
        (one["tp"], one["fp"], one["fn"]) for one in case["per_class"]
    ]


def test_that_the_figures_agree_with_the_counts_that_the_project_keeps(project, me, tmp_path):
    record = compared(project, tmp_path / "batch", by=me)
    overall = result_of(measure(project, record)).overall
    assert overall.precision.value == record.counts["precision"]
    assert overall.recall.value == record.counts["recall"]
    assert overall.f1 == record.counts["f1"]
    assert overall.mean_iou == record.counts["mean_iou"]


def test_that_every_cell_holds_as_many_objects_as_it_says(measured):
    ids = (*measured.classes, NOBODY)
    for row, expected in enumerate(ids):
        for column, delivered in enumerate(ids):
            held = (measured.objects.expected == expected) & (measured.objects.delivered == delivered)
            assert held.sum() == measured.confusion[row, column]


def test_that_an_annotator_is_told_by_the_annotations_that_are_right(measured):
    (only,) = measured.by_annotator
    assert (only.precision.part, only.precision.whole) == (2, 4)
    assert (only.right.part, only.right.whole) == (2, 4)


def test_that_the_worst_image_comes_first(measured):
    demerits = [one.demerits for one in measured.by_image]
    assert demerits == sorted(demerits, reverse=True)
    assert sum(sum(one.severities) for one in measured.by_image) == 3


def test_that_a_share_of_nothing_has_no_figure():
    assert Rate.of(0, 0) == Rate(0, 0, None, None, None)


def test_that_a_class_nobody_matched_has_no_mean_iou(measured):
    van = next(one for one in measured.by_class if one.tp == 0)
    assert van.mean_iou is None
    assert van.precision.value is None
    assert van.recall.value == 0.0


def test_that_objects_without_a_partner_have_no_iou(measured):
    alone = measured.objects.missing | measured.objects.extra
    assert np.isnan(measured.objects.iou[alone]).all()
    assert not np.isnan(measured.objects.iou[~alone]).any()

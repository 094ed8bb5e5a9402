import numpy as np

from assay.compare.class_counts import class_counts, confusion_matrix
from assay.compare.comparison import compare
from assay.compare.settings import ComparisonSettings
from assay.geometry.boxes import xyxy_from_xywh
from assay.model.images import ImageSizes
from assay.model.schema import Schema
from tests.annotation_builder import annotations, box
from tests.shared_folder import vectors


def of_vector(**settings):
    case = vectors("confusion_matrix_detection")
    vendor, gold = (
        annotations(*(box(*xyxy_from_xywh(row["bbox"])[0], class_id=row["c"]) for row in case[side]))
        for side in ("vendor", "gold")
    )
    chosen = ComparisonSettings(t_pair=case["iou_threshold"], **settings)
    return case, compare(vendor, gold, ImageSizes.of([(1, 200, 200)]), Schema(1, []), chosen), vendor, gold


def test_that_the_confusion_matrix_has_gold_by_row_and_what_is_unmatched_last():
    """confusion_matrix_detection.json."""
    case, result, vendor, gold = of_vector()
    assert confusion_matrix(result, vendor, gold, [0, 1, 2]).tolist() == case["expected"]


def test_that_classes_come_in_the_order_asked_for_and_others_are_left_out():
    case, result, vendor, gold = of_vector()
    order = [2, 0, 3]
    matrix = confusion_matrix(result, vendor, gold, [2, 0])
    assert matrix.tolist() == np.array(case["expected"])[np.ix_(order, order)].tolist()
    assert confusion_matrix(result, vendor, gold, []).tolist() == [[0]]


def test_that_class_counts_are_those_of_the_vector():
    """confusion_matrix_detection.json: per_class."""
    case, result, vendor, gold = of_vector()
    counts = class_counts(result, vendor, gold, [0, 1, 2])
    for class_id, expected in enumerate(case["per_class"]):
        rates = counts[class_id]
        assert (rates.tp, rates.fp, rates.fn) == (expected["tp"], expected["fp"], expected["fn"])


def test_that_class_aware_and_class_agnostic_counts_differ_as_told():
    """confusion_matrix_detection.json: class_agnostic_vs_class_aware."""
    case, result, _, _ = of_vector()
    told = case["class_agnostic_vs_class_aware"]
    assert len(result.pairs) == told["class_agnostic"]["matched"]
    assert result.counts["mislabelled"] == told["class_agnostic"]["swapped"]
    _, aware, _, _ = of_vector(class_aware=True)
    matched = aware.counts["matched"]
    assert (matched, aware.counts["vendor"] - matched, aware.counts["gold"] - matched) == (
        told["class_aware"]["tp"], told["class_aware"]["fp"], told["class_aware"]["fn"],
    )  # fmt: skip

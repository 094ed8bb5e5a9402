import pytest

from assay.compare.scored.average_precision import (
    average_precision_coco,
    average_precision_voc07,
    average_precision_voc10,
    precision_recall_curve,
)
from tests.shared_folder import vectors


def test_that_average_precision_is_that_of_coco_and_both_voc_ways():
    """precision_recall_f1_ap.json: pycocotools, VOC devkit."""
    for case in vectors("precision_recall_f1_ap")["ap"]:
        precision, recall = precision_recall_curve(case["tp"], len(case["gts"]))
        assert precision.tolist() == pytest.approx(case["precision"])
        assert recall.tolist() == pytest.approx(case["recall"])
        assert average_precision_coco(precision, recall) == pytest.approx(case["ap_coco_101pt"])
        assert average_precision_voc07(precision, recall) == pytest.approx(case["ap_voc2007_11pt"])
        assert average_precision_voc10(precision, recall) == pytest.approx(case["ap_voc2010_area"])


def test_that_no_detection_has_precision_zero():
    precision, recall = precision_recall_curve([], 3)
    assert average_precision_coco(precision, recall) == 0.0
    assert average_precision_voc10(precision, recall) == 0.0

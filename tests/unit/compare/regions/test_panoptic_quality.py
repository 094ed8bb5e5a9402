import numpy as np
import pytest

from assay.compare.regions.panoptic_quality import Segment, panoptic_counts, panoptic_mean, summed
from tests.shared_folder import vectors

NAMES = {1: "car", 2: "road"}


def counts_in(case):
    gold = [Segment(id=s["id"], class_id=s["category_id"], crowd=bool(s["iscrowd"])) for s in case["gt_segments"]]
    vendor = [Segment(id=s["id"], class_id=s["category_id"]) for s in case["pred_segments"]]
    return panoptic_counts(case["gt"], case["pred"], gold, vendor)


def test_that_panoptic_quality_is_that_of_panopticapi():
    """panoptic_quality.json: cases."""
    for case in vectors("panoptic_quality")["cases"]:
        counts = counts_in(case)
        for class_id, name in NAMES.items():
            one, told = counts[class_id], case["expected"][name]
            assert (one.tp, one.fp, one.fn) == (told["tp"], told["fp"], told["fn"]), (case["name"], name)
            assert one.iou == pytest.approx(told["iou_sum"])
            for key, value in (("pq", one.quality), ("sq", one.segmentation), ("rq", one.recognition)):
                assert value == (told[key] if told[key] is None else pytest.approx(told[key])), (case["name"], name)
        mean, told = panoptic_mean(counts), case["average"]
        assert (mean.quality, mean.segmentation, mean.recognition, mean.classes) == pytest.approx(
            (told["pq"], told["sq"], told["rq"], told["n"])
        )


def test_that_images_are_added_up_before_the_quality_is_taken():
    perfect, missed = (
        next(c for c in vectors("panoptic_quality")["cases"] if c["name"] == n) for n in ("perfect", "class swap")
    )
    car = summed([counts_in(perfect), counts_in(missed)])[1]
    assert (car.tp, car.fn, car.quality) == (1, 1, pytest.approx(1 / 1.5))


def test_that_no_segment_has_no_quality():
    assert panoptic_counts(np.zeros((2, 2), int), np.zeros((2, 2), int), [], []) == {}
    assert panoptic_mean({}).quality is None

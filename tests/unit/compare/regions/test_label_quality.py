import numpy as np
import pytest

from assay.compare.comparison import compare
from assay.compare.regions.label_quality import panoptic_labels, panoptic_settings
from assay.compare.settings import ComparisonSettings
from assay.model.images import ImageSizes
from assay.model.schema import LabelClass, Schema
from assay.model.shapes import Flag
from tests.annotation_builder import annotations, box, mask
from tests.shared_folder import vectors

NAMES = {1: "car", 2: "road"}
SCHEMA = Schema(1, [LabelClass(id=key, name=name, colour="") for key, name in NAMES.items()])
VOID = 0


def counted(vendor, gold, own=ComparisonSettings()):  # noqa: B008 – frozen
    images = ImageSizes.of([(1, 40, 40)])
    found = compare(vendor, gold, images, SCHEMA, panoptic_settings(own))
    return panoptic_labels(found, vendor, gold)


def segments(id_map, told):
    rows = np.kron(np.array(id_map), np.ones((4, 4), int))
    return annotations(
        *(
            mask(rows == one["id"], class_id=one["category_id"], flags=Flag.CROWD if one.get("iscrowd") else 0)
            for one in told
        )
    )


def test_that_segments_as_masks_have_the_quality_that_panopticapi_gives_their_map():
    """panoptic_quality.json: the cases without void pixels in gold, which label sets do not have."""
    cases = [case for case in vectors("panoptic_quality")["cases"] if not any(VOID in row for row in case["gt"])]
    assert len(cases) >= 6
    for case in cases:
        counts = counted(segments(case["pred"], case["pred_segments"]), segments(case["gt"], case["gt_segments"]))
        for class_id, name in NAMES.items():
            one, told = counts.get(class_id), case["expected"][name]
            if told["pq"] is None:
                assert one is None or one.quality is None
                continue
            assert (one.tp, one.fp, one.fn) == (told["tp"], told["fp"], told["fn"]), (case["name"], name)
            assert one.iou == pytest.approx(told["iou_sum"])
            assert (one.quality, one.segmentation, one.recognition) == pytest.approx(
                (told["pq"], told["sq"], told["rq"])
            )


def test_that_an_object_of_another_class_nearby_takes_no_pair_away():
    gold = annotations(box(0, 0, 20, 20))
    vendor = annotations(box(0, 0, 20, 20, class_id=2), box(0, 0, 20, 14))
    assert (counted(vendor, gold)[1].tp, counted(vendor, gold)[2].fp) == (1, 1)


def test_that_a_pair_needs_more_than_one_half_whatever_the_comparison_asks_for():
    gold, half = annotations(box(0, 0, 20, 20)), annotations(box(0, 0, 20, 10))
    strict = ComparisonSettings(t_pair=0.9, named={"t_pair": {"car": 0.05}})
    assert (counted(half, gold, strict)[1].tp, counted(half, gold, strict)[1].quality) == (0, 0.0)
    assert counted(annotations(box(0, 0, 20, 11)), gold, strict)[1].segmentation == pytest.approx(0.55)

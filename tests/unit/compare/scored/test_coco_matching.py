import numpy as np
import pytest
from pycocotools import mask as coco_mask

from assay.compare.scored.average_precision import average_precision_coco, precision_recall_curve
from assay.compare.scored.coco_matching import greedy_matches
from tests.shared_folder import vectors


def matched(case):
    """The matches of class 1, and the orders that pycocotools sorts by."""
    golds, detections = case["gts"], [d for d in case["dts"] if d.get("category_id", 1) == 1]
    by_score = np.argsort([-d["score"] for d in detections], kind="stable").astype(int)
    low, high = case["areaRng"]
    crowd = np.array([bool(g.get("iscrowd")) for g in golds], bool)
    areas = np.array([g.get("area", g["bbox"][2] * g["bbox"][3]) for g in golds])
    ignored = crowd | (areas < low) | (areas > high)
    gold_order = np.argsort(ignored, kind="stable")
    boxes = np.array([detections[i]["bbox"] for i in by_score], float).reshape(-1, 4)
    iou = np.zeros((len(boxes), len(golds)))
    if len(boxes) and golds:
        iou = coco_mask.iou(boxes, np.array([golds[i]["bbox"] for i in gold_order], float), crowd[gold_order])
    size = boxes[:, 2] * boxes[:, 3]
    found = greedy_matches(
        iou, case["iouThrs"], crowd=crowd[gold_order], gold_ignored=ignored[gold_order], outside=(size < low) | (size > high)
    )  # fmt: skip
    ids = [d["score"] for d in case["dts"]]
    return found, [case["dts"].index(detections[i]) + 1 for i in by_score], (gold_order + 1).tolist(), ids


def test_that_greedy_matches_are_those_of_pycocotools():
    """coco_matching.json: cases."""
    for case in vectors("coco_matching")["cases"]:
        found, detection_ids, gold_ids, _ = matched(case)
        told, name = case["expected"], case["name"]
        assert detection_ids == told["dtIds_score_sorted"], name
        assert gold_ids == told["gtIds_nonignored_first"], name
        assert [[gold_ids[g] if g >= 0 else 0 for g in row] for row in found.gold_of] == told["dtMatches"], name
        assert [[detection_ids[d] if d >= 0 else 0 for d in row] for row in found.vendor_of] == told["gtMatches"], name
        assert found.gold_ignored.astype(int).tolist() == told["gtIgnore"], name
        assert found.detection_ignored.astype(int).tolist() == told["dtIgnore"], name


def test_that_counts_and_average_precision_follow_from_the_matches():
    """coco_matching.json: counts, ap_at_first_thr, where −1 is pycocotools' word for undefined."""
    for case in vectors("coco_matching")["cases"]:
        found, *_ = matched(case)
        counted = ~found.detection_ignored[0]
        hits, gold = (found.gold_of[0] >= 0)[counted], int((~found.gold_ignored).sum())
        told = case["counts"]
        assert (int(hits.sum()), int((~hits).sum()), gold) == (told["tp"], told["fp"], told["non_ignored_gt"])
        missed = (found.vendor_of[0] < 0) & ~found.gold_ignored
        assert int(missed.sum()) == told["fn"]
        if gold:
            curve = precision_recall_curve(hits, gold)
            assert average_precision_coco(*curve) == pytest.approx(case["ap_at_first_thr"], abs=1e-12)
        else:
            assert case["ap_at_first_thr"] == -1.0

import json
from collections import defaultdict

import numpy as np
import pytest
from pycocotools import mask as coco_mask
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from assay.compare.scored.coco_summary import CocoSummary, ScoredImage, class_precision, coco_summary, mean_precision
from tests.shared_folder import data

FOLDER = "07-known-numbers"


def runs_of(one, image):
    outline = one["segmentation"]
    size = image["height"], image["width"]
    if isinstance(outline, list):
        return coco_mask.merge(coco_mask.frPyObjects(outline, *size))
    return coco_mask.frPyObjects(outline, *size) if isinstance(outline["counts"], list) else outline


def scored_images(gold, detections, kind):
    """By class, its images in COCO's order: image ids ascending."""
    images = {image["id"]: image for image in gold["images"]}
    wanted, delivered = defaultdict(list), defaultdict(list)
    for one in gold["annotations"]:
        wanted[one["category_id"], one["image_id"]].append(one)
    for one in detections:
        delivered[one["category_id"], one["image_id"]].append(one)
    for category in sorted(one["id"] for one in gold["categories"]):
        pairs = ((i, wanted[category, i], delivered[category, i]) for i in sorted(images))
        yield [scored(images[i], golds, found, kind) for i, golds, found in pairs if golds or found]


def scored(image, golds, found, kind):
    found = sorted(found, key=lambda one: -one["score"])[:100]
    crowd = [bool(one["iscrowd"]) for one in golds]
    if kind == "bbox":
        sides = [[one["bbox"] for one in side] for side in (found, golds)]
        areas = [one["bbox"][2] * one["bbox"][3] for one in found]
    else:
        sides = [[runs_of(one, image) for one in side] for side in (found, golds)]
        areas = [float(coco_mask.area(runs)) for runs in sides[0]]
    iou = coco_mask.iou(*sides, crowd) if found and golds else np.zeros((len(found), len(golds)))
    return ScoredImage(
        iou=np.asarray(iou), scores=np.array([one["score"] for one in found]), detection_areas=np.array(areas, float),
        gold_areas=np.array([one["area"] for one in golds], float), crowd=np.array(crowd, bool),
    )  # fmt: skip


PUBLISHED = {
    "bbox": (.504581, .696973, .572982, .585626, .519400, .501398, .386813, .593680, .595353, .639811, .566420, .564291),
    "segm": (.319545, .562288, .298927, .387374, .310183, .326934, .268230, .415449, .416839, .469450, .376759, .381471),
}  # fmt: skip
"""07-known-numbers/EXPECTED.md: cocoapi, faster_coco_eval."""


@pytest.mark.parametrize("kind", PUBLISHED)
def test_that_the_twelve_published_numbers_of_coco_are_reproduced(kind):
    folder = data(FOLDER, "cocoapi-val2014-100")
    gold = json.loads((folder / "gt_instances_val2014_100.json").read_text())
    detections = json.loads((folder / f"instances_val2014_fake{kind}100_results.json").read_text())
    known = {image["id"] for image in gold["images"]}
    found = coco_summary(scored_images(gold, [one for one in detections if one["image_id"] in known], kind))
    values = [getattr(found, name) for name in CocoSummary.__slots__]
    assert values == pytest.approx(PUBLISHED[kind], abs=6e-7)


def test_that_classes_without_gold_have_no_average_precision():
    image = ScoredImage(
        iou=np.zeros((1, 0)), scores=np.array([0.5]), detection_areas=np.array([9.0]), gold_areas=np.zeros(0),
        crowd=np.zeros(0, bool),
    )  # fmt: skip
    assert coco_summary([[image]]).ap is None


def test_that_gold_without_detections_has_an_average_precision_of_zero():
    image = ScoredImage(
        iou=np.zeros((0, 1)), scores=np.zeros(0), detection_areas=np.zeros(0), gold_areas=np.array([9.0]),
        crowd=np.zeros(1, bool),
    )  # fmt: skip
    assert coco_summary([[image]]).ap == 0.0


def test_that_the_small_sets_of_faster_coco_eval_give_what_pycocotools_gives(capsys):
    """07-known-numbers: faster-coco-eval-mini, with pycocotools as the oracle."""
    folder = data(FOLDER, "faster-coco-eval-mini")
    for name in ("dataset", "ignore_test"):
        gold = json.loads((folder / f"gt_{name}.json").read_text())
        detections = json.loads((folder / f"dt_{name}.json").read_text())
        for image in gold["images"]:
            image["id"] = str(image["id"])  # one file has them as text in gold and as numbers in the detections
        for one in gold["annotations"] + detections:
            one["image_id"] = str(one["image_id"])
        oracle = COCOeval(*loaded(gold, detections), "bbox")
        oracle.evaluate()
        oracle.accumulate()
        oracle.summarize()
        found = coco_summary(scored_images(gold, detections, "bbox"))
        values = [getattr(found, key) for key in CocoSummary.__slots__]
        assert [-1 if value is None else value for value in values] == pytest.approx(oracle.stats.tolist()), name
    capsys.readouterr()


def loaded(gold, detections):
    truth = COCO()
    truth.dataset = gold
    truth.createIndex()
    return truth, truth.loadRes(detections)


def test_that_the_precision_of_each_class_is_what_pycocotools_accumulates(capsys):
    """07-known-numbers: cocoapi, with pycocotools as the oracle for AP by class at .5:.95, .5 and .75."""
    folder = data(FOLDER, "cocoapi-val2014-100")
    gold = json.loads((folder / "gt_instances_val2014_100.json").read_text())
    detections = json.loads((folder / "instances_val2014_fakebbox100_results.json").read_text())
    known = {image["id"] for image in gold["images"]}
    detections = [one for one in detections if one["image_id"] in known]
    oracle = COCOeval(*loaded(gold, detections), "bbox")
    oracle.evaluate()
    oracle.accumulate()
    capsys.readouterr()
    table = oracle.eval["precision"][:, :, :, 0, 2]  # threshold, recall, class; all areas, 100 detections
    found = [class_precision(images) for images in scored_images(gold, detections, "bbox")]
    assert len(found) == table.shape[2]
    for place, one in enumerate(found):
        expected = [table[:, :, place].mean(), table[0, :, place].mean(), table[5, :, place].mean()]
        if one is None:
            assert expected == [-1, -1, -1]
        else:
            assert [one.ap, one.ap50, one.ap75] == pytest.approx(expected)
    mean = mean_precision([one for one in found if one])
    assert [mean.ap, mean.ap50, mean.ap75] == pytest.approx(PUBLISHED["bbox"][:3], abs=6e-7)

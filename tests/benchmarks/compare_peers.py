"""What other tools need for the same boxes, in seconds. Imports nothing of Assay.

Each function gives how long it takes to make the tool's own objects of the arrays, which no result is without, and how long it then matches.
"""

import contextlib
import io
import time
from itertools import pairwise

import numpy as np

WIDTH, HEIGHT, CLASSES = 1920, 1080, 80

AS_OURS = {"useCats": 0, "iouThrs": np.array([0.5]), "areaRng": [[0, 1e10]], "areaRngLbl": ["all"], "maxDets": [1000]}
"""Whatever the class, at one threshold, in one range of areas."""


def pycocotools(path, images):
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval

    return coco(path, images, COCO, COCOeval, AS_OURS)


def faster_coco_eval(path, images):
    from faster_coco_eval import COCO, COCOeval_faster

    return coco(path, images, COCO, COCOeval_faster, AS_OURS)


def faster_coco_eval_as_it_comes(path, images):
    """Class by class, at ten thresholds, in four ranges of areas."""
    from faster_coco_eval import COCO, COCOeval_faster

    return coco(path, images, COCO, COCOeval_faster, {})


def coco(path, images, make, evaluator, settings):
    """Records, index and results, then evaluation and its accumulation."""
    scene = dict(np.load(path))
    with contextlib.redirect_stdout(io.StringIO()):
        started = time.perf_counter()
        gold = make()
        gold.dataset = {
            "images": [{"id": n + 1, "width": WIDTH, "height": HEIGHT} for n in range(images)],
            "categories": [{"id": n + 1, "name": str(n)} for n in range(CLASSES)],
            "annotations": rows(scene, "gold", images),
        }
        gold.createIndex()
        vendor = gold.loadRes([row | {"score": 1 - n * 1e-7} for n, row in enumerate(rows(scene, "vendor", images))])
        one = evaluator(gold, vendor, "bbox")
        for name, value in settings.items():
            setattr(one.params, name, value)
        made = time.perf_counter()
        one.evaluate()
        one.accumulate()
        return [made - started, time.perf_counter() - made]


def rows(scene, side, images):
    image, label, box = (scene[f"{side}_{name}"] for name in ("image", "label", "box"))
    keep = image < images
    box = box[keep].astype(float)
    sides = box[:, 2:] - box[:, :2]
    columns = (
        (image[keep] + 1).tolist(),
        (label[keep] + 1).tolist(),
        np.hstack([box[:, :2], sides]).tolist(),
        sides.prod(axis=1).tolist(),
    )
    return [
        {"id": n + 1, "image_id": i, "category_id": c, "bbox": b, "area": a, "iscrowd": 0}
        for n, (i, c, b, a) in enumerate(zip(*columns, strict=True))
    ]


def supervision(path, images):
    """Its confusion matrix, from detections per image."""
    import supervision

    scene = dict(np.load(path))
    started = time.perf_counter()
    gold, vendor = (detections(supervision.Detections, scene, side, images) for side in ("gold", "vendor"))
    made = time.perf_counter()
    supervision.ConfusionMatrix.from_detections(
        predictions=vendor, targets=gold, classes=[str(n) for n in range(CLASSES)]
    )
    return [made - started, time.perf_counter() - made]


def detections(make, scene, side, images):
    image, label, box = (scene[f"{side}_{name}"] for name in ("image", "label", "box"))
    order = np.argsort(image, kind="stable")
    cuts = np.searchsorted(image[order], np.arange(images + 1))
    found = []
    for first, after in pairwise(cuts):
        some = order[first:after]
        found.append(make(xyxy=box[some], class_id=label[some].astype(int), confidence=np.ones(len(some))))
    return found

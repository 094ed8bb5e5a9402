"""A small batch on disk: three images, gold and a delivery as COCO files, with a known set of faults."""

import json
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from assay.compare.settings import ComparisonSettings
from assay.model.batches import SetRole
from assay.model.people import Reviewer
from assay.model.progress import result_of
from assay.review.compare_delivery import compare_delivery
from assay.review.import_labels import import_labels
from assay.review.import_plan import ImportPlan, preview_import
from assay.store.batches import batches
from assay.store.project import Project
from assay.store.schemas import current_schema

SIZE = (200, 150)
NAMES = ("one.png", "two.png", "three.png")
CATEGORIES = [{"id": 1, "name": "car"}, {"id": 2, "name": "van"}]

GOLD = [(1, 1, (10, 10, 60, 40)), (1, 2, (100, 20, 50, 50)), (2, 1, (20, 30, 80, 60)), (2, 1, (150, 100, 40, 40))]
"""(image id, category id, x y w h); image 3 has none."""

DELIVERY = [
    (1, 1, (10, 10, 60, 40)),  # right
    (1, 1, (100, 20, 50, 50)),  # a van called a car
    (2, 1, (20, 30, 80, 60)),  # right; the second car of image 2 is missing
    (3, 1, (50, 50, 60, 60)),  # nothing there
]
EXPECTED = {"CLS-SWAP": 1, "MIS-OBJ": 1, "EXT-GHOST": 1}


def coco(
    objects: Sequence[tuple[int, int, Sequence[float]]], *, first_id: int = 1, **more: object
) -> dict[str, object]:
    images = [
        {"id": number, "file_name": name, "width": SIZE[0], "height": SIZE[1]} for number, name in enumerate(NAMES, 1)
    ]
    annotations = [
        {"id": first_id + row, "image_id": image, "category_id": category, "bbox": list(bbox), "iscrowd": 0, **more}
        for row, (image, category, bbox) in enumerate(objects)
    ]
    return {"images": images, "categories": CATEGORIES, "annotations": annotations}


def lay_out(folder: Path) -> tuple[Path, Path]:
    """The files of the batch; gives the paths of gold and delivery."""
    (folder / "images").mkdir(parents=True)
    for number, name in enumerate(NAMES):
        Image.new("RGB", SIZE, (60 + 40 * number, 90, 120)).save(folder / "images" / name)
    gold, delivery = folder / "gold.json", folder / "delivery.json"
    gold.write_text(json.dumps(coco(GOLD)))
    delivery.write_text(json.dumps(coco(DELIVERY, first_id=501, annotator="a7")))
    return gold, delivery


def bring_in(project: Project, source: Path, role: SetRole, *, by: Reviewer, **plan: object):
    """Import one file; gives the report."""
    preview = result_of(preview_import(source, image_root=None, schema=current_schema(project.connection)))
    return result_of(import_labels(project, preview, ImportPlan(role=role, **plan), by=by))


def score_and_describe(gold: Path, delivery: Path) -> None:
    """Give every annotation of the delivery a score, and both sides attributes of which one is wrong."""
    said = {"parked": True, "colour": "red"}
    gold.write_text(json.dumps(coco(GOLD, attributes=said)))
    contents = coco(DELIVERY, first_id=501, annotator="a7", score=0.9, attributes=said)
    contents["annotations"][0]["attributes"] = {"parked": False, "colour": "red"}
    delivery.write_text(json.dumps(contents))


def compared(project: Project, folder: Path, *, by: Reviewer, scored: bool = False):
    """The project with gold and delivery imported and compared; gives the comparison. scored: with scores and attributes."""
    gold, delivery = lay_out(folder)
    if scored:
        score_and_describe(gold, delivery)
    bring_in(project, gold, SetRole.GOLD, by=by, vendor="Labelworks")
    bring_in(project, delivery, SetRole.DELIVERY, by=by)
    return result_of(compare_delivery(project, batches(project.connection)[0], ComparisonSettings(), by=by))

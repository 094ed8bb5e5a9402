"""Makes the whole batch: pictures, gold, the vendor's delivery, the list of what is wrong with it."""

from pathlib import Path

import numpy as np

from demo_batch.camera import save_picture
from demo_batch.coco import write_coco, write_planted, write_schema
from demo_batch.error_model import Delivery, deliver, plan_slips
from demo_batch.gold import Annotation
from demo_batch.layout import lay_out
from demo_batch.picture import draw
from demo_batch.recipes import BOARDS
from demo_batch.scene import Scene
from demo_batch.truth import decoys_of, gold_of

SEED = 20260


def image_name(number: int) -> str:
    """Returns the file name of a board's picture, counted from 1."""
    return f"board_{number:02d}.jpg"


def scene_of(number: int) -> Scene:
    """Returns the scene of a board, counted from 1."""
    return lay_out(BOARDS[number - 1], np.random.default_rng([SEED, number]))


def draw_picture(number: int, folder: Path) -> Path:
    """Draws one board's picture into a folder."""
    path = folder / image_name(number)
    save_picture(draw(scene_of(number), np.random.default_rng([SEED, number, 1])), path)
    return path


def all_gold(scenes: dict[str, Scene]) -> dict[str, tuple[Annotation, ...]]:
    """Returns every image's gold, ids counted from 1."""
    gold: dict[str, tuple[Annotation, ...]] = {}
    first_id = 1
    for image, scene in scenes.items():
        gold[image] = tuple(gold_of(scene, image, first_id))
        first_id += len(gold[image])
    return gold


def write_labels(folder: Path) -> Delivery:
    """Writes schema, gold, delivery and planted errors into a folder; returns the delivery."""
    scenes = {image_name(number): scene_of(number) for number in range(1, len(BOARDS) + 1)}
    gold = all_gold(scenes)
    decoys = {image: tuple(decoys_of(scene)) for image, scene in scenes.items()}
    delivery = deliver(gold, plan_slips(gold, decoys, SEED), SEED)
    folder.mkdir(parents=True, exist_ok=True)
    write_schema(folder / "schema.json")
    write_coco(
        folder / "gold.coco.json", list(gold), [a for image in gold.values() for a in image], "Circuit boards: gold"
    )
    write_coco(folder / "delivery.coco.json", list(gold), delivery.annotations, "Circuit boards: delivery, round 0")
    write_planted(folder / "planted.json", delivery)
    return delivery

"""Comparisons that a child runs by itself: for the peak of its memory."""

from pathlib import Path

import numpy as np

from assay.compare.comparison import compare
from assay.compare.settings import ComparisonSettings
from assay.model.schema import Schema
from tests.benchmarks.compare_scene import Boxes, Scene, boxes_as_annotations, image_sizes

SCHEMA = Schema(1, [])


def whole_scene(path: str) -> int:
    """Compare a saved scene; how many pairs of one class."""
    return int(compared(load(Path(path))))


def identical_boxes(count: int) -> int:
    """So many times the same box on either side of one image."""
    one = boxes_as_annotations(np.ones(count), np.ones(count), np.tile([10.0, 10.0, 50.0, 50.0], (count, 1)))
    return compare(one, one, image_sizes(1), SCHEMA, ComparisonSettings()).counts.matched


def load(path: Path) -> Scene:
    """What `Scene.save` wrote."""
    with np.load(path) as saved:
        sides = [Boxes(*(saved[f"{side}_{name}"] for name in ("image", "label", "box"))) for side in ("gold", "vendor")]
        return Scene(sides[0], sides[1], int(saved["images"]))


def compared(scene: Scene) -> int:
    """How many pairs of one class a comparison of the scene finds."""
    vendor, gold = scene.vendor.annotations(), scene.gold.annotations()
    return compare(vendor, gold, scene.sizes(), SCHEMA, ComparisonSettings()).counts.matched

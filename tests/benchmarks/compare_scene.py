"""Gold and a vendor's labels to be compared, made up and seeded: as plain arrays, as `Annotations`, and as files that another environment's tools can read."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.model.annotations import NO_ID, RECORD, UNKNOWN, Annotations
from assay.model.images import ImageSizes
from assay.model.shapes import ShapeKind

WIDTH, HEIGHT = 1920, 1080
CLASSES = 80
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Boxes:
    """One side. image: (n,) 0, 1, 2 … label: (n,) 0 … 79. box: (n, 4) x_min, y_min, x_max, y_max."""

    image: NDArray[np.int32]
    label: NDArray[np.int16]
    box: NDArray[np.float32]

    def annotations(self) -> Annotations:
        """The same as columns, in the same order."""
        return boxes_as_annotations(self.image + 1, self.label + 1, self.box)


@dataclass(frozen=True, slots=True)
class Scene:
    """Gold, the vendor's labels, and how many images they lie on."""

    gold: Boxes
    vendor: Boxes
    images: int

    def sizes(self) -> ImageSizes:
        """The images, all of one size."""
        return image_sizes(self.images)

    def save(self, path: Path) -> None:
        """The arrays as an npz file, for tools of another environment."""
        sides: dict[str, Any] = {
            f"{side}_{name}": getattr(getattr(self, side), name)
            for side in ("gold", "vendor")
            for name in ("image", "label", "box")
        }
        np.savez(path, images=self.images, **sides)


def image_sizes(count: int) -> ImageSizes:
    """So many images with the ids 1, 2, 3 …"""
    ids = np.arange(1, count + 1, dtype=np.int32)
    return ImageSizes(ids, np.full(count, float(WIDTH)), np.full(count, float(HEIGHT)))


def box_scene(*, images: int, gold: int, vendor: int, seed: int = 0) -> Scene:
    """Some images crowded, most not; the vendor misses 6 %, calls 4 % something else, is off a little or much, doubles some and sees some that are not there.

    Both sides come in no order.
    """
    chance = np.random.default_rng(seed)
    weight = chance.gamma(1.2, 1.0, images)
    image = chance.choice(images, gold, p=weight / weight.sum())
    frequency = 1 / np.arange(1, CLASSES + 1) ** 0.8
    frequency /= frequency.sum()
    label = chance.choice(CLASSES, gold, p=frequency)
    box = _scattered(chance, gold)
    kept = np.flatnonzero(chance.random(gold) > 0.06)
    more = chance.integers(0, gold, max(0, vendor - len(kept)))
    size = box[kept, 2:] - box[kept, :2]
    spread = np.where(chance.random(len(kept)) < 0.1, 0.18, 0.035)[:, None]
    off = box[kept] + chance.normal(0, 1, (len(kept), 4)) * spread * np.tile(size, 2)
    astray = chance.uniform(-300, 300, (len(more), 2)) * (chance.random(len(more)) < 0.5)[:, None]
    extra = box[more] + chance.normal(0, 1, (len(more), 4)) * 6 + np.tile(astray, 2)
    said = label[kept].copy()
    wrong = chance.random(len(kept)) < 0.04
    said[wrong] = chance.choice(CLASSES, wrong.sum(), p=frequency)
    return Scene(
        _in_no_order(chance, image, label, box),
        _in_no_order(
            chance,
            np.concatenate([image[kept], image[more]]),
            np.concatenate([said, label[more]]),
            _upright(np.concatenate([off, extra])),
        ),
        images,
    )


def _scattered(chance: np.random.Generator, count: int) -> Floats:
    size = np.exp(chance.normal(4.3, 0.9, count)).clip(6, 900)
    slant = np.sqrt(np.exp(chance.normal(0, 0.4, count)))
    sides = np.stack([(size * slant).clip(4, WIDTH - 2), (size / slant).clip(4, HEIGHT - 2)], axis=1)
    corner = chance.random((count, 2)) * (np.array([WIDTH, HEIGHT]) - sides)
    return np.concatenate([corner, corner + sides], axis=1)


def _upright(box: Floats) -> Floats:
    return np.concatenate([np.minimum(box[:, :2], box[:, 2:] - 2), box[:, 2:]], axis=1)


def _in_no_order(chance: np.random.Generator, image: NDArray[np.int64], label: NDArray[np.int64], box: Floats) -> Boxes:
    order = chance.permutation(len(image))
    return Boxes(image[order].astype(np.int32), label[order].astype(np.int16), box[order].astype(np.float32))


def boxes_as_annotations(image: NDArray[Any], class_id: NDArray[Any], box: NDArray[Any]) -> Annotations:
    """Boxes as columns, numbered 1, 2, 3 …"""
    records = _records(image, class_id, box)
    records["kind"] = ShapeKind.BOX
    empty = Annotations.empty()
    return Annotations(records, empty.ring_points, empty.ring_hole, empty.points, empty.runs)


def polygons_as_annotations(image: NDArray[Any], outlines: Floats) -> Annotations:
    """Polygons of one class as columns. outlines: (n, vertices, 2)."""
    count, vertices = outlines.shape[:2]
    box = np.concatenate([outlines.min(axis=1), outlines.max(axis=1)], axis=1)
    records = _records(image, np.ones(count), box)
    records["kind"], records["rings"] = ShapeKind.POLYGON, 1
    lengths = np.full(count, vertices, np.int32)
    return Annotations(records, lengths, np.zeros(count, bool), outlines.reshape(-1, 2), np.zeros(0, np.uint32))


def _records(image: NDArray[Any], class_id: NDArray[Any], box: NDArray[Any]) -> NDArray[np.void]:
    records = np.zeros(len(image), RECORD)
    records["image"], records["class_id"], records["box"] = image, class_id, box
    records["number"] = np.arange(1, len(image) + 1)
    records["source_id"], records["annotator_id"], records["score"] = NO_ID, UNKNOWN, np.nan
    return records


def stars(chance: np.random.Generator, centre: Floats, radius: Floats, vertices: int) -> Floats:
    """(n, vertices, 2) star-shaped outlines. centre: (n, 2). radius: (n,) pixels."""
    count = len(centre)
    step = 2 * np.pi / vertices
    angle = np.arange(vertices) * step + chance.uniform(0, step / 2, (count, vertices))
    waves = np.sin(angle * chance.integers(2, 6, (count, 1)) + chance.uniform(0, 6, (count, 1)))
    reach = radius[:, None] * (1 + 0.25 * waves + chance.normal(0, 0.03, (count, vertices)))
    return centre[:, None] + reach[..., None] * np.stack([np.cos(angle), np.sin(angle)], axis=2)

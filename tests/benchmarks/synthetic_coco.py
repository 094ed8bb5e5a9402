"""A seeded made-up data set as one COCO file: few images with many objects, many with few, sizes and classes as unevenly spread as real ones."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT = 1920, 1080
CLASSES = 80
BLOCK = 20_000


def write_coco(path: Path, *, images: int, annotations: int, vertices: int = 0, seed: int = 0) -> Path:
    """Write the file, its annotations in no order. vertices: of each polygon; 0: boxes without outlines."""
    chance = np.random.default_rng(seed)
    weights = chance.gamma(1.2, 1.0, images)
    image = chance.choice(images, annotations, p=weights / weights.sum()) + 1
    frequency = 1 / np.arange(1, CLASSES + 1) ** 0.8
    label = chance.choice(CLASSES, annotations, p=frequency / frequency.sum()) + 1
    with path.open("wb") as file:
        file.write(b'{"images": ' + msgspec.json.encode(image_entries(images)))
        file.write(b', "categories": ' + msgspec.json.encode([{"id": n + 1, "name": f"c{n}"} for n in range(CLASSES)]))
        file.write(b', "annotations": [')
        for start in range(0, annotations, BLOCK):
            rows = slice(start, start + BLOCK)
            block = entries(start, image[rows].tolist(), label[rows].tolist(), chance, vertices)
            file.write(b"," * (start > 0) + msgspec.json.encode(list(block))[1:-1])
        file.write(b"]}")
    return path


def image_entries(images: int) -> list[dict[str, object]]:
    """The entries of "images"."""
    return [{"id": n + 1, "width": WIDTH, "height": HEIGHT, "file_name": f"{n:07d}.jpg"} for n in range(images)]


def entries(
    start: int, images: list[int], labels: list[int], chance: np.random.Generator, vertices: int
) -> Iterator[dict[str, object]]:
    """A block of annotations, the first of which is number `start` of the file."""
    boxes = random_boxes(chance, len(images))
    outlines = star_polygons(chance, boxes, vertices) if vertices else None
    if outlines is not None:
        boxes = np.concatenate([outlines.min(axis=1), outlines.max(axis=1)], axis=1)
    sides = boxes[:, 2:] - boxes[:, :2]
    given = np.concatenate([boxes[:, :2], sides], axis=1).round(2).tolist()
    areas = sides.prod(axis=1).round(2).tolist()
    rings = outlines.reshape(len(images), -1).round(2).tolist() if outlines is not None else None
    for n, (image, label, box, area) in enumerate(zip(images, labels, given, areas, strict=True)):
        outline = {"segmentation": [rings[n]]} if rings else {}
        fields = {"id": start + n + 1, "image_id": image, "category_id": label, **outline}
        yield {**fields, "bbox": box, "area": area, "iscrowd": 0}


def random_boxes(chance: np.random.Generator, count: int) -> NDArray[np.float64]:
    """(n, 4) Corners of boxes inside the image: most small, few large."""
    size = np.exp(chance.normal(4.3, 0.9, count)).clip(6, 900)
    aspect = np.sqrt(np.exp(chance.normal(0, 0.4, count)))
    width, height = (size * aspect).clip(4, WIDTH - 2), (size / aspect).clip(4, HEIGHT - 2)
    x, y = chance.uniform(0, 1, count) * (WIDTH - width), chance.uniform(0, 1, count) * (HEIGHT - height)
    return np.stack([x, y, x + width, y + height], axis=1)


def star_polygons(chance: np.random.Generator, boxes: NDArray[np.float64], vertices: int) -> NDArray[np.float64]:
    """(n, vertices, 2) Wavy outlines around the middles of boxes; none crosses itself."""
    count = len(boxes)
    middle, radius = (boxes[:, :2] + boxes[:, 2:]) / 2, (boxes[:, 2:] - boxes[:, :2]).min(axis=1) / 2
    angle = np.linspace(0, 2 * np.pi, vertices, endpoint=False) + chance.uniform(0, np.pi / vertices, (count, vertices))
    waves, phase = chance.integers(2, 6, (count, 1)), chance.uniform(0, 6, (count, 1))
    reach = radius[:, None] * (1 + 0.25 * np.sin(angle * waves + phase) + chance.normal(0, 0.03, (count, vertices)))
    return middle[:, None] + np.stack([reach * np.cos(angle), reach * np.sin(angle)], axis=2)

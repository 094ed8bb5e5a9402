"""COCO files made by hand, for tests."""

import json
from pathlib import Path
from typing import Any

from assay.formats import coco
from assay.formats.delivered import Delivered
from assay.formats.reading import Reading
from assay.formats.recognised import Recognised
from assay.model.progress import Work, result_of

IMAGES = ({"id": 1, "file_name": "a.jpg", "width": 100, "height": 80}, {"id": 2, "file_name": "b.jpg"})
CATEGORIES = ({"id": 1, "name": "cat", "supercategory": "animal"}, {"id": 7, "name": "dog"})


def annotation(**said: Any) -> dict[str, Any]:
    """A good box on the first image, with some fields said otherwise; None leaves a field out."""
    fields = {"id": 1, "image_id": 1, "category_id": 1, "bbox": [10, 20, 30, 40]} | said
    return {name: value for name, value in fields.items() if value is not None}


def document(*annotations: Any, **said: Any) -> dict[str, Any]:
    """A whole file with these annotations."""
    return {"images": list(IMAGES), "categories": list(CATEGORIES), "annotations": list(annotations)} | said


def read(path: Path) -> Reading:
    """What the file says."""
    return result_of(reading_of(path))


def reading_of(path: Path) -> Work[Reading]:
    """Reads the file as COCO, whatever it looks like."""
    with Delivered.open(path) as delivered:
        return (yield from coco.read(delivered, Recognised("", delivered.names)))


def read_text(folder: Path, text: str | bytes) -> Reading:
    """What a file with this text says."""
    path = folder / "labels.json"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(path)


def read_annotations(folder: Path, *annotations: Any, **said: Any) -> Reading:
    """What a file with these annotations says; NaN and Infinity are written as Python does."""
    return read_text(folder, json.dumps(document(*annotations, **said)))

"""Folders of label files for tests: written from what they hold, and read as what they are taken for."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.reading import Reading
from assay.model.progress import result_of
from assay.model.shapes import ShapeKind
from tests.unit.formats.soundness import assert_sound


def written(folder: Path, files: Mapping[str, Any]) -> Path:
    """Write files into a folder: images from their sizes, texts as they are, and anything else as JSON."""
    for name, held in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix in (".png", ".jpg"):
            Image.new("L", held).save(path)
        else:
            path.write_text(held if isinstance(held, str) else json.dumps(held), "utf-8")
    return folder


def read(path: Path, format_name: str) -> Reading:
    """What a file or folder holds, which must be taken for this format."""
    with Delivered.open(path) as delivered:
        detection = detect(delivered)
        assert detection.format.name == format_name
        reading = result_of(detection.read(delivered))
    assert_sound(reading)
    return reading


def kinds(reading: Reading) -> list[str]:
    """The names of the shapes, in order."""
    return [ShapeKind(kind).name for kind in reading.annotations.records["kind"]]


def labels(reading: Reading) -> list[str]:
    """The classes of the annotations, in order."""
    return [reading.classes[row].name for row in reading.annotations.records["class_id"]]


def people(reading: Reading) -> list[str]:
    """The annotators of the annotations, in order; "" where none is known."""
    return ["" if row < 0 else reading.annotators[row] for row in reading.annotations.records["annotator_id"]]


def counts(reading: Reading) -> tuple[int, int, int]:
    """How many images, annotations and rejected entries there are."""
    return len(reading.images), len(reading.annotations), len(reading.rejected)

"""What an import is going to do, decided before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from assay.formats.catalogue import Format, format_named
from assay.formats.detect import detect
from assay.formats.reading import Reading
from assay.model.batches import SetRole
from assay.model.errors import AssayError
from assay.model.progress import Progress, Work
from assay.model.schema import Schema
from assay.review.image_facts import ImageFacts, guess_image_root, image_facts


@dataclass(frozen=True, slots=True)
class ClassMapping:
    """One class name of a file: how many annotations have it, and which class of the schema it becomes (a new one when not in there)."""

    name: str
    count: int
    becomes: str
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a source holds, and what an import of it would do."""

    reading: Reading
    why: str
    image_root: Path | None
    facts: Sequence[ImageFacts]
    classes: Sequence[ClassMapping]

    @property
    def missing(self) -> list[str]:
        """The file names of images that are not there."""
        return [name for name, fact in zip(self.reading.images.file_names, self.facts, strict=True) if not fact.found]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """Where an import goes. `round` None: the next one. `classes`: names of the file to names of the schema, where they differ."""

    role: SetRole
    batch: str = ""
    vendor: str = ""
    round: int | None = None
    classes: Mapping[str, str] = field(default_factory=dict)


def preview_import(source: Path, *, image_root: Path | None, schema: Schema, format_name: str = "") -> Work[Preview]:
    """Read a source and look at its images, without writing anything.

    image_root: the folder of the images; when None it is looked for near the source. Raises AssayError when the source is of no known
    format or cannot be read at all.
    """
    yield Progress(0, 0, f"Looking at {source.name}")
    chosen, why, file = _format_of(source, format_name)
    if chosen.read is None:
        raise AssayError(f"{source}: {chosen.title} can be written but not read")
    reading = yield from chosen.read(file)
    root = image_root or guess_image_root(file, reading.images.file_names)
    facts = yield from image_facts(root, reading.images.file_names)
    return Preview(reading=reading, why=why, image_root=root, facts=facts, classes=map_classes(reading, schema))


def _format_of(source: Path, name: str) -> tuple[Format, str, Path]:
    """The format to read a source by, why, and the file to read."""
    if name:
        return format_named(name), f"read as {name} because you said so", source
    detection = detect(source)
    return format_named(detection.format), detection.why, detection.source


def map_classes(reading: Reading, schema: Schema) -> list[ClassMapping]:
    """Each class name of a file with the class of the schema it is: the same name, or the same but for case and spaces."""
    counts = np.bincount(reading.annotations.records["class_id"], minlength=len(reading.classes))
    known = {_folded(label_class.name): label_class.name for label_class in schema.classes}
    mappings = []
    for label_class, count in zip(reading.classes, counts.tolist(), strict=False):
        becomes = known.get(_folded(label_class.name), label_class.name)
        mappings.append(ClassMapping(label_class.name, count, becomes, _folded(label_class.name) not in known))
    return mappings


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())

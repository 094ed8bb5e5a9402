"""What an import is going to do, decided before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assay.formats.reading import Reading
from assay.model.batches import SetRole
from assay.model.progress import Progress, Work
from assay.model.schema import Schema
from assay.review.image_facts import ImageFacts, guess_image_root, image_facts, image_root_within

if TYPE_CHECKING:
    from assay.formats.csv_mapping import CsvMapping
    from assay.formats.delivered import Delivered
    from assay.formats.detect import Detection
    from assay.review.table_mapping import SavedMapping

NOTHING_REMEMBERED: Mapping[str, str] = {}
ALMOST_ALIKE = 0.8
"""Likeness of two spellings from which on one may be a slip of the other (`difflib`): Platetlets and platelet."""


@dataclass(frozen=True, slots=True)
class ClassMapping:
    """One class name of a file: how many annotations have it, and which class of the schema it becomes (a new one when not in there).

    nearest: for a new one, the class of the schema that is spelt almost like it, empty when none is.
    """

    name: str
    count: int
    becomes: str
    is_new: bool
    nearest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a source holds, and what an import of it would do. manifest: the name of the side manifest that was joined to it, empty when none was.

    mapping: which column is what, when somebody said so. packed: how many images lie in it, where it is an archive.
    """

    reading: Reading
    why: str
    image_root: Path | None
    facts: Sequence[ImageFacts]
    classes: Sequence[ClassMapping]
    manifest: str = ""
    mapping: "CsvMapping | None" = None
    packed: int = 0

    @property
    def missing(self) -> list[str]:
        """The file names of images that are not there."""
        return [name for name, fact in zip(self.reading.images.file_names, self.facts, strict=True) if not fact.found]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """Where an import goes.

    round: None for the next one. classes: names of the file to names of the schema, where they differ; to none ("") when the class is rejected.
    mapping: the mapping of columns to keep in the project, None for none. guideline_version: the one that the batch is labelled by; None leaves it as it is.
    """

    role: SetRole
    batch: str = ""
    vendor: str = ""
    round: int | None = None
    classes: Mapping[str, str] = field(default_factory=dict)
    mapping: "SavedMapping | None" = None
    guideline_version: str | None = None


def preview_import(
    source: Path,
    *,
    image_root: Path | None,
    schema: Schema,
    format_name: str = "",
    remembered: Mapping[str, str] = NOTHING_REMEMBERED,
    manifest: Path | None = None,
    mapping: "CsvMapping | None" = None,
    saved: Sequence["SavedMapping"] = (),
) -> Work[Preview]:
    """Read a source and look at its images, without writing anything.

    image_root: the folder of the images; when None it is looked for near the source. remembered: what this vendor's class names became before. manifest: a side
    manifest that says who labelled what; when None, one that lies in the source counts. mapping: which column of a table is what.
    saved: mappings that the project keeps, one of which counts when a table has its header. Raises AssayError when the source is of no known
    format or cannot be read at all.
    """
    # every format takes 0.2 s to import, which a window that only opens need not wait for
    from assay.formats.csv_table import read as read_by
    from assay.formats.delivered import Delivered
    from assay.formats.detect import detect
    from assay.formats.manifest_finder import manifest_at, manifest_in, with_manifest
    from assay.review.unpack_images import packed_images

    yield Progress(0, 0, f"Looking at {source.name}")
    with Delivered.open(source, images=image_root) as delivered:
        kept = None if mapping or format_name else _kept_mapping(delivered, saved)
        mapping = kept.mapping if kept else mapping
        detection = detect(delivered, "csv" if mapping else format_name)
        reading = yield from (
            read_by(delivered, detection.recognised, mapping) if mapping else detection.read(delivered)
        )
        places = _places(delivered, detection)
        packed = len(packed_images(delivered))
        said = (manifest.name, manifest_at(manifest)) if manifest else None
        if found := said or manifest_in(delivered, detection.recognised.files):
            reading = with_manifest(reading, found[1], found[0])
    names = reading.images.file_names
    root = image_root_within(image_root, names) if image_root else _image_root(places, names)
    facts = yield from image_facts(root, reading.images.file_names)
    return Preview(
        reading=reading,
        why=f"its columns are those of the mapping “{kept.name}”" if kept else detection.why,
        image_root=root,
        facts=facts,
        classes=map_classes(reading, schema, remembered),
        manifest=found[0] if found else "",
        mapping=mapping,
        packed=packed,
    )


def _kept_mapping(delivered: "Delivered", saved: Sequence["SavedMapping"]) -> "SavedMapping | None":
    """The mapping of the project that was made for a table like the first one that was handed over."""
    if not saved:
        return None
    from assay.review.table_mapping import first_table, saved_for

    table = first_table(delivered)
    return saved_for(saved, table.header) if table else None


def _places(delivered: "Delivered", detection: "Detection") -> list[Path]:
    """What images are named from: the first label file, as one file names them, or all that was handed over."""
    first = delivered.path(detection.recognised.files[0])
    return [first, delivered.source] if first and first != delivered.source else [delivered.source]


def _image_root(places: Sequence[Path], file_names: Sequence[str]) -> Path | None:
    return next((root for place in places if (root := guess_image_root(place, file_names))), None)


def map_classes(reading: Reading, schema: Schema, remembered: Mapping[str, str]) -> list[ClassMapping]:
    """Each class name of a file with the class of the schema it is: the one remembered, the same name, or the same but for case and spaces."""
    counts = np.bincount(reading.annotations.records["class_id"], minlength=len(reading.classes))
    known = {_folded(label_class.name): label_class.name for label_class in schema.classes}
    mappings = []
    for label_class, count in zip(reading.classes, counts.tolist(), strict=False):
        folded = _folded(label_class.name)
        is_settled = folded in known or label_class.name in remembered
        nearest = "" if is_settled else next(iter(get_close_matches(folded, known, n=1, cutoff=ALMOST_ALIKE)), "")
        becomes = remembered.get(label_class.name, known.get(folded, label_class.name))
        is_new = folded not in known and label_class.name not in remembered
        mappings.append(ClassMapping(label_class.name, count, becomes, is_new, known.get(nearest, "")))
    return mappings


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())

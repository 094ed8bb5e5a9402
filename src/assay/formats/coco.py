"""COCO instances: one JSON file with "images", "categories" and "annotations".

Source: cocodataset.org/#format-data. Boxes are x, y, width, height; polygons have parts and no holes; masks are run lengths down the columns.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from msgspec import UNSET

from assay.formats.claimed_versions import claimed_versions
from assay.formats.coco_beside import BlockProcess, processes_for
from assay.formats.coco_blocks import blocks_of
from assay.formats.coco_columns import Lookup
from assay.formats.coco_extras import AnnotatorNames
from assay.formats.coco_gathered import Gathered
from assay.formats.coco_json import Document, Id, any_value, fields_of
from assay.formats.coco_keypoints import names_by_class, point_names, skeleton_notes
from assay.formats.coco_lines import AnnotationLines, numbers
from assay.formats.coco_lists import ClassList, read_classes, read_images
from assay.formats.delivered import Delivered
from assay.formats.id_index import IdIndex
from assay.formats.joined_readings import joined_readings
from assay.formats.json_outline import outline
from assay.formats.json_text import Fields, as_utf8, decode
from assay.formats.reading import Contents, Note, ReadClass, ReadImage, ReadImages, Reading
from assay.formats.recognised import Recognised
from assay.formats.safe_writing import replacing
from assay.formats.sample import HEAD, Sample
from assay.model.errors import AssayError
from assay.model.progress import Progress, Work
from assay.model.without_gc import without_gc

WRITTEN = 2048
"""Annotations written between two reports of how far it is."""

USUAL_NAMES = (
    "_annotations.coco.json",
    "instances_default.json",
    "instances.json",
    "annotations.json",
    "result.json",
    "labels.json",
)
"""What COCO files are called by the tools that write them; only used to choose among several that are all COCO."""

RESULTS = (
    "a list, as COCO results are: it has no images and no categories of its own; "
    'ask for a file with "images", "categories" and "annotations"'
)


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are COCO instances: every JSON file that is, or the one that is called as tools call it."""
    found = {name: why for name in delivered.candidates(".json") if (why := recognised(delivered.sample(name)))}
    usual = [name for name in found if name.rsplit("/", 1)[-1] in USUAL_NAMES]
    files = usual or list(found)
    if not files:
        return None
    unread = len(found) - len(files)
    more = f"; {unread} more such files are not read, since they are not called as tools call them" if unread else ""
    return Recognised(found[files[0]] + more, files)


def recognised(sample: Sample) -> str:
    """Why a file is COCO instances, "" when it is not."""
    if sample.is_list or not isinstance(sample.fields.get("images"), list):
        return ""
    annotations = sample.fields.get("annotations")
    if not isinstance(annotations, list) or foreign(first_of(annotations)):
        return ""
    return 'it has the lists "images" and "annotations" at its top' + (
        ', and "categories"' if "categories" in sample.fields else ""
    )


def relative(sample: Sample) -> str:
    """Which of COCO's other kinds a file is, and what to ask for instead; "" when it is none."""
    if sample.is_list:
        return RESULTS if {"image_id", "category_id"} <= sample.fields.keys() else ""
    annotations = sample.fields.get("annotations")
    kind = foreign(first_of(annotations)) if isinstance(annotations, list) else ""
    return f"{kind}; ask for COCO instances" if kind else ""


def first_of(entries: Sequence[Any]) -> Mapping[str, Any]:
    """The fields of the first entry of a list, none when it has none."""
    return entries[0] if entries and isinstance(entries[0], dict) else {}


def foreign(first: Mapping[str, Any]) -> str:
    """Which of COCO's other kinds a file is, told by its first annotation; "" when it is instances."""
    if "segments_info" in first:
        return "COCO panoptic, whose shapes are in PNG files"
    if "caption" in first and not {"bbox", "segmentation"} & first.keys():
        return "COCO captions, which have no shapes"
    return ""


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """Everything that a COCO file says, or several that are parts of one data set. AssayError when one is no such file; a bad entry is left out and listed."""
    if len(recognised.files) == 1:
        return (yield from read_file(delivered, recognised.files[0], left_out=True))
    readings = []
    for name in recognised.files:
        reading = yield from read_file(delivered, name)
        readings += [reading]
    return joined_readings(delivered, recognised.files, readings)


def read_file(delivered: Delivered, name: str, *, left_out: bool = False) -> Work[Reading]:
    """Everything that one file says. left_out: list what could not be looked at beside it."""
    yield Progress(0, 0, f"Opening {name}")
    with processes_for(delivered.size(name)) as processes:
        document = opened(delivered, name)
        claims = claimed_versions(info_of(document))
        lists = lists_of(document)
        gathered = lists.gathered
        yield from read_annotations(document, lists, name, processes)
    annotations = gathered.annotations()
    return Reading(
        images=lists.images,
        classes=tuple(lists.classes),
        annotators=tuple(gathered.names.index),
        annotations=annotations,
        format="coco",
        source=delivered.path(name) or delivered.source,
        sha256=delivered.digest(),
        rejected=(*(delivered.left_out if left_out else ()), *gathered.rejected),
        notes=tuple(gathered.all_notes()),
        claims=claims,
    )


def info_of(document: Document) -> dict[str, Any]:
    """What the file says of itself, none when that is no object."""
    fields = fields_of(document.info) if document.info is not UNSET else {}
    return {name: any_value(raw) for name, raw in fields.items()}


class Lists(NamedTuple):
    """What a file says before its annotations, and what will be gathered of these."""

    images: ReadImages
    classes: Sequence[ReadClass]
    lookup: Lookup
    gathered: Gathered


def lists_of(document: Document) -> Lists:
    """The images and categories of a file."""
    names = AnnotatorNames()
    images = read_images(document.images or [], names)
    columns = images.columns()
    classes = read_classes(document.categories) if document.categories is not UNSET else unnamed(document)
    sizes = np.stack([columns.heights, columns.widths], axis=1)
    points = point_names(document.categories or [], classes.index)
    known = dict(names.index)
    lookup = Lookup(IdIndex(images.index), IdIndex(classes.index), sizes, images.annotators, known, points.names)
    notes = [*images.all_notes(), *classes.notes, *skeleton_notes(points)]
    gathered = Gathered(names, len(known), [*images.rejected, *classes.rejected], notes)
    return Lists(columns, classes.classes, lookup, gathered)


def read_annotations(
    document: Document, lists: Lists, name: str, processes: Sequence[BlockProcess]
) -> Iterator[Progress]:
    """Gather the annotations block by block; the document's list is gone afterwards."""
    text = document.annotations
    assert text is not UNSET
    # whatever is left of the document keeps all of the file's text in memory
    document.images = document.categories = document.annotations = document.info = UNSET
    total = len(memoryview(text))
    for block, done in blocks_of(text, lists.lookup, processes):
        lists.gathered.add(block)
        yield Progress(done, total, f"Reading annotations of {name}")
    yield Progress(total, total, f"Sorting annotations of {name}")


def opened(delivered: Delivered, name: str, *, panoptic: bool = False) -> Document:
    """The file's lists, their entries not looked into. AssayError with what it has instead. panoptic: that is what is asked for."""
    path = delivered.called(name)
    start = as_utf8(delivered.head(name), path, cut=True).lstrip()[:1]
    if not start and delivered.size(name) <= HEAD:
        raise AssayError(f"{path} is empty; ask for the file again.")
    if start == b"[":
        raise AssayError(f"{path} is {RESULTS}.")
    with without_gc():
        document = document_of(delivered.read_fields(name), path)
    missing = [name for name in ("images", "annotations") if getattr(document, name) is UNSET]
    if document.annotations and not panoptic and (kind := foreign(first_of(outline(document.annotations)))):
        raise AssayError(f"{path} is {kind}; ask for COCO instances.")
    if missing:
        raise AssayError(f'{path} has no "{missing[0]}" list at its top; it is no COCO instances file.')
    return document


def document_of(fields: Fields, path: str) -> Document:
    """The lists among the fields of a file. AssayError when one is no list."""
    annotations = fields.pop("annotations", UNSET)
    document, _ = decode(msgspec.json.encode(fields), msgspec.json.Decoder(Document).decode, path)
    document.annotations = annotations
    if annotations is not UNSET and bytes(memoryview(annotations)[:1]) != b"[":
        decode(msgspec.json.encode({"annotations": annotations}), msgspec.json.Decoder(OnlyLists).decode, path)
    return document


class OnlyLists(msgspec.Struct):
    """A file of which only the annotations are asked: what it says of others is the complaint."""

    annotations: list[msgspec.Raw]


def unnamed(document: Document) -> ClassList:
    """Classes called after the ids that annotations use, for a file that has no "categories"."""
    found = ClassList()
    decoder = msgspec.json.Decoder(OnlyCategory)
    used: dict[Id, None] = {}
    for raw in document.entries():
        try:
            used.setdefault(decoder.decode(raw).category_id)
        except msgspec.DecodeError:
            continue
    for key in sorted(used, key=lambda key: (isinstance(key, str), key)):
        found.add("categories", key, str(key), "")
    found.notes.append(
        Note("categories", "is missing; the classes are called after the ids that annotations use", "FMT-SCHEMA")
    )
    return found


class OnlyCategory(msgspec.Struct):
    """An annotation of which only the class is asked."""

    category_id: Id


def write(path: Path, contents: Contents) -> Work[tuple[Note, ...]]:
    """Write what COCO can say of some contents, one image, category and annotation per line, and tell what it cannot.

    The same contents give the same bytes. Ids, attributes and fields kept from another COCO file are written as they came.
    """
    annotations = AnnotationLines(contents)
    total = len(contents.annotations)
    with replacing(path) as file:
        yield Progress(0, total, f"Writing {path.name}")
        file.write(b'{\n"info": {"description": "Written by Assay"},\n"licenses": [],\n"images": [\n')
        file.write(b",\n".join(map(image_line, contents.images)))
        file.write(b'\n],\n"categories": [\n')
        file.write(b",\n".join(class_lines(contents)))
        file.write(b'\n],\n"annotations": [')
        before = b"\n"
        for done, line in enumerate(annotations.lines(), 1):
            if line:
                file.write(before + line)
                before = b",\n"
            if done % WRITTEN == 0:
                yield Progress(done, total, f"Writing {path.name}")
        file.write(b"\n]\n}\n")
    return tuple(annotations.notes)


def image_line(image: ReadImage) -> bytes:
    """An entry of "images"."""
    fields: dict[str, Any] = {"id": image.key, "file_name": image.file_name}
    for name, side in (("width", image.width), ("height", image.height)):
        if side is not None:
            fields[name] = numbers(np.array([side]))[0]
    return msgspec.json.encode(fields)


def class_lines(contents: Contents) -> Iterator[bytes]:
    """The entries of "categories", with the names of their keypoints where there are any."""
    points = names_by_class(contents.annotations)
    for number, one in enumerate(contents.classes):
        fields: dict[str, Any] = {"id": one.key, "name": one.name, "supercategory": one.supercategory}
        if number in points:
            fields |= {"keypoints": points[number], "skeleton": []}
        yield msgspec.json.encode(fields)

"""Supervisely's image annotations: a JSON file per image in `ann`, with `meta.json` for the classes of the project.

Source: developer.supervisely.com/getting-started/supervisely-annotation-format. What its SDK exports counts whole pixels (a box holds its last pixel, a point is the middle
of one); fractions are written by the labeling tool itself and are places.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from assay.formats.delivered import Delivered
from assay.formats.gathering import Gatherer
from assay.formats.image_finder import folder_of
from assay.formats.json_labels import (
    EMPTY,
    FirstFiles,
    added,
    as_id,
    as_list,
    as_object,
    as_side,
    as_text,
    files_like,
    image_called,
    others,
    read_json,
)
from assay.formats.pending import Said
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Recognised
from assay.formats.sample import Sample
from assay.formats.supervisely_meta import Meta, metas_of
from assay.formats.supervisely_shapes import Drawing, draw
from assay.model.progress import Work

KNOWN = frozenset({"id", "classTitle", "labelerLogin", "tags", "points", "bitmap", "nodes", "parts", "geometryType"})
OTHERS = {"figures": "point clouds", "frames": "videos", "volumeMeta": "volumes"}
DEEPEST = 6


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are Supervisely's annotations of images."""
    files = files_like(delivered, is_supervisely)
    return Recognised('the files have "size" and "objects" as Supervisely writes them', files) if files else None


def is_supervisely(sample: Sample) -> bool:
    """Whether a file is of an image."""
    size, objects = sample.fields.get("size"), sample.fields.get("objects")
    if sample.is_list or not isinstance(size, dict) or not isinstance(objects, list) or relative(sample):
        return False
    first = objects[0] if objects and isinstance(objects[0], dict) else {}
    return {"height", "width"} <= size.keys() and ("tags" in sample.fields or "classTitle" in first)


def relative(sample: Sample) -> str:
    """Which of Supervisely's other media a file is of; "" when of none."""
    fields = sample.fields
    if sample.is_list or not isinstance(fields.get("objects"), list) or not {"tags", "key"} & fields.keys():
        return ""
    medium = next((medium for name, medium in OTHERS.items() if isinstance(fields.get(name), (list, dict))), "")
    return f"of Supervisely's {medium}, which are no images; ask for an image project" if medium else ""


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """Everything that Supervisely's files say of their images."""
    gatherer = Gatherer(delivered, "supervisely")
    return read_files(delivered, recognised, gatherer, partial(read_file, FirstFiles(), metas_of(gatherer)))


def read_file(files: FirstFiles, metas: list[Meta], gatherer: Gatherer, name: str) -> None:
    """All objects and tags of one image."""
    whole = as_object(read_json(gatherer.delivered, name), "the file")
    size = as_object(whole.get("size"), "size")
    sides = as_side(size.get("width"), "the width"), as_side(size.get("height"), "the height")
    image = image_called(gatherer, image_name(name), near=name, size=sides)
    files.claim(image, name)
    entries = as_list(whole.get("objects"), "objects")
    meta = max((one for one in metas if name.startswith(one.folder)), key=lambda one: len(one.folder), default=Meta(""))
    pixels = all(float(value).is_integer() for entry in entries for value in coordinates(entry))
    place = gatherer.delivered.place(name)
    for at, entry in enumerate(entries):
        with gatherer.rejecting(f"{place}, objects[{at}]"):
            read_object(gatherer, image, meta, as_object(entry, "the object"), in_pixels=pixels)
    for at, tag in enumerate(as_list(whole.get("tags"), "tags")):
        with gatherer.rejecting(f"{place}, tags[{at}]"):
            read_tag(gatherer, image, as_object(tag, "the tag"))


def image_name(label: str) -> str:
    """The name of the image of a label file: "set/ann/a.jpg.json" has "set/img/a.jpg"."""
    folder, last = folder_of(label), label.rsplit("/", 1)[-1]
    stem = last[:-5] if last.lower().endswith(".json") else last
    inside = folder.rstrip("/")
    if inside.rsplit("/", 1)[-1] == "ann":
        return f"{inside[:-3]}img/{stem}"
    return f"{folder}{stem}"


def coordinates(entry: Any) -> Iterator[float]:
    """Every number among the points of an object."""
    fields = entry if isinstance(entry, dict) else {}
    for name in ("points", "nodes", "parts"):
        yield from numbers_in(fields.get(name), DEEPEST)


def numbers_in(value: Any, depth: int) -> Iterator[float]:
    """Every finite number somewhere in a value; what is no place, as the label of a node, is text."""
    if isinstance(value, float):
        yield value
    elif isinstance(value, (list, dict)) and depth:
        for one in value.values() if isinstance(value, dict) else value:
            yield from numbers_in(one, depth - 1)


def read_object(gatherer: Gatherer, image: int, meta: Meta, entry: dict[str, Any], *, in_pixels: bool) -> None:
    """One object."""
    label = as_text(entry.get("classTitle"), "classTitle") or meta.names.get(as_id(entry.get("classId")), "")
    drawing = Drawing(gatherer, image, label, said_of(entry), in_pixels, meta.nodes.get(label, {}))
    draw(drawing, entry)


def said_of(entry: dict[str, Any]) -> Said:
    """What is said of an object besides its shape and class."""
    attributes: dict[str, Any] = {}
    for one in as_list(entry.get("tags"), "tags"):
        tag = as_object(one, "the tag")
        value = tag.get("value")
        added(attributes, as_text(tag.get("name"), "the name of the tag"), True if value is None else value)
    return Said(
        source_id=as_id(entry.get("id")),
        annotator=as_text(entry.get("labelerLogin"), "labelerLogin"),
        attributes=attributes,
        other=others(entry, KNOWN),
    )


def read_tag(gatherer: Gatherer, image: int, entry: dict[str, Any]) -> None:
    """A tag of the whole image. Its id is kept beside it, since objects are counted apart from tags."""
    value = entry.get("value")
    said = Said(
        annotator=as_text(entry.get("labelerLogin"), "labelerLogin"),
        attributes={} if value in EMPTY else {"value": value},
        other=others(entry, frozenset({"name", "value", "labelerLogin"})),
    )
    gatherer.tag(image, as_text(entry.get("name"), "the name of the tag"), said)

"""LabelMe: a JSON file per image with "shapes" and "imagePath"; the image's own bytes, which may be in it, are not looked at.

Source: github.com/wkentaro/labelme, `labelme/_label_file.py`, and `examples/instance_segmentation/labelme2coco.py` for what groups mean.
"""

import posixpath
from collections.abc import Mapping
from functools import partial
from typing import Any

import msgspec

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.image_finder import folder_of
from assay.formats.json_labels import as_list, as_object, as_side, as_text, files_like
from assay.formats.json_text import as_utf8, decode
from assay.formats.label_image import LabelImages
from assay.formats.labelme_shapes import LabelledShape, add_shape, shape_of
from assay.formats.pending import Said
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Recognised
from assay.formats.sample import Sample
from assay.formats.shape_checks import checked_points
from assay.model.errors import AssayError
from assay.model.progress import Work


class Document(msgspec.Struct):
    """The fields of a file that are looked at; others are skipped, most of all the image."""

    shapes: Any = None
    flags: Any = None
    imagePath: Any = None
    imageWidth: Any = None
    imageHeight: Any = None


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are LabelMe's: a list of shapes and the path of the image they are drawn on."""
    files = files_like(delivered, is_labelme)
    return Recognised('its JSON files have the fields "shapes" and "imagePath"', files) if files else None


def is_labelme(sample: Sample) -> bool:
    """Whether a file is LabelMe's."""
    return not sample.is_list and isinstance(sample.fields.get("shapes"), list) and "imagePath" in sample.fields


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """All shapes of all files, and the flags of images as tags. Outlines of one class and one group are parts of one object, as LabelMe's own converters have it."""
    gatherer = Gatherer(delivered, "labelme", ids_are_unique=False)
    read_one = partial(read_file, LabelImages())
    return (yield from read_files(delivered, recognised, gatherer, read_one))


def read_file(images: LabelImages, gatherer: Gatherer, name: str) -> None:
    """The shapes of one image."""
    document = opened(gatherer.delivered, name)
    path = lying(as_text(document.imagePath, '"imagePath"'), name)
    width, height = as_side(document.imageWidth, '"imageWidth"'), as_side(document.imageHeight, '"imageHeight"')
    image = images.image(gatherer, name, path, width, height)
    place = gatherer.delivered.place(name)
    with gatherer.rejecting(f"{place}, flags"):
        add_tags(gatherer, image, as_object(document.flags or {}, "flags"))
    shapes: list[LabelledShape] = []
    for at, entry in enumerate(as_list(document.shapes, '"shapes"')):
        with gatherer.rejecting(f"{place}, shapes[{at}]"):
            shapes.append(shape_of(as_object(entry, "the shape"), f"{place}, shapes[{at}]"))
    add_shapes(gatherer, image, shapes)


def opened(delivered: Delivered, name: str) -> Document:
    """The fields of a file. AssayError when it is none of LabelMe's."""
    called = delivered.called(name)
    text = as_utf8(delivered.read(name), called)
    if not text.strip():
        raise AssayError(f"{called} is empty; ask for the file again.")
    document, _ = decode(text, msgspec.json.Decoder(Document).decode, called)
    if document.shapes is None:
        raise Fault('is no LabelMe file: it has no list "shapes"')
    return document


def lying(path: str, name: str) -> str:
    """The path of an image, which is given from the folder of its label file, from the top of all files."""
    path = path.replace("\\", "/")
    if not path or path.startswith("/") or ":" in path:
        return path
    whole = posixpath.normpath(folder_of(name) + path)
    while whole.startswith("../"):  # labels handed over without their images lie one folder deeper than these
        whole = whole.removeprefix("../")
    return whole


def add_tags(gatherer: Gatherer, image: int, flags: Mapping[str, Any]) -> None:
    """The flags of an image that are set."""
    for flag, is_set in flags.items():
        if is_set is True:
            gatherer.tag(image, flag)


def add_shapes(gatherer: Gatherer, image: int, shapes: list[LabelledShape]) -> None:
    """The shapes of one file in order, outlines of one group where the first of them stands."""
    groups: dict[tuple[str, Any], list[LabelledShape]] = {}
    for shape in shapes:
        if shape.kind == "polygon" and shape.group is not None:
            groups.setdefault((shape.label, shape.group), []).append(shape)
    for shape in shapes:
        parts = groups.get((shape.label, shape.group), []) if shape.kind == "polygon" else []
        if len(parts) < 2:
            with gatherer.rejecting(shape.place):
                add_shape(gatherer, image, shape)
        elif parts[0] is shape:
            add_parts(gatherer, image, parts)


def add_parts(gatherer: Gatherer, image: int, parts: list[LabelledShape]) -> None:
    """Outlines of one group as one polygon; one that cannot be drawn costs only itself."""
    rings = []
    attributes: dict[str, Any] = {}
    for part in parts:
        with gatherer.rejecting(part.place):
            rings.append(checked_points(part.points))
            attributes = {**part.said.attributes, **attributes}
    first = parts[0].said
    if rings:
        with gatherer.rejecting(parts[0].place):
            said = Said(score=first.score, flags=first.flags, attributes=attributes, other=first.other)
            gatherer.polygon(image, parts[0].label, rings, said=said)

"""Apple's Create ML for object detection: a JSON list of images with their boxes by centre, width and height in pixels.

Source: developer.apple.com/documentation/createml/building-an-object-detector-data-source. Other programs call the fields "imagefilename" and "annotation".
"""

from functools import partial
from typing import Any

import msgspec
from msgspec import Raw

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.json_labels import FirstFiles, as_id, as_list, as_object, as_text, files_like, others
from assay.formats.json_text import UNREADABLE, as_utf8, decode, shown
from assay.formats.numbers import number
from assay.formats.pending import Said
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Certainty, Recognised
from assay.formats.sample import Sample
from assay.model.progress import Work

IMAGE_NAMES = ("image", "imagefilename")
LISTS = ("annotations", "annotation")
IMAGE_KNOWN = frozenset({*IMAGE_NAMES, *LISTS})
KNOWN = frozenset({"label", "coordinates", "confidence", "id"})


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are Create ML's: lists of images with labels and coordinates."""
    files = files_like(delivered, is_createml)
    if not files:
        return None
    certain = any(has_boxes(delivered.sample(name)) for name in files[:24])
    why = "the files are lists of images with annotations" + (' by "label" and "coordinates"' if certain else "")
    return Recognised(why, files, Certainty.CERTAIN if certain else Certainty.LIKELY)


def is_createml(sample: Sample) -> bool:
    """Whether a file is a list of images and annotations."""
    entries = sample.json if sample.is_list and isinstance(sample.json, list) else []
    return bool(entries) and all(
        isinstance(entry, dict)
        and isinstance(field_of(entry, IMAGE_NAMES), str)
        and isinstance(field_of(entry, LISTS), (list, str))
        and all(isinstance(one, str) or (isinstance(one, dict) and "label" in one) for one in field_of(entry, LISTS))
        for entry in entries
    )


def has_boxes(sample: Sample) -> bool:
    """Whether one of the first images has a box."""
    entries = [entry for entry in sample.json or [] if isinstance(entry, dict)] if sample.is_list else []
    found = [one for entry in entries for one in field_of(entry, LISTS) or []]
    return any(isinstance(one, dict) and "coordinates" in one for one in found)


def field_of(entry: dict[str, Any], names: tuple[str, ...]) -> Any:
    """The field of an entry that has one of some names, None when it has none of them."""
    return next((entry[name] for name in names if name in entry), None)


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """Everything that Create ML's files say of their images."""
    return read_files(delivered, recognised, Gatherer(delivered, "createml"), partial(read_file, FirstFiles()))


def read_file(files: FirstFiles, gatherer: Gatherer, name: str) -> None:
    """All images of one file."""
    delivered = gatherer.delivered
    called = delivered.called(name)
    entries, _ = decode(as_utf8(delivered.read(name), called), msgspec.json.Decoder(list[Raw]).decode, called)
    for at, raw in enumerate(entries):
        place = f"{delivered.place(name)}, [{at}]"
        with gatherer.rejecting(place):
            read_image(files, gatherer, name, decoded(raw), place)


def decoded(raw: Raw) -> dict[str, Any]:
    """One entry. Fault when it is no object."""
    try:
        return as_object(msgspec.json.decode(raw), "the entry")
    except UNREADABLE:
        raise Fault(f"cannot be read: {shown(raw)}") from None


def read_image(files: FirstFiles, gatherer: Gatherer, name: str, entry: dict[str, Any], place: str) -> None:
    """All annotations of one image."""
    file_name = as_text(field_of(entry, IMAGE_NAMES), "the name of the image")
    image = gatherer.image_named(file_name, near=name, place=place)
    files.claim(image, name)
    kept = others(entry, IMAGE_KNOWN)
    found = field_of(entry, LISTS)
    for at, one in enumerate([found] if isinstance(found, str) else as_list(found, "annotations")):
        with gatherer.rejecting(f"{place}.annotations[{at}]"):
            annotation = {"label": one} if isinstance(one, str) else as_object(one, "the annotation")
            read_annotation(gatherer, image, annotation, {"image": kept} if kept else {})


def read_annotation(gatherer: Gatherer, image: int, entry: dict[str, Any], kept: dict[str, Any]) -> None:
    """One box, or a label of the whole image where it has no coordinates."""
    confidence = entry.get("confidence")
    score = None if confidence is None else number(confidence, "the confidence")
    said = Said(source_id=as_id(entry.get("id")), score=score, other=others(entry, KNOWN) | kept)
    label = as_text(entry.get("label"), "label")
    if "coordinates" not in entry:
        gatherer.tag(image, label, said)
        return
    place = as_object(entry["coordinates"], "coordinates")
    x, y, width, height = (number(place.get(side), side) for side in ("x", "y", "width", "height"))
    gatherer.box(image, label, x - width / 2, y - height / 2, x + width / 2, y + height / 2, said)

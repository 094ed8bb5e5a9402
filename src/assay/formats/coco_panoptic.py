"""COCO panoptic: a JSON file whose annotations list the segments of an image, and a PNG per image in which each pixel's colour is the id of its segment.

Source: cocodataset.org/#format-data, "Panoptic Segmentation": id = red + 256 green + 65536 blue, 0 where there is no segment; PNGs lie in a folder called
like the JSON file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import Raw, Struct

from assay.formats.coco import first_of, opened
from assay.formats.coco_extras import AnnotatorNames
from assay.formats.coco_json import Document, Id, any_value, as_id, as_truth, fields_of
from assay.formats.coco_lists import read_classes, read_images
from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.id_index import IdIndex
from assay.formats.image_finder import FoundImage, folder_of, stem_of
from assay.formats.joined_readings import joined_readings
from assay.formats.json_text import UNREADABLE, brief, shown
from assay.formats.mask_files import ValueRuns, as_numbers, pixels_of
from assay.formats.pending import Said
from assay.formats.reading import Reading
from assay.formats.recognised import Recognised
from assay.formats.sample import Sample
from assay.model.progress import Progress, Work
from assay.model.shapes import Flag

EVERY = 16
MOST_UNLISTED = 3


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are COCO panoptic, and all that are."""
    files = [name for name in delivered.candidates(".json") if is_panoptic(delivered.sample(name))]
    if not files:
        return None
    return Recognised('its "annotations" have "segments_info", the segments of a PNG file', files)


def is_panoptic(sample: Sample) -> bool:
    """Whether a file lists segments."""
    annotations = sample.fields.get("annotations")
    if sample.is_list or not isinstance(annotations, list) or not isinstance(sample.fields.get("images"), list):
        return False
    return "segments_info" in first_of(annotations)


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """Every segment as a mask."""
    readings = []
    for name in recognised.files:
        readings += [(yield from read_file(delivered, name, alone=len(recognised.files) == 1))]
    return readings[0] if len(readings) == 1 else joined_readings(delivered, recognised.files, readings)


class Entry(Struct):
    """An entry of "annotations"."""

    image_id: Id
    file_name: str
    segments_info: list[Raw]


@dataclass(frozen=True, slots=True)
class Lookup:
    """What entries refer to: the numbers of images, and name and "isthing" of categories, by the ids of the file."""

    images: IdIndex
    classes: IdIndex
    class_names: Sequence[str]
    things: Mapping[int, Any]


def read_file(delivered: Delivered, name: str, *, alone: bool) -> Work[Reading]:
    """Everything that one file says. alone: list what could not be looked at beside it."""
    yield Progress(0, 0, f"Opening {name}")
    document = opened(delivered, name, panoptic=True)
    gatherer = Gatherer(delivered, "coco-panoptic", ids_are_unique=False)
    if not alone:
        gatherer.rejected.clear()
    lookup = lists_of(document, gatherer)
    entries = document.entries()
    for position, raw in enumerate(entries):
        if position % EVERY == 0:
            yield Progress(position, len(entries), f"Reading masks of {name}")
        place = f"annotations[{position}]"
        with gatherer.rejecting(place):
            read_entry(gatherer, name, place, raw, lookup)
    yield Progress(len(entries), len(entries), f"Sorting annotations of {name}")
    return gatherer.reading()


def lists_of(document: Document, gatherer: Gatherer) -> Lookup:
    """The images and categories of a file, declared to the gatherer."""
    images = read_images(document.images or [], AnnotatorNames())
    classes = read_classes(document.categories or [])
    gatherer.rejected += [*images.rejected, *classes.rejected]
    gatherer.notes += [*images.all_notes(), *classes.notes]
    for image in images.columns():
        gatherer.image(image.file_name, image.width, image.height, key=image.key, place=image.place)
    for one in classes.classes:
        gatherer.add_class(one.name, one.key, one.supercategory)
    return Lookup(
        IdIndex(images.index),
        IdIndex(classes.index),
        [one.name for one in classes.classes],
        things_of(document, classes.index),
    )


def things_of(document: Document, index: Mapping[Id, int]) -> Mapping[int, Any]:
    """What categories say of being things, which can be counted, or stuff."""
    found: dict[int, Any] = {}
    for fields in map(fields_of, document.categories or []):
        key = any_value(fields["id"]) if "id" in fields else None
        if "isthing" in fields and isinstance(key, (int, str)) and key in index:
            found[index[key]] = any_value(fields["isthing"])
    return found


def read_entry(gatherer: Gatherer, name: str, place: str, raw: Raw, lookup: Lookup) -> None:
    """The segments of one image. Fault when its image or its PNG is not there."""
    try:
        entry = msgspec.json.decode(raw, type=Entry)
    except UNREADABLE as error:
        raise Fault(f"is no entry of an image but {shown(raw)} ({error})") from None
    image = lookup.images.find_one(entry.image_id)
    if image < 0:
        raise Fault(f"image_id {brief(entry.image_id)} names no image of this file")
    masks = ValueRuns(as_numbers(pixels_of(png_of(gatherer.delivered, name, entry.file_name))))
    listed = {0}
    for at, segment in enumerate(entry.segments_info):
        with gatherer.rejecting(f"{place}.segments_info[{at}]"):
            fields = fields_of(segment)
            listed.add(segment_id(fields))
            read_segment(gatherer, f"{place}.segments_info[{at}]", image, fields, masks, lookup)
    unlisted = [value for value in masks.values.tolist() if value not in listed]
    if unlisted:
        first = ", ".join(map(str, unlisted[:MOST_UNLISTED])) + (" …" if len(unlisted) > MOST_UNLISTED else "")
        what = f"{entry.file_name} has {len(unlisted):,} colours that segments_info does not list (ids {first}); they are left out"
        gatherer.reject(place, what)


def png_of(delivered: Delivered, label: str, file_name: str) -> FoundImage:
    """The PNG of an entry: in the folder called like the JSON file, beside it, or nearest to it. Fault when there is none."""
    folder = folder_of(label)
    for near in (f"{folder}{stem_of(label)}/", folder):
        found = delivered.images.named(file_name, near)
        if found:
            return found
    raise Fault(f"its PNG {brief(file_name)} is missing; hand over the folder that has it together with {label}")


def read_segment(
    gatherer: Gatherer, place: str, image: int, fields: Mapping[str, Raw], masks: ValueRuns, lookup: Lookup
) -> None:
    """One segment as a mask. Fault when it cannot be placed."""
    key = segment_id(fields)
    try:
        category, crowd = (
            as_id("category_id", dict(fields)),
            as_truth("iscrowd", dict(fields)),
        )
    except ValueError as error:
        raise Fault(str(error)) from None
    number = lookup.classes.find_one(category)
    if number < 0:
        raise Fault(f"category_id {brief(category)} names no category of this file")
    kept = ("id", "category_id", "iscrowd", "bbox", "area")
    other = {name: any_value(value) for name, value in fields.items() if name not in kept}
    if number in lookup.things:
        other["isthing"] = lookup.things[number]
    said = Said(source_id=key, flags=Flag.CROWD if crowd else 0, other=other)
    gatherer.mask(image, lookup.class_names[number], masks.runs(key), said, size=(masks.width, masks.height))
    note_area(gatherer, place, fields, masks.pixels(key))


def segment_id(fields: Mapping[str, Raw]) -> int:
    """The id of a segment, which is the number of its colour. Fault when it is none."""
    try:
        key = as_id("id", dict(fields))
    except ValueError as error:
        raise Fault(str(error)) from None
    if not isinstance(key, int):
        raise Fault(f"id is no whole number but {brief(key)}")
    return key


def note_area(gatherer: Gatherer, place: str, fields: Mapping[str, Raw], pixels: int) -> None:
    """Say that a segment's area is not what its pixels are."""
    area = any_value(fields["area"]) if "area" in fields else None
    if isinstance(area, (int, float)) and area != pixels:
        gatherer.note(
            place, f"area is {area:g}, but the PNG has {pixels:,} pixels of it; the pixels count", "FMT-COORD"
        )

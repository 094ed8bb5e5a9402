"""V7's Darwin JSON 2.0: a JSON file per item, with its slots (the images) and "annotations".

Source: docs.v7labs.com/reference/darwin-json and v7labs/darwin-py. Boxes are x, y, w, h; the paths of a polygon are filled by the even-odd rule; masks lie in a raster
layer of their own, run lengths row by row; angles are radians.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from assay.formats.darwin_rasters import Rasters
from assay.formats.darwin_shapes import SHAPES
from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.image_finder import stem_of
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
from assay.formats.numbers import number
from assay.formats.pending import Said
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Recognised
from assay.formats.sample import Sample
from assay.model.progress import Work

KNOWN = frozenset({*SHAPES, "id", "name", "slot_names", "attributes", "text", "properties", "bounding_box", "mask"})
ITEM_KNOWN = frozenset({"name", "path", "slots", "source_info"})


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are Darwin JSON: they have an item with slots, or name Darwin's schema."""
    files = files_like(delivered, is_darwin)
    return Recognised('the files have an "item" and "annotations" as Darwin JSON 2.0 does', files) if files else None


def is_darwin(sample: Sample) -> bool:
    """Whether a file is Darwin JSON 2.0."""
    item, fields = sample.fields.get("item"), sample.fields
    if sample.is_list or not isinstance(item, dict) or not isinstance(fields.get("annotations"), list):
        return False
    return "slots" in item or "darwin" in str(fields.get("schema_ref")) or str(fields.get("version")).startswith("2.")


def relative(sample: Sample) -> str:
    """What to ask for instead of Darwin JSON 1.0; "" when it is something else."""
    image = sample.fields.get("image")
    if isinstance(image, dict) and "annotations" in sample.fields and {"workview_url", "dataset_id"} & image.keys():
        return "Darwin JSON 1.0; ask for an export as Darwin JSON 2.0"
    return ""


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """Everything that Darwin files say of their images."""
    return read_files(delivered, recognised, Gatherer(delivered, "darwin"), partial(read_file, FirstFiles()))


@dataclass(frozen=True, slots=True)
class Item:
    """What a file speaks of. images: the number of each slot's image, by the name of the slot. kept: what it says of all its annotations."""

    images: dict[str, int]
    kept: dict[str, Any]
    rasters: Rasters

    def image_of(self, entry: dict[str, Any]) -> int:
        """The image of an annotation: that of its slot, or the first. Fault when there is no such slot."""
        names = as_list(entry.get("slot_names"), "slot_names")
        if not names:
            return next(iter(self.images.values()))
        if str(names[0]) not in self.images:
            raise Fault(f"there is no slot {names[0]!r:.60}")
        return self.images[str(names[0])]


def read_file(files: FirstFiles, gatherer: Gatherer, name: str) -> None:
    """All annotations of one item."""
    whole = as_object(read_json(gatherer.delivered, name), "the file")
    entries = as_list(whole.get("annotations"), "annotations")
    item = item_of(gatherer, whole, Rasters(entries), name)
    for image in item.images.values():
        files.claim(image, name)
    place = gatherer.delivered.place(name)
    for at, entry in enumerate(entries):
        with gatherer.rejecting(f"{place}, annotations[{at}]"):
            read_annotation(gatherer, item, as_object(entry, "the annotation"))
    for missing in item.rasters.unused():
        gatherer.note(
            place, f"its raster layer has a mask for {missing}, and there is no such annotation", "FMT-SCHEMA"
        )


def item_of(gatherer: Gatherer, whole: dict[str, Any], rasters: Rasters, name: str) -> Item:
    """The images that a file speaks of. Fault when it speaks of a video."""
    item = as_object(whole.get("item"), "item")
    slots = as_list(item.get("slots"), "item.slots") or [{}]
    images: dict[str, int] = {}
    for at, raw in enumerate(slots):
        slot = as_object(raw, f"item.slots[{at}]")
        if slot.get("type") == "video":
            raise Fault("is of a video; ask for its frames as images")
        file_name = image_name(item, slot, name, alone=len(slots) == 1)
        size = as_side(slot.get("width"), "the width"), as_side(slot.get("height"), "the height")
        key = as_id(as_object(item.get("source_info") or {}, "source_info").get("item_id")) if at == 0 else None
        images[str(slot.get("slot_name", at))] = image_called(gatherer, file_name, near=name, size=size, key=key)
    kept = others(item, ITEM_KNOWN)
    if properties := whole.get("properties"):
        kept["properties"] = properties
    return Item(images, {"item": kept} if kept else {}, rasters)


def image_name(item: dict[str, Any], slot: dict[str, Any], label: str, *, alone: bool) -> str:
    """The name of a slot's image: the item's where it has one slot only, else that of the slot's file; the label file's where neither has one."""
    sources = as_list(slot.get("source_files"), "source_files")
    first = sources[0] if sources else slot.get("file_name")
    source = as_text(first.get("file_name") if isinstance(first, dict) else first, "the file name")
    own = as_text(item.get("name"), "item.name")
    name = (own or source) if alone else (source or own)
    folder = as_text(item.get("path"), "item.path").strip("/")
    return "/".join(part for part in (folder, name or stem_of(label)) if part)


def read_annotation(gatherer: Gatherer, item: Item, entry: dict[str, Any]) -> None:
    """One annotation; a raster layer is none, but holds the masks of others."""
    if "raster_layer" in entry:
        return
    image, label = item.image_of(entry), as_text(entry.get("name"), "name")
    said = said_of(entry, item.kept)
    if "mask" in entry:
        gatherer.mask(image, label, item.rasters.mask(str(entry.get("id")), gatherer.size_of(image)), said)
        return
    shape = next((name for name in SHAPES if name in entry), "")
    if not shape:
        frames = ' but "frames" of a video' if "frames" in entry else ""
        raise Fault(f"has no shape that can be read{frames} (its fields are {', '.join(entry)[:200]})")
    SHAPES[shape](gatherer, image, label, as_object(entry[shape], shape), said)


def said_of(entry: dict[str, Any], kept: dict[str, Any]) -> Said:
    """What is said of an annotation besides its shape and class."""
    inference = entry.get("inference")
    confidence = inference.get("confidence") if isinstance(inference, dict) else None
    return Said(
        source_id=as_id(entry.get("id")),
        annotator=annotator_of(entry),
        score=None if confidence is None else number(confidence, "the confidence"),
        attributes=attributes_of(entry),
        other=others(entry, KNOWN) | kept,
    )


def annotator_of(entry: dict[str, Any]) -> str:
    """Who made an annotation: the first of those who are named, by e-mail or else by name."""
    for one in as_list(entry.get("annotators"), "annotators"):
        person = as_object(one, "the annotator")
        if name := as_text(person.get("email") or person.get("full_name"), "the annotator"):
            return name
    return ""


def attributes_of(entry: dict[str, Any]) -> dict[str, Any]:
    """The attributes of an annotation: flags that it has, its text, and its properties."""
    found: dict[str, Any] = {
        as_text(flag, "the attribute"): True for flag in as_list(entry.get("attributes"), "attributes")
    }
    text = entry.get("text")
    if text not in EMPTY:
        found["text"] = text.get("text") if isinstance(text, dict) else text
    for one in as_list(entry.get("properties"), "properties"):
        value = as_object(one, "the property")
        added(found, as_text(value.get("name"), "the name of the property"), value.get("value"))
    return found

"""Datumaro's JSON: one file per subset with "categories" and "items", whose images lie under `images/SUBSET`.

Source: openvinotoolkit.github.io/datumaro, data format "Datumaro". Boxes are x, y, width, height; masks COCO's compressed run lengths; ids are numbers, 0 for none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from msgspec import Raw

from assay.formats.datumaro_shapes import SHAPES, Drawing, unreadable
from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.json_labels import as_id, as_list, as_object, as_text, files_like, others
from assay.formats.json_text import UNREADABLE, as_utf8, brief, decode
from assay.formats.numbers import flag, number, numbers, whole
from assay.formats.pending import Said
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Recognised
from assay.formats.sample import Sample, SampleKind
from assay.model.errors import AssayError
from assay.model.progress import Work
from assay.model.shapes import Flag

KNOWN = frozenset({"id", "type", "attributes", "group", "label_id", "bbox", "points", "rle", "visibility", "caption"})
ITEM_KNOWN = frozenset({"id", "annotations", "image", "media"})
TRACKED = ("track_id", "keyframe", "outside", "track")
NO_GROUP = 0
CAPTION = "caption"
"""The class of texts about whole images, which have none of their own; the text is an attribute."""


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are Datumaro's."""
    files = files_like(delivered, is_datumaro)
    return (
        Recognised('the files have "categories" and "items" with "annotations", as Datumaro writes them', files)
        if files
        else None
    )


def is_datumaro(sample: Sample) -> bool:
    """Whether a file is a subset of a Datumaro data set."""
    items, categories = sample.fields.get("items"), sample.fields.get("categories")
    if sample.kind is not SampleKind.OBJECT or not isinstance(items, list) or not isinstance(categories, dict):
        return False
    first = items[0] if items else None
    is_item = isinstance(first, dict) and "id" in first and isinstance(first.get("annotations"), list)
    return is_item or (not items and bool({"infos", "dm_format_version", "media_type"} & sample.fields.keys()))


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """Everything that the subsets say of their images. Ids are unique within an item at best, and are looked at there."""
    return read_files(delivered, recognised, Gatherer(delivered, "datumaro", ids_are_unique=False), read_file)


class Document(msgspec.Struct):
    """A whole file, its items not looked into."""

    items: list[Raw]
    categories: Any = None


@dataclass(frozen=True, slots=True)
class Labels:
    """The classes of a file by their numbers, and the names of the keypoints of some."""

    names: Sequence[str]
    points: Mapping[int, Sequence[str]]

    def name(self, number: Any) -> str:
        """The class of a number; where the file has no classes at all, it is called after the number. Fault when it is none."""
        if number is None:
            raise Fault("has no label")
        at = whole(number, "label_id")
        if not self.names:
            return str(at)
        if at >= len(self.names):
            raise Fault(f"label_id {at} is none of the {len(self.names)} labels")
        return self.names[at]


def read_file(gatherer: Gatherer, name: str) -> None:
    """All items of a subset."""
    called = gatherer.delivered.called(name)
    text = as_utf8(gatherer.delivered.read(name), called)
    if not text.strip():
        raise AssayError(f"{called} is empty; ask for the file again.")
    document = decode(text, msgspec.json.Decoder(Document).decode, called)[0]
    place = gatherer.delivered.place(name)
    labels = read_labels(gatherer, document.categories, place)
    for at, raw in enumerate(document.items):
        with gatherer.rejecting(f"{place}, items[{at}]"):
            read_item(gatherer, labels, as_object(decoded(raw), "the item"), name, f"{place}, items[{at}]")


def decoded(raw: Raw) -> Any:
    """An item. Fault when it is broken."""
    try:
        return msgspec.json.decode(raw)
    except UNREADABLE as error:
        raise Fault(f"cannot be read ({str(error)[:120]})") from error


def read_labels(gatherer: Gatherer, categories: Any, place: str) -> Labels:
    """The classes of a file, declared; a name that cannot be one gets its number."""
    found = categories if isinstance(categories, dict) else {}
    names: list[str] = []
    for at, entry in enumerate(listed(found, "label", "labels")):
        label = entry.get("name") if isinstance(entry, dict) else entry
        parent = entry.get("parent") if isinstance(entry, dict) else None
        if not isinstance(label, str) or not label.strip():
            gatherer.note(place, f"label {at} has no name but {brief(label)}; it is called {at}", "FMT-SCHEMA")
            label = str(at)
        if label.strip() in names:
            gatherer.note(
                place, f"labels {names.index(label.strip())} and {at} have one name, {brief(label)}", "FMT-SCHEMA"
            )
        names.append(label.strip())
        gatherer.add_class(label, at, parent if isinstance(parent, str) else "")
    if not names:
        gatherer.note(place, "names no labels; the classes are called after their numbers", "FMT-SCHEMA")
    return Labels(names, point_names(listed(found, "points", "items")))


def listed(categories: Mapping[str, Any], kind: str, name: str) -> Sequence[Any]:
    """The entries of one kind of categories, none when there are none."""
    part = categories.get(kind)
    entries = part.get(name) if isinstance(part, dict) else None
    return entries if isinstance(entries, list) else []


def point_names(entries: Sequence[Any]) -> dict[int, Sequence[str]]:
    """The names of keypoints by class."""
    found: dict[int, Sequence[str]] = {}
    for entry in entries:
        names, label = (entry.get("labels"), entry.get("label_id")) if isinstance(entry, dict) else (None, None)
        if isinstance(label, int) and isinstance(names, list) and all(isinstance(one, str) for one in names):
            found[label] = names
    return found


def read_item(gatherer: Gatherer, labels: Labels, item: Mapping[str, Any], name: str, place: str) -> None:
    """An image and its annotations; parts of one polygon are put together."""
    if isinstance(item.get("id"), (str, int)):
        place = f"{place} (id {brief(item['id'])})"
    image = image_of(gatherer, item, name)
    shared = others(item, ITEM_KNOWN)
    used: set[int | str] = set()
    entries = as_list(item.get("annotations"), '"annotations"')
    ids = [entry.get("id") for entry in entries if isinstance(entry, dict)]
    from_zero = ids.count(0) == 1 and 1 in ids  # else 0 is what is written for no id
    parts = parts_of_polygons(entries)
    for at, entry in enumerate(entries):
        inside = f"{place}, annotations[{at}]"
        with gatherer.rejecting(inside):
            annotation = as_object(entry, "the annotation")
            said = said_of(annotation, shared, known_id=annotation.get("id") != 0 or from_zero)
            if at in parts and parts[at][0] != at:
                continue
            together = [entries[part] for part in parts.get(at, [at])]
            read_annotation(Drawing(gatherer, image, "", said), labels, annotation, together)
            if said.source_id is not None and said.source_id in used:
                gatherer.note(
                    inside,
                    f"the id {brief(said.source_id)} is already that of another annotation; both are kept",
                    "FMT-ID",
                )
            used.add(said.source_id or 0)


def image_of(gatherer: Gatherer, item: Mapping[str, Any], name: str) -> int:
    """The image of an item: by its path, or by the item's id, among the images of the subset."""
    if kind := next((kind for kind in ("point_cloud", "video", "video_frame") if kind in item), ""):
        raise Fault(f"is about a {kind.replace('_', ' ')}, and not about an image")
    key = as_id(item.get("id"))
    media = next((item[one] for one in ("image", "media") if isinstance(item.get(one), dict)), {})
    called = as_text(media.get("path"), "path") or ("" if key is None else str(key))
    width = height = None
    if media.get("size") is not None:
        height, width = numbers(media["size"], "size", count=2)
    subset = name.rsplit("/", 1)[-1].rpartition(".")[0]
    images = gatherer.delivered.images
    found = images.named(f"images/{subset}/{called}", "") if called else None
    found = found or (images.named(called, name) if called else None)
    if found and width is None:
        width, height = found.size()
    return gatherer.image(found.name if found else called, width, height, key=key, place=gatherer.delivered.place(name))


def parts_of_polygons(entries: Sequence[Any]) -> dict[int, list[int]]:
    """Which polygons are parts of one: those of the same id, group and label. By the place of each."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for at, entry in enumerate(entries):
        if isinstance(entry, dict) and entry.get("type") == "polygon" and entry.get("group") not in (None, NO_GROUP):
            key = (str(entry.get("id")), str(entry["group"]), str(entry.get("label_id")))
            groups.setdefault(key, []).append(at)
    return {at: group for group in groups.values() if len(group) > 1 for at in group}


def said_of(annotation: Mapping[str, Any], shared: Mapping[str, Any], *, known_id: bool) -> Said:
    """What is said of an annotation besides its shape."""
    attributes = dict(as_object(annotation.get("attributes") or {}, "attributes"))
    score = attributes.pop("score", None)
    is_crowd = attributes.pop("is_crowd", False)
    annotator = attributes.pop("annotator", "")
    if not isinstance(annotator, (str, int)) or isinstance(annotator, bool):
        attributes["annotator"], annotator = annotator, ""
    other = {
        **shared,
        **others(annotation, KNOWN),
        **{name: attributes.pop(name) for name in TRACKED if name in attributes},
    }
    if annotation.get("group") not in (None, NO_GROUP):
        other["group"] = annotation["group"]
    if other.get("z_order") == 0:
        del other["z_order"]
    return Said(
        source_id=as_id(annotation.get("id")) if known_id else None,
        annotator=str(annotator),
        score=None if score is None else number(score, "score"),
        flags=Flag.CROWD if flag(is_crowd, "is_crowd") else 0,
        attributes=attributes,
        other=other,
    )


def read_annotation(drawing: Drawing, labels: Labels, annotation: Mapping[str, Any], parts: Sequence[Any]) -> None:
    """Take in an annotation, or the parts of one. Fault when its kind has no place here."""
    kind = annotation.get("type")
    if kind == "hash_key":
        return
    if kind == "caption":
        text = as_text(annotation.get("caption"), "the caption")
        captioned = drawing.with_said(attributes={**drawing.said.attributes, "caption": text})
        drawing.gatherer.tag(drawing.image, CAPTION, captioned.said)
        return
    if not isinstance(kind, str) or kind not in SHAPES:
        raise Fault(unreadable(kind))
    label = labels.name(annotation.get("label_id"))
    SHAPES[kind](replace(drawing, label=label), parts, labels.points.get(annotation["label_id"], ()))

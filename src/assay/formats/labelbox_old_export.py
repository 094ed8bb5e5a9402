"""The JSON that Labelbox exported before its NDJSON: a list with an entry per label, its fields called as on the screen."""

from collections.abc import Mapping
from typing import Any

from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.image_header import EXTENSIONS
from assay.formats.json_labels import as_id, as_list, as_object, image_called, others
from assay.formats.json_text import brief
from assay.formats.labelbox_objects import (
    SHAPES,
    attributes_of,
    draw,
    first_with,
    name_of,
    points_of,
    refuse_other_media,
    score_of,
    tag_answers,
)
from assay.formats.pending import Said

KNOWN = frozenset(
    {
        "ID",
        "DataRow ID",
        "Labeled Data",
        "Label",
        "Created By",
        "External ID",
        "Global Key",
        "View Label",
        "Media Type",
        "Skipped",
    }
)
OBJECT_KNOWN = frozenset(
    {"featureId", "schemaId", "title", "value", "color", "classifications", "confidence", "answer", "answers", *SHAPES}
)
NEW = ("objects", "classifications", "relationships")


def is_old_export(entry: Any) -> bool:
    """Whether an entry is a label of it."""
    return isinstance(entry, dict) and "Label" in entry and bool({"DataRow ID", "Labeled Data"} & entry.keys())


def read_entry(gatherer: Gatherer, entry: Mapping[str, Any], name: str, place: str) -> None:
    """Take in a label. Fault when it is about something that is no image."""
    media = entry.get("Media Type")
    if isinstance(media, str) and media.lower() != "image":
        raise Fault(f"is no image but {brief(media)}")
    if isinstance(entry["Label"], dict):
        refuse_other_media(entry["Label"])
    called = first_with(
        [entry.get(one) for one in ("External ID", "Global Key", "Labeled Data", "DataRow ID")], EXTENSIONS
    )
    image = image_called(gatherer, called, near=name, key=as_id(entry.get("DataRow ID")))
    if entry.get("Skipped") is True or entry["Label"] == "Skip":
        gatherer.skip(image, by=str(entry.get("Created By") or ""), place=place)
        return
    other = others(entry, KNOWN)
    if (key := as_id(entry.get("ID"))) is not None:
        other["label_id"] = key
    shared = Said(annotator=str(entry.get("Created By") or ""), other=other)
    label = as_object(entry["Label"] or {}, '"Label"')
    if label and not any(one in label for one in NEW):
        read_geometries(gatherer, image, label, shared, place)
        return
    for at, value in enumerate(as_list(label.get("objects"), '"objects"')):
        with gatherer.rejecting(f"{place}.Label.objects[{at}]"):
            found = as_object(value, "the object")
            refuse_other_media(found)
            draw(gatherer, image, name_of(found), found, said_of(found, shared))
    for at, value in enumerate(as_list(label.get("classifications"), '"classifications"')):
        with gatherer.rejecting(f"{place}.Label.classifications[{at}]"):
            found = as_object(value, "the classification")
            tag_answers(gatherer, image, found, said_of(found, shared))
    if relations := as_list(label.get("relationships"), '"relationships"'):
        gatherer.reject(
            f"{place}.Label.relationships", f"has {len(relations)} relations between objects, which are not kept"
        )


def said_of(entry: Mapping[str, Any], shared: Said) -> Said:
    """What is said of an object besides its shape."""
    return Said(
        source_id=as_id(entry.get("featureId")),
        annotator=shared.annotator,
        score=score_of(entry),
        attributes=attributes_of(entry.get("classifications")),
        other={**shared.other, **others(entry, OBJECT_KNOWN)},
    )


def read_geometries(gatherer: Gatherer, image: int, label: Mapping[str, Any], said: Said, place: str) -> None:
    """Take in the labels of the first exports: for each class a list of outlines, or of points."""
    for name, entries in label.items():
        with gatherer.rejecting(f"{place}.Label.{name}"):
            for at, value in enumerate(as_list(entries, f'"{name}"')):
                with gatherer.rejecting(f"{place}.Label.{name}[{at}]"):
                    geometry = as_object(value, "the outline").get("geometry")
                    if isinstance(geometry, dict):
                        draw(gatherer, image, name, {"point": geometry}, said)
                    else:
                        gatherer.polygon(image, name, [points_of(geometry, "outline")], said=said)

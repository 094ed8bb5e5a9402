"""SuperAnnotate's JSON: a file per image, of today with "metadata" and "instances", or the older `___objects.json`, a list.

Source: doc.superannotate.com/docs/vector-json and superannotateai/json_schemas. Points are x, y, x, y …; angles are degrees, probabilities per cent.
Instances of a pixel project have "parts", colours of a PNG beside the file.
"""

import re
from dataclasses import dataclass
from functools import partial
from typing import Any

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
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
from assay.formats.json_text import brief
from assay.formats.numbers import number
from assay.formats.pending import Said
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Recognised
from assay.formats.sample import Sample
from assay.formats.superannotate_classes import SuperAnnotateClasses, attribute_value
from assay.formats.superannotate_pixels import PixelMasks
from assay.formats.superannotate_shapes import SHAPES, Draw
from assay.model.progress import Work

ENDING = re.compile(r"(?:___objects|___pixel)?\.json$", re.IGNORECASE)
KNOWN = frozenset({"id", "type", "points", "parts", "attributes", "className", "exclude", "x", "y", "cx", "cy", "rx", "ry", "angle", "pointLabels"})  # fmt: skip
IMAGE_KNOWN = frozenset({"name", "width", "height", "type"})


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are SuperAnnotate's."""
    files = files_like(delivered, is_superannotate)
    return Recognised('the files have "instances" of "metadata" as SuperAnnotate writes them', files) if files else None


def is_superannotate(sample: Sample) -> bool:
    """Whether a file is of a project of images, of today or older."""
    if sample.is_list:
        entries = [entry for entry in sample.json or [] if isinstance(entry, dict)]
        return any(is_old(entry) for entry in entries)
    metadata, instances = sample.fields.get("metadata"), sample.fields.get("instances")
    return isinstance(metadata, dict) and isinstance(instances, list) and not relative(sample)


def is_old(entry: dict[str, Any]) -> bool:
    """Whether an entry is one of an old `___objects.json`."""
    if entry.get("type") == "meta":
        return entry.get("name") == "imageAttributes"
    return entry.get("type") in SHAPES and "classId" in entry and {"points", "cx", "x"} & entry.keys() != set()


def relative(sample: Sample) -> str:
    """Which of SuperAnnotate's other projects a file is of; "" when of none."""
    metadata, instances = sample.fields.get("metadata"), sample.fields.get("instances")
    if sample.is_list or not isinstance(metadata, dict) or not isinstance(instances, list):
        return ""
    if "duration" in metadata or any(isinstance(one, dict) and "parameters" in one for one in instances):
        return "of a video project of SuperAnnotate; ask for frames as images"
    return ""


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """Everything that SuperAnnotate's files say of their images."""
    gatherer = Gatherer(delivered, "superannotate")
    classes = SuperAnnotateClasses.beside(gatherer)
    return read_files(delivered, recognised, gatherer, partial(read_file, FirstFiles(), classes))


@dataclass(frozen=True, slots=True)
class Parts:
    """A file of either kind, taken apart. lists: where the instances stand in it."""

    metadata: dict[str, Any]
    instances: list[Any]
    comments: list[Any]
    tags: list[Any]
    listed: str = "instances"


def read_file(files: FirstFiles, classes: SuperAnnotateClasses, gatherer: Gatherer, name: str) -> None:
    """All instances of one image, its tags and its comments."""
    parts = parts_of(read_json(gatherer.delivered, name))
    image = image_of(gatherer, parts.metadata, name)
    files.claim(image, name)
    place = gatherer.delivered.place(name)
    kept = others(parts.metadata, IMAGE_KNOWN)
    masks = PixelMasks(gatherer.delivered, f"{ENDING.sub('', name)}___save.png")
    if str(parts.metadata.get("status")).casefold() == "skipped":
        gatherer.skip(image, by=person(parts.metadata.get("annotatorEmail")), place=place)
    for at, entry in enumerate(parts.instances):
        with gatherer.rejecting(f"{place}, {parts.listed}[{at}]"):
            instance = as_object(entry, "the instance")
            if instance.get("type") not in ("meta", "comment"):
                draw = drawn_by(instance, masks)
                draw(gatherer, image, classes.name_of(instance), instance, said_of(classes, instance, kept))
    for at, tag in enumerate(parts.tags):
        with gatherer.rejecting(f"{place}, tags[{at}]"):
            gatherer.tag(image, as_text(tag, "the tag"), said_of(classes, {}, kept))
    for comment in parts.comments:
        if isinstance(comment, dict):
            gatherer.note(place, told(comment))


def parts_of(whole: Any) -> Parts:
    """A file taken apart."""
    if isinstance(whole, list):
        entries = [entry for entry in whole if isinstance(entry, dict)]
        metadata = next((entry for entry in entries if entry.get("type") == "meta"), {})
        return Parts(metadata, whole, [entry for entry in entries if entry.get("type") == "comment"], [], "entry ")
    whole = as_object(whole, "the file")
    metadata = as_object(whole.get("metadata") or {}, "metadata")
    instances, comments, tags = (as_list(whole.get(name), name) for name in ("instances", "comments", "tags"))
    return Parts(metadata, instances, comments, tags)


def image_of(gatherer: Gatherer, metadata: dict[str, Any], name: str) -> int:
    """The image of a file: the one that it names, or that has its name."""
    named = "" if metadata.get("type") == "meta" else as_text(metadata.get("name"), "metadata.name")
    size = as_side(metadata.get("width"), "the width"), as_side(metadata.get("height"), "the height")
    return image_called(gatherer, named or ENDING.sub("", name.rsplit("/", 1)[-1]), near=name, size=size)


def drawn_by(entry: dict[str, Any], masks: PixelMasks) -> Draw:
    """What draws an instance: its type, or the PNG when it has "parts". Fault when it is of no shape."""
    draw = masks.add if "parts" in entry else SHAPES.get(str(entry.get("type")))
    if draw is None:
        raise Fault(f"its type is no shape that can be read but {brief(entry.get('type'))}")
    return draw


def said_of(classes: SuperAnnotateClasses, entry: dict[str, Any], kept: dict[str, Any]) -> Said:
    """What is said of an instance besides its shape and class."""
    probability = entry.get("probability")
    attributes: dict[str, Any] = {}
    for one in as_list(entry.get("attributes"), "attributes"):
        added(attributes, *attribute_value(classes, as_object(one, "the attribute")))
    return Said(
        source_id=as_id(entry.get("id")),
        annotator=person(entry.get("createdBy")) or person(kept.get("annotatorEmail")),
        score=None if probability in EMPTY else number(probability, "the probability") / 100,
        attributes=attributes,
        other=others(entry, KNOWN) | ({"image": kept} if kept else {}),
    )


def person(said: Any) -> str:
    """Whom a file names, by e-mail; "" when nobody."""
    found = said.get("email") if isinstance(said, dict) else said
    return found if isinstance(found, str) else ""


def told(comment: dict[str, Any]) -> str:
    """A comment as a note."""
    said = comment.get("correspondence") or comment.get("comments")
    texts = [
        f"{brief(one.get('text'), 200)} by {person(one) or 'nobody named'}" for one in said or [] if isinstance(one, dict)
    ] if isinstance(said, list) else []  # fmt: skip
    where = f"at {brief(comment.get('x'))}, {brief(comment.get('y'))}"
    return (
        f"has a comment {where} ({'resolved' if comment.get('resolved') else 'open'}): {'; '.join(texts) or 'no text'}"
    )

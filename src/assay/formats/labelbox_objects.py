"""What Labelbox's formats have in common: shapes in pixels, answers to nested questions, and rows about something that is no image."""

import base64
import binascii
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.image_header import UNREADABLE
from assay.formats.json_labels import added, as_list, as_object, point_of
from assay.formats.json_text import brief
from assay.formats.numbers import number
from assay.formats.pending import Said
from assay.formats.supervisely_bitmap import MOST_PIXELS, PNG, drawn

BOXES = ("bbox", "bounding_box")
MASKS = ("mask", "composite_mask", "instanceURI")
SHAPES = frozenset({*BOXES, *MASKS, "polygon", "line", "point"})
NO_IMAGE = {
    "location": "marks a stretch of text",
    "textSelections": "marks words of a PDF",
    "page": "marks a page of a PDF",
    "conversational_location": "marks a conversation",
    "messageId": "marks a message of a conversation",
    "messageEvaluationTask": "compares the messages of a conversation",
    "frames": "speaks of the frames of a video or a sound",
    "segments": "speaks of the frames of a video",
    "frame": "speaks of a frame of a video",
    "metricValue": "is a metric",
    "geojson": "marks a map",
}
"""Fields that only rows have which are about something else, and what such a row does."""


def refuse_other_media(entry: Mapping[str, Any]) -> None:
    """Raise Fault when an entry speaks of something that is no image."""
    for name, what in NO_IMAGE.items():
        if entry.get(name) is not None:
            raise Fault(f"{what}, and not an image (it has {brief(name)})")


def draw(gatherer: Gatherer, image: int, label: str, entry: Mapping[str, Any], said: Said) -> None:
    """Take in the shape of an entry. Fault when it has none that can be read."""
    if box := next((entry[name] for name in BOXES if entry.get(name) is not None), None):
        box = as_object(box, "the box")
        left, top, width, height = (number(box.get(name), name) for name in ("left", "top", "width", "height"))
        gatherer.box(image, label, left, top, left + width, top + height, said)
    elif entry.get("polygon") is not None:
        points = points_of(entry["polygon"], "polygon")
        if len(points) > 3 and points[0] == points[-1]:
            del points[-1]
        gatherer.polygon(image, label, [points], said=said)
    elif entry.get("line") is not None:
        gatherer.polyline(image, label, points_of(entry["line"], "line"), said)
    elif entry.get("point") is not None:
        gatherer.keypoints(image, label, [point_of(entry["point"])], said)
    elif name := next((name for name in MASKS if entry.get(name) is not None), ""):
        draw_mask(gatherer, image, label, entry[name], said)
    else:
        raise Fault(f"has no shape (its fields are {', '.join(map(brief, list(entry)[:8]))})")


def points_of(value: Any, name: str) -> list[tuple[float, float]]:
    """Points with "x" and "y"."""
    return [point_of(one, f"a point of the {name}") for one in as_list(value, f'"{name}"')]


def draw_mask(gatherer: Gatherer, image: int, label: str, value: Any, said: Said) -> None:
    """A mask that stands in the file. Fault for one that lies behind an address."""
    png = value.get("png") if isinstance(value, dict) else None
    if not isinstance(png, str):
        raise Fault(
            "is a mask that lies behind an address of Labelbox and not in the file; ask for polygons, or for masks inside the file"
        )
    try:
        data = base64.b64decode(png, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Fault(f"is a mask that cannot be unpacked ({error})") from error
    if not data.startswith(PNG) or len(data) < 24:
        raise Fault("is a mask that is no PNG")
    # looked at before Pillow is, since a few bytes can declare any size
    width, height = struct.unpack(">II", data[16:24])
    if width * height > MOST_PIXELS:
        raise Fault(f"is a mask of a size that no image has ({width} × {height})")
    try:
        mask = drawn(data)
    except UNREADABLE as error:
        raise Fault(f"is a mask that cannot be opened ({str(error)[:120]})") from error
    gatherer.image(gatherer.images.names[image], width, height)
    gatherer.mask_at(image, label, mask, said)


def name_of(entry: Mapping[str, Any]) -> str:
    """What a class, question or answer is called: by its name where it has one, else by its id in the ontology."""
    for field in ("name", "title", "schemaId", "feature_schema_id", "value"):
        if isinstance(found := entry.get(field), str) and found.strip():
            return found
    return ""


def attributes_of(classifications: Any) -> dict[str, Any]:
    """The answers to the questions about an object, those inside answers too."""
    found: dict[str, Any] = {}
    for entry in as_list(classifications, '"classifications"'):
        question = as_object(entry, "a classification")
        for answer in answers_of(question):
            added(found, name_of(question) or "classification", name_of(answer) if isinstance(answer, dict) else answer)
            if isinstance(answer, dict):
                for name, value in attributes_of(answer.get("classifications")).items():
                    added(found, name, value)
    return found


def answers_of(question: Mapping[str, Any]) -> Iterator[Any]:
    """The answers to a question: objects for what was chosen, texts for what was written."""
    for name in ("answer", "radio_answer"):
        if question.get(name) is not None:
            answer = question[name]
            yield from answer if isinstance(answer, list) else [answer]
    for name in ("answers", "checklist_answers"):
        yield from as_list(question.get(name), f'"{name}"')
    if isinstance(text := question.get("text_answer"), dict):
        yield text.get("content")


def refuse_texts(question: Mapping[str, Any]) -> None:
    """Raise Fault when a question about a whole image has no answer, or a text that was written, which is no class."""
    answers = list(answers_of(question))
    if not answers:
        raise Fault(f"has no answer to {brief(name_of(question))}")
    if text := next((answer for answer in answers if not isinstance(answer, dict)), None):
        raise Fault(f"answers {brief(name_of(question))} with a text ({brief(text)}), which is no class of an image")


def tag_answers(gatherer: Gatherer, image: int, question: Mapping[str, Any], said: Said) -> None:
    """Take in what was chosen for a whole image."""
    refuse_texts(question)
    for answer in answers_of(question):
        chosen = as_object(answer, "the answer")
        more = {**said.other, "question": name_of(question)}
        nested = attributes_of(chosen.get("classifications"))
        gatherer.tag(
            image, name_of(chosen), replace(said, score=score_of(chosen, said.score), attributes=nested, other=more)
        )


def score_of(entry: Mapping[str, Any], other: float | None = None) -> float | None:
    """How sure a model was."""
    return other if entry.get("confidence") is None else number(entry["confidence"], "confidence")


def keeps_more(classifications: Any) -> bool:
    """Whether answers say more than their names, such as how sure a model was."""
    text = repr(classifications)
    return "'confidence'" in text or "'customMetrics'" in text


def first_with(texts: Sequence[Any], endings: tuple[str, ...]) -> str:
    """The first of some texts that ends like an image, else the first that is one at all, else ""."""
    good = [text for text in texts if isinstance(text, str) and text.strip()]
    return next((text for text in good if text.lower().split("?", 1)[0].endswith(endings)), good[0] if good else "")

"""The NDJSON that Labelbox exports: a line per data row, with the labels of each project."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.image_header import EXTENSIONS
from assay.formats.json_labels import EMPTY, as_id, as_list, as_object, as_side, image_called, others
from assay.formats.json_text import brief
from assay.formats.labelbox_objects import (
    SHAPES,
    attributes_of,
    draw,
    first_with,
    name_of,
    refuse_other_media,
    score_of,
    tag_answers,
)
from assay.formats.pending import Said

OBJECT_KNOWN = frozenset(
    {"feature_id", "feature_schema_id", "name", "value", "annotation_kind", "classifications", "confidence", *SHAPES}
)
LABEL_KNOWN = frozenset({"id", "version", "annotations", "label_details", "performance_details"})


def is_export(entry: Any) -> bool:
    """Whether an entry is a data row of it."""
    return (
        isinstance(entry, dict) and isinstance(entry.get("data_row"), dict) and isinstance(entry.get("projects"), dict)
    )


def read_data_row(gatherer: Gatherer, entry: Mapping[str, Any], name: str, place: str) -> None:
    """Take in a data row with all its labels. Fault when it is no image."""
    image = image_of(gatherer, entry, name)
    authors: Counter[str] = Counter()
    for project_id, project in as_object(entry["projects"], "projects").items():
        with gatherer.rejecting(f"{place}, projects.{project_id}"):
            said = project_said(as_object(project, "the project"))
            for at, value in enumerate(as_list(project.get("labels"), '"labels"')):
                inside = f"{place}, projects.{project_id}.labels[{at}]"
                with gatherer.rejecting(inside):
                    label = as_object(value, "the label")
                    authors[read_label(gatherer, image, label, said, inside)] += 1
    for author, count in authors.items():
        if count > 1:
            by = f"by the same annotator ({author})" if author else "that name no annotator"
            gatherer.note(place, f"has {count} labels {by}; the objects of all of them are kept side by side")


def image_of(gatherer: Gatherer, entry: Mapping[str, Any], name: str) -> int:
    """The image of a data row: by whichever of its names ends like an image."""
    row = as_object(entry["data_row"], "data_row")
    media = as_object(entry.get("media_attributes") or {}, "media_attributes")
    kind = media.get("mime_type") or media.get("asset_type")
    if isinstance(kind, str) and not kind.lower().startswith("image"):
        raise Fault(f"is no image but {brief(kind)}")
    called = first_with([row.get(one) for one in ("external_id", "global_key", "row_data", "id")], EXTENSIONS)
    size = (as_side(media.get("width"), "width"), as_side(media.get("height"), "height"))
    return image_called(gatherer, called, near=name, size=size, key=as_id(row.get("id")))


def project_said(project: Mapping[str, Any]) -> dict[str, Any]:
    """What a project says of all its labels: its name, and how far the work on the row is."""
    details = project.get("project_details")
    found = {f"project_{name}": value for name, value in project.items() if name == "name"}
    if isinstance(details, dict):
        found |= {
            name: value
            for name, value in details.items()
            if name in ("workflow_status", "workflow_history", "priority", "batch_name", "task_name")
        }
    return {name: value for name, value in found.items() if value not in EMPTY}


def read_label(gatherer: Gatherer, image: int, label: Mapping[str, Any], project: Mapping[str, Any], place: str) -> str:
    """Take in what one label says of an image. Gives its annotator."""
    details = as_object(label.get("label_details") or {}, "label_details")
    annotator = str(details.get("created_by") or "")
    performance = as_object(label.get("performance_details") or {}, "performance_details")
    other = {
        **project,
        **others(label, LABEL_KNOWN),
        **others(details, frozenset({"created_by"})),
        **others(performance, frozenset()),
    }
    if performance.get("skipped") is True:
        gatherer.skip(image, by=annotator, place=place)
    if (key := as_id(label.get("id"))) is not None:
        other["label_id"] = key
    annotations = as_object(label.get("annotations") or {}, "annotations")
    refuse_other_media(annotations)
    for at, value in enumerate(as_list(annotations.get("objects"), '"objects"')):
        with gatherer.rejecting(f"{place}.objects[{at}]"):
            entry = as_object(value, "the object")
            refuse_other_media(entry)
            draw(gatherer, image, name_of(entry), entry, said_of(entry, annotator, other))
    for at, value in enumerate(as_list(annotations.get("classifications"), '"classifications"')):
        with gatherer.rejecting(f"{place}.classifications[{at}]"):
            entry = as_object(value, "the classification")
            refuse_other_media(entry)
            tag_answers(gatherer, image, entry, said_of(entry, annotator, other))
    if relations := as_list(annotations.get("relationships"), '"relationships"'):
        gatherer.reject(f"{place}.relationships", f"has {len(relations)} relations between objects, which are not kept")
    return annotator


def said_of(entry: Mapping[str, Any], annotator: str, other: Mapping[str, Any]) -> Said:
    """What is said of an object besides its shape."""
    return Said(
        source_id=as_id(entry.get("feature_id")),
        annotator=annotator,
        score=score_of(entry),
        attributes=attributes_of(entry.get("classifications")),
        other={**other, **others(entry, OBJECT_KNOWN | {"radio_answer", "checklist_answers", "text_answer"})},
    )

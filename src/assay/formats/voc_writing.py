"""Writing Pascal VOC: an XML file per image, in pixels counted from 1."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assay.formats.label_file_names import label_file_names
from assay.formats.lost_facts import lost_facts
from assay.formats.reading import Contents, Note, ReadImage
from assay.formats.safe_writing import new_folder, write_inside
from assay.formats.xml_labels import value_of
from assay.formats.xml_writing import decimal, element, text_of, unwritable_names
from assay.model.annotations import Annotations
from assay.model.progress import Progress, Work
from assay.model.shapes import SHAPE_NAMES, ShapeKind

FROM_ONE = "pixels counted from 1"
"""Stands in every file, so that a box which leaves the image is not taken for one that is counted from 0."""

MARKS = ("truncated", "occluded", "difficult")
EVERY = 256


def write(target: Path, contents: Contents) -> Work[Sequence[Note]]:
    """Write a file for each image into a new folder, and tell what VOC cannot hold."""
    images = contents.images
    names, notes = label_file_names(images.file_names, ".xml")
    notes += [*unwritable_names(contents), *lost_shapes(contents), *lost_facts(contents), *changed_values(contents)]
    labels = [one.name for one in contents.classes]
    firsts = np.searchsorted(contents.annotations.records["image"], np.arange(len(images) + 1)).tolist()
    with new_folder(target) as folder:
        for at, (name, image) in enumerate(zip(names, images, strict=True)):
            if at % EVERY == 0:
                yield Progress(at, len(images), f"Writing {target.name}")
            rows = range(firsts[at], firsts[at + 1])
            objects = [line for row in rows for line in object_lines(contents.annotations, row, labels)]
            lines = ["<annotation>", *image_lines(image), *objects, "</annotation>"]
            write_inside(folder, name, ("\n".join(lines) + "\n").encode())
    return tuple(notes)


def image_lines(image: ReadImage) -> Iterator[str]:
    """What is said of the image."""
    yield f"  {element('filename', image.file_name)}"
    yield f"  <source><database>Written by Assay, {FROM_ONE}</database></source>"
    if image.width is not None and image.height is not None:
        width, height = decimal(image.width), decimal(image.height)
        yield f"  <size><width>{width}</width><height>{height}</height><depth>3</depth></size>"
    yield "  <segmented>0</segmented>"


def object_lines(annotations: Annotations, row: int, labels: Sequence[str]) -> Iterator[str]:
    """An annotation as its box; nothing when it has none."""
    record = annotations.records[row]
    if record["kind"] == ShapeKind.TAG:
        return
    attributes = annotations.attributes(row)
    yield "  <object>"
    yield f"    {element('name', labels[int(record['class_id'])])}"
    yield from mark_lines(attributes)
    x_min, y_min, x_max, y_max = record["box"].tolist()
    corners = {"xmin": x_min + 1, "ymin": y_min + 1, "xmax": x_max, "ymax": y_max}
    yield f"    <bndbox>{''.join(element(name, decimal(value)) for name, value in corners.items())}</bndbox>"
    yield "  </object>"


def mark_lines(attributes: Mapping[str, Any]) -> Iterator[str]:
    """The attributes: those that VOC knows as it has them, the others as CVAT adds them."""
    known = {name: attributes[name] for name in MARKS if isinstance(attributes.get(name), bool)}
    if isinstance(attributes.get("pose"), str):
        known["pose"] = attributes["pose"]
    for name, value in known.items():
        yield f"    {element(name, value if isinstance(value, str) else str(int(value)))}"
    others = {name: value for name, value in attributes.items() if name not in known}
    if others:
        yield "    <attributes>"
        for name, value in others.items():
            yield f"      <attribute>{element('name', name)}{element('value', text_of(value))}</attribute>"
        yield "    </attributes>"


def lost_shapes(contents: Contents) -> list[Note]:
    """Annotations that are no boxes."""
    kinds, counts = np.unique(contents.annotations.records["kind"], return_counts=True)
    found = {ShapeKind(kind): count for kind, count in zip(kinds.tolist(), counts.tolist(), strict=True)}
    found.pop(ShapeKind.BOX, None)
    notes = []
    for kind, count in found.items():
        done = "left out" if kind is ShapeKind.TAG else "written as the box around it"
        notes.append(Note("annotations", f"{count:,} with the shape {SHAPE_NAMES[kind]}: each is {done}"))
    return notes


def changed_values(contents: Contents) -> list[Note]:
    """Attributes that are read as something else, since VOC does not tell texts from numbers."""
    changed = [
        (name, value)
        for extra in contents.annotations.extra.values()
        for name, value in extra.get("attributes", {}).items()
        if not survives(name, value)
    ]
    if not changed:
        return []
    name, value = changed[0]
    what = f"{len(changed):,} have an attribute that reads back as something else (the first is {name} = {value!r})"
    return [Note("annotations", what)]


def survives(name: str, value: Any) -> bool:
    """Whether a value is the same when it is read again."""
    if name == "pose" and isinstance(value, str):
        return value.strip() == value and value not in ("", "Unspecified")
    back = value_of(text_of(value).strip())
    return type(back) is type(value) and back == value and name == name.strip() != ""

"""Writing CVAT XML 1.1 for images."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assay.formats.cvat_writing_shapes import ShapeWriter
from assay.formats.lost_facts import lost_facts
from assay.formats.reading import Contents, Note, ReadImage
from assay.formats.safe_writing import replacing
from assay.formats.xml_writing import attributes_of, element, unwritable_names
from assay.model.annotations import UNKNOWN
from assay.model.progress import Progress, Work

HELD = frozenset({"z_order", "group_id", "source"})
"""Fields of other CVAT files that are written as they came."""

TYPES = {bool: "checkbox", int: "number", float: "number", str: "text"}
EVERY = 256


def write(path: Path, contents: Contents) -> Work[Sequence[Note]]:
    """Write one file, and tell what CVAT cannot hold. The same contents give the same bytes."""
    types = attribute_types(contents)
    writer = ShapeWriter(contents, types)
    images = contents.images
    firsts = np.searchsorted(contents.annotations.records["image"], np.arange(len(images) + 1)).tolist()
    annotator = only_annotator(contents)
    with replacing(path) as file:
        for line in head_lines(contents, types, annotator):
            file.write(f"{line}\n".encode())
        for at, image in enumerate(images):
            if at % EVERY == 0:
                yield Progress(at, len(images), f"Writing {path.name}")
            rows = range(firsts[at], firsts[at + 1])
            lines = [image_tag(at, image), *(line for row in rows for line in writer.lines(row)), "  </image>"]
            file.write(("\n".join(lines) + "\n").encode())
        file.write(b"</annotations>\n")
    facts = lost_facts(contents, annotators=not annotator, other=HELD)
    return (*unwritable_names(contents), *writer.notes(), *facts)


def only_annotator(contents: Contents) -> str:
    """Who drew everything, "" when several did: a file has room for one."""
    found = np.unique(contents.annotations.records["annotator_id"]).tolist()
    return contents.annotators[found[0]] if len(found) == 1 and found[0] != UNKNOWN else ""


def attribute_types(contents: Contents) -> dict[tuple[int, str], str]:
    """What each attribute of each class is declared as: truths, numbers, or text where they are mixed."""
    found: dict[tuple[int, str], str] = {}
    class_ids = contents.annotations.records["class_id"].tolist()
    for row, extra in sorted(contents.annotations.extra.items()):
        for name, value in extra.get("attributes", {}).items():
            kind = TYPES.get(type(value), "text")
            if name != "occluded" or not isinstance(value, bool):
                key = (class_ids[row], name)
                found[key] = kind if found.get(key, kind) == kind else "text"
    return found


def head_lines(contents: Contents, types: Mapping[tuple[int, str], str], annotator: str) -> Iterator[str]:
    """Everything before the images: the classes with their attributes, and who drew them."""
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield "<annotations>"
    yield "  <version>1.1</version>"
    yield "  <meta>"
    yield "    <task>"
    yield f"      <size>{len(contents.images)}</size>"
    yield "      <mode>annotation</mode>"
    yield "      <labels>"
    for class_id, one in enumerate(contents.classes):
        declared = "".join(declaration(name, kind) for (owner, name), kind in types.items() if owner == class_id)
        yield f"        <label>{element('name', one.name)}<attributes>{declared}</attributes></label>"
    yield "      </labels>"
    if annotator:
        yield f"      <assignee>{element('username', annotator)}</assignee>"
    yield "    </task>"
    yield "  </meta>"


def declaration(name: str, kind: str) -> str:
    """An attribute of a class."""
    said: dict[str, Any] = {"name": name, "mutable": "False", "input_type": kind, "default_value": "", "values": ""}
    return f"<attribute>{''.join(element(tag, text) for tag, text in said.items())}</attribute>"


def image_tag(number: int, image: ReadImage) -> str:
    """The start of an image."""
    return f"  <image{attributes_of(id=number, name=image.file_name, width=image.width, height=image.height)}>"

"""One entry of LabelMe's "shapes"."""

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.json_labels import as_list, as_object, as_text, others
from assay.formats.json_text import brief
from assay.formats.mask_pixels import mask_pixels
from assay.formats.numbers import number, numbers
from assay.formats.pending import Said
from assay.formats.shape_checks import bounds_of, checked_points
from assay.model.shapes import Flag

KNOWN = frozenset({"label", "points", "shape_type", "flags", "mask", "attributes", "score", "difficult"})
IGNORED = "__ignore__"
"""The class of regions that LabelMe's converters leave out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledShape:
    """One shape, its points and mask not yet looked at."""

    kind: str
    label: str
    points: list[Any]
    mask: Any
    group: Any
    said: Said
    place: str


def shape_of(entry: Mapping[str, Any], place: str) -> LabelledShape:
    """An entry of the file. Fault when it is no shape. A file of LabelMe's first versions has no "shape_type" and means polygons."""
    group = entry.get("group_id")
    if not isinstance(group, (int, str, type(None))):
        raise Fault(f'"group_id" is no id but {brief(group)}')
    score = entry.get("score")
    label = as_text(entry.get("label"), "the label").strip()
    return LabelledShape(
        kind=as_text(entry.get("shape_type"), '"shape_type"') or "polygon",
        label=label,
        points=[numbers(point, "a point", count=2) for point in as_list(entry.get("points"), '"points"')],
        mask=entry.get("mask"),
        group=group,
        said=Said(
            score=None if score is None else number(score, "the score"),
            flags=Flag.IGNORE if label == IGNORED else 0,
            attributes=attributes_of(entry),
            other=others(entry, KNOWN),
        ),
        place=place,
    )


def attributes_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The flags of a shape, and what other tools that write these files add."""
    found = dict(as_object(entry.get("flags") or {}, '"flags"'))
    found |= as_object(entry.get("attributes") or {}, '"attributes"')
    if entry.get("difficult") is not None:
        found["difficult"] = entry["difficult"]
    return found


def add_shape(gatherer: Gatherer, image: int, shape: LabelledShape) -> None:
    """Take one in. Fault when it cannot be kept."""
    adder = ADDERS.get(shape.kind)
    if adder is None:
        raise Fault(f'"shape_type" is {brief(shape.kind)}, which is not known')
    adder(gatherer, image, shape)


def add_polygon(gatherer: Gatherer, image: int, shape: LabelledShape) -> None:
    """A closed outline."""
    gatherer.polygon(image, shape.label, [shape.points], said=shape.said)


def add_rectangle(gatherer: Gatherer, image: int, shape: LabelledShape) -> None:
    """A box by two opposite corners in any order, or by all four."""
    corners = points_of(shape, "the rectangle", 2, 4)
    gatherer.box(image, shape.label, *bounds_of([corners]), said=shape.said)


def add_turned(gatherer: Gatherer, image: int, shape: LabelledShape) -> None:
    """A turned box by its four corners."""
    gatherer.rotated_box(image, shape.label, shape.points, shape.said)


def add_circle(gatherer: Gatherer, image: int, shape: LabelledShape) -> None:
    """A circle by its centre and a point on it."""
    centre, edge = points_of(shape, "the circle", 2)
    (x, y), radius = centre.tolist(), float(np.hypot(*(edge - centre)))
    gatherer.ellipse(image, shape.label, centre, (x + radius, y), (x, y + radius), shape.said)


def add_line(gatherer: Gatherer, image: int, shape: LabelledShape) -> None:
    """An open line."""
    gatherer.polyline(image, shape.label, shape.points, shape.said)


def add_points(gatherer: Gatherer, image: int, shape: LabelledShape) -> None:
    """One point, or several; those that an assisting model took as hints tell whether they are inside."""
    gatherer.keypoints(image, shape.label, shape.points, shape.said)


def add_mask(gatherer: Gatherer, image: int, shape: LabelledShape) -> None:
    """The pixels of a PNG that is laid with its upper left pixel at the first point."""
    corner = points_of(shape, "the mask", 2)[0]
    if not isinstance(shape.mask, str):
        raise Fault(f'"mask" is no text but {brief(shape.mask)}')
    try:
        data = base64.b64decode(shape.mask, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Fault(f'"mask" is no base64 text: {error}') from error
    left, top = corner.astype(int).tolist()
    gatherer.mask_at(image, shape.label, mask_pixels(data), shape.said, left=left, top=top)


def points_of(shape: LabelledShape, name: str, *counts: int) -> NDArray[np.float64]:
    """The points of a shape that must have so many."""
    if len(shape.points) not in counts:
        raise Fault(f"{name} has {len(shape.points)} points, not {' or '.join(map(str, counts))}")
    return checked_points(shape.points, name, fewest=1)


ADDERS: Mapping[str, Callable[[Gatherer, int, LabelledShape], None]] = {
    "polygon": add_polygon,
    "rectangle": add_rectangle,
    "oriented_rectangle": add_turned,
    "rotation": add_turned,
    "circle": add_circle,
    "line": add_line,
    "linestrip": add_line,
    "point": add_points,
    "points": add_points,
    "mask": add_mask,
}

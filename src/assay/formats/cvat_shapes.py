"""One shape of a CVAT file."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from assay.formats.cvat_meta import Meta
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.mask_pixels import MOST_PIXELS
from assay.formats.numbers import number, whole
from assay.formats.pending import Said
from assay.formats.shape_checks import box_corners, checked_box, turned
from assay.formats.xml_labels import children, id_of
from assay.formats.xml_text import Placed, attribute_number

GEOMETRY = frozenset(
    ["label", "occluded", "outside", "points", "rotation", "xtl", "ytl", "xbr", "ybr", "cx", "cy", "rx", "ry", "rle", "left", "top", "width", "height"]
)  # fmt: skip
TRUTHS = {"true": True, "false": False}


def add_shape(
    gatherer: Gatherer,
    image: int,
    element: Placed,
    meta: Meta,
    *,
    annotator: str,
    label: str = "",
    shared: Mapping[str, Any] | None = None,
) -> None:
    """Take one in. label, shared: the class and what else is said of the whole track it belongs to. Fault when it cannot be kept."""
    adder = ADDERS.get(element.tag)
    if adder is None:
        raise Fault(f"is a <{element.tag}>, which cannot be kept")
    label = label or element.get("label", "")
    other = dict(shared or {}) | {name: id_of(text) for name, text in element.attrib.items() if name not in GEOMETRY}
    attributes: dict[str, Any] = {}
    if occluded := element.get("occluded", ""):
        attributes["occluded"] = {"1": True, "0": False}.get(occluded, occluded)
    attributes |= attributes_in(element, meta, label)
    if element.tag == "skeleton" and (of_points := attributes_of_points(element, meta)):
        other["points"] = of_points
    adder(gatherer, image, label, element, Said(annotator=annotator, attributes=attributes, other=other))


def attributes_in(element: Placed, meta: Meta, label: str) -> dict[str, Any]:
    """The attributes of a shape, typed as the file declares them."""
    found: dict[str, Any] = {}
    for attribute in children(element, "attribute"):
        if name := attribute.get("name", "").strip():
            found[name] = typed((attribute.text or "").strip(), meta.types.get((label, name), ""))
    return found


def typed(text: str, kind: str) -> Any:
    """The value of an attribute of a kind; what is none of its kind stays text."""
    if kind == "checkbox":
        return TRUTHS.get(text.lower(), text)
    if kind == "number":
        try:
            found = number(text, "")
        except Fault:
            return text
        whole_number = id_of(text)
        return whole_number if isinstance(whole_number, int) else found
    return text


def attributes_of_points(element: Placed, meta: Meta) -> dict[str, Any]:
    """The attributes of the points of a skeleton, by their names."""
    points = children(element, "points")
    found = {point.get("label", ""): attributes_in(point, meta, point.get("label", "")) for point in points}
    return {name: attributes for name, attributes in found.items() if attributes}


def is_outside(element: Placed) -> bool:
    """Whether a shape of a track is not there on its frame; a skeleton is not when none of its points is."""
    if element.tag == "skeleton":
        points = list(children(element, "points"))
        return bool(points) and all(point.get("outside") == "1" for point in points)
    return element.get("outside") == "1"


def add_box(gatherer: Gatherer, image: int, label: str, element: Placed, said: Said) -> None:
    """A box, turned about its centre where it has a rotation."""
    x_min, y_min, x_max, y_max = box = tuple(attribute_number(element, name) for name in ("xtl", "ytl", "xbr", "ybr"))
    rotation = rotation_of(element)
    if not rotation:
        gatherer.box(image, label, x_min, y_min, x_max, y_max, said)
        return
    corners = box_corners(checked_box(*box))
    centre = ((x_min + x_max) / 2, (y_min + y_max) / 2)
    gatherer.rotated_box(image, label, turned(corners, rotation, about=centre), said)


def rotation_of(element: Placed) -> float:
    """Degrees by which a shape is turned, clockwise on the screen."""
    return attribute_number(element, "rotation") if element.get("rotation") else 0.0


def add_ellipse(gatherer: Gatherer, image: int, label: str, element: Placed, said: Said) -> None:
    """An ellipse, turned about its centre."""
    cx, cy, rx, ry = (attribute_number(element, name) for name in ("cx", "cy", "rx", "ry"))
    ends = turned([(cx + rx, cy), (cx, cy + ry)], math.fmod(rotation_of(element), 360), about=(cx, cy))
    gatherer.ellipse(image, label, (cx, cy), ends[0], ends[1], said)


def add_polygon(gatherer: Gatherer, image: int, label: str, element: Placed, said: Said) -> None:
    """A closed outline."""
    gatherer.polygon(image, label, [points_of(element)], said=said)


def add_polyline(gatherer: Gatherer, image: int, label: str, element: Placed, said: Said) -> None:
    """An open line."""
    gatherer.polyline(image, label, points_of(element), said)


def add_points(gatherer: Gatherer, image: int, label: str, element: Placed, said: Said) -> None:
    """Points without names."""
    gatherer.keypoints(image, label, points_of(element), said)


def add_skeleton(gatherer: Gatherer, image: int, label: str, element: Placed, said: Said) -> None:
    """Named points, each of which may be hidden or not there."""
    points = list(children(element, "points"))
    places = [points_of(point) for point in points]
    if not all(len(place) == 1 for place in places):
        raise Fault("a point of the skeleton has more than one place")
    seen = [0 if point.get("outside") == "1" else 1 if point.get("occluded") == "1" else 2 for point in points]
    names = [point.get("label", "") for point in points]
    gatherer.keypoints(image, label, [place[0] for place in places], said, visibility=seen, names=names)


def add_mask(gatherer: Gatherer, image: int, label: str, element: Placed, said: Said) -> None:
    """A mask by run lengths along the rows of a part of the image, starting with background."""
    left, top, width, height = (whole(element.get(name), f'"{name}"') for name in ("left", "top", "width", "height"))
    lengths = np.array([whole(text.strip(), '"rle"') for text in element.get("rle", "").split(",")], np.int64)
    if width * height > MOST_PIXELS or int(lengths.sum()) != width * height:
        raise Fault(f"the run lengths add up to {int(lengths.sum())}, not to {width} × {height} pixels")
    raster = np.repeat(np.arange(len(lengths)) % 2 == 1, lengths).reshape(height, width)
    gatherer.mask_at(image, label, raster, said, left=left, top=top)


def add_tag(gatherer: Gatherer, image: int, label: str, element: Placed, said: Said) -> None:
    """A class of the whole image."""
    gatherer.tag(image, label, said)


def points_of(element: Placed) -> list[tuple[float, float]]:
    """The points of "x,y;x,y"."""
    text = element.get("points")
    if text is None:
        raise Fault(f'<{element.tag}> has no "points"')
    found = []
    for pair in text.split(";"):
        x, comma, y = pair.partition(",")
        if not comma:
            raise Fault(f'"points" of <{element.tag}> has a point {pair[:40]!r}')
        found.append((number(x, "x"), number(y, "y")))
    return found


ADDERS: Mapping[str, Callable[[Gatherer, int, str, Placed, Said], None]] = {
    "box": add_box,
    "ellipse": add_ellipse,
    "mask": add_mask,
    "points": add_points,
    "polygon": add_polygon,
    "polyline": add_polyline,
    "skeleton": add_skeleton,
    "tag": add_tag,
}

"""The shapes of Darwin JSON, each by the field that holds it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.json_labels import as_list, as_object, as_text, point_of
from assay.formats.numbers import number
from assay.formats.pending import Said
from assay.formats.ring_nesting import nested_rings
from assay.formats.shape_checks import bounds_of, checked_points, turned
from assay.model.shapes import ShapeKind

Draw = Callable[[Gatherer, int, str, Mapping[str, Any], Said], None]


def polygon(gatherer: Gatherer, image: int, label: str, shape: Mapping[str, Any], said: Said) -> None:
    """A polygon of paths, of which nobody says which are holes."""
    paths = as_list(shape.get("paths"), "polygon.paths")
    if not paths and "path" in shape:
        paths = [shape["path"], *as_list(shape.get("additional_paths"), "polygon.additional_paths")]
    if not paths:
        raise Fault("has no path")
    rings, holes = nested_rings([checked_points(path_of(path, "polygon.paths")) for path in paths])
    filled = sum(area_of(ring) * (-1 if hole else 1) for ring, hole in zip(rings, holes, strict=True))
    if len(rings) > 1 and filled <= 0:
        more: dict[str, Any] = {
            "rings": rings,
            "holes": holes,
            "fault": "the paths of the polygon leave nothing filled",
        }
        gatherer.add(ShapeKind.POLYGON, bounds_of(rings), image, label, said, **more)
    else:
        gatherer.polygon(image, label, rings, holes, said)


def area_of(ring: NDArray[np.float64]) -> float:
    """The area inside a ring, whichever way it turns."""
    x, y = (ring - ring[0]).T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def path_of(path: Any, what: str) -> list[tuple[float, float]]:
    """The points of a path."""
    return [point_of(point, what) for point in as_list(path, what)]


def ellipse(gatherer: Gatherer, image: int, label: str, shape: Mapping[str, Any], said: Said) -> None:
    """An ellipse by its centre, radii and angle."""
    x, y = point_of(shape.get("center"), "the centre")
    reach = point_of(shape.get("radius"), "the radius")
    angle = float(np.rad2deg(number(shape.get("angle", 0), "the angle")))
    a, b = turned([(x + reach[0], y), (x, y + reach[1])], angle, about=(x, y))
    gatherer.ellipse(image, label, (x, y), a, b, said)


def line(gatherer: Gatherer, image: int, label: str, shape: Mapping[str, Any], said: Said) -> None:
    """An open line."""
    gatherer.polyline(image, label, path_of(shape.get("path"), "line.path"), said)


def keypoint(gatherer: Gatherer, image: int, label: str, shape: Mapping[str, Any], said: Said) -> None:
    """One point."""
    gatherer.keypoints(image, label, [point_of(shape)], said)


def skeleton(gatherer: Gatherer, image: int, label: str, shape: Mapping[str, Any], said: Said) -> None:
    """Named points."""
    nodes = [as_object(node, "the node") for node in as_list(shape.get("nodes"), "skeleton.nodes")]
    names = [as_text(node.get("name"), "the name of the node") for node in nodes]
    seen = [1 if node.get("occluded") is True else 2 for node in nodes]
    gatherer.keypoints(image, label, [point_of(node) for node in nodes], said, visibility=seen, names=names)


def cuboid(gatherer: Gatherer, image: int, label: str, shape: Mapping[str, Any], said: Said) -> None:
    """The box around both faces of a cuboid, which is kept beside it."""
    faces = [corners_of(as_object(shape.get(face), f"cuboid.{face}")) for face in ("front", "back")]
    x_min, y_min, _, _ = np.min(faces, axis=0).tolist()
    _, _, x_max, y_max = np.max(faces, axis=0).tolist()
    gatherer.box(image, label, x_min, y_min, x_max, y_max, replace(said, other={**said.other, "cuboid": dict(shape)}))


def tag(gatherer: Gatherer, image: int, label: str, _shape: Mapping[str, Any], said: Said) -> None:
    """A class of the whole image."""
    gatherer.tag(image, label, said)


def box(gatherer: Gatherer, image: int, label: str, shape: Mapping[str, Any], said: Said) -> None:
    """A box."""
    gatherer.box(image, label, *corners_of(shape), said)


def corners_of(shape: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """The corners of a box by its x, y, w and h."""
    x, y, width, height = (number(shape.get(name), f"{name} of the box") for name in "xywh")
    return x, y, x + width, y + height


SHAPES: Mapping[str, Draw] = {
    "polygon": polygon,
    "ellipse": ellipse,
    "line": line,
    "keypoint": keypoint,
    "skeleton": skeleton,
    "cuboid": cuboid,
    "tag": tag,
    "bounding_box": box,
}
"""Shapes by their fields. The box comes last, since polygons and others have one beside them."""

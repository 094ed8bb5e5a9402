"""The shapes of SuperAnnotate's vector JSON, each by its type."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from assay.formats.gathering import Gatherer
from assay.formats.json_labels import as_list, as_object, point_of
from assay.formats.numbers import number, numbers
from assay.formats.pending import Said
from assay.formats.shape_checks import turned

Draw = Callable[[Gatherer, int, str, Mapping[str, Any], Said], None]


def box(gatherer: Gatherer, image: int, label: str, entry: Mapping[str, Any], said: Said) -> None:
    """A box by two opposite corners, in any order."""
    points = as_object(entry.get("points"), "points")
    x, y = ([number(points.get(f"{axis}{end}"), f"{axis}{end}") for end in (1, 2)] for axis in "xy")
    gatherer.box(image, label, min(x), min(y), max(x), max(y), said)


def rotated_box(gatherer: Gatherer, image: int, label: str, entry: Mapping[str, Any], said: Said) -> None:
    """A rotated box by its four corners."""
    points = as_object(entry.get("points"), "points")
    corners = [[number(points.get(f"{axis}{at}"), f"{axis}{at}") for axis in "xy"] for at in (1, 2, 3, 4)]
    gatherer.rotated_box(image, label, corners, said)


def polygon(gatherer: Gatherer, image: int, label: str, entry: Mapping[str, Any], said: Said) -> None:
    """A polygon; what it excludes are holes."""
    inner = [numbers(hole, "exclude") for hole in as_list(entry.get("exclude"), "exclude")]
    rings = [numbers(entry.get("points") or [], "points"), *inner]
    gatherer.polygon(image, label, rings, [False, *([True] * len(inner))], said)


def polyline(gatherer: Gatherer, image: int, label: str, entry: Mapping[str, Any], said: Said) -> None:
    """An open line."""
    gatherer.polyline(image, label, numbers(entry.get("points") or [], "points"), said)


def point(gatherer: Gatherer, image: int, label: str, entry: Mapping[str, Any], said: Said) -> None:
    """One point."""
    gatherer.keypoints(image, label, [point_of(dict(entry))], said)


def ellipse(gatherer: Gatherer, image: int, label: str, entry: Mapping[str, Any], said: Said) -> None:
    """An ellipse by its centre, radii and angle in degrees."""
    x, y, a, b = (number(entry.get(name), name) for name in ("cx", "cy", "rx", "ry"))
    ends = turned([(x + a, y), (x, y + b)], number(entry.get("angle") or 0, "the angle"), about=(x, y))
    gatherer.ellipse(image, label, (x, y), ends[0], ends[1], said)


def cuboid(gatherer: Gatherer, image: int, label: str, entry: Mapping[str, Any], said: Said) -> None:
    """The box around a cuboid, which is kept beside it."""
    points = as_object(entry.get("points"), "points")
    corners = [point_of(points.get(name), name) for name in ("f1", "f2", "r1", "r2")]
    x, y = zip(*corners, strict=True)
    kept = replace(said, other={**said.other, "cuboid": points})
    gatherer.box(image, label, min(x), min(y), max(x), max(y), kept)


def template(gatherer: Gatherer, image: int, label: str, entry: Mapping[str, Any], said: Said) -> None:
    """Keypoints. Their labels are by place, counted from 0; those without one are called after their ids."""
    points = [as_object(one, "the point") for one in as_list(entry.get("points"), "points")]
    labels = as_object(entry.get("pointLabels") or {}, "pointLabels")
    names = [str(labels.get(str(at)) or one.get("id", at + 1)) for at, one in enumerate(points)]
    gatherer.keypoints(image, label, [point_of(one) for one in points], said, names=names)


def tag(gatherer: Gatherer, image: int, label: str, _entry: Mapping[str, Any], said: Said) -> None:
    """A class of the whole image."""
    gatherer.tag(image, label, said)


SHAPES: Mapping[str, Draw] = {
    "bbox": box,
    "rbbox": rotated_box,
    "polygon": polygon,
    "polyline": polyline,
    "point": point,
    "ellipse": ellipse,
    "cuboid": cuboid,
    "template": template,
    "tag": tag,
}

"""The shapes of VIA, in pixels."""

import math
from collections.abc import Callable, Mapping
from typing import Any

from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.numbers import number, numbers
from assay.formats.pending import Said
from assay.formats.shape_checks import turned

Shape = Mapping[str, Any]


def rect(gatherer: Gatherer, image: int, label: str, shape: Shape, said: Said) -> None:
    """A box."""
    x, y, width, height = (number(shape.get(name), name) for name in ("x", "y", "width", "height"))
    gatherer.box(image, label, x, y, x + width, y + height, said)


def circle(gatherer: Gatherer, image: int, label: str, shape: Shape, said: Said) -> None:
    """A circle, which is an ellipse."""
    x, y = centre_of(shape)
    radius = number(shape.get("r"), "r")
    gatherer.ellipse(image, label, (x, y), (x + radius, y), (x, y + radius), said)


def ellipse(gatherer: Gatherer, image: int, label: str, shape: Shape, said: Said) -> None:
    """An ellipse; newer versions turn it by "theta", in radians."""
    x, y = centre_of(shape)
    wide, high = number(shape.get("rx"), "rx"), number(shape.get("ry"), "ry")
    theta = 0.0 if shape.get("theta") is None else number(shape["theta"], "theta")
    a, b = turned([(x + wide, y), (x, y + high)], math.degrees(theta), about=(x, y))
    gatherer.ellipse(image, label, (x, y), a, b, said)


def polygon(gatherer: Gatherer, image: int, label: str, shape: Shape, said: Said) -> None:
    """An outline; version 1 repeats the first point at its end."""
    points = points_of(shape)
    if len(points) > 3 and points[0] == points[-1]:
        del points[-1]
    gatherer.polygon(image, label, [points], said=said)


def polyline(gatherer: Gatherer, image: int, label: str, shape: Shape, said: Said) -> None:
    """An open line."""
    gatherer.polyline(image, label, points_of(shape), said)


def point(gatherer: Gatherer, image: int, label: str, shape: Shape, said: Said) -> None:
    """One point."""
    gatherer.keypoints(image, label, [centre_of(shape)], said)


def centre_of(shape: Shape) -> tuple[float, float]:
    """The centre."""
    return number(shape.get("cx"), "cx"), number(shape.get("cy"), "cy")


def points_of(shape: Shape) -> list[tuple[float, float]]:
    """The points. Fault when there are not as many x as y."""
    xs = numbers(shape.get("all_points_x") or [], "all_points_x")
    ys = numbers(shape.get("all_points_y") or [], "all_points_y")
    if len(xs) != len(ys):
        raise Fault(f"has {len(xs)} all_points_x and {len(ys)} all_points_y")
    return list(zip(xs, ys, strict=True))


SHAPES: Mapping[str, Callable[[Gatherer, int, str, Shape, Said], None]] = {
    "rect": rect,
    "circle": circle,
    "ellipse": ellipse,
    "polygon": polygon,
    "polyline": polyline,
    "point": point,
}

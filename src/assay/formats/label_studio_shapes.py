"""The shapes of Label Studio, in percent of the image: angles in degrees, clockwise, of boxes about their upper left corner."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.json_labels import as_list, as_object, point_of
from assay.formats.json_text import brief
from assay.formats.label_studio_brush import decoded_brush
from assay.formats.numbers import number
from assay.formats.pending import Said
from assay.formats.shape_checks import box_corners, turned


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where a shape is to be drawn, and what is said of it."""

    gatherer: Gatherer
    image: int
    label: str
    said: Said
    place: str

    @property
    def size(self) -> NDArray[np.float64]:
        """(2,) width and height of the image, each per cent of it. Fault when they are not known."""
        return np.array(self.gatherer.size_of(self.image)) / 100


def rectangle(drawing: Drawing, value: Mapping[str, Any]) -> None:
    """A box, or one that is turned. An angle of 360 is one: the writer says so that a box may be turned."""
    left, top, right, bottom = rectangle_sides(drawing, value)
    degrees = angle(value)
    if degrees == 0:
        drawing.gatherer.box(drawing.image, drawing.label, left, top, right, bottom, drawing.said)
        return
    corners = turned(box_corners((left, top, right, bottom)), degrees, about=(left, top))
    drawing.gatherer.rotated_box(drawing.image, drawing.label, corners, drawing.said)


def rectangle_sides(drawing: Drawing, value: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom in pixels, before any turning."""
    x, y = point_of(value, "the box")
    width, height = number(value.get("width"), "width"), number(value.get("height"), "height")
    left, top = (np.array([x, y]) * drawing.size).tolist()
    right, bottom = (np.array([x + width, y + height]) * drawing.size).tolist()
    return left, top, right, bottom


def angle(value: Mapping[str, Any]) -> float:
    """Degrees clockwise."""
    return 0.0 if value.get("rotation") is None else number(value["rotation"], "rotation")


def polygon(drawing: Drawing, value: Mapping[str, Any]) -> None:
    """An outline."""
    drawing.gatherer.polygon(drawing.image, drawing.label, [outline(drawing, value)], said=drawing.said)


def outline(drawing: Drawing, value: Mapping[str, Any]) -> NDArray[np.float64]:
    """(k, 2) the points of an outline in pixels."""
    points = [pair(one) for one in as_list(value.get("points"), "points")]
    return np.array(points, np.float64).reshape(-1, 2) * drawing.size


def pair(value: Any) -> tuple[float, float]:
    """A point of two numbers."""
    if not isinstance(value, list) or len(value) != 2:
        raise Fault(f"has a point that is no pair of numbers but {brief(value)}")
    return number(value[0], "x of a point"), number(value[1], "y of a point")


def vector(drawing: Drawing, value: Mapping[str, Any]) -> None:
    """A closed path, which is an outline, or an open one, which is a line; curves are taken as straight, which is said."""
    vertices = [as_object(one, "a vertex") for one in as_list(value.get("vertices"), "vertices")]
    points = np.array([point_of(one, "a vertex") for one in vertices], np.float64).reshape(-1, 2) * drawing.size
    if any(one.get("isBezier") for one in vertices):
        drawing.gatherer.note(drawing.place, "has curves, which are read as straight lines between their points")
    if value.get("closed"):
        drawing.gatherer.polygon(drawing.image, drawing.label, [points], said=drawing.said)
    else:
        drawing.gatherer.polyline(drawing.image, drawing.label, points, drawing.said)


def keypoint(drawing: Drawing, value: Mapping[str, Any]) -> None:
    """One point; its width is how large it is painted."""
    drawing.gatherer.keypoints(drawing.image, drawing.label, [point_at(drawing, value)], drawing.said)


def point_at(drawing: Drawing, value: Mapping[str, Any]) -> list[float]:
    """A point in pixels."""
    return (np.array(point_of(value)) * drawing.size).tolist()


def ellipse(drawing: Drawing, value: Mapping[str, Any]) -> None:
    """An ellipse by its centre and half axes, turned about the centre."""
    x, y = point_of(value, "the ellipse")
    wide, high = number(value.get("radiusX"), "radiusX"), number(value.get("radiusY"), "radiusY")
    centre, reach = np.array([x, y]) * drawing.size, np.array([wide, high]) * drawing.size
    ends = centre + np.array([(reach[0], 0), (0, reach[1])])
    degrees = angle(value)
    if degrees:
        ends = turned(ends, degrees, about=(centre[0], centre[1]))
    drawing.gatherer.ellipse(drawing.image, drawing.label, centre, ends[0], ends[1], drawing.said)


def brush(drawing: Drawing, value: Mapping[str, Any]) -> None:
    """A mask."""
    if value.get("format", "rle") != "rle" or "rle" not in value:
        raise Fault("is a mask that is not packed as Label Studio's run lengths")
    width, height = map(int, drawing.gatherer.size_of(drawing.image))
    mask = decoded_brush(value["rle"], width=width, height=height)
    drawing.gatherer.mask_at(drawing.image, drawing.label, mask, drawing.said)


SHAPES: Mapping[str, Callable[[Drawing, Mapping[str, Any]], None]] = {
    "rectangle": rectangle,
    "polygon": polygon,
    "keypoint": keypoint,
    "ellipse": ellipse,
    "brush": brush,
    "vector": vector,
}
"""By the type of a result, without the "labels" that it may end with."""

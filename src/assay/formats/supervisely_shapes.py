"""The shapes of Supervisely, each by its geometryType."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.json_labels import as_list, as_object
from assay.formats.json_text import brief
from assay.formats.numbers import numbers, whole
from assay.formats.pending import Said
from assay.formats.shape_checks import bounds_of, box_corners, checked_points, turned
from assay.formats.supervisely_bitmap import decoded_bitmap


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where and as what an object is drawn. in_pixels: its coordinates count pixels. nodes: names of the points of its class's graph."""

    gatherer: Gatherer
    image: int
    label: str
    said: Said
    in_pixels: bool
    nodes: Mapping[str, str]

    def places(self, points: Any, what: str) -> NDArray[np.float64]:
        """(k, 2) the places of points; a pixel's is its middle."""
        found = [numbers(point, "the point", count=2) for point in as_list(points, what)]
        return checked_points(np.array(found, np.float64).reshape(-1, 2), what, fewest=1) + 0.5 * self.in_pixels

    def corners(self, points: Any) -> tuple[float, float, float, float]:
        """The box between two opposite corners, in any order; one in pixels holds its last."""
        found = [numbers(point, "the corner", count=2) for point in as_list(points, "points.exterior")]
        if len(found) < 2:
            raise Fault(f"the rectangle has fewer than 2 corners ({len(found)})")
        x_min, y_min, x_max, y_max = bounds_of([np.array(found, np.float64)])
        return x_min, y_min, x_max + self.in_pixels, y_max + self.in_pixels

    def rings(self, points: Any) -> tuple[list[NDArray[np.float64]], list[bool]]:
        """A part and its holes."""
        part = as_object(points, "points")
        inner = [self.places(ring, "points.interior") for ring in as_list(part.get("interior"), "points.interior")]
        return [self.places(part.get("exterior"), "points.exterior"), *inner], [False, *([True] * len(inner))]


Draw = Callable[[Drawing, Mapping[str, Any]], None]


def draw(drawing: Drawing, entry: Mapping[str, Any]) -> None:
    """Draw an object. Older files give no type, but a bitmap or points. Fault when it has no shape that can be read."""
    kind = entry.get("geometryType") or ("bitmap" if entry.get("bitmap") else "polygon")
    shape = SHAPES.get(kind) if isinstance(kind, str) else None
    if shape is None:
        raise Fault(f"its geometryType is no shape that can be read but {brief(kind)}")
    shape(drawing, entry)


def exterior(entry: Mapping[str, Any]) -> Any:
    """The outer points of an object."""
    return as_object(entry.get("points"), "points").get("exterior")


def rectangle(drawing: Drawing, entry: Mapping[str, Any]) -> None:
    """A box by two corners."""
    drawing.gatherer.box(drawing.image, drawing.label, *drawing.corners(exterior(entry)), drawing.said)


def oriented_box(drawing: Drawing, entry: Mapping[str, Any]) -> None:
    """A box by two corners, turned about its middle; the angle is radians."""
    points = entry.get("points")
    box = drawing.corners(points.get("exterior") if isinstance(points, dict) else points)
    (angle,) = numbers([entry.get("angle") or 0], "the angle", count=1)
    middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    corners = turned(box_corners(box), float(np.rad2deg(angle)), about=middle)
    said = replace(drawing.said, other={name: value for name, value in drawing.said.other.items() if name != "angle"})
    drawing.gatherer.rotated_box(drawing.image, drawing.label, corners, said)


def polygon(drawing: Drawing, entry: Mapping[str, Any]) -> None:
    """A polygon with its holes."""
    drawing.gatherer.polygon(drawing.image, drawing.label, *drawing.rings(entry.get("points")), drawing.said)


def multipolygon(drawing: Drawing, entry: Mapping[str, Any]) -> None:
    """A polygon of several parts, each with its holes."""
    parts = [drawing.rings(part) for part in as_list(entry.get("parts"), "parts")]
    rings = [ring for drawn, _ in parts for ring in drawn]
    holes = [hole for _, found in parts for hole in found]
    drawing.gatherer.polygon(drawing.image, drawing.label, rings, holes, drawing.said)


def line(drawing: Drawing, entry: Mapping[str, Any]) -> None:
    """An open line."""
    places = drawing.places(exterior(entry), "points.exterior")
    drawing.gatherer.polyline(drawing.image, drawing.label, places, drawing.said)


def point(drawing: Drawing, entry: Mapping[str, Any]) -> None:
    """One point."""
    places = drawing.places(exterior(entry), "points.exterior")
    drawing.gatherer.keypoints(drawing.image, drawing.label, places, drawing.said)


def graph(drawing: Drawing, entry: Mapping[str, Any]) -> None:
    """Named points; one that is disabled is hidden."""
    nodes = as_object(entry.get("nodes"), "nodes")
    found = [as_object(node, "the node") for node in nodes.values()]
    places = drawing.places([node.get("loc") for node in found], "nodes")
    seen = [1 if node.get("disabled") else 2 for node in found]
    names = [drawing.nodes.get(key, key) for key in nodes]
    drawing.gatherer.keypoints(drawing.image, drawing.label, places, drawing.said, visibility=seen, names=names)


def bitmap(drawing: Drawing, entry: Mapping[str, Any]) -> None:
    """A mask on a part of the image."""
    found = as_object(entry.get("bitmap"), "bitmap")
    origin = as_list(found.get("origin"), "bitmap.origin")
    left, top = (whole(value, "the origin") for value in numbers(origin, "bitmap.origin", count=2))
    width, height = map(int, drawing.gatherer.size_of(drawing.image))
    raster = decoded_bitmap(found.get("data"), most=(width, height))
    drawing.gatherer.mask_at(drawing.image, drawing.label, raster, drawing.said, left=left, top=top)


def cuboid(drawing: Drawing, entry: Mapping[str, Any]) -> None:
    """The box around a cuboid's corners, which are kept beside it."""
    places = drawing.places(entry.get("points"), "points")
    kept = replace(drawing.said, other={**drawing.said.other, "cuboid": entry.get("points")})
    drawing.gatherer.box(drawing.image, drawing.label, *bounds_of([places]), kept)


SHAPES: Mapping[str, Draw] = {
    "rectangle": rectangle,
    "oriented_bbox": oriented_box,
    "polygon": polygon,
    "multipolygon": multipolygon,
    "line": line,
    "point": point,
    "graph": graph,
    "bitmap": bitmap,
    "alpha_mask": bitmap,
    "cuboid": cuboid,
}

"""What is truly in the pictures: boxes of components, outlines of boards and faults, in image pixels."""

import math
from dataclasses import dataclass, field

import numpy as np
from shapely import Polygon, box

from demo_batch.shapes import IMAGE_HEIGHT, IMAGE_WIDTH, Placed, Points, Pose

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Annotation:
    """One object on one image; `outline` (n, 2) for regions, else only the box counts."""

    id: int
    image: str
    kind: str
    box: Box
    outline: Points | None = None
    attributes: dict[str, str] = field(default_factory=dict[str, str])
    annotator: str = ""

    def shape(self) -> Polygon:
        """Returns the annotation's area as a shapely polygon."""
        return box(*self.box) if self.outline is None else Polygon(self.outline)


def bounds(placed: Placed, pose: Pose) -> Box:
    """Returns the axis-aligned box (x_min, y_min, x_max, y_max) in the image of a component: its body, pins and solder."""
    angle = math.radians(placed.turn + pose.turn)
    cos, sin = abs(math.cos(angle)), abs(math.sin(angle))
    lows: list[Points] = []
    highs: list[Points] = []
    for part in placed.component.parts:
        radius = min(part.radius, part.width / 2, part.height / 2)
        half_w, half_h = part.width / 2 - radius, part.height / 2 - radius
        reach = np.array([half_w * cos + half_h * sin + radius, half_w * sin + half_h * cos + radius])
        centre = pose.in_image(np.array([placed.on_board(part.x, part.y)]))[0]
        lows.append(centre - reach)
        highs.append(centre + reach)
    low, high = np.min(lows, axis=0), np.max(highs, axis=0)
    return (float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def clipped(bounds_in_image: Box) -> Box:
    """Returns the part of a box that is in the picture."""
    x_min, y_min, x_max, y_max = bounds_in_image
    return (max(x_min, 0.0), max(y_min, 0.0), min(x_max, float(IMAGE_WIDTH)), min(y_max, float(IMAGE_HEIGHT)))


def visible_share(bounds_in_image: Box) -> float:
    """Returns how much of a box lies in the picture."""
    return box(*bounds_in_image).intersection(box(0, 0, IMAGE_WIDTH, IMAGE_HEIGHT)).area / box(*bounds_in_image).area


def clipped_outline(outline: Points) -> Points:
    """Returns the part of an outline that is in the picture, as points (n, 2)."""
    inside = Polygon(outline).intersection(box(0, 0, IMAGE_WIDTH, IMAGE_HEIGHT))
    assert isinstance(inside, Polygon)
    return np.asarray(inside.exterior.coords)[:-1]


def rounded(outline: Points) -> Points:
    """Returns an outline to a tenth of a pixel, as the file will hold it."""
    return np.round(outline, 1)


def outline_box(outline: Points) -> Box:
    """Returns the axis-aligned box of an outline."""
    low, high = outline.min(axis=0), outline.max(axis=0)
    return (float(low[0]), float(low[1]), float(high[0]), float(high[1]))

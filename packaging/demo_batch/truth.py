"""Reads a scene's gold off its layout, and the places where a hasty eye sees something that is not there."""

from dataclasses import dataclass

import numpy as np
from shapely import Polygon

from demo_batch.gold import Annotation, Box, bounds, clipped, clipped_outline, outline_box, rounded
from demo_batch.scene import Scene
from demo_batch.shapes import IMAGE_HEIGHT, IMAGE_WIDTH


@dataclass(frozen=True, slots=True)
class Decoy:
    """A place without an object that looks a little like one of a class: an empty footprint, a hole, a printed code."""

    kind: str
    box: Box
    looks_like: str


def gold_of(scene: Scene, image: str, first_id: int) -> list[Annotation]:
    """Returns a scene's gold: the board, its faults, its components from the top down."""
    outline = rounded(clipped_outline(scene.pose.in_image(scene.outline)))
    found = [Annotation(first_id, image, "board", outline_box(outline), outline)]
    for region in scene.regions:
        shape = rounded(scene.pose.in_image(region.outline))
        found.append(Annotation(first_id + len(found), image, region.kind, outline_box(shape), shape))
    fitted = [placed for placed in scene.placed if placed.fitted]
    boxes = [(_tenths(clipped(bounds(placed, scene.pose))), placed.component) for placed in fitted]
    for place, component in sorted(boxes, key=lambda pair: (pair[0][1], pair[0][0])):
        found.append(Annotation(first_id + len(found), image, component.kind, place, None, component.attributes))
    return found


def _tenths(place: Box) -> Box:
    x_min, y_min, x_max, y_max = (round(side, 1) for side in place)
    return (x_min, y_min, x_max, y_max)


def decoys_of(scene: Scene) -> list[Decoy]:
    """Returns the scene's decoys that lie well inside the picture."""
    found = [
        Decoy(placed.component.kind, _tenths(bounds(placed, scene.pose)), "an empty footprint")
        for placed in scene.placed
        if not placed.fitted
    ]
    for feature in scene.features:
        kind = "connector" if feature.hole else "solder"
        what = "a mounting hole" if feature.hole else "a test pad"
        half = max(feature.width / 2, 9.0)
        found.append(Decoy(kind, _around(scene, feature.x, feature.y, half), what))
    for left, top, right, bottom in scene.codes:
        found.append(
            Decoy("ic", _around(scene, (left + right) / 2, (top + bottom) / 2, (right - left) / 2), "a printed code")
        )
    return [decoy for decoy in found if _is_inside(decoy.box)]


def _around(scene: Scene, x: float, y: float, half: float) -> Box:
    corners = np.array([(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)])
    return _tenths(outline_box(scene.pose.in_image(corners)))


def _is_inside(place: Box) -> bool:
    return place[0] > 8 and place[1] > 8 and place[2] < IMAGE_WIDTH - 8 and place[3] < IMAGE_HEIGHT - 8


def area_of(annotation: Annotation) -> float:
    """Returns an annotation's area in square pixels."""
    if annotation.outline is not None:
        return float(Polygon(annotation.outline).area)
    x_min, y_min, x_max, y_max = annotation.box
    return (x_max - x_min) * (y_max - y_min)

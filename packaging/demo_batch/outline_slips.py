"""Badly drawn outlines: coarse, crossing themselves, past the picture's border."""

import numpy as np
from shapely import Polygon, hausdorff_distance

from demo_batch.shapes import IMAGE_HEIGHT, IMAGE_WIDTH, Points


def coarse(outline: Points, random: np.random.Generator) -> Points | None:
    """Returns an outline with few corners: clearly too far from gold somewhere, though its area still fits."""
    gold = Polygon(outline)
    tolerance = max(4.0, 0.1 * float(np.sqrt(gold.area)))
    for count in (7, 8, 6, 9, 5):
        start = float(random.random())
        places = (start + np.arange(count) / count) % 1.0
        corners = np.array([gold.exterior.interpolate(place, normalized=True).coords[0] for place in places])
        corners = np.round(corners, 2)
        drawn = Polygon(corners)
        if not drawn.is_valid:
            continue
        iou = drawn.intersection(gold).area / drawn.union(gold).area
        if iou > 0.84 and hausdorff_distance(drawn.exterior, gold.exterior, densify=0.05) > 1.25 * tolerance:
            return corners
    return None


def crossing(outline: Points, random: np.random.Generator) -> Points:
    """Returns an outline with a tiny loop: one spot where the pen went back over its own line."""
    at = int(random.integers(2, len(outline) - 2))
    along = outline[at + 1] - outline[at]
    along = along / np.hypot(*along)
    middle = (outline[at] + outline[at + 1]) / 2
    across = np.array([-along[1], along[0]])
    loop = np.array(
        [middle + 0.9 * along + 0.5 * across, middle + 0.9 * along - 0.7 * across, middle - 0.9 * along + 0.5 * across]
    )
    return np.round(np.concatenate([outline[: at + 1], loop, outline[at + 1 :]]), 2)


def past_border(outline: Points, random: np.random.Generator) -> Points:
    """Returns an outline whose corners on the picture's border are drawn some pixels past it."""
    drawn = outline.copy()
    beyond = random.uniform(3.0, 7.0, 4)
    drawn[outline[:, 0] <= 0, 0] -= beyond[0]
    drawn[outline[:, 1] <= 0, 1] -= beyond[1]
    drawn[outline[:, 0] >= IMAGE_WIDTH, 0] += beyond[2]
    drawn[outline[:, 1] >= IMAGE_HEIGHT, 1] += beyond[3]
    return np.round(drawn, 2)


def touches_border(outline: Points) -> bool:
    """Tells whether an outline has a corner on the picture's border."""
    x, y = outline[:, 0], outline[:, 1]
    return bool(((x <= 0) | (y <= 0) | (x >= IMAGE_WIDTH) | (y >= IMAGE_HEIGHT)).any())

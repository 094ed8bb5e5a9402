"""A board with all that is on it, and what is still free."""

import math
from dataclasses import dataclass, field

import numpy as np

from demo_batch.recipes import Recipe
from demo_batch.shapes import IMAGE_HEIGHT, IMAGE_WIDTH, Pad, Placed, Points, Pose, Region, Text

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Scene:
    """A board with all that is on it, in board pixels, and its pose in the picture."""

    recipe: Recipe
    pose: Pose
    outline: Points
    placed: list[Placed] = field(default_factory=list[Placed])
    regions: list[Region] = field(default_factory=list[Region])
    texts: list[Text] = field(default_factory=list[Text])
    features: list[Pad] = field(default_factory=list[Pad])
    codes: list[Box] = field(default_factory=list[Box])
    taken: list[Box] = field(default_factory=list[Box])

    def is_free(self, wanted: Box, margin: float = 0.0) -> bool:
        """Tells whether a box on the board touches nothing placed so far."""
        left, top, right, bottom = wanted
        return all(
            right + margin <= a or left - margin >= c or bottom + margin <= b or top - margin >= d
            for a, b, c, d in self.taken
        )

    def is_on_board(self, wanted: Box, margin: float) -> bool:
        """Tells whether a box keeps a margin to the board's edge."""
        width, height = self.recipe.size
        return (
            wanted[0] >= margin and wanted[1] >= margin and wanted[2] <= width - margin and wanted[3] <= height - margin
        )


def pose_of(recipe: Recipe) -> Pose:
    """Returns how a recipe's board lies in the picture: turned about its middle, then shifted."""
    width, height = recipe.size
    turned = Pose(recipe.turn, 0, 0).in_image(np.array([[width / 2, height / 2]]))[0]
    return Pose(
        recipe.turn,
        IMAGE_WIDTH / 2 + recipe.shift[0] - float(turned[0]),
        IMAGE_HEIGHT / 2 + recipe.shift[1] - float(turned[1]),
    )


def board_outline(recipe: Recipe) -> Points:
    """Returns the outline (n, 2) of a board with rounded corners."""
    width, height = recipe.size
    corner = recipe.corner
    points: list[tuple[float, float]] = []
    for quarter, (x, y) in enumerate(
        ((width - corner, height - corner), (corner, height - corner), (corner, corner), (width - corner, corner))
    ):
        for step in range(7):
            angle = math.radians(90 * quarter + 15 * step)
            points.append((x + corner * math.cos(angle), y + corner * math.sin(angle)))
    return np.array(points)

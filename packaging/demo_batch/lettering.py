"""What is printed and plated beside the components: title, designators, test pads, a code."""

import itertools

import numpy as np
from shapely import Point, Polygon, box

from demo_batch.scene import Box, Scene
from demo_batch.shapes import IMAGE_HEIGHT, IMAGE_WIDTH, Pad, Placed, Text


def print_title(scene: Scene) -> None:
    """Prints the board's name where there is room."""
    width, height = scene.recipe.size
    unit = scene.recipe.unit
    size = 2.0 * unit
    length = 0.58 * size * len(scene.recipe.title)
    places = [
        (x * width, y * height)
        for y in (0.94, 0.06, 0.9, 0.1, 0.5, 0.3, 0.7, 0.2, 0.8, 0.4, 0.6)
        for x in (0.3, 0.5, 0.7, 0.2, 0.8, 0.4, 0.6)
    ]
    for x, y in places:
        area = (x - length / 2, y - size * 0.55, x + length / 2, y + size * 1.35)
        seen = box(0, 0, IMAGE_WIDTH, IMAGE_HEIGHT).contains(
            Polygon(scene.pose.in_image(np.array([area[:2], (area[2], area[1]), area[2:], (area[0], area[3])])))
        )
        if seen and scene.is_free(area, 3) and scene.is_on_board(area, 0.4 * unit):
            scene.texts += [Text(scene.recipe.title, x, y, size), Text("REV C  2026", x, y + 0.85 * size, 0.5 * size)]
            scene.taken.append(area)
            return


def add_small_features(scene: Scene, random: np.random.Generator) -> None:
    """Adds test points, fiducials and a printed code where there is room."""
    width, height = scene.recipe.size
    unit = scene.recipe.unit
    tests, codes, marks = itertools.count(1), 0, 0
    for _ in range(160):
        x, y = float(random.uniform(0.04, 0.96)) * width, float(random.uniform(0.04, 0.96)) * height
        half = 3.0 * unit if codes < 1 else 1.3 * unit
        area = (x - half, y - half, x + half, y + half)
        if not (scene.is_free(area, 2) and scene.is_on_board(area, unit)):
            continue
        if codes < 1:
            codes += 1
            scene.codes.append((x - 2.3 * unit, y - 2.3 * unit, x + 2.3 * unit, y + 2.3 * unit))
        elif marks < 3:
            marks += 1
            scene.features.append(Pad(x, y, unit, unit, is_round=True))
        elif (number := next(tests)) <= 8:
            scene.features.append(Pad(x, y, 1.3 * unit, 1.3 * unit, is_round=True))
            scene.texts.append(Text(f"TP{number}", x, y - 1.15 * unit, 0.85 * unit))
        else:
            return
        scene.taken.append(area)


def print_designators(scene: Scene) -> None:
    """Prints each component's designator beside it, unless all places there are taken."""
    unit = scene.recipe.unit
    size = 0.98 * unit
    for placed in scene.placed:
        left, top, right, bottom = placed.courtyard(0.1 * unit)
        wide, tall = 0.58 * size * len(placed.designator), 0.8 * size
        middle = ((left + right) / 2, (top + bottom) / 2)
        options = (
            (middle[0], top - tall / 2 - 1, 0), (middle[0], bottom + tall / 2 + 1, 0),
            (right + tall / 2 + 1, middle[1], 90), (left - tall / 2 - 1, middle[1], 90),
            (left + wide / 2, top - tall / 2 - 1, 0), (right - wide / 2, bottom + tall / 2 + 1, 0),
        )  # fmt: skip
        for x, y, turn in options:
            half_w, half_h = (wide / 2, tall / 2) if turn == 0 else (tall / 2, wide / 2)
            area = (x - half_w, y - half_h, x + half_w, y + half_h)
            others = [taken for taken in scene.taken if not _holds(taken, placed)]
            if scene.is_on_board(area, 2) and _is_clear(area, others):
                scene.texts.append(Text(placed.designator, x, y, size, turn))
                scene.taken.append(area)
                break


def _holds(area: Box, placed: Placed) -> bool:
    return box(*area).contains(Point(placed.x, placed.y))


def _is_clear(area: Box, others: list[Box]) -> bool:
    left, top, right, bottom = area
    return all(right <= a or left >= c or bottom <= b or top >= d for a, b, c, d in others)

"""Places blocks, silkscreen and faults on a board so that nothing overlaps."""

import itertools
import math

import numpy as np
from shapely import Polygon, box

from demo_batch.blocks import AT_EDGE, BLOCKS, Kit, Spot
from demo_batch.gold import bounds, visible_share
from demo_batch.lettering import add_small_features, print_designators, print_title
from demo_batch.recipes import Recipe
from demo_batch.regions import OUTLINES
from demo_batch.scene import Scene, board_outline, pose_of
from demo_batch.shapes import IMAGE_HEIGHT, IMAGE_WIDTH, Pad, Placed, Region

LETTERS = {"resistor": "R", "capacitor": "C", "ic": "U", "connector": "J", "led": "D", "crystal": "Y", "inductor": "L"}


TRIES = 260


def lay_out(recipe: Recipe, random: np.random.Generator) -> Scene:
    """Returns a board's scene; the same dice give the same scene."""
    scene = Scene(recipe, pose_of(recipe), board_outline(recipe))
    _corner_holes(scene)
    kit = Kit(recipe.unit, random, recipe.lit)
    counter = {letter: itertools.count(1) for letter in LETTERS.values()}
    for name in recipe.counted(recipe.blocks):
        _place_block(scene, name, BLOCKS[name](kit), random, counter)
    _place_faults(scene, random)
    print_title(scene)
    add_small_features(scene, random)
    print_designators(scene)
    return scene


def _corner_holes(scene: Scene) -> None:
    width, height = scene.recipe.size
    unit = scene.recipe.unit
    inset, hole = 3.6 * unit, 3.2 * unit
    for x in (inset, width - inset):
        for y in (inset, height - inset):
            scene.features.append(Pad(x, y, 5.4 * unit, 5.4 * unit, hole=hole, is_round=True))
            scene.taken.append((x - 3.2 * unit, y - 3.2 * unit, x + 3.2 * unit, y + 3.2 * unit))


def _place_block(
    scene: Scene, name: str, spots: list[Spot], random: np.random.Generator, counter: dict[str, "itertools.count[int]"]
) -> None:
    for attempt in range(TRIES):
        x, y, turn = _wish(scene, name, spots, random, attempt)
        block = [_turned(spot, x, y, turn) for spot in spots]
        if all(_fits(scene, placed, edge=name in AT_EDGE) for placed in block):
            break
    else:
        return
    for placed in block:
        letter = LETTERS[placed.component.kind]
        named = Placed(
            placed.component, placed.x, placed.y, placed.turn, f"{letter}{next(counter[letter])}", placed.fitted
        )
        scene.placed.append(named)
        scene.taken.append(named.courtyard(0.5 * scene.recipe.unit))


def _wish(
    scene: Scene, name: str, spots: list[Spot], random: np.random.Generator, attempt: int
) -> tuple[float, float, float]:
    width, height = scene.recipe.size
    unit = scene.recipe.unit
    if name in AT_EDGE:
        depth = spots[0].component.height / 2 + (0.2 if name == "usb" else 0.9) * unit
        side = int(random.integers(0, 4))
        along = float(random.uniform(0.15, 0.85))
        return (
            (along * width, depth, 0.0),
            (width - depth, along * height, 90.0),
            (along * width, height - depth, 180.0),
            (depth, along * height, 270.0),
        )[side]
    reach = 0.22 if name in ("mcu",) and attempt < 120 else 0.46
    x = width * (0.5 + float(random.uniform(-reach, reach)))
    y = height * (0.5 + float(random.uniform(-reach, reach)))
    snap = 0.5 * unit
    return (round(x / snap) * snap, round(y / snap) * snap, float(random.choice((0, 0, 0, 90, 270))))


def _turned(spot: Spot, x: float, y: float, turn: float) -> Placed:
    cos, sin = round(math.cos(math.radians(turn))), round(math.sin(math.radians(turn)))
    place_x, place_y = x + spot.x * cos - spot.y * sin, y + spot.x * sin + spot.y * cos
    upright = (spot.turn + turn) % 360
    is_passive = spot.component.kind in ("resistor", "capacitor", "ic", "inductor", "crystal")
    return Placed(spot.component, place_x, place_y, upright % 180 if is_passive else upright, "", spot.fitted)


def _fits(scene: Scene, placed: Placed, *, edge: bool) -> bool:
    unit = scene.recipe.unit
    if not scene.is_on_board(placed.courtyard(0), 0.1 * unit if edge else 1.6 * unit):
        return False
    if not scene.is_free(placed.courtyard(0.5 * unit)):
        return False
    in_image = bounds(placed, scene.pose)
    inset = box(6, 6, IMAGE_WIDTH - 6, IMAGE_HEIGHT - 6).contains(box(*in_image))
    return inset or 0.55 < visible_share(in_image) < 0.92


def _place_faults(scene: Scene, random: np.random.Generator) -> None:
    width, height = scene.recipe.size
    unit = scene.recipe.unit
    frame = box(14, 14, IMAGE_WIDTH - 14, IMAGE_HEIGHT - 14)
    for kind in scene.recipe.counted(scene.recipe.faults):
        for attempt in range(400):
            x, y = float(random.uniform(0.08, 0.92)) * width, float(random.uniform(0.1, 0.9)) * height
            scale = unit if attempt < 250 else 0.75 * unit
            outline = OUTLINES[kind](random, x, y, scale)
            low, high = outline.min(axis=0) - 5, outline.max(axis=0) + 5
            area = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
            if not (scene.is_on_board(area, unit) and frame.contains(Polygon(scene.pose.in_image(outline)))):
                continue
            grown = Polygon(outline).buffer(4)
            if any(grown.intersects(box(*other)) for other in scene.taken):
                continue
            scene.regions.append(Region("solder" if kind == "bridge" else kind, outline, int(random.integers(1 << 30))))
            scene.taken.append(area)
            break

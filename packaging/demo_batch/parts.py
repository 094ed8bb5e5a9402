"""Puts components into the layers, part by part."""

import math

import numpy as np

from demo_batch.layers import FINE, Field, Layers, grid, place_around, text_stencil
from demo_batch.shapes import Mark, Part, Placed, Pose


def paint_component(layers: Layers, placed: Placed, pose: Pose, board_top: float) -> None:
    """Paints a component's parts in their order, then its marks."""
    turn = placed.turn + pose.turn
    for part in placed.component.parts:
        _paint_part(layers, part, _in_image(placed, pose, part.x, part.y), turn, board_top)
    for mark in placed.component.marks:
        _paint_mark(layers, mark, _in_image(placed, pose, mark.x, mark.y), turn + mark.turn)


def _in_image(placed: Placed, pose: Pose, x: float, y: float) -> tuple[float, float]:
    point = pose.in_image(np.array([placed.on_board(x, y)]))[0]
    return (float(point[0]), float(point[1]))


def _paint_part(layers: Layers, part: Part, centre: tuple[float, float], turn: float, board_top: float) -> None:
    place = place_around(*centre, math.hypot(part.width, part.height) / 2 + 2)
    if place is None:
        return
    x, y = grid(place)
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    across = (x - centre[0]) * cos + (y - centre[1]) * sin
    down = (y - centre[1]) * cos - (x - centre[0]) * sin
    distance = box_distance(across, down, part)
    cover = np.clip(0.5 - distance * FINE, 0, 1).astype(np.float32)
    depth = 1 - np.clip(-distance / max(part.bevel, 0.5), 0, 1)
    top = part.base + part.rise - part.fall * (1 - np.sqrt(np.maximum(1 - depth * depth, 0)))
    top = board_top + top + part.tilt[0] * across + part.tilt[1] * down
    layers.paint(place, cover, part.surface, top.astype(np.float32))


def box_distance(across: Field, down: Field, part: Part) -> Field:
    """Returns the signed distance to the part's rounded box, negative inside."""
    radius = min(part.radius, part.width / 2, part.height / 2)
    out_x = np.abs(across) - (part.width / 2 - radius)
    out_y = np.abs(down) - (part.height / 2 - radius)
    distance = np.hypot(np.maximum(out_x, 0), np.maximum(out_y, 0)) + np.minimum(np.maximum(out_x, out_y), 0) - radius
    if part.keep is not None:
        distance = np.maximum(distance, part.keep[0] * across + part.keep[1] * down - part.keep[2])
    return distance


def _paint_mark(layers: Layers, mark: Mark, centre: tuple[float, float], turn: float) -> None:
    stencil = text_stencil(mark.text, mark.size * FINE, turn)
    paint_stencil(layers, stencil * np.float32(mark.strength), centre, mark)


def paint_stencil(layers: Layers, stencil: Field, centre: tuple[float, float], mark: Mark) -> None:
    """Prints a stencil centred on an image point, cut off at the picture's border."""
    rows, columns = stencil.shape
    top, left = round(centre[1] * FINE - rows / 2), round(centre[0] * FINE - columns / 2)
    height, width = layers.height.shape
    place = (slice(max(top, 0), min(top + rows, height)), slice(max(left, 0), min(left + columns, width)))
    if place[0].start >= place[0].stop or place[1].start >= place[1].stop:
        return
    cut = stencil[place[0].start - top : place[0].stop - top, place[1].start - left : place[1].stop - left]
    layers.tint(place, cut, mark.colour)

"""The bare board as stencils: copper, openings of the soldermask, holes and silkscreen."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from demo_batch.nets import Wiring, board_pad
from demo_batch.scene import Scene
from demo_batch.shapes import Pad, Text

SCALE = 3
"""Stencil pixels per board pixel."""


@dataclass(frozen=True, slots=True)
class Stencils:
    """Grey pictures in board pixels times SCALE, 255 where there is something."""

    board: Image.Image
    inner: Image.Image
    copper: Image.Image
    bare: Image.Image
    holes: Image.Image
    silk: Image.Image


def cut_stencils(scene: Scene, wiring: Wiring, random: np.random.Generator) -> Stencils:
    """Returns the stencils of a scene's board."""
    pads = [(placed, board_pad(placed, pad)) for placed in scene.placed for pad in placed.component.pads]
    solid = [pad for _, pad in pads] + scene.features
    return Stencils(
        _board(scene, 0), _board(scene, 0.17 * scene.recipe.unit), _copper(scene, wiring, solid), _bare(scene, solid, wiring),
        _holes(scene, solid, wiring), _silk(scene, solid, random),
    )  # fmt: skip


def _sheet(scene: Scene) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    size = (round(scene.recipe.size[0] * SCALE), round(scene.recipe.size[1] * SCALE))
    sheet = Image.new("L", size, 0)
    return sheet, ImageDraw.Draw(sheet)


def _board(scene: Scene, inset: float) -> Image.Image:
    sheet, draw = _sheet(scene)
    width, height = scene.recipe.size
    corners = (inset * SCALE, inset * SCALE, (width - inset) * SCALE - 1, (height - inset) * SCALE - 1)
    draw.rounded_rectangle(corners, (scene.recipe.corner - inset) * SCALE, fill=255)
    return sheet


def _draw_pad(draw: ImageDraw.ImageDraw, pad: Pad, grow: float, fill: int) -> None:
    half_w, half_h = pad.width / 2 + grow, pad.height / 2 + grow
    box = ((pad.x - half_w) * SCALE, (pad.y - half_h) * SCALE, (pad.x + half_w) * SCALE, (pad.y + half_h) * SCALE)
    if pad.hole or pad.is_round:
        draw.ellipse(box, fill=fill)
    else:
        draw.rounded_rectangle(box, 0.18 * min(pad.width, pad.height) * SCALE, fill=fill)


def _draw_dot(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, fill: int) -> None:
    draw.ellipse(((x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE), fill=fill)


def _draw_traces(draw: ImageDraw.ImageDraw, wiring: Wiring, grow: float, fill: int) -> None:
    for trace in wiring.traces:
        width, path = trace.width + grow, trace.points
        points = [(x * SCALE, y * SCALE) for x, y in path]
        draw.line(points, fill=fill, width=round(width * SCALE))
        for x, y in path:
            _draw_dot(draw, x, y, width / 2 - 0.2, fill)


def _copper(scene: Scene, wiring: Wiring, pads: list[Pad]) -> Image.Image:
    sheet, draw = _sheet(scene)
    unit = scene.recipe.unit
    gap = 0.19 * unit
    if scene.recipe.pour:
        inset = 0.55 * unit * SCALE
        draw.rounded_rectangle((inset, inset, sheet.width - inset, sheet.height - inset), 0.8 * unit * SCALE, fill=255)
        _draw_traces(draw, wiring, 2 * gap, 0)
        for pad in pads:
            _draw_pad(draw, pad, 0.06 * unit + gap, 0)
        for x, y in wiring.vias:
            _draw_dot(draw, x, y, 0.36 * unit + gap, 0)
    _draw_traces(draw, wiring, 0, 255)
    for pad in pads:
        _draw_pad(draw, pad, 0.05 * unit, 255)
    for x, y in wiring.vias:
        _draw_dot(draw, x, y, 0.36 * unit, 255)
    return sheet


def _bare(scene: Scene, pads: list[Pad], wiring: Wiring) -> Image.Image:
    sheet, draw = _sheet(scene)
    for pad in pads:
        _draw_pad(draw, pad, 0, 255)
    for x, y in wiring.vias:
        _draw_dot(draw, x, y, 0.26 * scene.recipe.unit, 255)
    return sheet


def _holes(scene: Scene, pads: list[Pad], wiring: Wiring) -> Image.Image:
    sheet, draw = _sheet(scene)
    for pad in pads:
        if pad.hole:
            _draw_dot(draw, pad.x, pad.y, pad.hole / 2, 255)
    for x, y in wiring.vias:
        _draw_dot(draw, x, y, 0.14 * scene.recipe.unit, 255)
    return sheet


def _silk(scene: Scene, pads: list[Pad], random: np.random.Generator) -> Image.Image:
    sheet, draw = _sheet(scene)
    width = max(round(0.15 * scene.recipe.unit * SCALE), 2)
    for placed in scene.placed:
        for line in placed.component.silk:
            points = [placed.on_board(x, y) for x, y in line]
            draw.line([(x * SCALE, y * SCALE) for x, y in points], fill=255, width=width, joint="curve")
    for pad in pads:
        _draw_pad(draw, pad, 0.12 * scene.recipe.unit, 0)
    for text in scene.texts:
        _draw_text(sheet, text)
    for code in scene.codes:
        _draw_code(draw, code, random)
    return sheet


def _draw_text(sheet: Image.Image, text: Text) -> None:
    font = ImageFont.load_default(text.size * SCALE)
    left, top, right, bottom = font.getbbox(text.text)
    stencil = Image.new("L", (int(right - left) + 4, int(bottom - top) + 4), 0)
    ImageDraw.Draw(stencil).text((2 - left, 2 - top), text.text, fill=255, font=font, stroke_width=0.3)
    turned = stencil.rotate(text.turn, expand=True)
    corner = (round(text.x * SCALE - turned.width / 2), round(text.y * SCALE - turned.height / 2))
    sheet.paste(255, corner, turned)


def _draw_code(draw: ImageDraw.ImageDraw, area: tuple[float, float, float, float], random: np.random.Generator) -> None:
    """A square of printed modules such as traces a board through a factory."""
    count = 16
    module = (area[2] - area[0]) / count
    dots = random.random((count, count)) < 0.5
    dots[0, :], dots[:, 0] = np.arange(count) % 2 == 0, True
    dots[-1, :], dots[:, -1] = True, np.arange(count) % 2 == 1
    for row, column in zip(*np.nonzero(dots), strict=True):
        x, y = area[0] + column * module, area[1] + row * module
        draw.rectangle((x * SCALE, y * SCALE, (x + module) * SCALE, (y + module) * SCALE), fill=255)

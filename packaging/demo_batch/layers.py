"""The picture before light falls on it: per pixel a colour, a height, how metallic, rough and rippled it is, and whether it glows."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from demo_batch.palette import Rgb, Surface
from demo_batch.shapes import IMAGE_HEIGHT, IMAGE_WIDTH, Points

Field = NDArray[np.floating]

FINE = 2
"""Samples per pixel along each axis, averaged by the camera."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Fields of FINE times the picture's size; heights are in picture pixels over the bench."""

    colour: Field
    height: Field
    metal: Field
    rough: Field
    glow: Field
    ripple: Field
    noise: Field

    def paint(self, place: tuple[slice, slice], cover: Field, surface: Surface, height: Field | None = None) -> None:
        """Lays a surface over a place, as far as `cover` (0 … 1) says; its height too, when given."""
        grain = 1 + surface.grain * self.noise[place]
        wanted = np.asarray(surface.colour, np.float32) * grain[..., None]
        self.colour[place] += cover[..., None] * (wanted - self.colour[place])
        self.metal[place] += cover * (np.float32(surface.metal) - self.metal[place])
        self.rough[place] += cover * (np.float32(surface.rough) - self.rough[place])
        self.glow[place] += cover * (np.float32(surface.glow) - self.glow[place])
        self.ripple[place] += cover * (np.float32(surface.ripple) - self.ripple[place])
        if height is not None:
            self.height[place] += cover * (height - self.height[place])

    def tint(self, place: tuple[slice, slice], cover: Field, colour: Rgb) -> None:
        """Prints a colour without changing the form or sheen beneath."""
        wanted = np.asarray(colour, np.float32)
        self.colour[place] += cover[..., None] * (wanted - self.colour[place])
        self.metal[place] *= 1 - cover
        self.rough[place] += cover * (np.float32(0.55) - self.rough[place])


def empty_layers(random: np.random.Generator) -> Layers:
    """Returns layers with nothing on them yet but a noise to give surfaces their grain."""
    shape = (IMAGE_HEIGHT * FINE, IMAGE_WIDTH * FINE)
    zero = np.zeros(shape, np.float32)
    noise = random.standard_normal(shape, np.float32)
    noise = (noise + np.roll(noise, 1, 0) + np.roll(noise, 1, 1) + np.roll(noise, (1, 1), (0, 1))) / 2
    return Layers(np.zeros((*shape, 3), np.float32), zero, zero.copy(), zero + 0.8, zero.copy(), zero.copy(), noise)


def place_around(x: float, y: float, reach: float) -> tuple[slice, slice] | None:
    """Returns the rows and columns within `reach` of an image point, or None outside the picture."""
    left, right = (math.floor((x - reach) * FINE), math.ceil((x + reach) * FINE) + 1)
    top, bottom = (math.floor((y - reach) * FINE), math.ceil((y + reach) * FINE) + 1)
    rows = slice(max(top, 0), min(bottom, IMAGE_HEIGHT * FINE))
    columns = slice(max(left, 0), min(right, IMAGE_WIDTH * FINE))
    return (rows, columns) if rows.start < rows.stop and columns.start < columns.stop else None


def grid(place: tuple[slice, slice]) -> tuple[Field, Field]:
    """Returns the image x (1, n) and y (m, 1) of the samples of a place."""
    x = (np.arange(place[1].start, place[1].stop, dtype=np.float32) + 0.5) / FINE
    y = (np.arange(place[0].start, place[0].stop, dtype=np.float32) + 0.5) / FINE
    return x[None, :], y[:, None]


def outline_distance(outline: Points, x: Field, y: Field) -> Field:
    """Returns the signed distance of each sample to a polygon (n, 2), negative inside."""
    nearest = np.full(np.broadcast_shapes(x.shape, y.shape), np.inf, np.float32)
    inside = np.zeros(nearest.shape, bool)
    for (x1, y1), (x2, y2) in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        dx, dy = x2 - x1, y2 - y1
        along = np.clip(((x - x1) * dx + (y - y1) * dy) / max(dx * dx + dy * dy, 1e-9), 0, 1)
        nearest = np.minimum(nearest, (x - x1 - along * dx) ** 2 + (y - y1 - along * dy) ** 2)
        if y1 != y2:
            crosses = ((y1 > y) != (y2 > y)) & (x < dx * (y - y1) / dy + x1)
            inside ^= crosses
    distance = np.sqrt(nearest)
    return np.where(inside, -distance, distance).astype(np.float32)


def smooth_noise(random: np.random.Generator, shape: tuple[int, int], cell: tuple[float, float]) -> Field:
    """Returns cloudy noise of about unit spread whose lumps are `cell` = (rows, columns) samples large."""
    coarse = random.standard_normal((int(shape[0] / cell[0]) + 3, int(shape[1] / cell[1]) + 3)).astype(np.float32)
    return np.asarray(Image.fromarray(coarse).resize((shape[1], shape[0]), Image.Resampling.BICUBIC), np.float32)


def softened(field: Field, share: float) -> Field:
    """Returns a field in which each sample gives a share to its neighbours on each side, row and column."""
    for axis in (0, 1):
        margin = [(0, 0)] * field.ndim
        margin[axis] = (1, 1)
        wide = np.pad(field, margin, mode="edge")
        before, after = (wide[:-2], wide[2:]) if axis == 0 else (wide[:, :-2], wide[:, 2:])
        field = np.float32(1 - 2 * share) * field + np.float32(share) * (before + after)
    return field


def text_stencil(text: str, size: float, turn: float) -> Field:
    """Returns a text's coverage (0 … 1), turned clockwise by degrees about its centre."""
    font = ImageFont.load_default(size)
    left, top, right, bottom = font.getbbox(text)
    stencil = Image.new("L", (int(right - left) + 6, int(bottom - top) + 6), 0)
    ImageDraw.Draw(stencil).text((3 - left, 3 - top), text, fill=255, font=font)
    turned = stencil.rotate(-turn, Image.Resampling.BICUBIC, expand=True)
    return np.asarray(turned, np.float32) / 255

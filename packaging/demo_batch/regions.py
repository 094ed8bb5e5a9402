"""Faults on a board: excess solder, scratches, flux stains; their outlines and how they look."""

import math

import numpy as np
from shapely import LineString

from demo_batch.layers import FINE, Layers, grid, outline_distance, place_around, smooth_noise
from demo_batch.light import blurred
from demo_batch.palette import COPPER, SOLDER, Mask, Surface, linear
from demo_batch.shapes import Points

FLUX_TONE = linear(142, 104, 44)
SCRAPED = linear(190, 182, 146)


def solder_outline(random: np.random.Generator, x: float, y: float, unit: float) -> Points:
    """Returns the outline of a splash: two or three lobes run together."""
    size = float(random.uniform(1.55, 2.3)) * unit
    return _lobed(random, x, y, (size * float(random.uniform(1.1, 1.5)), size * 0.8), (0.16, 0.12, 0.05, 0.02))


def bridge_outline(random: np.random.Generator, x: float, y: float, unit: float) -> Points:
    """Returns a nearly rectangular bridge with rounded corners, level on the board."""
    half_w, half_h = float(random.uniform(1.9, 2.4)) * unit, 0.95 * unit
    angles = np.linspace(0, 2 * math.pi, 48, endpoint=False)
    power = 2 / 9
    cos, sin = np.cos(angles), np.sin(angles)
    points = np.stack(
        [half_w * np.sign(cos) * np.abs(cos) ** power, half_h * np.sign(sin) * np.abs(sin) ** power], axis=1
    )
    return points + np.array([x, y])


def flux_outline(random: np.random.Generator, x: float, y: float, unit: float) -> Points:
    """Returns the wavering outline of a dried pool."""
    size = float(random.uniform(3.6, 5.2)) * unit
    return _lobed(random, x, y, (size * float(random.uniform(1.0, 1.35)), size * 0.85), (0.10, 0.13, 0.08, 0.05))


def scratch_outline(random: np.random.Generator, x: float, y: float, unit: float) -> Points:
    """Returns the outline of a slightly bent scratch that tapers at its ends."""
    length, width = float(random.uniform(8.5, 13.0)) * unit, float(random.uniform(1.0, 1.25)) * unit
    along = np.linspace(-0.5, 0.5, 37)
    bend = float(random.uniform(-0.12, 0.12))
    spine = np.stack([along * length, bend * length * (1 - 4 * along * along)], axis=1)
    waver = np.clip(np.cumsum(random.normal(0, 0.03, (2, 37)), axis=1), -0.16, 0.16) + random.normal(0, 0.045, (2, 37))
    taper = np.clip(1 - np.abs(2 * along) ** 5, 0.30, 1) / 2
    upper = spine + np.stack([np.zeros(37), -width * (taper + waver[0] * 0.6)], axis=1)
    lower = spine + np.stack([np.zeros(37), width * (taper + waver[1] * 0.6)], axis=1)
    angle = float(random.uniform(0, math.pi))
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    return np.concatenate([upper, lower[::-1]]) @ turn + np.array([x, y])


def _lobed(
    random: np.random.Generator, x: float, y: float, half: tuple[float, float], waves: tuple[float, ...]
) -> Points:
    angles = np.linspace(0, 2 * math.pi, 56, endpoint=False)
    radius = np.ones_like(angles)
    for k, height in enumerate(waves):
        radius += (
            height * float(random.uniform(0.7, 1.2)) * np.cos((k + 2) * angles + float(random.uniform(0, 2 * math.pi)))
        )
    turn = float(random.uniform(0, math.pi))
    own = np.stack([half[0] * radius * np.cos(angles), half[1] * radius * np.sin(angles)], axis=1)
    return own @ np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]]) + np.array([x, y])


def _around(outline: Points) -> tuple[slice, slice] | None:
    centre = (outline.min(axis=0) + outline.max(axis=0)) / 2
    return place_around(float(centre[0]), float(centre[1]), float(np.ptp(outline, axis=0).max()) / 2 + 4)


def paint_solder(layers: Layers, outline: Points) -> None:
    """Lays a dome of bright solder within an outline (n, 2) in image pixels."""
    place = _around(outline)
    if place is None:
        return
    distance = outline_distance(outline, *grid(place))
    cover = np.clip(0.5 - distance * FINE, 0, 1)
    deepest = max(float(-distance.min()), 1.0)
    depth = 1 - np.clip(-distance / deepest, 0, 1)
    dome = blurred(np.sqrt(np.maximum(1 - depth**2, 0)).astype(np.float32), 4)
    layers.paint(place, cover, SOLDER, np.float32(np.median(layers.height[place])) + np.float32(0.8 * deepest) * dome)


def paint_flux(layers: Layers, outline: Points, seed: int) -> None:
    """Lays an amber glaze within an outline, darker at its rim where it dried last."""
    place = _around(outline)
    if place is None:
        return
    random = np.random.default_rng(seed)
    distance = outline_distance(outline, *grid(place))
    cover = np.clip(0.5 - distance * FINE / 1.5, 0, 1)
    rim = np.exp(-((distance + 2.2) ** 2) / 7) + 0.35 * np.exp(-((distance + 9) ** 2) / 18)
    cloud = (
        0.5
        + 0.16 * smooth_noise(random, distance.shape, (26, 26))
        + 0.05 * smooth_noise(random, distance.shape, (7, 7))
    )
    strength = np.clip(cover * (0.36 * cloud + 0.10 + 0.55 * rim), 0, 0.9).astype(np.float32)
    surface = Surface(FLUX_TONE, rough=0.16)
    film = layers.height[place] + (cover * (0.8 + 0.6 * rim)).astype(np.float32)
    layers.paint(place, strength, surface)
    layers.rough[place] += cover.astype(np.float32) * (np.float32(0.17) - layers.rough[place]) * np.float32(0.8)
    layers.height[place] = film


def paint_scratch(layers: Layers, outline: Points, mask: Mask, seed: int) -> None:
    """Scrapes an outline bare: bright grooves along it, copper here, chalky mask there."""
    place = _around(outline)
    if place is None:
        return
    random = np.random.default_rng(seed)
    x, y = grid(place)
    distance = outline_distance(outline, x, y)
    axis = _long_axis(outline)
    along, across = x * axis[0] + y * axis[1], y * axis[0] - x * axis[1]
    grooves = _grooves(random, along, across)
    cover = np.clip(0.5 - distance * FINE / 1.6, 0, 1)
    patches = 0.5 + 0.5 * np.tanh(1.4 * smooth_noise(random, distance.shape, (17, 17)))
    chalk = np.clip(cover * (0.50 + 0.45 * grooves), 0, 0.96).astype(np.float32)
    layers.paint(place, chalk, Surface(_mixed(SCRAPED, mask.over_copper, 0.45), rough=0.65, grain=0.12))
    deep = np.clip(-distance / 2.5, 0, 1) * cover
    bare = np.clip(deep * (2.6 * grooves - 0.9) * (0.35 + 0.65 * patches), 0, 0.97).astype(np.float32)
    layers.paint(place, bare, COPPER)
    dark = np.clip(deep * (0.40 - grooves) * 2.4, 0, 0.85).astype(np.float32)
    layers.tint(place, dark, _mixed(mask.over_laminate, (0.02, 0.015, 0.01), 0.5))
    layers.height[place] -= (cover * (0.3 + 1.1 * grooves)).astype(np.float32)


def _grooves(random: np.random.Generator, along: Points, across: Points) -> Points:
    """Returns fine lines along a scratch, 0 … 1, each coming and going."""
    total = np.zeros(np.broadcast_shapes(along.shape, across.shape))
    for wave in (1.1, 1.9, 2.7, 3.6):
        phase, slow = random.uniform(0, 6.3, 2)
        drift = 0.9 * np.sin(along / (19 + 8 * wave) + slow)
        total += np.sin((across + drift) * wave + phase) * (0.55 + 0.45 * np.sin(along / (7 * wave) + 2 * slow))
    return np.clip(0.45 + 0.36 * total, 0, 1)


def _long_axis(outline: Points) -> tuple[float, float]:
    centred = outline - outline.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    return (float(axes[0][0]), float(axes[0][1]))


def _mixed(
    one: tuple[float, float, float], other: tuple[float, float, float], share: float
) -> tuple[float, float, float]:
    return (
        one[0] + (other[0] - one[0]) * share,
        one[1] + (other[1] - one[1]) * share,
        one[2] + (other[2] - one[2]) * share,
    )


def resampled(outline: Points, *, step: float, start: float) -> Points:
    """Returns an outline walked anew in steps of a length, from another start (a share of the way round)."""
    ring = LineString(np.vstack([outline, outline[:1]]))
    count = max(int(ring.length / step), 8)
    places = (start + np.arange(count) / count) % 1.0
    return np.array([ring.interpolate(place, normalized=True).coords[0] for place in places])


OUTLINES = {"solder": solder_outline, "bridge": bridge_outline, "flux": flux_outline, "scratch": scratch_outline}

"""Lets light fall on the layers: one key light with soft shadows, a wide box overhead, a window, burning lamps."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from demo_batch.layers import FINE, Field, Layers, smooth_noise, softened
from demo_batch.shapes import IMAGE_HEIGHT, IMAGE_WIDTH

CAMERA_DISTANCE = 2600.0
STEEPEST = 1.3


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light seen as a soft round patch of the sky: where it is, how strong, how narrow."""

    direction: tuple[float, float, float]
    power: float
    narrow: float


KEY = Lamp((-0.30, -0.46, 0.83), 1.55, 44.0)
OVERHEAD = Lamp((0.20, -0.42, 0.88), 1.75, 4.2)
RIGHT = Lamp((0.85, 0.10, 0.52), 0.5, 18.0)
WINDOW = Lamp((0.24, -0.26, 1.0), 0.46, 34.0)
AMBIENT = 0.22


def lit(layers: Layers, random: np.random.Generator) -> Field:
    """Returns the linear light (rows, columns, 3) that reaches the camera."""
    normal = _normals(layers, random)
    shade = _enlarged(_shadow(_reduced(layers.height)))
    open_sky = _enlarged(_openness(_reduced(layers.height)))
    fall = np.maximum(_dot(normal, KEY.direction), 0) * shade
    over = np.maximum(_dot(normal, OVERHEAD.direction), 0) * open_sky
    side = np.maximum(_dot(normal, RIGHT.direction), 0) * open_sky
    diffuse = 0.92 * fall + 0.30 * over + 0.12 * side + AMBIENT * open_sky * (0.6 + 0.4 * normal[2])
    sheen = _reflected(layers, normal, shade, open_sky)
    body = layers.colour * (1 - layers.metal)[..., None]
    mirror = layers.colour * layers.metal[..., None] + 0.034 * (1 - layers.metal)[..., None]
    dome = np.maximum(normal[2], 0) ** 3 * layers.glow
    glow = dome[..., None] * (3.4 * layers.colour + 0.35 * dome[..., None] ** 6)
    return body * (diffuse[..., None] + _lamplight(layers)) + mirror * sheen[..., None] + glow


def _lamplight(layers: Layers) -> Field | float:
    """The coloured light that burning diodes throw on what is round them."""
    if not layers.glow.any():
        return 0.0
    channels: list[Field] = []
    for channel in range(3):
        source = _reduced(layers.glow * layers.colour[..., channel])
        channels.append(_enlarged(2.6 * blurred(source, 11) + 4.2 * blurred(source, 30)))
    return np.stack(channels, axis=2)


def _normals(layers: Layers, random: np.random.Generator) -> tuple[Field, Field, Field]:
    down, across = np.gradient(softened(layers.height, 0.2))
    down, across = down * FINE, across * FINE
    steep = np.hypot(down, across)
    limit = np.minimum(1, STEEPEST / np.maximum(steep, 1e-6))
    shape = layers.height.shape
    peel = 0.010 * (1 - layers.metal)
    down = (
        down * limit
        + peel * smooth_noise(random, shape, (9, 9))
        + layers.ripple * smooth_noise(random, shape, (22, 22))
    )
    across = (
        across * limit
        + peel * smooth_noise(random, shape, (9, 9))
        + layers.ripple * smooth_noise(random, shape, (22, 22))
    )
    length = np.sqrt(down * down + across * across + 1)
    return (-across / length, -down / length, 1 / length)


def _dot(normal: tuple[Field, Field, Field], direction: tuple[float, float, float]) -> Field:
    size = np.sqrt(sum(part * part for part in direction))
    return (normal[0] * direction[0] + normal[1] * direction[1] + normal[2] * direction[2]) / np.float32(size)


def _reflected(layers: Layers, normal: tuple[Field, Field, Field], shade: Field, open_sky: Field) -> Field:
    rows, columns = layers.height.shape
    view_x = (IMAGE_WIDTH / 2 - (np.arange(columns, dtype=np.float32) + 0.5) / FINE)[None, :] / CAMERA_DISTANCE
    view_y = (IMAGE_HEIGHT / 2 - (np.arange(rows, dtype=np.float32) + 0.5) / FINE)[:, None] / CAMERA_DISTANCE
    length = np.sqrt(view_x**2 + view_y**2 + 1)
    facing = (normal[0] * view_x + normal[1] * view_y + normal[2]) / length
    ray = (
        2 * facing * normal[0] - view_x / length,
        2 * facing * normal[1] - view_y / length,
        2 * facing * normal[2] - 1 / length,
    )
    spread = 1 / (0.004 + 0.5 * layers.rough**3)
    rise = np.clip((ray[2] + 0.1) / 0.9, 0, 1)
    sky = 0.05 + 0.30 * rise * rise * (3 - 2 * rise)
    total = sky * open_sky
    for lamp, gate in ((KEY, shade), (OVERHEAD, open_sky), (RIGHT, open_sky), (WINDOW, open_sky)):
        narrow = lamp.narrow * spread / (lamp.narrow + spread)
        lobe = lamp.power * narrow / 6.283 * np.exp(narrow * (_dot(ray, lamp.direction) - 1))
        total = total + lobe * gate
    return total.astype(np.float32)


def _reduced(field: Field) -> Field:
    rows, columns = field.shape
    return field.reshape(rows // FINE, FINE, columns // FINE, FINE).mean((1, 3))


def _enlarged(field: Field) -> Field:
    size = (field.shape[1] * FINE, field.shape[0] * FINE)
    return np.asarray(Image.fromarray(field.astype(np.float32)).resize(size, Image.Resampling.BILINEAR), np.float32)


def _shadow(height: Field) -> Field:
    """How much of the key light reaches each pixel, by walking towards it over the heights.

    Each step goes half a pixel left and one pixel up, so that odd steps are the mean of two neighbours.
    """
    stride = np.hypot(0.5, 1.0)
    climb = KEY.direction[2] / np.hypot(KEY.direction[0], KEY.direction[1]) * stride
    penumbra = 0.30 * stride
    reach = int((height.max() - height.min()) / climb) + 2
    hidden = np.zeros_like(height)
    for step in range(1, reach + 1):
        blocker = _towards_key(height, step)
        hidden = np.maximum(hidden, (blocker - height - climb * step) / (penumbra * step + 0.8) + 0.5)
    return 1 - np.clip(hidden, 0, 1) * 0.94


def _towards_key(height: Field, step: int) -> Field:
    padded = np.pad(height, ((step, 0), (step // 2 + 1, 0)), mode="edge")
    rows, columns = height.shape
    near = padded[:rows, 1 : columns + 1]
    return near if step % 2 == 0 else (near + padded[:rows, :columns]) / 2


def _openness(height: Field) -> Field:
    """How much of the sky each pixel sees, from how far it lies below its surroundings."""
    narrow = np.maximum(blurred(height, 4) - height, 0) / 14
    wide = np.maximum(blurred(height, 16) - height, 0) / 40
    return 1 / (1 + 1.5 * narrow + 1.5 * wide)


def blurred(field: Field, radius: int) -> Field:
    """Returns a field smoothed by three running means, which is close to a Gaussian."""
    for _ in range(3):
        for axis in (0, 1):
            field = _running_mean(field, radius, axis)
    return field


def _running_mean(field: Field, radius: int, axis: int) -> Field:
    margin = [(0, 0)] * field.ndim
    margin[axis] = (radius + 1, radius)
    sums = np.cumsum(np.pad(field, margin, mode="edge"), axis=axis, dtype=np.float64)
    size = field.shape[axis]
    high = np.take(sums, range(2 * radius + 1, 2 * radius + 1 + size), axis=axis)
    low = np.take(sums, range(size), axis=axis)
    return ((high - low) / (2 * radius + 1)).astype(np.float32)

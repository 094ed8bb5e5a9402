"""From light to a photograph: lens, exposure, sensor noise and JPEG."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from demo_batch.layers import FINE, Field, softened
from demo_batch.light import blurred
from demo_batch.palette import Rgb

QUALITY = 83
LENS_BLUR = 0.10


@dataclass(frozen=True, slots=True)
class Exposure:
    """How bright a picture is taken, and the colour cast of its light."""

    gain: float = 1.0
    cast: Rgb = (1.0, 1.0, 1.0)
    noise: float = 0.9


def photograph(light: Field, exposure: Exposure, random: np.random.Generator) -> Image.Image:
    """Returns the picture that a small camera takes of the light."""
    seen = softened(_averaged(light), LENS_BLUR)
    bright = np.maximum(seen - 1.45, 0)
    seen = seen + 0.10 * blurred(bright, 6) + 0.22 * blurred(bright, 22)
    seen = seen * _vignette(seen.shape[:2])[..., None] * exposure.gain * np.asarray(exposure.cast, np.float32)
    levels = 255 * _encoded(seen)
    return Image.fromarray(np.clip(_with_noise(levels, exposure.noise, random) + 0.5, 0, 255).astype(np.uint8))


def save_picture(picture: Image.Image, path: Path) -> None:
    """Writes the picture as a progressive JPEG with halved colour resolution."""
    picture.save(path, quality=QUALITY, subsampling="4:2:0", optimize=True, progressive=True)


def _averaged(light: Field) -> Field:
    rows, columns = light.shape[0] // FINE, light.shape[1] // FINE
    return light.reshape(rows, FINE, columns, FINE, 3).mean((1, 3))


def _vignette(shape: tuple[int, ...]) -> Field:
    y = np.linspace(-0.75, 0.75, shape[0], dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, shape[1], dtype=np.float32)[None, :]
    return (1 + 0.05 * (-0.6 * x - 0.8 * y)) / (1 + 0.17 * (x * x + y * y)) ** 1.3


def _encoded(seen: Field) -> Field:
    """A film-like curve with a soft shoulder (Narkowicz 2015), then the sRGB transfer."""
    seen = seen * 0.80
    film = np.clip(seen * (2.51 * seen + 0.03) / (seen * (2.43 * seen + 0.59) + 0.14), 0, 1)
    return np.where(film <= 0.0031308, 12.92 * film, 1.055 * np.maximum(film, 1e-6) ** (1 / 2.4) - 0.055)


def _with_noise(levels: Field, amount: float, random: np.random.Generator) -> Field:
    grey = random.standard_normal(levels.shape[:2], np.float32)[..., None]
    hue = random.standard_normal(levels.shape, np.float32)
    return levels + amount * (grey + 0.25 * hue) * (1.25 - levels.mean(2, keepdims=True) / 340)

"""What a board is made of: parts with height and surface, marks, pads, components and their places."""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from demo_batch.palette import Rgb, Surface

Points = NDArray[np.floating]

IMAGE_WIDTH = 1280
IMAGE_HEIGHT = 960


@dataclass(frozen=True, slots=True)
class Part:
    """A rounded box seen from above, in its component's own pixels.

    `base` and `rise` are heights over the board; the top falls by `fall` towards the edge within `bevel` pixels.
    `tilt` adds height per pixel along x and y; `keep` = (nx, ny, c) cuts away all with nx·x + ny·y > c.
    """

    x: float
    y: float
    width: float
    height: float
    surface: Surface
    rise: float
    base: float = 0.0
    radius: float = 0.0
    bevel: float = 1.0
    fall: float = 0.5
    tilt: tuple[float, float] = (0.0, 0.0)
    keep: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A printed text, centred, on top of a component."""

    text: str
    x: float
    y: float
    size: float
    colour: Rgb
    strength: float = 0.8
    turn: float = 0.0


@dataclass(frozen=True, slots=True)
class Pad:
    """A bare place in the soldermask; with a hole when a wire goes through."""

    x: float
    y: float
    width: float
    height: float
    hole: float = 0.0
    is_round: bool = False


@dataclass(frozen=True, slots=True)
class Component:
    """One kind of thing that is soldered on, around its own origin."""

    kind: str
    width: float
    height: float
    parts: tuple[Part, ...]
    pads: tuple[Pad, ...]
    marks: tuple[Mark, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict[str, str])
    silk: tuple[tuple[tuple[float, float], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A component at its place on the board; `fitted` is false for a footprint left empty."""

    component: Component
    x: float
    y: float
    turn: float
    designator: str
    fitted: bool = True

    def courtyard(self, margin: float) -> tuple[float, float, float, float]:
        """Returns the box on the board that the component and its pads need, with a margin."""
        upright = self.turn % 180 == 0
        half_w = (self.component.width if upright else self.component.height) / 2 + margin
        half_h = (self.component.height if upright else self.component.width) / 2 + margin
        return (self.x - half_w, self.y - half_h, self.x + half_w, self.y + half_h)

    def on_board(self, x: float, y: float) -> tuple[float, float]:
        """Returns the place on the board of a point of the component."""
        cos, sin = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        return (self.x + x * cos - y * sin, self.y + x * sin + y * cos)


@dataclass(frozen=True, slots=True)
class Pose:
    """How the board lies in the picture: its turn in degrees, and where the board's origin comes to lie."""

    turn: float
    x: float
    y: float

    def in_image(self, points: Points) -> Points:
        """Returns board points (n, 2) as image points (n, 2)."""
        cos, sin = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        return points @ np.array([[cos, sin], [-sin, cos]]) + np.array([self.x, self.y])


@dataclass(frozen=True, slots=True)
class Region:
    """An irregular fault on the board, as an outline (n, 2) in board pixels."""

    kind: str
    outline: Points
    seed: int


@dataclass(frozen=True, slots=True)
class Text:
    """A line of silkscreen on the board; x and y are its centre."""

    text: str
    x: float
    y: float
    size: float
    turn: int = 0

"""What a drawing tool is: it is told of the hand on the image, shows a sketch, and gives a deed when something is done. No Qt."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.model.single_shape import Shape

Floats = NDArray[np.float64]
Point = tuple[float, float]

REACH = 8.0
"""Logical pixels that the hand may be from a handle, a vertex or an edge to take it."""
SLIP = 4.0
"""Logical pixels that a press may wander and still be a click."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Where the hand is, in image pixels. scale: logical pixels per image pixel. is_held_straight: Shift is down."""

    x: float
    y: float
    scale: float = 1.0
    is_held_straight: bool = False

    @property
    def point(self) -> Point:
        """The place."""
        return self.x, self.y

    @property
    def reach(self) -> float:
        """How many image pixels count as near."""
        return REACH / self.scale

    def is_slip_from(self, start: Point) -> bool:
        """Whether the hand is where it was pressed down, but for a tremble."""
        return abs(self.x - start[0]) + abs(self.y - start[1]) <= SLIP / self.scale


@dataclass(frozen=True, slots=True)
class Drew:
    """A new shape is finished."""

    shape: Shape


@dataclass(frozen=True, slots=True)
class Mended:
    """The shape at hand is another now. doing: what was done to it, in the history's words."""

    shape: Shape
    doing: str


@dataclass(frozen=True, slots=True)
class Brushed:
    """A stroke was drawn. path: (k, 2) image points."""

    path: Floats
    radius: float
    erases: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """A line was drawn through the shape at hand."""

    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Clicked:
    """Nothing was dragged: what lies under the hand is meant."""


Deed = Drew | Mended | Brushed | Cut | Clicked


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What a tool shows over the image.

    shape: as it is drawn at the moment; None when nothing is. is_open: its outline is not closed yet. handles: (n, 2) in image pixels,
    marked: the one under the hand. line: a line that cuts. stroke: a brush's path. brush: its radius in image pixels, where the hand is.
    """

    shape: Shape | None = None
    is_open: bool = False
    handles: Floats | None = None
    marked: int | None = None
    line: tuple[Point, Point] | None = None
    stroke: Brushed | None = None
    brush: tuple[Point, float] | None = None


class Tool:
    """A tool that does nothing; each tool says what it does otherwise."""

    @property
    def follows_outlines(self) -> bool:
        """Whether the hand is pulled to the other label set's outlines."""
        return True

    def take(self, shape: Shape | None) -> None:
        """Have another shape at hand, or none."""

    def press(self, hand: Hand) -> bool:
        """The button goes down; whether the tool wants what follows."""
        del hand
        return True

    def drag(self, hand: Hand) -> None:
        """The hand moves with the button down."""

    def hover(self, hand: Hand) -> None:
        """The hand moves with no button down."""

    def release(self, hand: Hand) -> Deed | None:
        """The button goes up."""
        del hand
        return None

    def finish(self) -> Deed | None:
        """Enter, or a double click: what is drawn is finished."""
        return None

    def step_back(self) -> bool:
        """Backspace: take the last point back; whether there was one."""
        return False

    def discard(self) -> bool:
        """Esc: draw nothing after all; whether anything was under way."""
        return False

    def delete(self) -> Deed | None:
        """Delete what is under the hand; None when nothing is and the object itself is meant."""
        return None

    def sketch(self) -> Sketch:
        """What is shown at the moment."""
        return Sketch()

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import atan2, degrees, hypot

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

from assay.geometry.snapping import snapped
from assay.ui.canvas.layers import Layer
from assay.ui.canvas.view_transform import Point, wrapped


@dataclass(frozen=True, slots=True)
class Measure:
    """A straight line on the image, in its pixels."""

    start: Point
    end: Point

    @property
    def across(self) -> float:
        """How far it leads to the right."""
        return self.end[0] - self.start[0]

    @property
    def down(self) -> float:
        """How far it leads down."""
        return self.end[1] - self.start[1]

    @property
    def length(self) -> float:
        """From end to end."""
        return hypot(self.across, self.down)

    @property
    def angle(self) -> float:
        """Degrees counter-clockwise from the right, in (−180, 180]; as in ImageJ a line that leads right and down has a negative one, though its Δy is positive."""
        return wrapped(degrees(atan2(-self.down, self.across)))

    def words(self) -> str:
        """What the ruler says of it."""
        said = f"{self.length:.1f} px · Δx {self.across:.1f} · Δy {self.down:.1f} · {self.angle:.1f}°"
        return said.replace("-", "−")


class RulerTool:
    """Measures with the left button from where it is pressed to where it is let go; with Shift level or plumb, with Alt beside outlines.

    place: the image point at a position, on a vertex or outline that is near when that is wanted; None where there is none.
    """

    def __init__(self, place: Callable[[QPointF, bool], Point | None]) -> None:
        self._place = place
        self._is_pressed = False
        self.is_active = False
        self.measure: Measure | None = None

    def press(self, event: QMouseEvent) -> bool:
        """Take the press while the ruler is in the hand."""
        if not self.is_active or event.button() != Qt.MouseButton.LeftButton:
            return False
        start = self._place(event.position(), follows_outlines(event))
        self._is_pressed = start is not None
        self.measure = None if start is None else Measure(start, start)
        return True

    def move(self, event: QMouseEvent) -> None:
        """Draw on."""
        end = self._place(event.position(), follows_outlines(event)) if self._is_pressed else None
        if end is not None and self.measure is not None:
            is_straight = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.measure = Measure(self.measure.start, straight(self.measure.start, end) if is_straight else end)

    def release(self) -> None:
        """Leave the line where it is; a press that went nowhere measured nothing."""
        self._is_pressed = False
        if self.measure is not None and not self.measure.length:
            self.measure = None

    def put_down(self) -> None:
        """Measure no more."""
        self.is_active = self._is_pressed = False
        self.measure = None


def follows_outlines(event: QMouseEvent) -> bool:
    """Whether the hand is to be pulled to outlines."""
    return not event.modifiers() & Qt.KeyboardModifier.AltModifier


def pulled(place: Point, layers: Iterable[Layer], *, reach: float) -> Point:
    """The vertex or outline of shown annotations that is nearest to a place and within reach, else the place itself."""
    found = [snapped(layer.annotations, *place, reach=reach) for layer in layers]
    near = [one for one in found if one is not None]
    return min(near, key=lambda one: hypot(one[0] - place[0], one[1] - place[1]), default=place)


def straight(start: Point, end: Point) -> Point:
    """The end made level with its start or plumb below it."""
    is_level = abs(end[0] - start[0]) >= abs(end[1] - start[1])
    return (end[0], start[1]) if is_level else (start[0], end[1])

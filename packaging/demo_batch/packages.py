"""Integrated circuits and connectors: many pins in rows."""

from demo_batch.cans import laser_lines
from demo_batch.palette import (
    BRASS,
    DIMPLE,
    EPOXY,
    HOLE,
    NICKEL,
    PLASTIC_BLACK,
    PLASTIC_WHITE,
    TIN,
    Surface,
)
from demo_batch.shapes import Component, Mark, Pad, Part


def _lead(x: float, y: float, side: int, unit: float, *, width: float, across: bool) -> tuple[Part, ...]:
    """One gull-wing lead at the body's edge: a shoulder that slopes down to a flat foot."""
    shoulder, foot = 0.42 * unit, 0.62 * unit
    at_shoulder, at_foot = side * shoulder / 2, side * (shoulder + foot / 2)
    slope = -side * 0.85
    if across:
        return (
            Part(x + at_foot, y, foot, width, TIN, 0.16 * unit, radius=0.1 * unit, bevel=1.6, fall=1.2),
            Part(x + at_shoulder, y, shoulder + 1, width, TIN, 0.55 * unit, bevel=1.6, fall=1.0, tilt=(slope, 0)),
        )
    return (
        Part(x, y + at_foot, width, foot, TIN, 0.16 * unit, radius=0.1 * unit, bevel=1.6, fall=1.2),
        Part(x, y + at_shoulder, width, shoulder + 1, TIN, 0.55 * unit, bevel=1.6, fall=1.0, tilt=(0, slope)),
    )


def soic(unit: float, pins: int, lines: tuple[str, ...]) -> Component:
    """Returns a small-outline circuit with pins on its two long sides, lying along x."""
    pitch = 1.27 * unit
    per_side = pins // 2
    length, width, rise = per_side * pitch - 0.1 * unit, 3.9 * unit, 1.5 * unit
    parts: list[Part] = []
    pads: list[Pad] = []
    for row in range(per_side):
        x = (row - (per_side - 1) / 2) * pitch
        for side in (-1, 1):
            parts += _lead(x, side * width / 2, side, unit, width=0.42 * unit, across=False)
            pads.append(Pad(x, side * (width / 2 + 0.72 * unit), 0.56 * unit, 0.80 * unit))
    corner = (-length / 2 + 0.65 * unit, width / 2 - 0.65 * unit)
    parts += [
        Part(0, 0, length, width, EPOXY, rise, radius=0.10 * unit, bevel=0.28 * unit, fall=0.5 * unit),
        Part(*corner, 0.7 * unit, 0.7 * unit, DIMPLE, rise, radius=0.35 * unit, bevel=2, fall=-1.5),
    ]
    half_w, half_h = length / 2 + 0.3 * unit, width / 2 + 1.5 * unit
    silk = (((-half_w, -width / 2), (-half_w, width / 2)), ((half_w, -width / 2), (half_w, width / 2)))
    marks = laser_lines(lines, step=0.95 * unit, size=0.86 * unit)
    return Component("ic", 2 * half_w + 2, 2 * half_h, tuple(parts), tuple(pads), marks, {"package": "soic"}, silk)


def qfp(unit: float, pins: int, lines: tuple[str, ...]) -> Component:
    """Returns a quad flat circuit with pins on all four sides."""
    pitch = 0.8 * unit
    per_side = pins // 4
    side_length, rise = per_side * pitch + 1.2 * unit, 1.3 * unit
    parts: list[Part] = []
    pads: list[Pad] = []
    for row in range(per_side):
        along = (row - (per_side - 1) / 2) * pitch
        for side in (-1, 1):
            edge, foot = side * side_length / 2, side * (side_length / 2 + 0.72 * unit)
            parts += _lead(along, edge, side, unit, width=0.34 * unit, across=False)
            parts += _lead(edge, along, side, unit, width=0.34 * unit, across=True)
            pads += [Pad(along, foot, 0.44 * unit, 0.80 * unit), Pad(foot, along, 0.80 * unit, 0.44 * unit)]
    corner = -side_length / 2 + 1.0 * unit
    parts += [
        Part(0, 0, side_length, side_length, EPOXY, rise, radius=0.35 * unit, bevel=0.24 * unit, fall=0.4 * unit),
        Part(corner, -corner, 0.8 * unit, 0.8 * unit, DIMPLE, rise, radius=0.4 * unit, bevel=2, fall=-1.5),
    ]
    half = side_length / 2 + 1.5 * unit
    tick = side_length / 2 + 0.35 * unit
    silk = tuple(
        ((sx * tick, sy * (tick - 0.7 * unit)), (sx * tick, sy * tick), (sx * (tick - 0.7 * unit), sy * tick))
        for sx in (-1, 1)
        for sy in (-1, 1)
    )
    marks = laser_lines(lines, step=0.115 * side_length, size=0.105 * side_length)
    return Component("ic", 2 * half, 2 * half, tuple(parts), tuple(pads), marks, {"package": "qfp"}, silk)


def header(unit: float, columns: int, rows: int) -> Component:
    """Returns a pin header: black cells, a square gilt pin in each."""
    pitch, rise = 2.54 * unit, 2.3 * unit
    length, width = columns * pitch, rows * pitch
    cells = [
        ((c - (columns - 1) / 2) * pitch, (r - (rows - 1) / 2) * pitch) for c in range(columns) for r in range(rows)
    ]
    bodies = [
        Part(x, y, pitch, pitch, PLASTIC_BLACK, rise, radius=0.34 * unit, bevel=0.3 * unit, fall=0.5 * unit)
        for x, y in cells
    ]
    spine = Part(0, 0, length - 0.6 * unit, width - 0.5 * unit, PLASTIC_BLACK, rise, bevel=1, fall=0)
    pins = [
        Part(x, y, 0.66 * unit, 0.66 * unit, BRASS, 4.6 * unit, radius=0.06 * unit, bevel=0.2 * unit, fall=0.35 * unit)
        for x, y in cells
    ]
    pads = tuple(Pad(x, y, 1.7 * unit, 1.7 * unit, hole=unit) for x, y in cells)
    silk = (_frame(length / 2 + 0.25 * unit, width / 2 + 0.25 * unit),)
    size = (length + 0.9 * unit, width + 0.9 * unit)
    return Component("connector", *size, (*bodies, spine, *pins), pads, (), {}, silk)


def shrouded(unit: float, pins: int) -> Component:
    """Returns an off-white wire-to-board socket: walls round a hollow with pins in it."""
    pitch, rise = 2.5 * unit, 4.2 * unit
    length, width = pins * pitch + 2.2 * unit, 5.8 * unit
    hollow = Surface(
        (PLASTIC_WHITE.colour[0] * 0.72, PLASTIC_WHITE.colour[1] * 0.7, PLASTIC_WHITE.colour[2] * 0.66), rough=0.6
    )
    places = [(k - (pins - 1) / 2) * pitch for k in range(pins)]
    parts = [
        Part(0, 0, length, width, PLASTIC_WHITE, rise, radius=0.25 * unit, bevel=0.25 * unit, fall=0.3 * unit),
        Part(
            0,
            0.1 * unit,
            length - 1.5 * unit,
            width - 1.7 * unit,
            hollow,
            0.8 * unit,
            radius=0.2 * unit,
            bevel=1,
            fall=0,
        ),
        *(
            Part(s * 0.28 * length, 0.46 * width, 0.14 * length, 0.09 * width, hollow, 1.6 * unit, bevel=1, fall=0)
            for s in (-1, 1)
        ),
        *(Part(x, 0.1 * unit, 0.7 * unit, 0.7 * unit, NICKEL, 3.0 * unit, bevel=2, fall=2.5) for x in places),
    ]
    pads = tuple(Pad(x, 0.1 * unit, 1.6 * unit, 1.6 * unit, hole=unit) for x in places)
    silk = (_frame(length / 2 + 0.3 * unit, width / 2 + 0.3 * unit),)
    return Component("connector", length + unit, width + unit, tuple(parts), pads, (), {}, silk)


def terminal(unit: float, poles: int, plastic: Surface) -> Component:
    """Returns a screw terminal block with a slotted screw per pole."""
    pitch, rise = 5.0 * unit, 5.0 * unit
    length, width = poles * pitch + 0.6 * unit, 7.6 * unit
    places = [(k - (poles - 1) / 2) * pitch for k in range(poles)]
    parts = [
        Part(0, 0, length, width, plastic, 0.8 * rise, radius=0.15 * unit, bevel=0.3 * unit, fall=0.4 * unit),
        Part(0, -0.5 * unit, length, 0.72 * width, plastic, rise, radius=0.1 * unit, bevel=0.5 * unit, fall=0.6 * unit),
    ]
    for x in places:
        parts += [
            Part(x, -0.5 * unit, 3.7 * unit, 3.7 * unit, HOLE, 0.6 * rise, radius=1.85 * unit, bevel=1, fall=0),
            Part(
                x,
                -0.5 * unit,
                3.2 * unit,
                3.2 * unit,
                NICKEL,
                0.8 * rise,
                radius=1.6 * unit,
                bevel=0.5 * unit,
                fall=0.4 * unit,
            ),
            Part(x, -0.5 * unit, 2.9 * unit, 0.55 * unit, HOLE, 0.74 * rise, bevel=1, fall=0),
            Part(x, 0.42 * width, 2.6 * unit, 0.6 * unit, HOLE, 0.5 * rise, bevel=1, fall=0),
        ]
    pads = tuple(Pad(x, 0, 2.6 * unit, 2.6 * unit, hole=1.3 * unit) for x in places)
    silk = (_frame(length / 2 + 0.3 * unit, width / 2 + 0.3 * unit),)
    return Component("connector", length + unit, width + unit, tuple(parts), pads, (), {}, silk)


def usb(unit: float) -> Component:
    """Returns a metal-shelled socket for the board's edge, its mouth towards y < 0."""
    width, depth, rise = 9.0 * unit, 7.4 * unit, 3.1 * unit
    parts = (
        *(
            Part(s * 4.55 * unit, 0.2 * depth, 0.9 * unit, 1.6 * unit, NICKEL, 0.8 * unit, radius=0.3 * unit)
            for s in (-1, 1)
        ),
        *(
            Part((k - 4.5) * 0.62 * unit, depth / 2 + 0.2 * unit, 0.32 * unit, 0.9 * unit, TIN, 0.2 * unit)
            for k in range(10)
        ),
        Part(0, 0, width, depth, NICKEL, rise, radius=0.3 * unit, bevel=0.8 * unit, fall=0.7 * unit),
        *(
            Part(s * 2.3 * unit, -0.05 * depth, 0.5 * unit, 2.4 * unit, HOLE, 0.94 * rise, radius=0.2 * unit)
            for s in (-1, 1)
        ),
        Part(0, 0.30 * depth, 2.6 * unit, 0.5 * unit, HOLE, 0.95 * rise, radius=0.2 * unit),
    )
    pads = tuple(Pad((k - 4.5) * 0.62 * unit, depth / 2 + 0.45 * unit, 0.36 * unit, 1.2 * unit) for k in range(10))
    shell = tuple(Pad(s * 4.55 * unit, 0.2 * depth, 1.5 * unit, 2.2 * unit) for s in (-1, 1))
    return Component("connector", width + 1.6 * unit, depth + 1.8 * unit, parts, pads + shell)


def _frame(half_w: float, half_h: float) -> tuple[tuple[float, float], ...]:
    return ((-half_w, -half_h), (half_w, -half_h), (half_w, half_h), (-half_w, half_h), (-half_w, -half_h))


def label_lines(name: str, lot: str) -> tuple[str, ...]:
    """Returns the two or three lines printed on a circuit."""
    return (name, lot)


__all__ = ["Mark", "header", "label_lines", "qfp", "shrouded", "soic", "terminal", "usb"]

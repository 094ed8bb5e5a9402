"""Tall round and metal things: electrolytic capacitors, crystals, inductors, domed diodes."""

import math

from demo_batch.palette import (
    ALUMINIUM,
    BRASS,
    CAN_STRIPE,
    COPPER,
    ENAMEL,
    EPOXY,
    FERRITE,
    LASER,
    NICKEL,
    PLASTIC_BLACK,
    PRINT_DARK,
    PRINT_WHITE,
    TIN,
    Surface,
    led_lens,
)
from demo_batch.shapes import Component, Mark, Pad, Part


def electrolytic(unit: float, diameter: float, value: str) -> Component:
    """Returns an aluminium can on its plastic foot, a dark segment over the minus."""
    size = diameter * unit
    rise = 0.55 * size
    foot = size + 0.5 * unit
    parts = (
        *(Part(side * foot / 2, 0, 0.9 * unit, 0.9 * unit, TIN, 0.2 * unit) for side in (-1, 1)),
        Part(0, 0, foot, foot, PLASTIC_BLACK, 0.6 * unit, radius=0.6 * unit, bevel=0.3 * unit, fall=0.2 * unit),
        Part(0, 0, size, size, ALUMINIUM, 0.94 * rise, radius=size / 2, bevel=0.07 * size, fall=0.10 * size),
        Part(0, 0, 0.86 * size, 0.86 * size, ALUMINIUM, rise, radius=0.43 * size, bevel=0.05 * size, fall=0.035 * size),
        Part(
            0, 0, 0.80 * size, 0.80 * size, CAN_STRIPE, rise, radius=0.40 * size, bevel=1, fall=0, keep=(1, 0, -0.19 * size),
        ),
    )  # fmt: skip
    marks = (
        Mark(value, 0.11 * size, -0.15 * size, 0.23 * size, PRINT_DARK, 0.85),
        Mark("25V", 0.11 * size, 0.09 * size, 0.18 * size, PRINT_DARK, 0.85),
        Mark("VT", 0.11 * size, 0.26 * size, 0.12 * size, PRINT_DARK, 0.7),
    )
    pads = tuple(Pad(side * foot / 2, 0, 1.2 * unit, 1.3 * unit) for side in (-1, 1))
    half = foot / 2 + 0.3 * unit
    silk = (((-half, -0.8 * unit), (-half, -half), (half, -half), (half, -0.8 * unit)),
            ((-half, 0.8 * unit), (-half, half), (half, half), (half, 0.8 * unit)))  # fmt: skip
    wide = 2 * half + 1.4 * unit
    return Component("capacitor", wide, 2 * half + 4, parts, pads, marks, {"kind": "electrolytic"}, silk)


def crystal_can(unit: float, value: str) -> Component:
    """Returns a long rounded metal can (HC-49) on its flange."""
    length, width, rise = 11.2 * unit, 4.7 * unit, 2.6 * unit
    inner = 0.74 * width
    parts = (
        *(Part(side * length / 2, 0, 2.2 * unit, 0.7 * unit, TIN, 0.2 * unit) for side in (-1, 1)),
        Part(0, 0, length, width, NICKEL, 0.5 * unit, radius=width / 2, bevel=0.3 * unit, fall=0.3 * unit),
        Part(
            0, 0, length - (width - inner), inner, NICKEL, rise, radius=inner / 2, bevel=0.26 * inner, fall=0.22 * inner
        ),
    )
    marks = (Mark(value, 0, 0, 0.40 * inner, PRINT_DARK, 0.62),)
    pads = tuple(Pad(side * 0.5 * length, 0, 2.6 * unit, 1.5 * unit) for side in (-1, 1))
    half_w, half_h = length / 2 + 1.5 * unit, width / 2 + 0.3 * unit
    silk = (((-0.4 * length, -half_h), (0.4 * length, -half_h)), ((-0.4 * length, half_h), (0.4 * length, half_h)))
    return Component("crystal", 2 * half_w, 2 * half_h, parts, pads, marks, {}, silk)


def crystal_flat(unit: float, value: str) -> Component:
    """Returns a small ceramic-bodied crystal under a welded metal lid."""
    length, width, rise = 5.0 * unit, 3.2 * unit, 0.9 * unit
    parts = (
        Part(0, 0, length, width, BRASS, 0.8 * rise, radius=0.1 * width, bevel=1.5, fall=1),
        Part(0, 0, 0.9 * length, 0.85 * width, NICKEL, rise, radius=0.12 * width, bevel=2.5, fall=1.6),
    )
    marks = (
        Mark(value, 0, -0.12 * width, 0.26 * width, PRINT_DARK, 0.6),
        Mark("TQ", 0, 0.17 * width, 0.2 * width, PRINT_DARK, 0.5),
    )
    pads = tuple(Pad(x * 0.4 * length, y * 0.38 * width, 0.32 * length, 0.42 * width) for x in (-1, 1) for y in (-1, 1))
    half_w, half_h = length / 2 + 0.6 * unit, width / 2 + 0.5 * unit
    silk = (((-half_w, -half_h), (half_w, -half_h), (half_w, half_h), (-half_w, half_h), (-half_w, -half_h)),)
    return Component("crystal", 2 * half_w, 2 * half_h, parts, pads, marks, {}, silk)


def power_inductor(unit: float, size: float, value: str) -> Component:
    """Returns a shielded power inductor: a ferrite square round a drum, value printed on top."""
    side, rise = size * unit, 0.42 * size * unit
    parts = (
        *(Part(end * 0.47 * side, 0, 0.12 * side, 0.5 * side, TIN, 0.3 * rise) for end in (-1, 1)),
        Part(0, 0, side, side, FERRITE, 0.9 * rise, radius=0.2 * side, bevel=0.05 * side, fall=0.05 * side),
        Part(0, 0, 0.80 * side, 0.80 * side, DRUM_GAP, 0.78 * rise, radius=0.40 * side, bevel=2, fall=-3),
        Part(0, 0, 0.72 * side, 0.72 * side, FERRITE, rise, radius=0.36 * side, bevel=0.04 * side, fall=0.05 * side),
    )
    marks = (Mark(value, 0, 0, 0.26 * side, PRINT_WHITE, 0.85),)
    return _square("inductor", side, parts, marks, unit)


DRUM_GAP = Surface(EPOXY.colour, rough=0.7)


def wound_inductor(unit: float, size: float, value: str) -> Component:
    """Returns an open drum inductor whose copper winding shows round the core."""
    side, rise = size * unit, 0.42 * size * unit
    turns = [
        Part(
            0, 0, diameter * side, diameter * side, ENAMEL, height * rise, radius=diameter * side / 2,
            bevel=0.030 * side, fall=0.028 * side,
        )
        for diameter, height in ((0.93, 0.52), (0.865, 0.60), (0.80, 0.66), (0.735, 0.70))
    ]  # fmt: skip
    parts = (
        Part(0, 0, side, 0.42 * side, PLASTIC_BLACK, 0.25 * rise, radius=0.05 * side, bevel=2, fall=2),
        *(
            Part(end * 0.46 * side, 0, 0.10 * side, 0.34 * side, COPPER, 0.34 * rise, bevel=2, fall=1)
            for end in (-1, 1)
        ),
        *turns,
        Part(0, 0, 0.66 * side, 0.66 * side, FERRITE, rise, radius=0.33 * side, bevel=0.05 * side, fall=0.06 * side),
    )
    return _square("inductor", side, parts, (Mark(value, 0, 0, 0.22 * side, PRINT_WHITE, 0.8),), unit)


def _square(kind: str, side: float, parts: tuple[Part, ...], marks: tuple[Mark, ...], unit: float) -> Component:
    pads = tuple(Pad(end * 0.44 * side, 0, 0.26 * side, 0.62 * side) for end in (-1, 1))
    half = side / 2 + 0.45 * unit
    silk = (((-0.5 * half, -half), (0.5 * half, -half)), ((-0.5 * half, half), (0.5 * half, half)))
    return Component(kind, 2 * half + 0.8 * unit, 2 * half, parts, pads, marks, {}, silk)


def domed_led(unit: float, colour: str, *, lit: bool) -> Component:
    """Returns a 5 mm diode seen from above: a tinted dome on a flange flattened at the cathode."""
    size = 5.6 * unit
    rise = 4.2 * unit
    lens = led_lens(colour, lit=lit)
    dome = 0.84 * size
    flange = Surface((lens.colour[0] * 0.8, lens.colour[1] * 0.8, lens.colour[2] * 0.8), rough=0.25)
    parts = (
        Part(0, 0, size, size, flange, 0.34 * rise, radius=size / 2, bevel=0.05 * size, fall=0.04 * size),
        Part(0, 0, dome, dome, lens, rise, radius=dome / 2, bevel=dome / 2, fall=0.42 * dome),
    )  # fmt: skip
    pads = tuple(Pad(side * 1.27 * unit, 0, 1.8 * unit, 1.8 * unit, hole=0.9 * unit) for side in (-1, 1))
    half = size / 2 + 0.3 * unit
    ring = tuple((half * math.cos(a * math.pi / 16), half * math.sin(a * math.pi / 16)) for a in range(33))
    return Component("led", 2 * half, 2 * half, parts, pads, (), {"colour": colour}, (ring,))


def laser_lines(lines: tuple[str, ...], *, step: float, size: float) -> tuple[Mark, ...]:
    """Returns lines of laser marking, centred one under the other."""
    top = -(len(lines) - 1) / 2
    return tuple(Mark(line, 0, (top + row) * step, size, LASER, 0.55) for row, line in enumerate(lines))

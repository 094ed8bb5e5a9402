"""Chip components with two ends: resistors, ceramic and tantalum capacitors, small diodes that shine."""

from demo_batch.palette import (
    ALUMINA,
    CERAMIC,
    CERAMIC_DARK,
    LED_BODY,
    PRINT_DARK,
    PRINT_WHITE,
    RESISTOR_BODY,
    SOLDER,
    TANTALUM,
    TANTALUM_BAR,
    TIN,
    Surface,
    led_lens,
)
from demo_batch.shapes import Component, Mark, Pad, Part

CHIP_SIZES = {"0603": (1.6, 0.82), "0805": (2.0, 1.25), "1206": (3.2, 1.6), "1210": (3.2, 2.5), "2512": (6.3, 3.2)}


def _pads(length: float, width: float, unit: float) -> tuple[Pad, ...]:
    reach, pad_w, pad_h = length / 2 + 0.12 * unit, 0.34 * length, width + 0.16 * unit
    return tuple(Pad(side * (reach - pad_w / 3), 0, pad_w, pad_h) for side in (-1, 1))


def _fillets(length: float, width: float, rise: float) -> tuple[Part, ...]:
    size = 0.36 * width
    return tuple(
        Part(
            side * (length / 2), 0, 1.5 * size, 0.94 * width, SOLDER, 0.55 * rise,
            radius=0.6 * size, bevel=0.62 * size, fall=0.5 * rise,
        )
        for side in (-1, 1)
    )  # fmt: skip


def _ends(length: float, width: float, rise: float, share: float) -> tuple[Part, ...]:
    cap = share * length
    return tuple(
        Part(
            side * (length - cap) / 2,
            0,
            cap,
            width,
            TIN,
            rise,
            radius=0.11 * width,
            bevel=0.2 * width,
            fall=0.28 * rise,
        )
        for side in (-1, 1)
    )


def _chip(kind: str, length: float, width: float, body: tuple[Part, ...], unit: float, **more: object) -> Component:
    marks = more.get("marks", ())
    attributes = more.get("attributes", {})
    assert isinstance(marks, tuple)
    assert isinstance(attributes, dict)
    x, y = length / 2 + 0.42 * unit, width / 2 + 0.26 * unit
    silk = (((-0.25 * length, -y), (0.25 * length, -y)), ((-0.25 * length, y), (0.25 * length, y)))
    return Component(kind, 2 * x, 2 * y, body, _pads(length, width, unit), marks, attributes, silk)


def resistor(unit: float, size: str, value: str) -> Component:
    """Returns a thick-film resistor with its value printed in white."""
    length, width = (side * unit for side in CHIP_SIZES[size])
    rise = 0.5 * unit
    body = (
        *_fillets(length, width, rise),
        Part(0, 0, 0.94 * length, width, ALUMINA, 0.9 * rise, bevel=1, fall=1),
        *_ends(length, width, rise, 0.2),
        Part(
            0,
            0,
            0.64 * length,
            0.92 * width,
            RESISTOR_BODY,
            1.06 * rise,
            radius=1,
            bevel=0.10 * width,
            fall=0.12 * rise,
        ),
    )
    mark = Mark(value, 0, 0, 0.62 * width if len(value) < 4 else 0.5 * width, PRINT_WHITE, 0.88)
    return _chip("resistor", length, width, body, unit, marks=(mark,) if size != "0603" else ())


def ceramic(unit: float, size: str, *, dark: bool) -> Component:
    """Returns a multilayer ceramic capacitor: a tan block between two metal ends."""
    length, width = (side * unit for side in CHIP_SIZES[size])
    rise = 0.62 * width
    surface = CERAMIC_DARK if dark else CERAMIC
    body = (
        *_fillets(length, width, 0.8 * rise),
        Part(
            0,
            0,
            0.9 * length,
            0.96 * width,
            surface,
            0.95 * rise,
            radius=0.08 * width,
            bevel=0.16 * width,
            fall=0.2 * rise,
        ),
        *_ends(length, width, rise, 0.23),
    )
    return _chip("capacitor", length, width, body, unit, attributes={"kind": "ceramic"})


def tantalum(unit: float, value: str) -> Component:
    """Returns a moulded tantalum capacitor with the bar that marks its plus."""
    length, width, rise = 6.0 * unit, 3.2 * unit, 1.6 * unit
    body = (
        *_fillets(length, 0.7 * width, 0.5 * rise),
        Part(0, 0, length, 0.66 * width, TIN, 0.5 * rise, bevel=1, fall=1),
        Part(0, 0, 0.93 * length, width, TANTALUM, rise, radius=0.05 * width, bevel=0.16 * width, fall=0.3 * rise),
        Part(
            -0.345 * length, 0, 0.13 * length, 0.8 * width, TANTALUM_BAR, 1.005 * rise, bevel=1, fall=0,
        ),
    )  # fmt: skip
    marks = (
        Mark(value, 0.07 * length, -0.15 * width, 0.36 * width, PRINT_DARK, 0.75),
        Mark("16V", 0.07 * length, 0.2 * width, 0.28 * width, PRINT_DARK, 0.7),
    )
    return _chip("capacitor", length, width, body, unit, marks=marks, attributes={"kind": "tantalum"})


def chip_led(unit: float, colour: str, *, lit: bool) -> Component:
    """Returns a surface-mounted diode: white body, round tinted lens, a notch at its cathode."""
    length, width, rise = 3.6 * unit, 2.9 * unit, 1.1 * unit
    lens = led_lens(colour, lit=lit)
    cathode = Surface(lens.colour, rough=0.4)
    body = (
        *_fillets(length, 0.7 * width, 0.5 * rise),
        Part(0, 0, length, 0.6 * width, TIN, 0.35 * rise, bevel=1, fall=1),
        Part(0, 0, 0.88 * length, width, LED_BODY, rise, radius=0.08 * width, bevel=0.09 * width, fall=0.25 * rise),
        Part(0, 0, 0.84 * width, 0.84 * width, LED_BODY, 0.86 * rise, radius=0.42 * width, bevel=2, fall=-2),
        Part(
            0,
            0,
            0.78 * width,
            0.78 * width,
            lens,
            1.12 * rise,
            radius=0.39 * width,
            bevel=0.39 * width,
            fall=0.28 * rise,
        ),
        Part(-0.36 * length, -0.36 * width, 0.12 * width, 0.12 * width, cathode, 1.0 * rise, bevel=1, fall=0),
    )
    return _chip("led", length, width, body, unit, attributes={"colour": colour})

"""Groups of components as an engineer would place them: a processor among its capacitors, a row of lamps."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from demo_batch.cans import crystal_can, crystal_flat, domed_led, electrolytic, power_inductor, wound_inductor
from demo_batch.chips import ceramic, chip_led, resistor, tantalum
from demo_batch.packages import header, qfp, shrouded, soic, terminal, usb
from demo_batch.palette import PLASTIC_BLUE, PLASTIC_GREEN
from demo_batch.shapes import Component

VALUES = ("103", "472", "220", "101", "331", "512", "105", "682", "000", "153", "224", "471")
CIRCUITS = ("AY4051", "KX7402", "NV2903", "LQ3842", "TP8871", "RM0214", "HD5566", "QB3904", "SV1117", "WA2595")
PROCESSORS = ("AX32F44", "NORA M4", "KITE 64", "PICA 328", "OXM051")
MICROFARADS = ("47", "100", "220", "330", "470")


@dataclass(frozen=True, slots=True)
class Spot:
    """A component relative to its block's origin; `fitted` is false for an empty footprint."""

    component: Component
    x: float
    y: float
    turn: float = 0.0
    fitted: bool = True


@dataclass(frozen=True, slots=True)
class Kit:
    """What a block is drawn from: the pixels per millimetre, the dice, and whether lamps burn."""

    unit: float
    random: np.random.Generator
    lit: bool

    def one_of(self, choices: tuple[str, ...]) -> str:
        """Returns one of some words."""
        return str(self.random.choice(choices))

    def chance(self, share: float) -> bool:
        """Returns true as often as a share says."""
        return bool(self.random.random() < share)

    def lot(self) -> str:
        """Returns a date and lot code."""
        return f"{self.random.integers(20, 26)}{self.random.integers(1, 53):02d} {self.one_of(('A', 'B', 'K', 'P'))}{self.random.integers(1, 9)}"


def processor(kit: Kit) -> list[Spot]:
    """A quad flat circuit with a capacitor or two on every side."""
    unit = kit.unit
    pins = int(kit.random.choice((32, 44, 44, 48)))
    circuit = qfp(unit, pins, (kit.one_of(PROCESSORS), kit.lot(), "E" + str(kit.random.integers(100, 999))))
    away = circuit.width / 2 + 2.2 * unit
    spots = [Spot(circuit, 0, 0, float(kit.random.choice((0, 90))))]
    for x, y, turn in ((-0.24, -1, 0), (0.24, -1, 0), (0.3, 1, 0), (1, -0.26, 90), (1, 0.26, 90), (-1, 0.28, 90)):
        spot_x = x * away if abs(x) == 1 else x * circuit.width
        spot_y = y * away if abs(y) == 1 else y * circuit.height
        spots.append(Spot(ceramic(unit, "0805", dark=kit.chance(0.3)), spot_x, spot_y, turn))
    spots.append(Spot(resistor(unit, "0805", kit.one_of(VALUES)), -0.24 * circuit.width, away, 0))
    return spots


def small_outline(kit: Kit) -> list[Spot]:
    """A small-outline circuit, its capacitor, and a few resistors beneath."""
    unit = kit.unit
    pins = int(kit.random.choice((8, 8, 14, 16)))
    circuit = soic(unit, pins, (kit.one_of(CIRCUITS), kit.lot()))
    spots = [
        Spot(circuit, 0, 0),
        Spot(ceramic(unit, "1206", dark=kit.chance(0.3)), circuit.width / 2 + 1.9 * unit, 0, 90),
    ]
    count = 2 if pins == 8 else 3
    for k in range(count):
        x = (k - (count - 1) / 2) * 3.9 * unit
        size = "1206" if kit.chance(0.5) else "0805"
        spots.append(Spot(resistor(unit, size, kit.one_of(VALUES)), x, circuit.height / 2 + 2.4 * unit, 90))
    return spots


def supply(kit: Kit) -> list[Spot]:
    """An inductor between two large capacitors, with a tantalum or a ceramic below."""
    unit = kit.unit
    size = float(kit.random.choice((6.5, 7.3, 8.5)))
    make = wound_inductor if kit.chance(0.5) else power_inductor
    coil = make(unit, size, kit.one_of(("4R7", "100", "220", "6R8")))
    spots = [Spot(coil, 0, 0, float(kit.random.choice((0, 90))))]
    can = electrolytic(unit, float(kit.random.choice((6.3, 8.0))), kit.one_of(MICROFARADS))
    spots.append(Spot(can, coil.width / 2 + can.width / 2 + 0.6 * unit, 0))
    if kit.chance(0.7):
        other = electrolytic(unit, 6.3, kit.one_of(MICROFARADS))
        spots.append(Spot(other, -coil.width / 2 - other.width / 2 - 0.6 * unit, 0))
    below = max(coil.height, can.height) / 2 + 2.6 * unit
    spots.append(Spot(tantalum(unit, kit.one_of(("22", "47", "10"))), 0, below))
    spots.append(Spot(ceramic(unit, "1210", dark=False), 6.2 * unit, below, 90))
    return spots


def lamps(kit: Kit) -> list[Spot]:
    """A row of diodes of one or two colours, a resistor to each."""
    unit = kit.unit
    count = int(kit.random.integers(3, 5))
    domed = kit.chance(0.35)
    colours = kit.random.choice(("red", "green", "amber"), size=count)
    pitch = 7.0 * unit if domed else 5.4 * unit
    spots: list[Spot] = []
    for k in range(count):
        lit = kit.lit and kit.chance(0.6)
        make = domed_led if domed else chip_led
        x = (k - (count - 1) / 2) * pitch
        spots.append(Spot(make(unit, str(colours[k]), lit=lit), x, 0, 0 if domed else 90))
        spots.append(Spot(resistor(unit, "1206", "471"), x, 6.0 * unit if domed else 5.2 * unit, 90))
    return spots


def passives(kit: Kit) -> list[Spot]:
    """A small field of chips in rows and columns."""
    unit = kit.unit
    columns, rows = int(kit.random.integers(2, 5)), int(kit.random.integers(1, 4))
    size = kit.one_of(("0805", "0805", "1206", "1206", "0603"))
    pitch_x, pitch_y = (3.9 * unit, 2.7 * unit) if size != "1206" else (5.4 * unit, 3.1 * unit)
    spots: list[Spot] = []
    for row in range(rows):
        as_resistor = kit.chance(0.6)
        for column in range(columns):
            chip = (
                resistor(unit, size, kit.one_of(VALUES)) if as_resistor else ceramic(unit, size, dark=kit.chance(0.2))
            )
            spots.append(Spot(chip, (column - (columns - 1) / 2) * pitch_x, (row - (rows - 1) / 2) * pitch_y))
    return spots


def reservoir(kit: Kit) -> list[Spot]:
    """Three electrolytic capacitors in a row."""
    unit = kit.unit
    cans = [electrolytic(unit, 6.3, kit.one_of(MICROFARADS)) for _ in range(3)]
    return [Spot(can, (k - 1) * (can.width + 0.8 * unit), 0) for k, can in enumerate(cans)]


def clock(kit: Kit) -> list[Spot]:
    """A crystal and its two capacitors."""
    unit = kit.unit
    value = kit.one_of(("16.000", "8.000", "12.000", "25.000"))
    crystal = crystal_can(unit, value) if kit.chance(0.6) else crystal_flat(unit, value)
    below = crystal.height / 2 + 1.5 * unit
    return [
        Spot(crystal, 0, 0),
        Spot(ceramic(unit, "0805", dark=False), -2.2 * unit, below),
        Spot(ceramic(unit, "0805", dark=False), 2.2 * unit, below),
    ]


def unfitted(kit: Kit) -> list[Spot]:
    """Footprints that were left empty: pads and silkscreen only."""
    unit = kit.unit
    return [
        Spot(resistor(unit, "1206", "000"), -3 * unit, 0, 0, fitted=False),
        Spot(resistor(unit, "1206", "000"), 3 * unit, 0, 0, fitted=False),
        Spot(soic(unit, 8, ("", "")), 0, 6.2 * unit, 0, fitted=False),
    ]


def pin_header(kit: Kit) -> list[Spot]:
    """A pin header of one or two rows."""
    return [Spot(header(kit.unit, int(kit.random.integers(5, 11)), int(kit.random.choice((1, 2)))), 0, 0)]


def socket(kit: Kit) -> list[Spot]:
    """A white wire-to-board socket."""
    return [Spot(shrouded(kit.unit, int(kit.random.integers(3, 6))), 0, 0)]


def screw_terminal(kit: Kit) -> list[Spot]:
    """A screw terminal of two or three poles."""
    plastic = PLASTIC_GREEN if kit.chance(0.6) else PLASTIC_BLUE
    return [Spot(terminal(kit.unit, int(kit.random.choice((2, 3))), plastic), 0, 0)]


def usb_socket(kit: Kit) -> list[Spot]:
    """A metal socket at the edge."""
    return [Spot(usb(kit.unit), 0, 0)]


BLOCKS: dict[str, Callable[[Kit], list[Spot]]] = {
    "mcu": processor,
    "soic": small_outline,
    "power": supply,
    "leds": lamps,
    "array": passives,
    "caps": reservoir,
    "crystal": clock,
    "dnp": unfitted,
    "header": pin_header,
    "edgehead": pin_header,
    "jst": socket,
    "terminal": screw_terminal,
    "usb": usb_socket,
}

AT_EDGE = ("header", "jst", "terminal", "usb")

"""Colours and surfaces of everything that is drawn, as linear light."""

from dataclasses import dataclass, replace

Rgb = tuple[float, float, float]


def linear(red: int, green: int, blue: int) -> Rgb:
    """Returns the linear light of an sRGB colour given as 0 … 255."""
    return (_linear(red), _linear(green), _linear(blue))


def _linear(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


@dataclass(frozen=True, slots=True)
class Surface:
    """How a material answers light: base colour, metal or not, roughness 0 … 1, the grain of its texture, the ripple of its face."""

    colour: Rgb
    metal: float = 0.0
    rough: float = 0.5
    grain: float = 0.0
    glow: float = 0.0
    ripple: float = 0.0


TIN = Surface(linear(208, 208, 204), metal=1.0, rough=0.30, grain=0.03, ripple=0.05)
SOLDER = Surface(linear(214, 214, 212), metal=1.0, rough=0.20, grain=0.02, ripple=0.04)
GOLD = Surface(linear(232, 192, 112), metal=1.0, rough=0.30, grain=0.02, ripple=0.03)
BRASS = Surface(linear(226, 186, 106), metal=1.0, rough=0.24)
NICKEL = Surface(linear(196, 194, 188), metal=1.0, rough=0.27, grain=0.02, ripple=0.015)
ALUMINIUM = Surface(linear(224, 225, 226), metal=1.0, rough=0.34, grain=0.02)
COPPER = Surface(linear(222, 138, 92), metal=1.0, rough=0.30)
ENAMEL = Surface(linear(196, 104, 52), metal=0.85, rough=0.30)
HOLE = Surface(linear(9, 9, 9), rough=0.9)

EPOXY = Surface(linear(38, 38, 40), rough=0.52, grain=0.10)
DIMPLE = Surface(linear(24, 24, 26), rough=0.35)
RESISTOR_BODY = Surface(linear(30, 29, 32), rough=0.34, grain=0.03)
ALUMINA = Surface(linear(226, 222, 212), rough=0.55)
CERAMIC = Surface(linear(176, 140, 100), rough=0.42, grain=0.05)
CERAMIC_DARK = Surface(linear(138, 104, 76), rough=0.42, grain=0.05)
TANTALUM = Surface(linear(214, 158, 44), rough=0.45, grain=0.04)
TANTALUM_BAR = Surface(linear(122, 66, 22), rough=0.45)
PLASTIC_BLACK = Surface(linear(27, 27, 28), rough=0.46, grain=0.05)
PLASTIC_WHITE = Surface(linear(226, 220, 202), rough=0.50, grain=0.02)
PLASTIC_GREEN = Surface(linear(40, 128, 74), rough=0.42, grain=0.03)
PLASTIC_BLUE = Surface(linear(34, 86, 168), rough=0.42, grain=0.03)
CAN_STRIPE = Surface(linear(30, 31, 36), rough=0.38)
FERRITE = Surface(linear(62, 62, 64), rough=0.62, grain=0.10)
LED_BODY = Surface(linear(232, 228, 216), rough=0.42)
PAPER = Surface(linear(236, 234, 226), rough=0.80)

LASER = linear(150, 150, 148)
PRINT_WHITE = linear(232, 232, 228)
PRINT_DARK = linear(34, 34, 38)

LED_COLOURS: dict[str, Rgb] = {"red": linear(226, 34, 28), "green": linear(42, 204, 70), "amber": linear(250, 156, 16)}


def led_lens(colour: str, *, lit: bool) -> Surface:
    """Returns the tinted lens of a light-emitting diode."""
    lens = Surface(LED_COLOURS[colour], rough=0.16)
    return replace(lens, glow=1.0) if lit else lens


@dataclass(frozen=True, slots=True)
class Mask:
    """A soldermask: its colour over copper and over bare laminate, the finish of its pads, and its silkscreen."""

    over_copper: Rgb
    over_laminate: Rgb
    finish: Surface
    silk: Rgb
    rough: float = 0.30


SILK_WHITE = linear(230, 230, 222)

MASKS: dict[str, Mask] = {
    "green": Mask(linear(30, 98, 52), linear(10, 54, 32), TIN, SILK_WHITE),
    "emerald": Mask(linear(20, 98, 74), linear(6, 54, 46), TIN, SILK_WHITE),
    "olive": Mask(linear(66, 96, 34), linear(34, 56, 20), GOLD, SILK_WHITE),
    "blue": Mask(linear(24, 70, 142), linear(8, 34, 84), TIN, SILK_WHITE),
    "navy": Mask(linear(34, 54, 98), linear(14, 24, 54), GOLD, SILK_WHITE),
    "black": Mask(linear(40, 41, 43), linear(17, 18, 20), GOLD, SILK_WHITE, rough=0.36),
    "red": Mask(linear(150, 30, 30), linear(88, 12, 16), TIN, SILK_WHITE),
    "crimson": Mask(linear(126, 24, 42), linear(70, 10, 24), GOLD, SILK_WHITE),
}

LAMINATE_EDGE = Surface(linear(150, 136, 88), rough=0.7)


@dataclass(frozen=True, slots=True)
class Bench:
    """A matte surface to lay a board on: base colour, contrast of its texture, and whether that runs in fibres."""

    colour: Rgb
    texture: float
    fibres: bool = False


BENCHES: dict[str, Bench] = {
    "slate": Bench(linear(66, 69, 74), 0.10),
    "mat": Bench(linear(64, 88, 104), 0.07),
    "laminate": Bench(linear(176, 174, 168), 0.04),
    "walnut": Bench(linear(112, 80, 56), 0.22, fibres=True),
    "oak": Bench(linear(176, 140, 100), 0.16, fibres=True),
    "graphite": Bench(linear(42, 43, 46), 0.10),
    "sand": Bench(linear(150, 142, 128), 0.06),
}

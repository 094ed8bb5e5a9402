"""The 24 boards: what each is called, made of and lies on."""

from dataclasses import dataclass

Rgb = tuple[float, float, float]

WARM: Rgb = (1.04, 1.0, 0.95)
COOL: Rgb = (0.97, 1.0, 1.04)
EVEN: Rgb = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Recipe:
    """One board: `blocks` are placed in their order, as long as there is room; `faults` are its regions."""

    title: str
    mask: str
    bench: str
    unit: float
    size: tuple[float, float]
    blocks: str
    faults: str = ""
    turn: float = 0.0
    shift: tuple[float, float] = (0.0, 0.0)
    corner: float = 22.0
    pour: bool = True
    lit: bool = False
    cast: Rgb = EVEN
    gain: float = 1.0

    def counted(self, text: str) -> list[str]:
        """Returns the words of a list such as `mcu array*2`, each as often as it says."""
        words: list[str] = []
        for word in text.split():
            name, _, times = word.partition("*")
            words += [name] * int(times or 1)
        return words


BOARDS: tuple[Recipe, ...] = (
    Recipe("SENSOR HUB", "green", "slate", 14.0, (1130, 800), "header terminal mcu power leds soic array*3 crystal soic dnp",
           "solder flux", turn=0.0, cast=COOL),
    Recipe("MOTOR DRIVE", "blue", "laminate", 14.5, (1090, 790), "terminal*2 header power*2 soic*2 leds array*2 dnp",
           "scratch solder", turn=-2.4),
    Recipe("USB BRIDGE", "red", "graphite", 15.0, (1060, 760), "usb header mcu crystal leds array*3 soic dnp", "flux solder",
           turn=1.6, cast=WARM),
    Recipe("POWER CELL", "black", "oak", 15.0, (1100, 780), "terminal*2 power*3 soic leds array*2 dnp", "solder scratch",
           turn=0.0, cast=WARM, gain=1.06),
    Recipe("RELAY IO 8", "green", "mat", 13.5, (1140, 820), "terminal*3 header leds*3 soic*3 array*4 dnp", "scratch flux bridge",
           turn=-1.2, pour=False),
    Recipe("LED BAR", "crimson", "slate", 14.5, (1080, 640), "header leds*5 soic*2 array*2", "solder", turn=3.2, lit=True),
    Recipe("LOGIC DEMO", "emerald", "walnut", 14.0, (1120, 800), "header*2 soic*5 leds array*4 dnp", "solder*2 scratch",
           turn=0.0, cast=WARM),
    Recipe("BUCK 5V 3A", "blue", "sand", 16.5, (1020, 700), "terminal*2 power*2 soic leds array dnp", "flux solder", turn=-4.1, pour=False),
    Recipe("DATA LOGGER", "navy", "slate", 13.5, (1150, 820), "usb header jst mcu crystal soic*3 power leds array*5 dnp",
           "scratch bridge", turn=0.8, cast=COOL),
    Recipe("AUDIO PRE", "black", "walnut", 14.0, (1110, 790), "jst*3 soic*3 caps*2 power array*4 dnp", "flux scratch",
           turn=-0.0, cast=WARM, gain=1.08),
    Recipe("INVERTER", "green", "graphite", 15.5, (1420, 1060), "mcu crystal soic*2 power leds array*4 dnp edgehead", "solder flux",
           turn=0.0, shift=(120, 90)),
    Recipe("CAN NODE", "red", "laminate", 15.0, (1060, 770), "terminal jst header soic*2 mcu crystal leds array*2 dnp", "solder bridge",
           turn=2.2),
    Recipe("TIMER BOARD", "olive", "slate", 14.5, (1080, 780), "header*2 soic*3 crystal leds*2 array*3 dnp", "scratch flux",
           turn=-3.4, cast=WARM),
    Recipe("FIELD BUS", "blue", "oak", 13.5, (1150, 830), "terminal*2 header jst mcu crystal power soic*2 leds array*5 dnp",
           "solder*2 scratch", turn=0.0, cast=WARM),
    Recipe("PROTO MINI", "green", "sand", 17.0, (960, 640), "header soic leds array dnp", "scratch", turn=5.2, pour=False),
    Recipe("VISION IO", "black", "slate", 15.5, (1440, 1040), "mcu soic*2 crystal power leds*2 array*4 dnp edgehead", "solder flux",
           turn=0.0, shift=(-130, 70), gain=1.06),
    Recipe("CHARGER 2S", "crimson", "mat", 15.0, (1080, 770), "usb terminal jst power*2 soic*2 leds array*2 dnp", "flux bridge",
           turn=-1.8),
    Recipe("GATEWAY", "emerald", "graphite", 13.0, (1160, 840), "usb header*2 jst mcu crystal soic*3 power leds*2 array*7 dnp",
           "scratch solder", turn=0.0, lit=True, cast=COOL),
    Recipe("RF SWITCH", "navy", "laminate", 16.0, (1020, 720), "jst soic*2 crystal caps array*3 dnp", "scratch flux", turn=2.8),
    Recipe("MESH NODE", "blue", "graphite", 16.0, (1400, 1100), "mcu crystal soic*2 power leds array*4 dnp edgehead", "scratch solder",
           turn=1.4, shift=(60, -150)),
    Recipe("LAMP CTRL", "green", "walnut", 14.5, (1080, 760), "terminal jst header leds*4 soic*2 power array*2 dnp", "solder flux",
           turn=-2.0, lit=True, cast=WARM),
    Recipe("STEPPER X4", "black", "sand", 13.5, (1150, 820), "terminal header*2 soic*4 caps*2 power array*4 leds dnp",
           "bridge scratch", turn=0.0, gain=1.06, pour=False),
    Recipe("FILTER BANK", "red", "slate", 17.0, (940, 660), "header soic caps array", "", turn=-5.6, cast=COOL),
    Recipe("MAIN CTRL", "green", "laminate", 13.0, (1160, 840), "usb header*2 terminal jst mcu crystal soic*4 power leds*2 array*8 dnp",
           "solder scratch flux", turn=0.6),
)  # fmt: skip

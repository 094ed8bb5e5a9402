from dataclasses import dataclass
from typing import Literal

ThemeName = Literal["dark", "light"]

SPACES = (4, 8, 12, 16, 24)
"""The only distances between things, in logical pixels."""

RADIUS_SMALL = 4
RADIUS_LARGE = 8

BODY_SIZE = 13
SMALL_SIZE = 12
CAPTION_SIZE = 11
FIGURE_SIZE = 15
TITLE_WEIGHT = 600
ICON_SIZE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Every colour of one theme, as #RRGGBB."""

    name: ThemeName
    surround: str
    window: str
    panel: str
    raised: str
    control: str
    control_hover: str
    line: str
    text: str
    secondary: str
    faint: str
    accent: str
    accent_fill: str
    accent_fill_hover: str
    on_accent: str
    vendor: str
    gold: str
    reviewer: str
    second_reviewer: str
    model: str
    earlier: str
    casing: str
    critical: str
    major: str
    good: str
    minor_fill: str
    on_severity: str

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on dark panels."""
        return self.name == "dark"


DARK = Tokens(
    name="dark",
    surround="#0E1013",
    window="#15171B",
    panel="#1B1E23",
    raised="#26303D",
    control="#272B32",
    control_hover="#2F343C",
    line="#2B2F37",
    text="#E4E7EC",
    secondary="#949CAA",
    faint="#737C8B",
    accent="#4C9AFF",
    accent_fill="#2F6FDB",
    accent_fill_hover="#2A66CC",
    on_accent="#FFFFFF",
    vendor="#5AA9FF",
    gold="#FFC53D",
    reviewer="#3DDC97",
    second_reviewer="#4FD1E0",
    model="#B79CFF",
    earlier="#A7AEBB",
    casing="#0B0D10",
    critical="#F06E6F",
    major="#F2A53A",
    good="#46B37B",
    minor_fill="#3A404A",
    on_severity="#15171B",
)

LIGHT = Tokens(
    name="light",
    surround="#D9DCE1",
    window="#F4F5F7",
    panel="#FFFFFF",
    raised="#E6F0FF",
    control="#EBEDF1",
    control_hover="#E0E3E9",
    line="#DDE1E7",
    text="#1B1F26",
    secondary="#545D6B",
    faint="#747D8C",
    accent="#1D63D8",
    accent_fill="#1D63D8",
    accent_fill_hover="#1857C0",
    on_accent="#FFFFFF",
    vendor="#0B62D6",
    gold="#8F6000",
    reviewer="#0B7A53",
    second_reviewer="#0A7381",
    model="#6A3FD0",
    earlier="#565E6B",
    casing="#FFFFFF",
    critical="#C62A2F",
    major="#AC4E08",
    good="#197846",
    minor_fill="#D3D8E0",
    on_severity="#FFFFFF",
)

THEMES = {tokens.name: tokens for tokens in (DARK, LIGHT)}

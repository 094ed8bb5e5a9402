from functools import cache

from PySide6.QtGui import QFont

from assay.ui.theme.tokens import BODY_SIZE, CAPTION_SIZE, FIGURE_SIZE, SMALL_SIZE

FAMILIES = (
    "Inter",
    "Segoe UI Variable Text",
    "Segoe UI",
    "SF Pro Text",
    "Helvetica Neue",
    "Cantarell",
    "Noto Sans",
    "DejaVu Sans",
)
MONO_FAMILIES = ("JetBrains Mono", "Cascadia Mono", "SF Mono", "Menlo", "Consolas", "DejaVu Sans Mono")


def ui_font(size: int = BODY_SIZE, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The interface's font in logical pixels, the caller's own; its numerals are tabular, so that figures in columns and clocks stand still."""
    return QFont(_made(size, weight))


@cache
def _made(size: int, weight: QFont.Weight) -> QFont:
    """Made once: a row of a list asks for five of them, and making one takes as long as writing a word."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(size)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def small_font() -> QFont:
    """For secondary lines."""
    return ui_font(SMALL_SIZE)


def caption_font() -> QFont:
    """For key caps, badges and what stands under a figure."""
    return ui_font(CAPTION_SIZE)


def title_font() -> QFont:
    """For titles of panels and sections."""
    return ui_font(BODY_SIZE, QFont.Weight.DemiBold)


def figure_font(size: int = FIGURE_SIZE) -> QFont:
    """For the figures that matter."""
    return ui_font(size, QFont.Weight.DemiBold)


def mono_font() -> QFont:
    """For hashes, paths and codes that are compared letter by letter."""
    font = QFont()
    font.setFamilies(list(MONO_FAMILIES))
    font.setPixelSize(SMALL_SIZE)
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font

"""The strip below an evidence picture: which item it is, and what the lines mean."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from assay.model.defect_types import Severity
from assay.reports.evidence.drawing import FINER, Pen, Sheet

HEIGHT = 56
PADDING = 12
SAMPLE = 26
"""Length of a line in the legend."""

PAPER = (255, 255, 255)
RULE = (0xDD, 0xE1, 0xE7)
TEXT = (0x1B, 0x1F, 0x26)
SECONDARY = (0x54, 0x5D, 0x6B)
ELLIPSIS = "..."

BADGES = {
    Severity.CRITICAL: ((0xC6, 0x2A, 0x2F), (255, 255, 255)),
    Severity.MAJOR: ((0xAC, 0x4E, 0x08), (255, 255, 255)),
    Severity.MINOR: ((0xD3, 0xD8, 0xE0), TEXT),
    Severity.OBSERVATION: ((0xEB, 0xED, 0xF1), SECONDARY),
}
BADGE = 18


@dataclass(frozen=True, slots=True)
class Caption:
    """What the strip says. legend: the pen and the words of each kind of line in the picture."""

    number: str
    code: str
    about: str
    severity: Severity
    legend: Sequence[tuple[Pen, str]]


def font(size: int) -> ImageFont.FreeTypeFont:
    """The font that Pillow brings, laid out by Pillow alone: the same pixels whatever is installed."""
    found = ImageFont.load_default(size)
    assert isinstance(found, ImageFont.FreeTypeFont), "Pillow was built without FreeType"
    return found.font_variant(layout_engine=ImageFont.Layout.BASIC)


def strip(caption: Caption, width: int) -> Image.Image:
    """The caption as a strip of a picture's width."""
    image = Image.new("RGB", (width, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.line([(0, 0), (width, 0)], fill=RULE)
    image.paste(badge(caption.severity), (PADDING, 9))
    title = " · ".join(filter(None, [caption.number, caption.code, letters(caption.about)]))
    start = PADDING + BADGE + 8
    draw.text((start, 18), fitted(title, font(14), width - start - PADDING), TEXT, font(14), anchor="lm")
    draw_legend(image, caption.legend)
    return image


def badge(severity: Severity) -> Image.Image:
    """The severity's letter in its small square."""
    fill, ink = BADGES[severity]
    large = Image.new("RGB", (BADGE * FINER, BADGE * FINER), PAPER)
    draw = ImageDraw.Draw(large)
    draw.rounded_rectangle((0, 0, BADGE * FINER - 1, BADGE * FINER - 1), 4 * FINER, fill)
    draw.text((BADGE * FINER / 2, BADGE * FINER / 2), severity.letter, ink, font(12 * FINER), anchor="mm")
    return large.reduce(FINER)


def draw_legend(image: Image.Image, legend: Sequence[tuple[Pen, str]]) -> None:
    """The lines that are in the picture, each with its meaning, in a row as far as they fit."""
    small, y, x = font(12), 40.0, float(PADDING)
    sheet = Sheet(image.size)
    texts: list[tuple[float, str]] = []
    for pen, words in legend:
        room = image.width - x - SAMPLE - 8 - PADDING
        said = fitted(letters(words) or words.split(":")[0], small, room)
        if not said or said == ELLIPSIS:
            break
        sheet.draw([np.array([(x, y), (x + SAMPLE, y)])], pen)
        texts.append((x + SAMPLE + 8, said))
        x += SAMPLE + 8 + small.getlength(said) + 18
    image.paste(sheet.laid_on(image))
    draw = ImageDraw.Draw(image)
    for start, said in texts:
        draw.text((start, y), said, SECONDARY, small, anchor="lm")


def letters(text: str) -> str:
    """A text in the letters that the font has, without accents where need be; empty when it is in another script."""
    plain = text.replace("→", ">").replace("–", "-")
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain if plain.isascii() else ""


def fitted(text: str, face: ImageFont.FreeTypeFont, room: float) -> str:
    """As much of a text as fits."""
    if face.getlength(text) <= room:
        return text
    while text and face.getlength(text + ELLIPSIS) > room:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS

"""What a person should know of an image file to understand what is shown of it."""

from collections.abc import Callable

from assay.pictures.orientation import UPRIGHT
from assay.ui.canvas.adjustment import AS_IT_IS, Adjustment
from assay.ui.canvas.decoded_image import DecodedImage

CONVERTED = ("CMYK", "YCbCr", "LAB", "HSV")
"""Colour models that a screen does not have."""

Note = Callable[[DecodedImage, Adjustment], str]
"""Words, or none where there is nothing to say."""


def picture_notes(image: DecodedImage, adjustment: Adjustment) -> str:
    """What is to be said, in one line; empty for an ordinary image shown as it is."""
    said = (note(image, adjustment) for note in NOTES)
    return " · ".join(words for words in said if words)


def depth(image: DecodedImage, adjustment: Adjustment) -> str:
    """How deep it is, and what of that is shown."""
    facts = image.facts
    if facts.is_deep:
        low, high = adjustment.window(image)
        return f"{facts.bits} bit, black at {low:g}, white at {high:g}"
    return f"{facts.bits} bit per channel, shown as 8" if facts.bits > 8 else ""


def colours(image: DecodedImage, adjustment: Adjustment) -> str:
    """Whether its colours were converted."""
    del adjustment
    return f"{image.facts.mode} converted" if image.facts.mode in CONVERTED else ""


def turn(image: DecodedImage, adjustment: Adjustment) -> str:
    """Whether it is turned as EXIF says, or stays as stored although EXIF says otherwise."""
    del adjustment
    if image.facts.orientation == UPRIGHT:
        return ""
    return "turned as EXIF says" if image.orientation != UPRIGHT else "as stored, not turned as EXIF says"


def frame(image: DecodedImage, adjustment: Adjustment) -> str:
    """Which of several frames or pages is shown."""
    del adjustment
    return f"frame 1 of {image.facts.frames}" if image.facts.frames > 1 else ""


def size(image: DecodedImage, adjustment: Adjustment) -> str:
    """Whether it is so large that it is shown reduced."""
    del adjustment
    is_reduced = image.is_coarse and not image.passes
    return f"{image.width:,} × {image.height:,}, reduced; detail comes with zoom" if is_reduced else ""


def adjusting(image: DecodedImage, adjustment: Adjustment) -> str:
    """Whether its light or channels are shown otherwise."""
    del image
    return "adjusted" if adjustment != AS_IT_IS else ""


NOTES: tuple[Note, ...] = (depth, colours, turn, frame, size, adjusting)

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

ORIENTATION = 0x0112
"""The EXIF tag that says how the stored pixels are to be turned."""
TURNED = (5, 6, 7, 8)
"""Orientations that change width and height for one another."""
FRAMED = ("GIF", "WEBP", "PNG", "TIFF", "AVIF")
"""Formats whose further images are frames or pages; those of the others are previews of the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """What an image file says of itself. width, height: of the pixels as stored. mode: Pillow's name of the colour model.

    bits: per channel, as stored. frames: images in the file, of which the first is shown. orientation: EXIF's, 1 to 8.
    low, high: darkest and brightest value of an image of more than 8 bits, whose `low` is shown black and `high` white; else 0 and 255.
    """

    format: str
    width: int
    height: int
    mode: str
    bits: int = 8
    frames: int = 1
    orientation: int = 1
    low: float = 0.0
    high: float = 255.0

    @property
    def is_deep(self) -> bool:
        """Whether it has one band whose values are more than a screen has shades."""
        return bits_of(self.mode) > 8


def facts_of(image: Image.Image) -> PictureFacts:
    """The facts of an opened image, whose pixels may not be read yet."""
    return PictureFacts(
        format=image.format or "",
        width=image.width,
        height=image.height,
        mode=image.mode,
        bits=max(bits_of(image.mode), stored_bits(image)),
        frames=frames_of(image),
        orientation=orientation_of(image),
    )


def bits_of(mode: str) -> int:
    """Bits per channel of a colour model."""
    if mode in ("I", "F"):
        return 32
    return 1 if mode == "1" else 16 if mode.startswith("I;") else 8


def stored_bits(image: Image.Image) -> int:
    """Bits per channel of a PNG or TIFF in colours, as stored; Pillow reads 16 as 8."""
    tiles = getattr(image, "tile", ())
    raw = str(tiles[0][3]) if tiles else ""
    return 16 if ";16" in raw else 8 if image.mode != "1" else 1


def frames_of(image: Image.Image) -> int:
    """How many frames or pages the file has."""
    return int(getattr(image, "n_frames", 1)) if image.format in FRAMED else 1


def orientation_of(image: Image.Image) -> int:
    """EXIF's orientation; 1 for a TIFF, which Pillow turns itself, for what makes no sense, and for a PNG with EXIF behind its pixels: they are not decoded for it."""
    has_exif = image.format != "TIFF" and "exif" in image.info
    found = image.getexif().get(ORIENTATION, 1) if has_exif else 1
    return found if found in range(1, 9) else 1


def is_turned_for(facts: PictureFacts, declared: Sequence[float] | None) -> bool:
    """Whether labels of a declared (width, height) refer to the image as EXIF turns it: only the size can tell, and it does when the sides change places."""
    if declared is None or facts.orientation not in TURNED or facts.width == facts.height:
        return False
    return (round(declared[0]), round(declared[1])) == (facts.height, facts.width)

"""Decoded pixels as one block of memory that another process can look at: planes, one behind the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from assay.pictures.deep_values import Values

SMALLEST_LEVEL = 1024
OPAQUE, PREMULTIPLIED, UNSIGNED_16, SIGNED_32, FLOAT_32 = "BGRX", "BGRa", "uint16", "int32", "float32"
"""What a plane holds: blue, green, red and nothing; with premultiplied alpha; or one value per pixel of that type."""
BYTES = {OPAQUE: 4, PREMULTIPLIED: 4, UNSIGNED_16: 2, SIGNED_32: 4, FLOAT_32: 4}


@dataclass(frozen=True, slots=True)
class Plane:
    """Rows of pixels without gaps. kind: what a pixel is. offset: where in the block the first byte lies."""

    kind: str
    width: int
    height: int
    offset: int

    @property
    def bytes(self) -> int:
        """How much memory it takes."""
        return self.width * self.height * BYTES[self.kind]


def levels_of(image: Image.Image) -> list[Image.Image]:
    """An RGB or RGBa image and its halves, down to about a thousand pixels, so that painting a whole image is quick."""
    levels = [image]
    while max(levels[-1].size) > SMALLEST_LEVEL and min(levels[-1].size) > 1:
        levels.append(levels[-1].reduce(2))
    return levels


def packed(levels: Sequence[Image.Image], values: "Values | None" = None) -> tuple[list[Plane], list[bytes]]:
    """The planes of an image's levels, and of its values as stored when they are deep, with their bytes in order."""
    planes: list[Plane] = []
    blocks: list[bytes] = []
    for kind, (width, height), block in blocks_of(levels, values):
        planes.append(Plane(kind, width, height, sum(map(len, blocks))))
        blocks.append(block)
    return planes, blocks


def blocks_of(levels: Sequence[Image.Image], values: "Values | None") -> Iterator[tuple[str, tuple[int, int], bytes]]:
    """Kind, size and bytes of each plane."""
    for level in levels:
        kind = OPAQUE if level.mode == "RGB" else PREMULTIPLIED
        yield kind, level.size, level.tobytes("raw", kind)
    if values is not None:
        yield str(values.dtype), (values.shape[1], values.shape[0]), values.tobytes()

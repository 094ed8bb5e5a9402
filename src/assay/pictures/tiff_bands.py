"""Parts of a large TIFF without decoding all of it (TIFF 6.0, sections 2, 3 and 15): the strips or tiles that hold a part become a small TIFF of their own, which Pillow decodes."""

import io
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, TiffImagePlugin

from assay.pictures.bands import Box
from assay.pictures.facts import PictureFacts

WIDTH, HEIGHT, COMPRESSION, ORIENTATION, CHANNELS, PLANAR = 256, 257, 259, 274, 277, 284
STRIP_PLACES, STRIP_ROWS, STRIP_BYTES = 273, 278, 279
TILE_WIDTH, TILE_HEIGHT, TILE_PLACES, TILE_BYTES = 322, 323, 324, 325
KEPT = (258, COMPRESSION, 262, 266, CHANNELS, PLANAR, 292, 293, 317, 320, 332, 338, 339, 347, 530, 531)
"""What decoding needs to know: bits, colours, compression and its tables."""
SHORT, LONG, UNDEFINED = 3, 4, 7
UNCOMPRESSED, OLD_JPEG = 1, 6
SEGMENT_BYTES = 64_000_000
"""A compressed strip that is larger is as good as the whole image."""


@dataclass(frozen=True, slots=True)
class Segments:
    """Strips or tiles: their size in pixels, how many lie beside one another, and where in the file they are."""

    width: int
    height: int
    across: int
    places: Sequence[int]
    bytes: Sequence[int]


class TiffBands:
    """A TIFF in strips or tiles, by parts."""

    def __init__(
        self, facts: PictureFacts, path: Path, tags: Mapping[int, Any], order: str, segments: Segments
    ) -> None:
        self.facts = facts
        self.step = segments.height
        self._path = path
        self._tags = tags
        self._order = order
        self._segments = segments

    def read(self, box: Box) -> Image.Image:
        """A part of the image."""
        segments = self._segments
        left, right = box[0] // segments.width, (box[2] - 1) // segments.width
        top, bottom = box[1] // segments.height, (box[3] - 1) // segments.height
        numbers = [
            row * segments.across + column for row in range(top, bottom + 1) for column in range(left, right + 1)
        ]
        x, y = left * segments.width, top * segments.height
        width = min((right - left + 1) * segments.width, self.facts.width - x)
        height = min((bottom - top + 1) * segments.height, self.facts.height - y)
        with Image.open(io.BytesIO(self._tiff(width, height, numbers)), formats=("TIFF",)) as image:
            return image.crop((box[0] - x, box[1] - y, box[2] - x, box[3] - y))

    def _tiff(self, width: int, height: int, numbers: Sequence[int]) -> bytes:
        """A TIFF of these segments alone."""
        segments, is_tiled = self._segments, TILE_PLACES in self._tags
        with self._path.open("rb") as file:
            blocks = [read_at(file, segments.places[number], segments.bytes[number]) for number in numbers]
        places = [8 + sum(map(len, blocks[:count])) for count in range(len(blocks))]
        entries: dict[int, tuple[int, Sequence[int] | bytes]] = {WIDTH: (LONG, [width]), HEIGHT: (LONG, [height])}
        for tag in KEPT:
            if tag in self._tags:
                entries[tag] = entry(self._tags[tag])
        entries[TILE_PLACES if is_tiled else STRIP_PLACES] = (LONG, places)
        entries[TILE_BYTES if is_tiled else STRIP_BYTES] = (LONG, [len(block) for block in blocks])
        if is_tiled:
            entries |= {TILE_WIDTH: (LONG, [segments.width]), TILE_HEIGHT: (LONG, [segments.height])}
        else:
            entries[STRIP_ROWS] = (LONG, [segments.height])
        return written(self._order, b"".join(blocks), entries)


def tiff_bands(facts: PictureFacts, path: Path, image: TiffImagePlugin.TiffImageFile) -> TiffBands | None:
    """The parts of a TIFF; None for one that has to be decoded whole."""
    tags = dict(image.tag_v2)
    is_one_plane = tags.get(PLANAR, 1) == 1 or tags.get(CHANNELS, 1) == 1
    if tags.get(ORIENTATION, 1) != 1 or not is_one_plane or tags.get(COMPRESSION, 1) == OLD_JPEG:
        return None
    segments = tiles_of(tags) if TILE_PLACES in tags else strips_of(tags)
    if segments is None or max(segments.bytes, default=0) > SEGMENT_BYTES:
        return None
    order = "<" if image.tag_v2.prefix == b"II" else ">"
    return TiffBands(facts, path, tags, order, segments)


def tiles_of(tags: Mapping[int, Any]) -> Segments:
    """The tiles of a TIFF."""
    width, height = int(tags[TILE_WIDTH]), int(tags[TILE_HEIGHT])
    return Segments(width, height, -(-int(tags[WIDTH]) // width), tags[TILE_PLACES], tags[TILE_BYTES])


def strips_of(tags: Mapping[int, Any]) -> Segments | None:
    """The strips of a TIFF; strips that are not compressed are cut into rows, so that it does not matter how large they are."""
    width, height = int(tags[WIDTH]), int(tags[HEIGHT])
    rows = min(int(tags.get(STRIP_ROWS, height)), height)
    places, sizes = tags.get(STRIP_PLACES, ()), tags.get(STRIP_BYTES, ())
    if not rows or len(places) != len(sizes):
        return None
    if tags.get(COMPRESSION, 1) != UNCOMPRESSED or rows == 1:
        return Segments(width, rows, 1, places, sizes)
    row = -(-sizes[0] // rows)
    count = [min(rows, height - number * rows) for number in range(len(places))]
    starts = [place + line * row for place, lines in zip(places, count, strict=True) for line in range(lines)]
    return Segments(width, 1, 1, starts, [row] * len(starts))


def entry(value: Any) -> tuple[int, Sequence[int] | bytes]:
    """The type and the values of a tag."""
    if isinstance(value, bytes):
        return UNDEFINED, value
    values = [int(one) for one in (value if isinstance(value, tuple) else (value,))]
    return (SHORT if max(values) < 1 << 16 else LONG), values


def written(order: str, pixels: bytes, entries: Mapping[int, tuple[int, Sequence[int] | bytes]]) -> bytes:
    """A TIFF file: header, pixels, directory, and what does not fit in it."""
    pixels += b"\0" * (len(pixels) % 2)
    start = 8 + len(pixels)
    after = start + 2 + 12 * len(entries) + 4
    directory, beside = struct.pack(order + "H", len(entries)), b""
    for tag, (kind, values) in sorted(entries.items()):
        packed = values if isinstance(values, bytes) else struct.pack(order + "HI"[kind == LONG] * len(values), *values)
        where = packed.ljust(4, b"\0") if len(packed) <= 4 else struct.pack(order + "I", after + len(beside))
        directory += struct.pack(order + "HHI", tag, kind, len(values)) + where
        beside += b"" if len(packed) <= 4 else packed + b"\0" * (len(packed) % 2)
    magic = b"II*\0" if order == "<" else b"MM\0*"
    return magic + struct.pack(order + "I", start) + pixels + directory + b"\0" * 4 + beside


def read_at(file: io.BufferedReader, place: int, count: int) -> bytes:
    """So many bytes at a place. EOFError when the file ends before."""
    file.seek(place)
    block = file.read(count)
    if len(block) < count:
        raise EOFError("the file ends within its pixels")
    return block

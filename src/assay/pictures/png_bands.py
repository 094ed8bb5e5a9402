"""Rows of a large PNG without decoding all of it (PNG specification, 3rd edition, sections 7 to 11).

Its pixels are one compressed stream, so the first reading goes through all of it; on the way the state of the decompressor is kept at every band, and later
readings begin there. Each band is handed to Pillow as a small PNG of its own, whose first row is the last one of the band before, as filters need it.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from PIL import Image

from assay.pictures.bands import Box
from assay.pictures.facts import PictureFacts

SIGNATURE = b"\x89PNG\r\n\x1a\n"
BAND_BYTES = 6_000_000
READ = 1 << 18

RAW_MODES = {
    (0, 1): "1", (0, 8): "L", (0, 16): "I;16B", (2, 8): "RGB", (3, 8): "P", (4, 8): "LA", (6, 8): "RGBA",
}  # fmt: skip
"""How Pillow packs a row as a PNG stores it, by colour type and bit depth; others it does not give back as they were."""
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
NEEDED = (b"PLTE", b"tRNS")


@dataclass(frozen=True, slots=True)
class PngHeader:
    """What comes before the pixels. chunks: palette and transparency as they stand in the file. start: where the pixels' first chunk begins."""

    width: int
    height: int
    depth: int
    colour: int
    chunks: bytes
    start: int

    @property
    def row_bytes(self) -> int:
        """Bytes of a row without the number of its filter."""
        return (self.width * self.depth * CHANNELS[self.colour] + 7) // 8

    @property
    def raw_mode(self) -> str:
        """How Pillow packs a row."""
        return RAW_MODES[self.colour, self.depth]


@dataclass(frozen=True, slots=True)
class Place:
    """Where reading goes on. row: the first one not yet read. before: the bytes of the row above it, unfiltered. rest: compressed bytes read and not yet used."""

    row: int
    inflater: Any
    rest: bytes
    chunk_at: int
    chunk_left: int
    before: bytes

    def again(self) -> "Place":
        """The same place for another reading."""
        return Place(self.row, self.inflater.copy(), self.rest, self.chunk_at, self.chunk_left, self.before)


class PngBands:
    """A PNG without interlacing, by rows."""

    def __init__(self, facts: PictureFacts, path: Path, header: PngHeader) -> None:
        self.facts = facts
        self._path = path
        self._header = header
        self.step = max(1, BAND_BYTES // (header.row_bytes + 1))
        first = Place(0, zlib.decompressobj(), b"", header.start, 0, bytes(header.row_bytes))
        self._places = [first]

    def read(self, box: Box) -> Image.Image:
        """A part of the image; quick where the file was read before."""
        x_min, y_min, x_max, y_max = box
        first, last = y_min // self.step, (y_max - 1) // self.step
        parts = [part for number, part in enumerate(self._bands(first, last), start=first) if number >= first]
        whole = parts[0] if len(parts) == 1 else stacked(parts)
        top = first * self.step
        part = whole.crop((x_min, y_min - top, x_max, y_max - top))
        part.info = whole.info
        return part

    def _bands(self, first: int, last: int) -> Iterator[Image.Image]:
        """The bands from first to last, each of `step` rows but the last of all."""
        begin = min(first, len(self._places) - 1)
        place = self._places[begin].again()
        with self._path.open("rb") as file:
            for number in range(begin, last + 1):
                band, place = self._next_band(file, place)
                if number + 1 == len(self._places):
                    self._places.append(place.again())
                if number >= first:
                    yield band

    def _next_band(self, file: BinaryIO, place: Place) -> tuple[Image.Image, Place]:
        count = min(self.step, self._header.height - place.row)
        wanted = count * (self._header.row_bytes + 1)
        filtered, place = inflated(file, place, wanted)
        band, before = decoded_rows(self._header, place.before, filtered, count)
        return band, Place(place.row + count, place.inflater, place.rest, place.chunk_at, place.chunk_left, before)


def png_header(path: Path) -> PngHeader | None:
    """What a PNG says before its pixels; None for one that is not read by rows: interlaced, or of a colour model that Pillow changes."""
    with path.open("rb") as file:
        if file.read(8) != SIGNATURE:
            return None
        _, kind, body = next_chunk(file)
        width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", body[:13])
        if kind != b"IHDR" or interlaced or (colour, depth) not in RAW_MODES:
            return None
        kept = b""
        while True:
            start, kind, body = next_chunk(file, skip=b"IDAT")
            if kind == b"IDAT":
                return PngHeader(width, height, depth, colour, kept, start)
            if kind in NEEDED:
                kept += chunk(kind, body)


def next_chunk(file: BinaryIO, *, skip: bytes = b"") -> tuple[int, bytes, bytes]:
    """Where the next chunk begins, its kind, and its bytes, which are not read of a kind to skip. EOFError at the end."""
    start = file.tell()
    head = file.read(8)
    if len(head) < 8:
        raise EOFError("the file ends before its pixels")
    length, kind = struct.unpack(">I4s", head)
    body = b"" if kind == skip else file.read(length)
    file.seek(start + 12 + length)
    return start, kind, body


def inflated(file: BinaryIO, place: Place, wanted: int) -> tuple[bytes, Place]:
    """So many bytes of the pixels' stream, and where reading goes on. EOFError when the file ends before."""
    parts: list[bytes] = []
    rest, chunk_at, chunk_left = place.rest, place.chunk_at, place.chunk_left
    while wanted > 0:
        if not rest:
            chunk_at, chunk_left, rest = compressed(file, chunk_at, chunk_left)
        part = place.inflater.decompress(rest, wanted)
        rest = place.inflater.unconsumed_tail
        wanted -= len(part)
        parts.append(part)
        if place.inflater.eof and wanted > 0:
            raise EOFError("the pixels end early")
    return b"".join(parts), Place(place.row, place.inflater, rest, chunk_at, chunk_left, place.before)


def compressed(file: BinaryIO, at: int, left: int) -> tuple[int, int, bytes]:
    """The next compressed bytes: where reading goes on, how much of that chunk is left, and the bytes."""
    if left == 0:
        file.seek(at)
        length, kind = struct.unpack(">I4s", head) if len(head := file.read(8)) == 8 else (0, b"")
        if kind != b"IDAT":
            raise EOFError("the pixels end early")
        at, left = at + 8, length
    file.seek(at)
    part = file.read(min(READ, left))
    if not part and left:
        raise EOFError("the file ends within its pixels")
    at, left = at + len(part), left - len(part)
    return (at + 4, 0, part) if left == 0 else (at, left, part)


def decoded_rows(header: PngHeader, before: bytes, filtered: bytes, count: int) -> tuple[Image.Image, bytes]:
    """Rows as an image, and the last of them as bytes."""
    head = struct.pack(">IIBBBBB", header.width, count + 1, header.depth, header.colour, 0, 0, 0)
    pixels = zlib.compress(b"\0" + before + filtered, 0)
    file = io.BytesIO(SIGNATURE + chunk(b"IHDR", head) + header.chunks + chunk(b"IDAT", pixels) + chunk(b"IEND", b""))
    with Image.open(file, formats=("PNG",)) as image:
        image.load()
        rows = image.crop((0, 1, header.width, count + 1))
        rows.info = dict(image.info)
        last = image.crop((0, count, header.width, count + 1)).tobytes("raw", header.raw_mode)
    return rows, last


def chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk with its checksum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def stacked(parts: list[Image.Image]) -> Image.Image:
    """Bands below one another as one image."""
    whole = Image.new(parts[0].mode, (parts[0].width, sum(part.height for part in parts)))
    if (palette := parts[0].getpalette()) is not None:
        whole.putpalette(palette)
    top = 0
    for part in parts:
        whole.paste(part, (0, top))
        top += part.height
    whole.info = parts[0].info
    return whole

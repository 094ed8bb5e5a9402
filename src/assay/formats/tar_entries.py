"""TAR archives read in place, also those packed by gzip, bzip2 or xz."""

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

from assay.formats.entries import MOST_TOTAL, ArchiveEntries, expands_wildly, megabytes
from assay.formats.json_text import brief
from assay.model.errors import AssayError

GZIP, BZIP2, XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"
PACKED_STARTS = (GZIP, BZIP2, XZ)
BLOCK = 1 << 20
IN_MEMORY = 256 << 20
XZ_MEMORY = 256 << 20
"""Bytes that unpacking xz may take: its strongest setting takes 65 MB, a hostile file asks for 4 GB."""

LONGEST_HEADER = 256 << 10
"""Bytes of one header with its long names; tar would otherwise read as many as the header claims."""

BROKEN = (tarfile.TarError, OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, OverflowError, RecursionError, IndexError, KeyError)  # fmt: skip
"""What the standard library raises for a TAR that is damaged or made to harm."""


class TarEntries(ArchiveEntries):
    """The entries of a TAR. One that is packed is unpacked as a whole into an unnamed temporary file, since it can only be read from its start."""

    def __init__(self, source: Path) -> None:
        super().__init__(source)
        self.spans: dict[str, tuple[int, int]] = {}
        try:
            self.plain = self.held.enter_context(plain_tar(source))
            self.list_entries()
        except BROKEN as error:
            self.close()
            raise AssayError(
                f"{source} is a TAR archive that cannot be read ({brief(str(error))}); ask for it packed anew."
            ) from error
        except AssayError:
            self.close()
            raise

    def list_entries(self) -> None:
        """Walk over the headers."""
        with tarfile.open(
            fileobj=cast("IO[bytes]", HeaderReads(self.plain)), mode="r:", errors="surrogateescape"
        ) as archive:
            end = self.plain.seek(0, io.SEEK_END)
            self.plain.seek(0)
            for info in archive:
                if info.isdir():
                    continue
                harm = harm_of(info)
                if not harm and not 0 <= info.offset_data <= info.offset_data + info.size <= end:
                    harm = "reaches beyond the end of the archive"
                # a TAR has no size of its own for what is packed; the whole is bounded by `unpacked`
                name = self.admit(info.name, info.size, harm=harm)
                if name:
                    self.spans[name] = (info.offset_data, info.size)

    def open(self, name: str) -> BinaryIO:
        """One entry."""
        first, size = self.spans[name]
        return cast("BinaryIO", io.BufferedReader(Span(self.plain, first, size)))


def harm_of(info: tarfile.TarInfo) -> str:
    """Why an entry is left out whatever it is called, "" when it is not."""
    if info.issym() or info.islnk():
        return "is a link, and links are not followed"
    if info.issparse():
        return "is a sparse file"
    return "" if info.isreg() else "is a device or a pipe"


def plain_tar(source: Path) -> IO[bytes]:
    """The archive without its packing. Raises AssayError when what is packed is no archive, or a bomb."""
    with source.open("rb") as file:
        start = file.read(6)
    if not start.startswith(PACKED_STARTS):
        return source.open("rb")
    plain = cast("IO[bytes]", SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115 - the caller closes it
    try:
        most, size = source.stat().st_size, 0
        for block in unpacked(source, start):
            size += len(block)
            if size > MOST_TOTAL or expands_wildly(size, most):
                raise AssayError(
                    f"{source} unpacks to more than {megabytes(size)} from {megabytes(most)}, as no honest delivery does; "
                    "ask for it packed anew."
                )
            plain.write(block)
        plain.seek(0)
        if size and not looks_like_tar(plain.read(512)):
            raise AssayError(f"{source} is one packed file and no archive; unpack it first.")
        plain.seek(0)
    except BaseException:
        plain.close()
        raise
    return plain


def unpacked(source: Path, start: bytes) -> Iterator[bytes]:
    """What is packed, block by block."""
    if start.startswith(XZ):
        yield from unpacked_xz(source)
        return
    with gzip.open(source) if start.startswith(GZIP) else bz2.open(source) as file:
        while block := file.read(BLOCK):
            yield block


def unpacked_xz(source: Path) -> Iterator[bytes]:
    """What is packed by xz; the standard library's own file object cannot be kept from taking gigabytes."""
    with source.open("rb") as file:
        unpacker = lzma.LZMADecompressor(memlimit=XZ_MEMORY)
        waiting = b""
        while not unpacker.eof:
            given = waiting or (file.read(BLOCK) if unpacker.needs_input else b"")
            if not given and unpacker.needs_input:
                raise EOFError("it stops in the middle")
            yield unpacker.decompress(given, BLOCK)
            waiting = b""


def looks_like_tar(start: bytes) -> bool:
    """Whether a file starts as TAR archives do since 1988."""
    return start[257:262] == b"ustar"


class HeaderReads:
    """A file of which only headers are read, and only onwards: a hostile header could otherwise have everything read, or turn back for ever."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.farthest = 0

    def read(self, size: int = -1) -> bytes:
        """A header, or less."""
        if not 0 <= size <= LONGEST_HEADER:
            raise tarfile.ReadError(f"a header of {size} bytes")
        block = self.file.read(size)
        self.farthest = max(self.farthest, self.file.tell())
        return block

    def tell(self) -> int:
        """Where the next header starts."""
        return self.file.tell()

    def seek(self, place: int, whence: int = 0) -> int:
        """Go on to the next header."""
        if whence or place < self.farthest - tarfile.BLOCKSIZE:
            raise tarfile.ReadError("an entry that starts before the one before it")
        self.farthest = max(self.farthest, place)
        return self.file.seek(place)


class Span(io.RawIOBase):
    """A part of a file as a file."""

    def __init__(self, file: IO[bytes], first: int, size: int) -> None:
        super().__init__()
        self.file, self.first, self.size, self.at = file, first, size, 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Fill the buffer with what comes next."""
        self.file.seek(self.first + self.at)
        block = self.file.read(min(len(buffer), self.size - self.at))
        buffer[: len(block)] = block
        self.at += len(block)
        return len(block)

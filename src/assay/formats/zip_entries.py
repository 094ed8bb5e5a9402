"""ZIP archives read in place."""

import stat
import struct
import zipfile
import zlib
from pathlib import Path
from typing import IO, BinaryIO, cast

from assay.formats.entries import MOST_ENTRIES, ArchiveEntries, too_many
from assay.model.errors import AssayError

STARTS = (b"PK\x03\x04", b"PK\x05\x06")
END, END_SIZE = b"PK\x05\x06", 22
END_64, END_64_SIZE = b"PK\x06\x06", 56
LONGEST_COMMENT = 1 << 16
LARGEST_LISTING = 512 << 20
"""Bytes of a ZIP's own list of its entries: a million entries with long names."""

ENCRYPTED = 0x1 | 0x40 | 0x2000
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
"""Not LZMA: an entry says how much memory unpacking takes, up to 4 GB, and the standard library sets no limit."""

BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OverflowError, EOFError, OSError, struct.error,
          zlib.error, UnicodeError, IndexError)  # fmt: skip
"""What the standard library raises for a ZIP that is damaged or made to harm."""


class ZipEntries(ArchiveEntries):
    """The entries of a ZIP."""

    def __init__(self, source: Path) -> None:
        super().__init__(source)
        self.infos: dict[str, zipfile.ZipInfo] = {}
        try:
            with source.open("rb") as file:
                refuse_endless_listing(file, source)
            archive = self.held.enter_context(zipfile.ZipFile(source))
        except BROKEN as error:
            raise AssayError(
                f"{source} is a ZIP archive that cannot be opened ({error}); ask for it packed anew."
            ) from error
        self.archive = archive
        try:
            self.list_entries([info for info in archive.infolist() if not info.filename.endswith("/")])
        except AssayError:
            self.close()
            raise

    def list_entries(self, infos: list[zipfile.ZipInfo]) -> None:
        """Take in what the archive lists."""
        if infos and all(info.flag_bits & ENCRYPTED for info in infos):
            raise AssayError(f"{self.source} is encrypted; ask for it without a password.")
        for info in infos:
            harm = harm_of(info)
            # the name is cut at its first zero byte by the standard library; the one as written tells more
            name = self.admit(info.orig_filename, info.file_size, packed=info.compress_size, harm=harm)
            if name:
                self.infos[name] = info

    def open(self, name: str) -> BinaryIO:
        """One entry, unpacked as it is read."""
        return cast("BinaryIO", self.archive.open(self.infos[name]))


def harm_of(info: zipfile.ZipInfo) -> str:
    """Why an entry is left out whatever it is called, "" when it is not."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "is a link, and links are not followed"
    if kind not in (0, stat.S_IFREG):
        return "is a device or a pipe"
    if info.flag_bits & ENCRYPTED:
        return "is encrypted; ask for it without a password"
    if info.compress_type not in METHODS:
        return f"is packed by method {info.compress_type}, which cannot be read; ask for a plain ZIP"
    return ""


def refuse_endless_listing(file: IO[bytes], source: Path) -> None:
    """Raise AssayError when the archive says of itself that it lists more than is ever handed over: reading the list would fill the memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - END_SIZE - LONGEST_COMMENT - END_64_SIZE))
    tail = file.read()
    counts, lengths = [0], [0]
    at = tail.find(END)
    while at >= 0:
        if len(tail) - at >= END_SIZE:
            _, _, _, count, length = struct.unpack_from("<4H1L", tail, at + 4)
            counts.append(count)
            lengths.append(length if length != 0xFFFFFFFF else 0)
        at = tail.find(END, at + 1)
    at = tail.find(END_64)
    while at >= 0:
        if len(tail) - at >= END_64_SIZE:
            count, length = struct.unpack_from("<2Q", tail, at + 32)
            counts.append(count)
            lengths.append(length)
        at = tail.find(END_64, at + 1)
    if max(counts) > MOST_ENTRIES or max(lengths) > LARGEST_LISTING:
        raise AssayError(too_many(source))

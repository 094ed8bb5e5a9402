"""The files that were handed over, wherever they lie: on disk or inside an archive."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from assay.formats.entry_names import alike, harm_in, nobodys, tidied
from assay.formats.json_text import brief
from assay.formats.reading import Rejected
from assay.model.errors import AssayError

MOST_ENTRIES = 1_000_000
"""Five times the largest batch, images and labels: the list of an archive with more would fill the memory before anything is read."""

MOST_EXPANSION = 200
"""Times that an entry or an archive may grow: labels as text grow tenfold, blank masks a hundredfold, bombs a thousandfold and more."""

ANY_EXPANSION = 64 << 20
"""Bytes up to which anything may grow as it likes: a blank mask in a bare bitmap is no bomb."""

MOST_TOTAL = 1 << 40
"""Bytes of all entries together: a terabyte of images is the most that one delivery can mean."""

MOST_LISTED = 200
"""Entries left out that are listed one by one."""


class LeftOut:
    """Entries that are not touched, each with its reason, and how many more there are."""

    def __init__(self) -> None:
        self.listed: list[Rejected] = []
        self.more = 0

    def add(self, name: str, why: str) -> None:
        """Leave an entry out."""
        if len(self.listed) < MOST_LISTED:
            self.listed.append(Rejected(brief(name, 200), f"{why}; left out"))
        else:
            self.more += 1

    def __iter__(self) -> Iterator[Rejected]:
        yield from self.listed
        if self.more:
            yield Rejected("the rest", f"{self.more:,} more files are left out for such reasons")


class Entries(ABC):
    """Regular files by their relative names with `/`. sizes: bytes by name."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self.sizes: dict[str, int] = {}
        self.left_out = LeftOut()
        self.held = ExitStack()

    @abstractmethod
    def open(self, name: str) -> BinaryIO:
        """One file, to be read."""

    def path(self, name: str) -> Path | None:
        """Where the file lies on disk, None inside an archive."""
        return None

    def close(self) -> None:
        """Let go of the archive."""
        self.held.close()


class ArchiveEntries(Entries):
    """What an archive lists, entry by entry, as far as it can be trusted."""

    def __init__(self, source: Path) -> None:
        super().__init__(source)
        self.packed_size = source.stat().st_size
        self.total = 0
        self.by_alike: dict[str, str] = {}
        self.listed = 0

    def admit(self, name: str, size: int, *, packed: int | None = None, harm: str = "") -> str:
        """The name under which an entry can be read, "" when it is left out. packed: its bytes in the archive. harm: why it is left out, if it is."""
        self.listed += 1
        if self.listed > MOST_ENTRIES:
            raise AssayError(too_many(self.source))
        name = tidied(name)
        if name != "/" and nobodys(name):
            return ""
        if reason := harm or self.harm_of(name, size, packed):
            self.left_out.add(name, reason)
            return ""
        self.total += size
        if self.total > MOST_TOTAL or expands_wildly(self.total, self.packed_size):
            raise AssayError(
                f"{self.source} would unpack to more than {megabytes(self.total)} from {megabytes(self.packed_size)}, as no honest delivery "
                "does; ask for it packed anew."
            )
        self.by_alike[alike(name)] = name
        self.sizes[name] = size
        return name

    def harm_of(self, name: str, size: int, packed: int | None) -> str:
        """Why an entry is left out, "" when it is not."""
        if reason := harm_in(name):
            return reason
        if (other := self.by_alike.get(alike(name))) is not None:
            return (
                "is in the archive twice; the first counts"
                if other == name
                else f"differs from {brief(other, 200)} only in case"
            )
        if size < 0 or (packed is not None and expands_wildly(size, packed)):
            return f"would grow from {megabytes(packed or 0)} to {megabytes(size)}, as no label file does"
        return ""


def expands_wildly(size: int, packed: int) -> bool:
    """Whether something grows as only a bomb does."""
    return size > ANY_EXPANSION and size > packed * MOST_EXPANSION


def too_many(source: Path) -> str:
    """The sentence for a place with too many files."""
    return f"{source} holds more than {MOST_ENTRIES:,} files, as no delivery does; hand over the part that counts."


def megabytes(size: int) -> str:
    """A size as people say it."""
    for unit, factor in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if abs(size) >= factor:
            return f"{size / factor:,.1f} {unit}"
    return f"{size} bytes"

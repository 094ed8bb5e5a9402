"""What was handed over: a file, a folder as it lies, or an archive read in place; nothing of it is ever written anywhere."""

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, NamedTuple, Self, cast

from assay.formats.disk_entries import FileEntries, FolderEntries
from assay.formats.entries import Entries, megabytes
from assay.formats.entry_names import is_unicode
from assay.formats.image_finder import FoundImage, ImageFinder
from assay.formats.image_header import EXTENSIONS
from assay.formats.json_text import Fields, object_fields
from assay.formats.reading import Rejected
from assay.formats.sample import HEAD, Sample, SampleKind, sample_of
from assay.formats.tar_entries import BROKEN as BROKEN_TAR
from assay.formats.tar_entries import PACKED_STARTS, TarEntries, looks_like_tar
from assay.formats.zip_entries import BROKEN as BROKEN_ZIP
from assay.formats.zip_entries import STARTS as ZIP_STARTS
from assay.formats.zip_entries import ZipEntries
from assay.model.errors import AssayError

MOST_BYTES = 2 << 30
"""Bytes of one label file: a million polygons take 0.3 GB, and what is read is in memory as a whole."""

LOOKED_AT = 24
"""Files of one kind that are looked at to tell a format; they are spread over all folders."""

LARGE = 1 << 20
UNREADABLE = tuple({*BROKEN_ZIP, *BROKEN_TAR})
OTHER_ARCHIVES = {b"7z\xbc\xaf\x27\x1c": "7-Zip", b"Rar!\x1a\x07": "RAR", b"\x28\xb5\x2f\xfd": "Zstandard"}
NEARBY = ("images", "../images", "JPEGImages", "../JPEGImages")


class Delivered:
    """The files of a delivery by their names: relative, with `/`, sorted. To be closed, or used in a `with`.

    images: a folder that images lie in, when somebody named one.
    """

    def __init__(self, entries: Entries, *, images: Path | None = None) -> None:
        self.entries = entries
        self.source = entries.source
        self.image_folder = images
        self.samples: dict[str, Sample] = {}
        self.digests: dict[str, str | Future[str]] = {}
        self.beside: ThreadPoolExecutor | None = None
        self.looked_at: LookedAt | None = None
        self.images = ImageFinder(self.image_places)

    @classmethod
    def open(cls, path: Path, *, images: Path | None = None) -> Self:
        """What lies there. AssayError when there is nothing, or nothing that can be opened."""
        try:
            return cls(entries_of(path), images=images)
        except FileNotFoundError:
            raise AssayError(f"{path} does not exist; check the name.") from None
        except (OSError, ValueError) as error:
            raise AssayError(f"{path} cannot be opened ({getattr(error, 'strerror', None) or error}).") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        if self.beside:
            self.beside.shutdown()
        self.entries.close()

    @property
    def is_file(self) -> bool:
        """Whether it is one label file, and neither a folder nor an archive."""
        return isinstance(self.entries, FileEntries)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All files."""
        return tuple(sorted(self.entries.sizes))

    @property
    def left_out(self) -> Sequence[Rejected]:
        """Files that are not touched, and why; every reading lists them."""
        return tuple(self.entries.left_out)

    def size(self, name: str) -> int:
        """Bytes of a file."""
        return self.entries.sizes[name]

    def path(self, name: str) -> Path | None:
        """Where a file lies on disk, None inside an archive."""
        return self.entries.path(name)

    def place(self, name: str, *, line: int = 0) -> str:
        """How lists of what is wrong name a file, and a line of it: "labels.zip: train/a.txt, line 3"."""
        inside = f"{self.source.name}: " if self.path(name) is None else ""
        return f"{inside}{name}" + (f", line {line}" if line else "")

    def called(self, name: str) -> str:
        """How a sentence that stands alone names a file: with its whole path."""
        path = self.path(name)
        return str(path) if path else f"{self.source}: {name}"

    def read(self, name: str) -> bytes:
        """All of a label file. AssayError when it cannot be read, or is too large."""
        seen = self.looked_at if self.looked_at and self.looked_at.name == name else None
        data = seen.data if seen else self.whole(name)
        self.looked_at = None
        self.digests[name] = seen.digest if seen and seen.digest else self.hashed_beside(data)
        return data

    def hashed_beside(self, data: bytes) -> "str | Future[str]":
        """The SHA-256 of some bytes, at once where they are few."""
        if len(data) < LARGE:
            return sha256_of(data)
        self.beside = self.beside or ThreadPoolExecutor(1)
        return self.beside.submit(sha256_of, data)

    def whole(self, name: str) -> bytes:
        """All of a file that is only looked at, and does not count for the digest."""
        if self.size(name) > MOST_BYTES:
            raise AssayError(
                f"{self.called(name)} is too large to be a label file ({megabytes(self.size(name))}); ask for it in parts."
            )
        self.looked_at = None
        with self.stream(name) as file:
            data = file.read()
        # telling a format and reading it often want the same large file, and nothing changes it in between
        # where there is only one, it is hashed at once: a processor is free now, and none later
        if len(data) >= LARGE:
            self.looked_at = LookedAt(name, data, digest=self.hashed_beside(data) if self.is_file else None)
        return data

    def fields(self, name: str) -> Fields:
        """The fields of a JSON object that is only looked at, as text. AssayError when it is broken anywhere, told by a quick look over all of it."""
        fields = object_fields(self.whole(name), self.called(name))
        if self.looked_at:
            self.looked_at = self.looked_at._replace(fields=fields)
        return fields

    def read_fields(self, name: str) -> Fields:
        """The fields of a label file that is a JSON object, as text. AssayError when it is broken anywhere."""
        seen = self.looked_at.fields if self.looked_at and self.looked_at.name == name else None
        data = self.read(name)
        return object_fields(data, self.called(name)) if seen is None else seen

    @contextmanager
    def stream(self, name: str) -> Iterator[BinaryIO]:
        """A file to be read piece by piece; what reading it raises becomes an AssayError. It does not count for the digest: see `hashed`."""
        try:
            with self.entries.open(name) as file:
                yield file
        except UNREADABLE as error:
            raise AssayError(
                f"{self.called(name)} cannot be read ({getattr(error, 'strerror', None) or error}); ask for it again."
            ) from error

    @contextmanager
    def hashed(self, name: str) -> Iterator[BinaryIO]:
        """A label file that is too large for the memory, to be read piece by piece and to its end."""
        with self.stream(name) as file:
            reads = HashedReads(file)
            yield cast("BinaryIO", reads)
            while reads.read(LARGE):
                pass
            self.digests[name] = reads.digest.hexdigest()

    def head(self, name: str, size: int = HEAD) -> bytes:
        """The first bytes of a file."""
        with self.stream(name) as file:
            return file.read(size)

    def sample(self, name: str) -> Sample:
        """What a file looks like, kept for the next format that asks."""
        if name not in self.samples:
            try:
                self.samples[name] = sample_of(self, name)
            except AssayError as error:
                self.samples[name] = Sample(name=name, kind=SampleKind.BINARY, head=b"", problem=str(error))
        return self.samples[name]

    def candidates(self, *extensions: str, most: int = LOOKED_AT) -> list[str]:
        """Some files with these extensions, spread over all folders, for a format to look at. A single file counts whatever it is called."""
        if self.is_file:
            return list(self.names)
        folders: dict[str, list[str]] = {}
        for name in self.with_extension(*extensions):
            folders.setdefault(name[: name.rfind("/") + 1], []).append(name)
        found: list[str] = []
        for rank in range(max(map(len, folders.values()), default=0)):
            found += [names[rank] for names in folders.values() if len(names) > rank]
            if len(found) >= most:
                break
        return sorted(found[:most])

    def with_extension(self, *extensions: str) -> list[str]:
        """All files with these extensions, in any case; a single file counts whatever it is called."""
        return [name for name in self.names if self.is_file or name.lower().endswith(extensions)]

    def image_size(self, name: str) -> tuple[int, int]:
        """Width and height of an image among the files. Fault when it cannot be opened."""
        return FoundImage(name, self.entries).size()

    def image_places(self) -> list[Entries]:
        """Where images are looked for: in the folder named for them, among the files, and where neither holds any, near by."""
        named = self.image_folder if self.image_folder and self.image_folder.is_dir() else None
        places: list[Entries] = [*folders_at(named), self.entries] if named else [self.entries]
        if not any(name.lower().endswith(EXTENSIONS) for place in places for name in place.sizes):
            places += self.nearby()
        return places

    def nearby(self) -> list[Entries]:
        """Folders beside what was handed over in which images lie as a rule."""
        folder = self.source if self.source.is_dir() else self.source.parent
        found = folders_at(folder, deep=False) if folder != self.source else []
        return [*found, *(one for name in NEARBY if (folder / name).is_dir() for one in folders_at(folder / name))]

    def digest(self) -> str:
        """SHA-256 of the label files that were read: of the file itself where it was one, else of their names and digests, a line each."""
        found = {name: one if isinstance(one, str) else one.result() for name, one in self.digests.items()}
        if len(found) == 1:
            return next(iter(found.values()))
        return sha256_of("".join(f"{digest}  {name}\n" for name, digest in sorted(found.items())).encode())


class LookedAt(NamedTuple):
    """A large file that was looked at last. fields: those of a JSON object, once somebody has asked for them. digest: where it is counted already."""

    name: str
    data: bytes
    fields: Fields | None = None
    digest: "str | Future[str] | None" = None


class HashedReads:
    """A file that is hashed as it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        block = self.file.read(size)
        self.digest.update(block)
        return block


def folders_at(path: Path, *, deep: bool = True) -> list[Entries]:
    """A folder that may be looked into, or none."""
    try:
        return [FolderEntries(path, deep=deep)]
    except OSError:
        return []


def entries_of(path: Path) -> Entries:
    """The files of a place, told by what it is and how it starts."""
    if not is_unicode(str(path)):
        raise AssayError(f"{str(path)!r} has a name that is no valid text; rename it.")
    if path.is_dir():
        return FolderEntries(path)
    if path.exists() and not path.is_file():
        raise AssayError(f"{path} is neither a file nor a folder.")
    with path.open("rb") as file:
        start = file.read(512)
    if start.startswith(ZIP_STARTS):
        return ZipEntries(path)
    if start.startswith(PACKED_STARTS) or looks_like_tar(start):
        return TarEntries(path)
    for magic, kind in OTHER_ARCHIVES.items():
        if start.startswith(magic):
            raise AssayError(
                f"{path} is a {kind} archive, which cannot be read; ask for ZIP or TAR, or unpack it first."
            )
    return FileEntries(path)


def sha256_of(data: bytes) -> str:
    """The fingerprint of some bytes; takes no interpreter lock when they are many."""
    return hashlib.sha256(data).hexdigest()

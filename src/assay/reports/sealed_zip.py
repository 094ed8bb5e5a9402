"""ZIP archives whose bytes depend on nothing but what is in them."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from assay.formats.safe_writing import replacing
from assay.model.progress import Progress, Work
from assay.reports.due_time import moment

EARLIEST_YEAR = 1980
"""ZIP cannot tell an earlier time."""

UNIX = 3
PLAIN_FILE = 0o100644
PACKED_ALREADY = (".png", ".xlsx")


def sealed_zip(folder: Path, path: Path, *, at: str) -> Work[str]:
    """Put everything in a folder into a ZIP at `path`, sorted by name and dated `at`; gives the SHA-256 of the ZIP.

    Raises AssayError when the place cannot be written.
    """
    names = file_names(folder)
    with replacing(path) as file, ZipFile(file, "w") as archive:
        for done, name in enumerate(names):
            yield Progress(done, len(names), "Packing")
            archive.writestr(entry(name, at), (folder / name).read_bytes())
    return sha256_of(path)


def file_names(folder: Path) -> list[str]:
    """The files below a folder, relative with `/`, sorted."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def entry(name: str, at: str) -> ZipInfo:
    """A file's entry, the same on every system."""
    time = moment(at)
    info = ZipInfo(name, (max(time.year, EARLIEST_YEAR), *time.timetuple()[1:6]))
    info.create_system = UNIX
    info.external_attr = PLAIN_FILE << 16
    info.compress_type = ZIP_STORED if name.endswith(PACKED_ALREADY) else ZIP_DEFLATED
    return info


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file as 64 hex digits."""
    digest = hashlib.sha256()
    for block in blocks(path):
        digest.update(block)
    return digest.hexdigest()


def blocks(path: Path) -> Iterator[bytes]:
    """A file's bytes, a megabyte at a time."""
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            yield block

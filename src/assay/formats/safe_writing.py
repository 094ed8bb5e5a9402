"""Files written so that nobody ever meets half of one."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import IO

from assay.model.errors import AssayError

DATABASE = b"SQLite format 3\0"
"""How a project file begins."""


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place of `path` when everything is in it, and vanishes when anything goes wrong before.

    Raises AssayError when what is there may not be replaced, or when the folder or the disk refuses.
    """
    _refuse_to_replace(path)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        try:
            with part.open("xb") as file:  # with the rights that the person's other files have
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)  # there is none any more when all went well
    except OSError as error:
        raise AssayError(f"{path} cannot be written ({error.strerror or error}); choose another place.") from error


def _refuse_to_replace(path: Path) -> None:
    """Raises AssayError for a project, which holds people's work, and for what is no file at all: a folder, a device, a pipe."""
    if not os.path.isfile(path):  # noqa: PTH113 - no name makes it raise
        if os.path.lexists(path):
            raise AssayError(f"{path} is there already and is no file; choose another name.")
        return
    with path.open("rb") as file:
        if file.read(len(DATABASE)) == DATABASE:
            raise AssayError(f"{path} is a project or another database, which is not replaced; choose another name.")


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A folder that becomes `target` when everything is in it, and vanishes when anything goes wrong before.

    Raises AssayError when the target is there and holds anything, or when the disk refuses.
    """
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise AssayError(f"{target} is there already; choose a new or an empty folder.")
        part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        part.mkdir()
        try:
            yield part
            if target.exists():
                target.rmdir()
            part.replace(target)
        except BaseException:
            rmtree(part, ignore_errors=True)
            raise
    except OSError as error:
        raise AssayError(f"{target} cannot be written ({error.strerror or error}); choose another place.") from error


def write_inside(folder: Path, name: str, data: bytes) -> None:
    """Write a file of a new folder, whose name may hold folders."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)

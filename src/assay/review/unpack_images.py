"""Taking the images of an archive out of it, so that they can be looked at: into a folder of their own, all of them or none."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp

from assay.formats.delivered import Delivered
from assay.formats.entries import megabytes
from assay.formats.image_header import EXTENSIONS
from assay.model.errors import AssayError
from assay.model.progress import Progress, Work

PIECE = 1 << 20
ROOM_LEFT = 256 << 20
"""Bytes of the disk that are left free: a project that cannot be saved is worse than images that are missing."""


def unpack_images(source: Path, folder: Path) -> Work[int]:
    """Write the images of a ZIP or TAR into a new folder, under the names that the archive gives them, and give back how many there were.

    What is hostile (climbing and absolute names, links, devices, names that differ only in case, bombs) was left out when the archive was listed. Nothing is written
    outside the folder; it appears once it is whole, and closing the work early leaves nothing behind. Raises AssayError when the source is no archive, the folder is
    there already, the disk has no room, or an entry cannot be read.
    """
    with Delivered.open(source) as delivered:
        names = packed_images(delivered)
        if not names and delivered.names and delivered.path(delivered.names[0]) is not None:
            raise AssayError(f"{source} is no archive; its images can be looked at where they lie")
        _refuse_where_nothing_fits(delivered, names, folder)
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            part = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        except OSError as error:
            raise AssayError(f"{folder} cannot be made ({error.strerror}); choose another folder") from error
        try:
            for number, name in enumerate(names):
                yield Progress(number, len(names), f"Unpacking {name}")
                _write_one(delivered, name, part)
            part.chmod(0o755)  # a temporary folder is closed to others
            part.rename(folder)
        except OSError as error:
            raise AssayError(f"{folder} cannot be written ({error.strerror}); make room or choose another") from error
        finally:
            shutil.rmtree(part, ignore_errors=True)
    return len(names)


def packed_images(delivered: Delivered) -> list[str]:
    """The images inside an archive; none of a file or a folder."""
    names = [name for name in delivered.names if name.lower().endswith(EXTENSIONS)]
    return names if names and delivered.path(names[0]) is None else []


def _refuse_where_nothing_fits(delivered: Delivered, names: Sequence[str], folder: Path) -> None:
    if os.path.lexists(folder):
        raise AssayError(f"{folder} is there already; name a folder that is not, or import with --images {folder}")
    place = next(one for one in folder.absolute().parents if one.is_dir())
    needed, free = sum(map(delivered.size, names)), shutil.disk_usage(place).free
    if needed + ROOM_LEFT > free:
        raise AssayError(f"{folder}: the images need {megabytes(needed)}, but {megabytes(free)} are free; make room")


def _write_one(delivered: Delivered, name: str, folder: Path) -> None:
    """One image. What it has beyond the size that it declared is a lie, and not written."""
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    left = delivered.size(name)
    # never onto a file that is there: the folder is new, so such a file would be another entry of the same name
    with delivered.stream(name) as entry, target.open("xb") as file:
        while left > 0 and (piece := entry.read(min(PIECE, left))):
            file.write(piece)
            left -= len(piece)

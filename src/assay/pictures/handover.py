"""How pixels get from the process that decodes to the one that shows them: in a file that both map, so that they are copied once."""

import mmap
import tempfile
from collections.abc import Sequence
from itertools import count
from pathlib import Path

MEMORY = Path("/dev/shm")
"""Linux's file system in memory; elsewhere, and when it is full, the folder for temporary files does."""
PREFIX = "assay-pictures-"

_numbers = count()


def make_folders() -> list[Path]:
    """New folders that nobody else may look into, the quickest first."""
    places = [MEMORY, None] if MEMORY.is_dir() else [None]
    return [Path(tempfile.mkdtemp(prefix=PREFIX, dir=place)) for place in places]


def put(folders: Sequence[Path], blocks: Sequence[bytes]) -> Path:
    """Write blocks one behind the other into a new file of the first folder that has room. OSError when none has."""
    name = f"{next(_numbers)}.pixels"
    for folder in folders[:-1]:
        try:
            return written(folder / name, blocks)
        except OSError:
            (folder / name).unlink(missing_ok=True)
    return written(folders[-1] / name, blocks)


def written(path: Path, blocks: Sequence[bytes]) -> Path:
    """Write blocks to a file."""
    with path.open("xb", buffering=0) as file:
        for block in blocks:
            rest = memoryview(block)
            while rest:  # Linux writes at most 2 GB at a time
                rest = rest[file.write(rest) :]
    return path


def take(path: Path) -> mmap.mmap:
    """The bytes of a handed-over file, which is gone from its folder afterwards. Reading them needs no copy."""
    with path.open("rb") as file:
        block = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    try:
        path.unlink()
    except OSError:  # Windows keeps what is mapped; it goes with its folder
        return block
    return block

"""One file that somebody names beside a delivery: a manifest, a map, a schema."""

import os
from pathlib import Path

from assay.formats.entries import megabytes
from assay.model.errors import AssayError

MOST_BYTES = 256 << 20
"""Bytes of such a file: a manifest of a million annotations takes a third of it, and what is read is in memory as a whole."""


def whole_file(path: Path, what: str) -> bytes:
    """All of a file. what: what it is to be, for the sentence: "a manifest in CSV or JSON".

    Raises AssayError when there is none, when it is a folder, a device or a pipe, which have no end, or too large, and when it cannot be read.
    """
    if not os.path.isfile(path):  # noqa: PTH113 - no name makes it raise
        raise AssayError(f"{path}: there is no such file; name {what}")
    try:
        if (size := path.stat().st_size) > MOST_BYTES:
            raise AssayError(f"{path} is too large to be {what} ({megabytes(size)}); check the name")
        return path.read_bytes()
    except OSError as error:
        raise AssayError(f"{path} cannot be read ({error.strerror}); check its rights") from error

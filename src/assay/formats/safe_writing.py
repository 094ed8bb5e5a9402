"""Files written so that nobody ever meets half of one."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from assay.model.errors import AssayError


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place of `path` when everything is in it, and vanishes when anything goes wrong before.

    Raises AssayError when the folder or the disk refuses.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:  # with the rights that the person's other files have
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
                file.close()
                part.replace(path)
            except BaseException:
                file.close()
                part.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise AssayError(f"{path} cannot be written ({error.strerror or error}); choose another place.") from error

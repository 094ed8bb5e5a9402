"""One writer at a time: an advisory lock on a small file beside the project, freed by the system when its holder dies."""

import getpass
import os
import socket
import sys
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # bytes under a lock cannot be read on Windows, so a byte behind the text is locked

    def _try_lock(file: BinaryIO) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


# a link is not followed: what it leads to is not ours to empty
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class WriterLock:
    """The right to write one project file, held until `release`."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path = path
        self._file = file

    def release(self) -> None:
        """Let somebody else write."""
        if self._file.closed:
            return
        if sys.platform != "win32":
            self._path.unlink(missing_ok=True)
            self._file.close()
        else:
            self._file.close()
            self._path.unlink(missing_ok=True)


def lock_path(project: Path) -> Path:
    """Where the lock of a project file lies."""
    return project.with_name(project.name + ".lock")


def take_lock(project: Path) -> WriterLock | None:
    """The lock of this project file, or None when somebody else holds it. Raises OSError when no lock file can be made."""
    path = lock_path(project)
    while True:
        file = os.fdopen(os.open(path, _FLAGS, 0o666), "r+b")
        try:
            _try_lock(file)
        except OSError:
            file.close()
            return None
        if _is_still_there(path, file):
            break
        file.close()
    file.truncate(0)
    file.write(f"{_user()} on {socket.gethostname()} (process {os.getpid()})".encode())
    file.flush()
    return WriterLock(path, file)


def _is_still_there(path: Path, file: BinaryIO) -> bool:
    """Whether the locked file is the one that others will find: its last holder may have removed it after we opened it."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in containers
        return "somebody"


def holder(project: Path) -> str:
    """Who holds the lock, for a sentence: "mara on desk-4 (process 812)"."""
    try:
        return lock_path(project).read_text("utf-8", "replace").strip() or "another window"
    except OSError:
        return "another window"

"""The near end of a decoding process."""

import json
import os
import shutil
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, cast

from assay.model.errors import AssayError
from assay.pictures.handover import make_folders
from assay.pictures.messages import Decoded, decoded_of, line

SECONDS = 30.0
"""A file that has given nothing after so long is given up; the largest photographs take two."""

KEPT_BLOCKS = "3"
"""Blocks of at most 16 MB that Pillow keeps for the next image: the system clears every page of new memory, which takes a fifth of the time to decode one."""

WORKER_OPTION = "--decode-pictures"
"""What tells the application, where it is one file without an interpreter beside it, to be a decoding process."""


class Decoder:
    """A decoding process, begun when something is asked of it, and begun anew when a file has ended it.

    Questions are asked by one thread at a time; `close` may come from any.
    """

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._folders: list[Path] = []
        self._is_closed = False
        self._end: weakref.finalize | None = None

    def ask(self, path: Path, do: str, **more: Any) -> Iterator[Decoded]:
        """Ask for something about an image file; gives one answer or several.

        Leaving off before the last answer ends the process, as it cannot be told to stop.

        Raises:
            AssayError: the file cannot be shown; or it ended the process, or kept it busy for too long.
        """
        process = self._running()
        is_answered = False
        try:
            self._send(process, {"do": do, "path": str(path), **more}, path)
            while not is_answered:
                said = self._answer(process, path)
                is_answered = "problem" in said or said["is_last"]
                if "problem" in said:
                    raise AssayError(said["problem"])
                yield decoded_of(said, self._folders)
        finally:
            if not is_answered:
                self._stop()

    def close(self) -> None:
        """End the process; whoever waits for an answer gets a sentence."""
        self._is_closed = True
        self._stop()

    def process_id(self) -> int | None:
        """The process that is running, if one is."""
        return self._process.pid if self._process else None

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self._stop()
            if self._is_closed:
                raise AssayError("No image is read any more; the window is closing.")
            self._folders = make_folders()
            self._process = begin(self._folders)
            self._end = weakref.finalize(self, end, self._process, self._folders)
        return self._process

    def _send(self, process: "subprocess.Popen[bytes]", question: Mapping[str, Any], path: Path) -> None:
        pipe = cast("IO[bytes]", process.stdin)
        try:
            pipe.write(line(question))
            pipe.flush()
        except (OSError, ValueError) as error:
            raise AssayError(f"{path.name} is not shown: the process that reads images has ended.") from error

    def _answer(self, process: "subprocess.Popen[bytes]", path: Path) -> dict[str, Any]:
        """The next answer; the process is ended when it keeps us waiting for too long."""
        waited_too_long = threading.Event()

        def give_up() -> None:
            waited_too_long.set()
            process.kill()

        clock = threading.Timer(self._seconds, give_up)
        clock.daemon = True
        clock.start()
        try:
            said = cast("IO[bytes]", process.stdout).readline()
        except ValueError:  # closed meanwhile
            said = b""
        finally:
            clock.cancel()
        if not said.endswith(b"\n"):
            why = (
                f"took longer than {self._seconds:.0f} seconds" if waited_too_long.is_set() else "made the decoder stop"
            )
            raise AssayError(f"{path.name} {why} and is not shown; it is damaged or made to do harm.")
        return json.loads(said)

    def _stop(self) -> None:
        if self._end is not None:
            self._end()
        self._end = self._process = None


def begin(folders: list[Path]) -> "subprocess.Popen[bytes]":
    """Begin a decoding process that puts pixels into these folders."""
    return subprocess.Popen(
        [*command(), "\n".join(map(str, folders))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # libraries in C complain there of damaged files
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "PILLOW_BLOCKS_MAX": KEPT_BLOCKS},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def command() -> list[str]:
    """What starts a decoding process: this interpreter, or the application itself when it is frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_OPTION]
    return [sys.executable, "-m", "assay.pictures.worker"]


def end(process: "subprocess.Popen[bytes]", folders: list[Path]) -> None:
    """End a decoding process and remove what it left behind."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        close_pipe(cast("IO[bytes]", pipe))
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def close_pipe(pipe: IO[bytes]) -> None:
    """Close a pipe; what was not sent yet has nobody to be sent to."""
    try:
        pipe.close()
    except OSError:
        return

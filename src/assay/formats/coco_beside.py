"""The near end of a process that reads blocks of a COCO file: the interpreter lets one thread at a time make objects of JSON, so a second processor needs a process."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import IO, cast

from assay.formats.coco_columns import Block, Lookup
from assay.formats.coco_messages import NO_BLOCK, answered, question, receive, send

WORKER_OPTION = "--read-coco-blocks"
"""What tells the application, where it is one file without an interpreter beside it, to be such a process."""

WORTH_IT = 32 << 20
"""Bytes of a file for each such process: it takes a quarter of a second to begin."""

MOST_PROCESSES = 3
AHEAD = 3
"""Blocks that a process has to do or has done, so that it never waits for the next one."""


class BlockProcess:
    """A process that reads blocks, its answers in the order of the questions. What goes wrong with it costs time only: the answer is None then."""

    def __init__(self) -> None:
        self.process = begin()
        self.writing, self.reading = ThreadPoolExecutor(1), ThreadPoolExecutor(1)
        self.asked: list[Future[Block | None]] = []

    def tell(self, lookup: Lookup) -> None:
        """Say what annotations refer to, before the first question."""
        self.writing.submit(self.write, pickle.dumps(lookup))

    @property
    def is_free(self) -> bool:
        """Whether it has room for one more question."""
        self.asked = [one for one in self.asked if not one.done()]
        return len(self.asked) < AHEAD

    def ask(self, block: bytes, fields: Sequence[str]) -> "Future[Block | None]":
        """Have a block read. fields: what is known of the file's fields. None where the block is unusual in any way, or the process has ended."""
        self.writing.submit(self.write, question(block, fields))
        found = self.reading.submit(self.read)
        self.asked.append(found)
        return found

    def write(self, message: bytes) -> None:
        """Send a message; when nobody takes it, the answer will not come either."""
        try:
            send(cast("IO[bytes]", self.process.stdin), message)
        except (OSError, ValueError):
            self.process.kill()

    def read(self) -> Block | None:
        """The next answer."""
        try:
            message = receive(cast("IO[bytes]", self.process.stdout))
            return None if message is None or message == NO_BLOCK else answered(message)
        except (OSError, ValueError):
            return None

    def close(self) -> None:
        """End the process, whatever it is at."""
        self.process.kill()
        self.process.wait()
        self.writing.shutdown(cancel_futures=True)
        self.reading.shutdown(cancel_futures=True)
        for pipe in (self.process.stdin, self.process.stdout):
            close_pipe(cast("IO[bytes]", pipe))


@contextmanager
def processes_for(size: int) -> Iterator[list[BlockProcess]]:
    """As many processes as a file of this size and this machine are worth, ended afterwards; none where they cannot be begun."""
    wanted = min(size // WORTH_IT, (os.cpu_count() or 1) - 1, MOST_PROCESSES)
    begun: list[BlockProcess] = []
    try:
        with suppress(OSError):
            begun += (BlockProcess() for _ in range(wanted))
        yield begun
    finally:
        for one in begun:
            one.close()


def begin() -> "subprocess.Popen[bytes]":
    """Begin such a process."""
    return subprocess.Popen(
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def command() -> list[str]:
    """What starts such a process: this interpreter, or the application itself when it is frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_OPTION]
    return [sys.executable, "-m", "assay.formats.coco_process"]


def close_pipe(pipe: IO[bytes]) -> None:
    """Close a pipe; what was not sent yet has nobody to be sent to."""
    try:
        pipe.close()
    except OSError:
        return

"""The memory of the processes that a measured one begins, which its own peak says nothing of."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EVERY = 0.02
PROC = Path("/proc")


class Begun:
    """The peak of each process that was begun, in kilobytes by its number, as far as it lived when somebody looked; Linux only."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.peaks: dict[int, int] = {}

    @property
    def megabytes(self) -> float:
        """All of them together, as if each had its peak at the same moment."""
        return sum(self.peaks.values()) / 1024

    def look(self) -> None:
        """See what there is just now."""
        waiting = children_of(self.pid)
        while waiting:
            pid = waiting.pop()
            # the last figure, since in its first moment a process still has the memory of the one that begins it
            self.peaks[pid] = peak_of(pid) or self.peaks.get(pid, 0)
            waiting += children_of(pid)


@contextmanager
def watching(pid: int) -> Iterator[Begun]:
    """Look every now and then, from outside, at what a process begins."""
    begun, done = Begun(pid), threading.Event()

    def watch() -> None:
        while not done.wait(EVERY):
            begun.look()

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield begun
    finally:
        done.set()
        thread.join()


def children_of(pid: int) -> list[int]:
    """The processes that a process has begun and that live."""
    try:
        return [
            int(one) for task in (PROC / str(pid) / "task").iterdir() for one in (task / "children").read_text().split()
        ]
    except OSError:
        return []


def peak_of(pid: int) -> int:
    """The most memory that a process ever had resident, in kilobytes; 0 when it is gone."""
    try:
        lines = (PROC / str(pid) / "status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)

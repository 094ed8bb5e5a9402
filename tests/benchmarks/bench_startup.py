"""Opening the window.

Whole processes, from their start until the first paint is done and they have ended, taking turns, offscreen: a bare PySide6 main window, ours as it welcomes, and ours with
a project open. *Cold* is with the system's file cache dropped before each run, where that is allowed.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from tests.benchmarks.children import REPOSITORY
from tests.benchmarks.facts import Fact, Goal, at_most, within
from tests.benchmarks.large_project import make_project

LABELME = 223
"""MB that labelme 7.1 takes at its start, measured on a two-core machine."""
DROP = Path("/proc/sys/vm/drop_caches")


def facts(*, small: bool) -> Iterator[Fact]:
    """Warm, cold, and memory."""
    with TemporaryDirectory() as folder:
        project = make_project(Path(folder), images=50 if small else 1000)
        ways = {"bare": ["bare"], "ours": ["ours"], "project": ["ours", str(project)]}
        opened = partial(in_turns, ways, settings=Path(folder))
        warm = opened(rounds=1 if small else 15)
        yield from compared("warm", warm)
        if not small and may_drop():
            yield from compared("cold", opened(rounds=5, cold=True))
        yield Fact(what="Peak memory, welcome", unit="MB", ours=warm["ours"][1], goal=within(LABELME, "MB"))
        yield Fact(what="Peak memory, a project open", unit="MB", ours=warm["project"][1], goal=within(LABELME, "MB"))


def compared(how: str, found: dict[str, tuple[float, float]]) -> Iterator[Fact]:
    """Our two windows beside the bare one."""
    goals: dict[str, tuple[str, Goal | None]] = {"ours": ("welcome", at_most(2)), "project": ("a project open", None)}
    for way, (what, goal) in goals.items():
        yield Fact(
            what=f"Window shown, {how}, {what}", unit="ms", ours=found[way][0], beside="bare window",
            other=found["bare"][0], goal=goal,
        )  # fmt: skip


def in_turns(
    ways: dict[str, list[str]], *, settings: Path, rounds: int, cold: bool = False
) -> dict[str, tuple[float, float]]:
    """Each way's median milliseconds and megabytes."""
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, arguments in ways.items():
            if cold:
                drop_caches()
            runs[name].append(opened(arguments, settings))
    return {name: tuple(np.median(found, axis=0).tolist()) for name, found in runs.items()}  # type: ignore[misc]


def opened(arguments: Sequence[str], settings: Path) -> tuple[float, float]:
    """Milliseconds of one process, and its peak of memory in MB."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(settings)}
    command = [sys.executable, "-m", "tests.benchmarks.window_ways", *arguments]
    started = time.perf_counter()
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True)
    return (time.perf_counter() - started) * 1000, float(done.stdout)


def may_drop() -> bool:
    """Whether the system lets us drop its file cache."""
    return os.access(DROP, os.W_OK)


def drop_caches() -> None:
    """Let the next process read everything from the disk."""
    os.sync()
    DROP.write_text("3")

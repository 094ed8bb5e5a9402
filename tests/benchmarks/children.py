"""Ways of doing the same thing, each run in a process of its own: for wall time from a clean start and for the peak of memory."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from tests.benchmarks.process_memory import watching

REPOSITORY = Path(__file__).parents[2]
FRESH_FOLDER = "<a fresh folder>"
"""As an argument: a new, empty folder for every run, removed after it."""


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of one way: seconds and peak memory (MB, with that of processes it began) of each, and what the last one gave back."""

    seconds: tuple[float, ...]
    megabytes: tuple[float, ...]
    result: Any

    @property
    def median(self) -> float:
        """Seconds of the middle run."""
        return float(np.median(self.seconds))

    @property
    def peak(self) -> float:
        """Peak memory of the middle run, in MB."""
        return float(np.median(self.megabytes))


def in_children(
    ways: Mapping[str, Sequence[Any]], *, rounds: int, python: str = sys.executable, timeout: float = 3600
) -> dict[str, Runs]:
    """Run every way once a round.

    ways: by name, "module:function" and its arguments, which have to be JSON. The module is imported before the clock starts; what the function imports counts.
    python: the interpreter to run them with; another virtual environment's, for peers.
    """
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, (function, *arguments) in ways.items():
            found[name].append(in_child(function, arguments, python=python, timeout=timeout))
    return {
        name: Runs(tuple(run["seconds"] for run in runs), tuple(run["megabytes"] for run in runs), runs[-1]["result"])
        for name, runs in found.items()
    }


def in_child(function: str, arguments: Sequence[Any], *, python: str, timeout: float) -> dict[str, Any]:
    """One run: {"seconds", "megabytes", "result"}."""
    with TemporaryDirectory() as folder:
        given = json.dumps([folder if one == FRESH_FOLDER else one for one in arguments])
        return ran([python, "-m", "tests.benchmarks.child", function, given], timeout)


def has_module(python: str, name: str) -> bool:
    """Whether an interpreter is there and can import a module."""
    try:
        return subprocess.run([python, "-c", f"import {name}"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def ran(command: Sequence[str], timeout: float) -> dict[str, Any]:
    """What a child printed last, the memory of the processes that it began added to its own. RuntimeError with what it said when it failed."""
    with (
        subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child,
        watching(child.pid) as begun,
    ):
        try:
            said, complaint = child.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            child.kill()
            raise
    if child.returncode:
        raise RuntimeError(f"{command[-2]} failed:\n{complaint}")
    found = json.loads(said.splitlines()[-1])
    return found | {"megabytes": found["megabytes"] + begun.megabytes}

"""A project of 200,000 images.

One project file of 200,000 images with findings on most of them, in a window of its own process, offscreen: from asking for the project until its queue is painted;
from asking for a filter, a search or an order until the list is painted anew; and a list scrolled through in 120 steps from top to bottom, each with pages to be read.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from tests.benchmarks.children import REPOSITORY
from tests.benchmarks.facts import Fact, Goal, within
from tests.benchmarks.large_project import make_project

GOALS = {"open": 300, "scroll": 33}
FILTER_OR_ORDER = 100
"""Milliseconds."""


def facts(*, small: bool) -> Iterator[Fact]:
    """Each deed's median, and the scroll's 95th percentile."""
    images, rounds = (300, 1) if small else (200_000, 5)
    with TemporaryDirectory() as folder:
        project = make_project(Path(folder), images=images)
        runs = [run(project, Path(folder)) for _ in range(rounds)]
    for name in runs[0]:
        times = [milliseconds for one in runs for milliseconds in one[name]]
        goal = GOALS.get(name, FILTER_OR_ORDER)
        percent = 95 if name == "scroll" else 50
        what = f"{name}, 95th percentile" if name == "scroll" else name
        yield fact(f"{what}, {images:,} images", float(np.percentile(times, percent)), within(goal, "ms"))


def fact(what: str, milliseconds: float, goal: Goal) -> Fact:
    """One line."""
    return Fact(what=what, unit="ms", ours=milliseconds, goal=goal)


def run(project: Path, settings: Path) -> dict[str, list[float]]:
    """Every deed's milliseconds, from one window."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(settings)}
    command = [sys.executable, "-m", "tests.benchmarks.queue_ways", str(project)]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])

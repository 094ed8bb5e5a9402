"""A comparison that follows what changes.

A compared project in a window of its own process, offscreen: from pressing *Make revision* for one mended gold annotation until gold has its revision, the findings of that
image have been made anew in the project file (synchronous, as always) and the Review page is painted with them; and from each step of the slider of `t_ok` until the figures
of the Scorecard are painted. The verbs beside the window are the same two without it: revising gold and comparing.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from tests.benchmarks.bench_compare import compared_in, stored
from tests.benchmarks.children import REPOSITORY
from tests.benchmarks.compare_scene import CLASSES, box_scene
from tests.benchmarks.facts import Fact, within

MOST = 100
"""Milliseconds from an edit, or a step of a slider, to the screen."""


def facts(*, small: bool) -> Iterator[Fact]:
    """Medians and 95th percentiles of each."""
    rounds = 2 if small else 20
    images = 50 if small else 50_000
    yield from of_deed("edit", images=images, boxes=10 * images, rounds=rounds)
    images = 50 if small else 5_000
    yield from of_deed("slider", images=images, boxes=300 if small else 62_000, rounds=rounds)


def of_deed(deed: str, *, images: int, boxes: int, rounds: int) -> Iterator[Fact]:
    """One deed in a project of so many images, and so many boxes on either side."""
    with TemporaryDirectory() as folder:
        project = compared(Path(folder), images=images, boxes=boxes)
        times = run(project, Path(folder), deed, rounds)
    for name, found in times.items():
        for percent, said in ((50, "median"), (95, "95th percentile")):
            goal = within(MOST, "ms") if percent == 50 and name != "the verbs alone" else None
            what = f"{name}, {2 * boxes:,} boxes on {images:,} images, {said}"
            yield Fact(what=what, unit="ms", ours=float(np.percentile(found, percent)), goal=goal)


def compared(folder: Path, *, images: int, boxes: int) -> Path:
    """A project with classes and one comparison."""
    path = folder / "live.assay"
    with stored(path, box_scene(images=images, gold=boxes, vendor=boxes)) as project:
        classes = [(one, f"class {one}") for one in range(1, CLASSES + 1)]
        query = "INSERT INTO class (id, name, colour, since_version) VALUES (?, ?, '#5AA9FF', 1)"
        project.connection.executemany(query, classes)
        compared_in(project)
    return path


def run(project: Path, settings: Path, deed: str, rounds: int) -> dict[str, list[float]]:
    """The milliseconds of each round, from one window."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(settings)}
    command = [sys.executable, "-m", "tests.benchmarks.live_ways", str(project), deed, str(rounds)]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])

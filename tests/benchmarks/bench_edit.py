"""An edit drawn and persisted.

A delivery of 20-vertex polygons on one image in the window of a process of its own, offscreen at 1600 × 900, nothing but software painting: from letting go of the mouse
or the key until the correction is in the project file (synchronous, as always) and the canvas is painted with it. One verb and nothing else stands beside it, and as the
floor of a frame the *blit* of one picture of the window's size onto another.
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
from tests.benchmarks.facts import Fact, within
from tests.benchmarks.large_project import make_crowded_project

MOST = 10
"""Milliseconds."""
SIZES = (5_000, 20_000)


def facts(*, small: bool) -> Iterator[Fact]:
    """Each deed's median and 95th percentile, by the number of shapes on the image."""
    for shapes in (50,) if small else SIZES:
        with TemporaryDirectory() as folder:
            project = make_crowded_project(Path(folder), shapes=shapes)
            times = run(project, Path(folder), rounds=2 if small else 30)
        blit = float(np.median(times.pop("bare blit")))
        for name, found in times.items():
            for percent, said in ((50, "median"), (95, "95th percentile")):
                goal = within(MOST, "ms") if percent == 50 and name != "the verb alone" else None
                what = f"{name}, {shapes:,} shapes, {said}"
                yield Fact(what=what, unit="ms", ours=float(np.percentile(found, percent)), goal=goal)
            what = f"{name}, {shapes:,} shapes"
            yield Fact(what=what, unit="ms", ours=float(np.median(found)), beside="blit", other=blit)


def run(project: Path, settings: Path, *, rounds: int) -> dict[str, list[float]]:
    """Every deed's milliseconds, from one window."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(settings)}
    command = [sys.executable, "-m", "tests.benchmarks.edit_ways", str(project), str(rounds)]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])

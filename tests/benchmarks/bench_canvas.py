"""The canvas with thousands of shapes.

Polygons of 20 vertices on one 12-megapixel image, in a window of 1600 × 900, offscreen, software raster, each size in a process of its own. A *step* is the deed with
the frame that shows it, while a worker may be busy with the next overlay; a *refresh* is everything painted anew at full quality: smooth lines with casing, filled, labelled.
To *open* takes the image's decoding in; the *first open* of a window, in which its libraries are loaded, stands apart, because the Review page loads them when it sees
such an image ahead. The *blit* beside a frame is one picture of the window's size drawn onto another.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import numpy as np

from tests.benchmarks.children import REPOSITORY
from tests.benchmarks.facts import Fact, within

FRAME = 16.7
ZOOM = 33.0
MOUSE = 5.0
HIT = 1.0
OPEN = 150.0
REFRESH = {5_000: 100.0, 20_000: 250.0}


def facts(*, small: bool) -> Iterator[Fact]:
    """Each deed's median and 95th percentile, at both sizes."""
    sizes, rounds = ((200,), 1) if small else ((5_000, 20_000), 10)
    for shapes in sizes:
        found = run(shapes, rounds)
        blit = float(np.median(found.pop("bare blit")))
        for deed, times in found.items():
            yield from lines(deed, shapes, times, blit)


def lines(deed: str, shapes: int, times: list[float], blit: float) -> Iterator[Fact]:
    """The two figures of one deed."""
    most = goal(deed, shapes)
    for percent, said in ((50, "median"), (95, "95th percentile")):
        figure = float(np.percentile(times, percent))
        what = f"{deed}, {shapes:,} polygons, {said}"
        yield Fact(what=what, unit="ms", ours=figure, goal=within(most, "ms") if most else None)
    if deed.startswith("pan"):
        yield Fact(
            what=f"{deed}, {shapes:,} polygons", unit="ms", ours=float(np.median(times)), beside="blit", other=blit
        )


def goal(deed: str, shapes: int) -> float | None:
    """Milliseconds at most."""
    if deed == "refresh":
        return REFRESH.get(shapes)
    if deed == "open":
        return OPEN if shapes == 5_000 else None
    goals = {"pan": FRAME, "zoom": ZOOM, "mouse": MOUSE, "hit": HIT}
    return next((most for start, most in goals.items() if deed.startswith(start)), None)


def run(shapes: int, rounds: int) -> dict[str, list[float]]:
    """The milliseconds of every deed."""
    command = [sys.executable, "-m", "tests.benchmarks.canvas_ways", str(shapes), str(rounds)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])

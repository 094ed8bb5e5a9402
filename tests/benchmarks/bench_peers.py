"""The window beside other labelling tools.

labelme, X-AnyLabeling, ISAT and labelImg, each in its own window of 1600 × 900, offscreen, on the same images as ours and in the same run: photographs of 1920 × 1080 with 30
shapes, one with 5,000 polygons of 20 vertices (labelImg shows their boxes), and a folder of 20,000 small images. *Next image* is pressed after a look of 0.3 s, in which ours reads
ahead. *Repaint* paints the whole canvas; ours keeps its outlines as a picture, so there is also the figure for drawing every outline anew. Filtering by status
stands beside the others' filter by name, the nearest that they have. Tools that are not installed are left out; CONTRIBUTING.md says how to install them.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from tests.benchmarks import peer_drivers
from tests.benchmarks.bench_startup import opened
from tests.benchmarks.children import REPOSITORY
from tests.benchmarks.facts import Fact, Goal, times_faster
from tests.benchmarks.image_ways import SIZE, name
from tests.benchmarks.photographs import photograph
from tests.benchmarks.synthetic_coco import write_coco

Figures = Mapping[str, float]
"""Milliseconds by what was done."""
STARTS = 3
DEEDS: Mapping[str, str] = {
    "start": "start to first paint",
    "next image": "next image, 30 shapes",
    "open": "open an image, 5,000 polygons",
    "repaint": "repaint at fit, 5,000 polygons",
    "repaint, every outline anew": "repaint with every outline drawn anew, 5,000 polygons",
    "mouse move": "mouse move at fit, 5,000 polygons",
    "filter by name": "filter 20,000 images by name",
    "filter by status": "filter 20,000 images by status",
}
SAME_AS: Mapping[str, str] = {"repaint, every outline anew": "repaint", "filter by status": "filter by name"}
"""What the others do in place of a deed of ours."""
HUNDREDFOLD = ("repaint", "mouse move")


def facts(*, small: bool) -> Iterator[Fact]:
    """Ours alone, then beside each tool that is installed."""
    if not small and not peer_drivers.images("small_20000").exists():
        print(f"No tool is compared: {peer_drivers.root()} has no images to measure with", file=sys.stderr)
        return
    with TemporaryDirectory() as folder:
        ours = our_figures(Path(folder), small=small)
    for deed, figure in ours.items():
        yield Fact(what=DEEDS[deed], unit="ms", ours=figure)
    there = [] if small else peer_drivers.installed()
    for peer, said in peer_drivers.PEERS.items():
        if peer in there:
            yield from beside(peer, said, ours, peer_figures(peer))
        elif not small:
            print(f"{said} is not installed and left out", file=sys.stderr)


def beside(peer: str, said: str, ours: Figures, theirs: Figures) -> Iterator[Fact]:
    """A line per deed that the tool can do."""
    for deed, figure in ours.items():
        other = theirs.get(SAME_AS.get(deed, deed))
        if other is not None:
            yield Fact(what=DEEDS[deed], unit="ms", ours=figure, beside=said, other=other, goal=goal(peer, deed))


def goal(peer: str, deed: str) -> Goal | None:
    """Ahead of all, and a hundredfold of labelme where its way of painting is the trap."""
    if deed in ("start", "filter by name"):
        return None
    return times_faster(100 if peer == "labelme7" and deed in HUNDREDFOLD else 1)


def our_figures(folder: Path, *, small: bool) -> dict[str, float]:
    """The median of every deed of ours."""
    crowded, listed = (made_up(folder),) * 2 if small else (gathered(folder), peer_drivers.images("small_20000"))
    starts = [opened(["ours"], folder)[0] for _ in range(1 if small else STARTS)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(folder)}
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "tests.benchmarks.peer_ways",
        str(folder),
        str(crowded),
        str(listed),
    ]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"peer_ways failed:\n{done.stderr}")
    found = {"start": starts} | json.loads(done.stdout.splitlines()[-1])
    return {deed: float(np.median(times)) for deed, times in found.items()}


def gathered(folder: Path) -> Path:
    """The photographs and, last by name, the one with 5,000 polygons, as one delivery."""
    together = folder / "crowded"
    for images in ("hd60", "poly_5000"):
        copytree(peer_drivers.images(images), together, dirs_exist_ok=True)
    return together


def made_up(folder: Path) -> Path:
    """A few photographs of our own, where nothing is to be compared."""
    for number in range(6):
        photograph(folder / name(number), SIZE, number)
    return write_coco(folder / "labels.json", images=6, annotations=120, vertices=20)


def peer_figures(peer: str) -> dict[str, float]:
    """The median of every deed that a tool can do, in milliseconds."""
    starts = [peer_drivers.measured(peer, "start") or {} for _ in range(STARTS)]
    painted = peer_drivers.measured(peer, "paint", "poly_5000") or {}
    stepped = peer_drivers.measured(peer, "next", "hd60") or {}
    narrowed = peer_drivers.measured(peer, "folder", "small_20000") or {}
    found = {
        "start": in_milliseconds(float(np.median([one["start_s"] for one in starts if "start_s" in one] or [np.nan]))),
        "open": in_milliseconds(painted.get("open_s")),
        "repaint": median(painted.get("fit"), "repaint"),
        "mouse move": median(painted.get("fit"), "hover_total"),
        "next image": median(stepped, "next"),
        "filter by name": in_milliseconds(first(narrowed.get("filter_s"))),
    }
    return {deed: figure for deed, figure in found.items() if figure is not None and np.isfinite(figure)}


def median(figures: Mapping[str, Any] | None, name_of_figure: str) -> float | None:
    """The median of one figure."""
    return (figures or {}).get(name_of_figure, {}).get("median")


def first(times: Any) -> float | None:
    """Of the seconds to narrow and to clear, the first; None for a tool without a filter."""
    return times[0] if isinstance(times, list) else None


def in_milliseconds(seconds: float | None) -> float | None:
    """Seconds as milliseconds."""
    return None if seconds is None else seconds * 1000

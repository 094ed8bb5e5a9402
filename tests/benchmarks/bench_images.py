"""From image to image.

Pictures of 1920 × 1080 with a photograph's light, colours and grain (noise of standard deviation 8, which takes most of a decoder's time) as JPEGs of quality 90
(770 KB) with 30 boxes each in two label sets, in the Review page of a window of 1600 × 900, offscreen, in a process of its own: from the key (or the wish for an image
that nobody foresaw) until image, outlines and the list of findings are painted and nothing is left to be. *Prefetched*: looked at for 0.3 s before the next one is asked
for. What is not prefetched is first painted from a reading at half its size, which has a pixel for each of the screen's; the whole of it follows. The bare decode is
Pillow's, to RGB. The 108-megapixel JPEG has no grain and is shown by the canvas alone until its preview is painted; beside it Pillow's scaled read.
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
from tests.benchmarks.facts import Fact, at_most, within

FRAME = 16.7


def facts(*, small: bool) -> Iterator[Fact]:
    """Next image, large image, memory."""
    with TemporaryDirectory() as folder:
        found = run(Path(folder), 6 if small else 60)
    decode = float(np.median(found["bare decode"]))
    near, far = found["next image, prefetched"], found["next image, not prefetched"]
    yield milliseconds("next image, prefetched, median", float(np.median(near)), 10)
    yield milliseconds("next image, prefetched, 95th percentile", float(np.percentile(near, 95)), FRAME)
    yield Fact(
        what="next image, prefetched, median", unit="ms", ours=float(np.median(near)),
        beside="bare blit", other=float(np.median(found["bare blit"])),
    )  # fmt: skip
    yield Fact(
        what="next image, not prefetched, median", unit="ms", ours=float(np.median(far)),
        beside="1.5 bare decodes and a frame", other=1.5 * decode + FRAME, goal=at_most(1),
    )  # fmt: skip
    whole = found["not prefetched, the whole of it"]
    yield milliseconds(
        "next image, not prefetched, the whole of it read and painted, median", float(np.median(whole)), None
    )
    yield milliseconds("bare decode", decode, None)
    preview, bare = found["108 megapixels, preview"], found["bare scaled read"]
    yield milliseconds("108 megapixels, preview", float(np.median(preview)), 200)
    yield Fact(
        what="108 megapixels, preview and scaled read", unit="ms", ours=float(np.median(preview)),
        beside="bare scaled read", other=float(np.median(bare)),
    )  # fmt: skip
    yield Fact(what="peak memory of the window", unit="MB", ours=found["peak memory"][0], goal=within(1000, "MB"))


def milliseconds(what: str, figure: float, most: float | None) -> Fact:
    """One line."""
    return Fact(what=what, unit="ms", ours=figure, goal=within(most, "ms") if most else None)


def run(folder: Path, images: int) -> dict[str, list[float]]:
    """The milliseconds of every deed."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(folder)}
    command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.image_ways", str(folder), str(images)]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])

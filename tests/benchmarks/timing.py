"""Ways of doing the same thing timed side by side in this process."""

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Times:
    """The seconds of each round."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle round."""
        return float(np.median(self.seconds))

    def at(self, percent: float) -> float:
        """The seconds that this share of the rounds stays below: at(95), at(99)."""
        return float(np.percentile(self.seconds, percent))


def interleaved(ways: Mapping[str, Callable[[], object]], *, rounds: int, warm_up: int = 1) -> dict[str, Times]:
    """Run every way once a round, so that a busy minute hits all of them alike. No garbage is collected while the clock runs."""
    for _ in range(warm_up):
        for way in ways.values():
            way()
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            seconds[name].append(timed(way))
    return {name: Times(tuple(found)) for name, found in seconds.items()}


def timed(way: Callable[[], object]) -> float:
    """Seconds of one call."""
    gc.collect()
    gc.disable()
    try:
        started = time.perf_counter()
        way()
        return time.perf_counter() - started
    finally:
        gc.enable()

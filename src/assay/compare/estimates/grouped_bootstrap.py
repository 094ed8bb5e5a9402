"""Intervals of ratios for many groups of objects (classes, annotators) over the same resampled images."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.compare.estimates.bootstrap import (
    REPLICATES,
    SEED,
    Bootstrapped,
    Ratio,
    drawn_images,
    summed_up,
)

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

ROOM = 48 << 20
"""Bytes that the sums by image of the groups in work may take; more groups are worked on block by block."""

AT_ONCE = 100
"""Resamples between two steps: so soon can it be cancelled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """Sums by group and image. group, image: (c,) places; sums: (c, k) of that group on that image, each pair of places at most once."""

    group: Rows
    image: Rows
    sums: Floats
    groups: int
    images: int


def cells_of(group: Rows, image: Rows, values: Floats, *, groups: int, images: int) -> Grouped:
    """The values of objects summed up by group and image. group, image: (n,) places. values: (n, k)."""
    cell, place = np.unique(group * images + image, return_inverse=True)
    columns = [np.bincount(place, column, minlength=len(cell)).astype(np.float64) for column in values.T]
    return Grouped(
        group=cell // max(images, 1),
        image=cell % max(images, 1),
        sums=np.stack(columns, axis=1),
        groups=groups,
        images=images,
    )


def grouped_bootstrap(
    cells: Grouped, ratios: Mapping[str, Ratio], *, replicates: int = REPLICATES, seed: int = SEED
) -> Generator[tuple[int, int], None, dict[str, list[Bootstrapped]]]:
    """Each ratio of each group with its interval, as `bootstrapped` gives it on the same seed; yields (resamples done, all)."""
    found: dict[str, list[Bootstrapped]] = {name: [] for name in ratios}
    blocks = _blocks(cells)
    for number, (first, after) in enumerate(blocks):
        sums = yield from _resampled(cells, first, after, replicates, seed, (number, len(blocks)))
        for group in range(first, after):
            yield (number + 1) * replicates, len(blocks) * replicates
            own = cells.sums[cells.group == group]
            for name, ratio in ratios.items():
                found[name].append(summed_up(own, ratio, ratio(sums[:, group - first])))
    return found


def _blocks(cells: Grouped) -> Sequence[tuple[int, int]]:
    """First and after-last group of each block."""
    each = max(1, ROOM // max(8 * cells.images * cells.sums.shape[1], 1))
    return [(first, min(first + each, cells.groups)) for first in range(0, cells.groups, each)]


def _resampled(
    cells: Grouped, first: int, after: int, replicates: int, seed: int, place: tuple[int, int]
) -> Generator[tuple[int, int], None, Floats]:
    """(replicates, groups, k) the sums of some groups over each resample. place: of this block among how many, for the progress."""
    width = cells.sums.shape[1]
    dense = np.zeros((cells.images, after - first, width))
    inside = (cells.group >= first) & (cells.group < after)
    dense[cells.image[inside], cells.group[inside] - first] = cells.sums[inside]
    flat, times = dense.reshape(cells.images, -1), drawn_images(cells.images, replicates, seed)
    parts = []
    for done in range(0, replicates, AT_ONCE):
        yield place[0] * replicates + done, place[1] * replicates
        parts.append(np.array([next(times) for _ in range(min(AT_ONCE, replicates - done))], np.float64) @ flat)
    return np.concatenate(parts).reshape(replicates, after - first, width)

"""The least that matching takes when it is done with whole arrays: the floor under a comparison. No classification, no findings, no ids.

All pairs of boxes of one image with an IoU of 0.1 or more; of those at 0.5 or more the pairs of greatest total IoU, of one class first, then of any; scipy's
`linear_sum_assignment` only where boxes compete.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.compare_scene import Boxes, Scene

Rows = NDArray[np.int64]
AT_A_TIME = 2**19


@dataclass(frozen=True, slots=True)
class Grouped:
    """Boxes sorted by image. order: (n,) where each came from. first, count: (images,). sides: (4, n)."""

    order: Rows
    first: Rows
    count: Rows
    sides: NDArray[np.float32]


def match(scene: Scene) -> int:
    """How many pairs of one class there are."""
    gold, vendor, iou = pairs(scene.gold, scene.vendor, scene.images, 0.1)
    same = scene.gold.label[gold] == scene.vendor.label[vendor]
    good = iou >= 0.5
    taken = np.zeros(len(scene.gold.image), bool), np.zeros(len(scene.vendor.image), bool)
    first = best(gold, vendor, iou, np.flatnonzero(good & same))
    for ends, rows in zip(taken, (gold, vendor), strict=True):
        ends[rows[first]] = True
    best(gold, vendor, iou, np.flatnonzero(good & ~taken[0][gold] & ~taken[1][vendor]))
    return len(first)


def grouped(boxes: Boxes, images: int) -> Grouped:
    """Boxes sorted by image."""
    order = np.argsort(boxes.image, kind="stable")
    count = np.bincount(boxes.image, minlength=images)
    return Grouped(order, np.cumsum(count) - count, count, np.ascontiguousarray(boxes.box[order].T))


def pairs(gold: Boxes, vendor: Boxes, images: int, least: float) -> tuple[Rows, Rows, NDArray[np.float32]]:
    """Rows of gold and vendor, and the IoU, of all pairs of one image that reach it."""
    a, b = grouped(gold, images), grouped(vendor, images)
    image = np.repeat(np.arange(images), a.count)
    partners, first = b.count[image], b.first[image]
    before = np.concatenate([[0], np.cumsum(partners)])
    found, start = [], 0
    while start < len(image):
        stop = max(int(np.searchsorted(before, before[start] + AT_A_TIME, "right")) - 1, start + 1)
        i = np.repeat(np.arange(start, stop), partners[start:stop])
        j = np.arange(len(i)) + np.repeat(
            first[start:stop] - (before[start:stop] - before[start]), partners[start:stop]
        )
        found.append(overlapping(a.sides, b.sides, i, j, least))
        start = stop
    i, j, iou = (np.concatenate(column) for column in zip(*found, strict=True))
    return a.order[i], b.order[j], iou


def overlapping(
    a: NDArray[np.float32], b: NDArray[np.float32], i: Rows, j: Rows, least: float
) -> tuple[Rows, Rows, NDArray[np.float32]]:
    """The pairs that reach the IoU."""
    width = np.minimum(a[2][i], b[2][j]) - np.maximum(a[0][i], b[0][j])
    keep = np.flatnonzero(width > 0)
    i, j, width = i[keep], j[keep], width[keep]
    shared = width * np.maximum(np.minimum(a[3][i], b[3][j]) - np.maximum(a[1][i], b[1][j]), 0)
    area_a, area_b = ((side[2] - side[0]) * (side[3] - side[1]) for side in (a, b))
    iou = shared / (area_a[i] + area_b[j] - shared)
    keep = np.flatnonzero(iou >= least)
    return i[keep], j[keep], iou[keep]


def best(gold: Rows, vendor: Rows, iou: NDArray[np.float32], rows: Rows) -> Rows:
    """Which of these rows make the greatest total IoU."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    alone = (np.bincount(gold[rows])[gold[rows]] == 1) & (np.bincount(vendor[rows])[vendor[rows]] == 1)
    chosen, rows = [rows[alone]], rows[~alone]
    if len(rows):
        i, j = (np.unique(ends[rows], return_inverse=True)[1] for ends in (gold, vendor))
        nodes = int(i.max() + j.max()) + 2
        graph = coo_matrix((np.ones(len(rows), np.int8), (i, j + i.max() + 1)), (nodes, nodes))
        component = connected_components(graph, directed=False)[1][i]
        order = np.argsort(component, kind="stable")
        cuts = np.flatnonzero(np.diff(component[order])) + 1
        chosen += [best_of_few(gold, vendor, iou, some) for some in np.split(rows[order], cuts)]
    return np.concatenate(chosen)


def best_of_few(gold: Rows, vendor: Rows, iou: NDArray[np.float32], rows: Rows) -> Rows:
    """The same for boxes that compete with one another."""
    from scipy.optimize import linear_sum_assignment

    if len(rows) == 2:
        return rows[[int(iou[rows[1]] > iou[rows[0]])]]
    _, i = np.unique(gold[rows], return_inverse=True)
    _, j = np.unique(vendor[rows], return_inverse=True)
    weight, at = np.zeros((i.max() + 1, j.max() + 1)), np.full((i.max() + 1, j.max() + 1), -1)
    weight[i, j], at[i, j] = iou[rows], rows
    taken = at[linear_sum_assignment(weight, maximize=True)]
    return taken[taken >= 0]

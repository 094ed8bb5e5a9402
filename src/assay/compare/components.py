"""Connected components of a sparse bipartite graph."""

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]


def component_labels(left: Rows, right: Rows) -> tuple[Rows, Rows]:
    """Which component each left and each right node belongs to, 0, 1, 2 … in the order of their smallest left end.

    left, right: the two ends of each edge; every number from 0 to the greatest is the end of one. Every node takes the smallest label among its
    neighbours and then that label's own label, so a chain of n nodes is labelled in about log n rounds (Zhang, Azad and Hu, FastSV, 2020).
    """
    if not len(left):
        return left, right
    lefts = int(left.max()) + 1
    right_node = right + lefts
    label = np.arange(int(right_node.max()) + 1)
    while True:
        before = label
        label = before.copy()
        lowest = np.minimum(before[left], before[right_node])
        for node in (left, right_node):
            np.minimum.at(label, before[node], lowest)
            np.minimum.at(label, node, lowest)
        label = label[label]
        if (label == before).all():
            break
    number = np.cumsum(label == np.arange(len(label))) - 1
    return number[label[:lefts]], number[label[lefts:]]

"""Connected components of a sparse bipartite graph."""

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]


def component_labels(left: Rows, right: Rows) -> Rows:
    """(edges,) which component each edge belongs to, 0, 1, 2 … in the order of their smallest left end.

    left, right: the two ends of each edge, any whole numbers. Every node takes the smallest label among its neighbours and then that
    label's own label, so a chain of n nodes is labelled in about log n rounds (Zhang, Azad and Hu, FastSV, 2020).
    """
    names, left_node = np.unique(left, return_inverse=True)
    right_node = np.unique(right, return_inverse=True)[1] + len(names)
    label = np.arange(len(left) and int(right_node.max()) + 1)
    while True:
        before = label
        label = before.copy()
        lowest = np.minimum(before[left_node], before[right_node])
        for node in (left_node, right_node):
            np.minimum.at(label, before[node], lowest)
            np.minimum.at(label, node, lowest)
        label = label[label]
        if (label == before).all():
            break
    return np.unique(label[left_node], return_inverse=True)[1]

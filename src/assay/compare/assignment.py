"""One-to-one pairs of greatest total weight among sparse candidates."""

from collections.abc import Callable
from functools import cache
from itertools import permutations
from math import perm

import numpy as np
from numpy.typing import NDArray

from assay.compare.components import component_labels
from assay.compare.hungarian import best_columns

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]
Order = Callable[[Rows], Rows]

_PREFERENCE = 1e-9
"""Added to a preferred pair: more than rounding, less than any difference of IoU that matters."""

_CERTAIN = 1e-7
"""By so much a pair must beat its rivals to be taken without solving."""

_MOST_WAYS = 720
"""Components with no more ways to be assigned than this are solved by trying all of them, many components at once."""


def assign(
    left: Rows, right: Rows, weight: Floats, preferred: NDArray[np.bool_], *, left_order: Order, right_order: Order
) -> Rows:
    """Which of the candidate pairs make the one-to-one assignment of greatest total weight (vectors/hungarian_matching.json).

    left, right: (n,) the ends of each candidate. weight: (n,) more than 0. preferred: (n,) whether a pair wins a tie.
    left_order, right_order: the given nodes in an order that does not depend on the file, as positions; it decides what is still a tie.
    """
    chosen, unsolved = certain_pairs(left, right, weight)
    if len(unsolved):
        left, right = left[unsolved], right[unsolved]
        ranks = _ranks(left, left_order), _ranks(right, right_order)
        solved = _solve(*ranks, weight[unsolved] + _PREFERENCE * preferred[unsolved])
        chosen = np.concatenate([chosen, unsolved[solved]])
    return np.sort(chosen)


def certain_pairs(left: Rows, right: Rows, weight: Floats) -> tuple[Rows, Rows]:
    """Pairs that every best assignment holds, and the candidates that are still open without them.

    A pair that outweighs the best other candidate of its left end and that of its right end together is in every best assignment: putting it in
    costs at most these two. Taking such pairs out makes more of them.
    """
    taken: list[Rows] = []
    rows = np.arange(len(left))
    while len(rows):
        ends = left[rows], right[rows]
        certain = weight[rows] > _best_other(ends[0], weight[rows]) + _best_other(ends[1], weight[rows]) + _CERTAIN
        if not certain.any():
            break
        taken.append(rows[certain])
        rows = rows[~(_touched(ends[0], certain) | _touched(ends[1], certain))]
    return (np.concatenate(taken) if taken else np.zeros(0, np.int64)), rows


def _touched(node: Rows, certain: NDArray[np.bool_]) -> NDArray[np.bool_]:
    taken = np.zeros(node.max() + 1, bool)
    taken[node[certain]] = True
    return taken[node]


def _best_other(node: Rows, weight: Floats) -> Floats:
    """(n,) for each candidate the greatest weight among the other candidates of its node, 0 when it is the only one."""
    alone = np.bincount(node)[node] == 1
    other = np.zeros(len(node))
    if alone.all():
        return other
    rows = np.flatnonzero(~alone)
    # Heaviest first within a node; a weight is at most about 1, so two apart keeps the nodes apart.
    rows = rows[np.argsort(2.0 * node[rows] - weight[rows])]
    first = np.ones(len(rows), bool)
    first[1:] = node[rows[1:]] != node[rows[:-1]]
    heads = np.flatnonzero(first)
    other[rows] = np.repeat(weight[rows[heads]], np.diff(heads, append=len(rows)))
    other[rows[heads]] = weight[rows[heads + 1]]
    return other


def _ranks(node: Rows, order: Order) -> Rows:
    """The ends renumbered 0, 1, 2 … in canonical order."""
    nodes, place = np.unique(node, return_inverse=True)
    rank = np.empty(len(nodes), np.int64)
    rank[order(nodes)] = np.arange(len(nodes))
    return rank[place]


def _solve(left: Rows, right: Rows, weight: Floats) -> Rows:
    """Candidates of the best assignment; left and right are ranks."""
    order = np.lexsort((right, left))
    left, right, weight = left[order], right[order], weight[order]
    component = component_labels(left, right)
    row, rows = _local(component, left)
    column, columns = _local(component, right)
    chosen = np.zeros(len(left), bool)
    shape = rows * 2**31 + columns
    for value in np.unique(shape):
        members = np.flatnonzero((shape == value)[component])
        size = int(value >> 31), int(value & (2**31 - 1))
        chosen[members] = _solve_alike(component[members], row[members], column[members], weight[members], size)
    return order[chosen]


def _local(component: Rows, node: Rows) -> tuple[Rows, Rows]:
    """Each end's position among the ends of its component, and how many there are per component."""
    nodes, index = np.unique(component * (node.max() + 1) + node, return_inverse=True)
    owner = nodes // (node.max() + 1)
    count = np.bincount(owner)
    return index - (np.cumsum(count) - count)[component], count


def _solve_alike(component: Rows, row: Rows, column: Rows, weight: Floats, size: tuple[int, int]) -> NDArray[np.bool_]:
    """Whether each candidate is chosen, in components that all have as many rows and columns."""
    labels, which = np.unique(component, return_inverse=True)
    dense = np.zeros((len(labels), *size))
    dense[which, row, column] = weight
    if size[0] > size[1]:
        dense = dense.transpose(0, 2, 1)
        row, column = column, row
    if perm(max(size), min(size)) <= _MOST_WAYS:
        assigned = _best_of_all_ways(dense)
    else:
        assigned = np.array([best_columns(matrix) for matrix in dense])
    return assigned[which, row] == column


def _best_of_all_ways(dense: Floats) -> Rows:
    """(n, rows) the column of each row, in matrices with no more rows than columns."""
    ways = _ways(*dense.shape[1:])
    total = np.zeros((len(dense), len(ways)))
    for row in range(dense.shape[1]):
        total += dense[:, row, ways[:, row]]
    return ways[total.argmax(axis=1)]


@cache
def _ways(rows: int, columns: int) -> Rows:
    return np.array(list(permutations(range(columns), rows)))

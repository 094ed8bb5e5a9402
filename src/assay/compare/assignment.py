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
        if len(unsolved) < len(left):  # in a crowded image all may be left, by the million
            left, right = left[unsolved], right[unsolved]
            weight, preferred = weight[unsolved], preferred[unsolved]
        ranks = _ranks(left, left_order), _ranks(right, right_order)
        solved = _solve(*ranks, weight + _PREFERENCE * preferred)
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
        certain = weight > _best_other(left, weight) + _best_other(right, weight) + _CERTAIN
        if not certain.any():
            break
        taken.append(rows[certain])
        untouched = ~(_touched(left, certain) | _touched(right, certain))
        rows, weight = rows[untouched], weight[untouched]
        left, right = left[untouched], right[untouched]
    return (np.concatenate(taken) if taken else np.zeros(0, np.int64)), rows


def _touched(node: Rows, certain: NDArray[np.bool_]) -> NDArray[np.bool_]:
    taken = np.zeros(node.max() + 1, bool)
    taken[node[certain]] = True
    return taken[node]


def _best_other(node: Rows, weight: Floats) -> Floats:
    """(n,) for each candidate the greatest weight among the other candidates of its node, 0 when it is the only one."""
    best, second = np.zeros((2, node.max() + 1))
    np.maximum.at(best, node, weight)
    other = best[node]
    heaviest = np.flatnonzero(weight == other)
    holder = np.full(len(best), -1)
    holder[node[heaviest]] = heaviest  # of equals one holds the place, the others are its rivals
    holder = holder[holder >= 0]
    rest = weight.copy()
    rest[holder] = 0
    np.maximum.at(second, node, rest)
    other[holder] = second[node[holder]]
    return other


def _ranks(node: Rows, order: Order) -> Rows:
    """The ends renumbered 0, 1, 2 … in canonical order."""
    seen = np.zeros(node.max() + 1, bool)
    seen[node] = True
    nodes = np.flatnonzero(seen)
    rank = np.empty(len(seen), np.int64)
    rank[nodes[order(nodes)]] = np.arange(len(nodes))
    return rank[node]


def _solve(left: Rows, right: Rows, weight: Floats) -> Rows:
    """Candidates of the best assignment; left and right are ranks."""
    of_left, of_right = component_labels(left, right)
    row, rows = _place_within(of_left)
    column, columns = _place_within(of_right)
    component = of_left[left]
    chosen = np.zeros(len(left), bool)
    shape = rows * 2**31 + columns
    for value in np.unique(shape):
        alike = shape == value
        members = np.flatnonzero(alike[component])
        size = int(value >> 31), int(value & (2**31 - 1))
        which = (np.cumsum(alike) - 1)[component[members]]
        chosen[members] = _solve_alike(which, row[left[members]], column[right[members]], weight[members], size)
    return np.flatnonzero(chosen)


def _place_within(component: Rows) -> tuple[Rows, Rows]:
    """Each node's position among those of its component, in the order of their ranks, and how many there are per component."""
    count = np.bincount(component)
    order = np.argsort(component, kind="stable")
    place = np.empty(len(component), np.int64)
    place[order] = np.arange(len(order)) - np.repeat(np.cumsum(count) - count, count)
    return place, count


def _solve_alike(which: Rows, row: Rows, column: Rows, weight: Floats, size: tuple[int, int]) -> NDArray[np.bool_]:
    """Whether each candidate is chosen, in components 0, 1, 2 … that all have as many rows and columns."""
    dense = np.zeros((int(which.max()) + 1, *size))
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

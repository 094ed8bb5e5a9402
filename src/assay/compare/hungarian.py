"""The assignment of greatest total weight in one dense matrix."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


def best_columns(weight: Floats) -> Rows:
    """(n,) the column assigned to each row, −1 for none; each column at most once, the total weight as great as can be.

    weight: (n, m), zero or more; a zero never makes a pair. Shortest augmenting paths with dual variables (Jonker and Volgenant 1987; Crouse
    2016), costs being negative weights, and one more column of cost 0 that any number of rows may share: to stay without a partner.
    """
    if weight.shape[0] > weight.shape[1]:
        return _inverse(best_columns(np.ascontiguousarray(weight.T)), weight.shape[0])
    cost = np.concatenate([-weight, np.zeros((len(weight), 1))], axis=1)
    matching = _greedy_start(cost)
    for row in np.flatnonzero(matching.column < 0):
        _augment(int(row), cost, matching)
    column = matching.column
    alone = column == weight.shape[1]
    column[alone] = 0
    column[alone | (weight[np.arange(len(column)), column] <= 0)] = -1
    return column


class _Matching:
    """A partial assignment with the dual variables that prove it is the best so far."""

    def __init__(self, row_dual: Floats, columns: int) -> None:
        self.row_dual = row_dual
        self.column_dual = np.zeros(columns)
        self.column = np.full(len(row_dual), -1)
        self.row = np.full(columns, -1)


def _greedy_start(cost: Floats) -> _Matching:
    """Each row takes its cheapest column when no row before it has."""
    cheapest = cost.argmin(axis=1)
    matching = _Matching(cost[np.arange(len(cost)), cheapest], cost.shape[1])
    takes = np.unique(cheapest, return_index=True)[1]
    nobody = cost.shape[1] - 1
    matching.column[takes] = cheapest[takes]
    matching.column[cheapest == nobody] = nobody
    matching.row[cheapest[takes]] = takes
    matching.row[nobody] = -1
    return matching


def _augment(first: int, cost: Floats, matching: _Matching) -> None:
    """Bring one more row in along the cheapest path to a free column."""
    columns = cost.shape[1]
    distance = np.full(columns, np.inf)
    # A column that has been reached keeps its distance here and infinity in `open_distance`, so that one argmin finds the next.
    open_distance = np.full(columns, np.inf)
    came_from = np.full(columns, -1)
    reached: list[int] = []
    row, shortest = first, 0.0
    while True:
        path = cost[row] - matching.column_dual
        path += shortest - matching.row_dual[row]
        path[reached] = np.inf
        better = path < distance
        distance[better] = open_distance[better] = path[better]
        came_from[better] = row
        column = int(open_distance.argmin())
        shortest = float(open_distance[column])
        if matching.row[column] >= 0:
            column = _free_among_equals(column, open_distance, matching)
        if matching.row[column] < 0:
            break
        reached.append(column)
        open_distance[column] = np.inf
        row = int(matching.row[column])
    matching.row_dual[first] += shortest
    matching.row_dual[matching.row[reached]] += shortest - distance[reached]
    matching.column_dual[reached] -= shortest - distance[reached]
    _flip(first, column, came_from, matching)


def _free_among_equals(nearest: int, open_distance: Floats, matching: _Matching) -> int:
    """A free column as near as the nearest one, where there is any: among many equal weights the path would else visit every column first."""
    free = np.flatnonzero((open_distance == open_distance[nearest]) & (matching.row < 0))
    return int(free[0]) if len(free) else nearest


def _flip(first: int, column: int, came_from: Rows, matching: _Matching) -> None:
    """Exchange the pairs along the path that ends at a free column."""
    nobody = len(matching.row) - 1
    while True:
        row = int(came_from[column])
        column_before = int(matching.column[row])
        matching.column[row] = column
        if column != nobody:
            matching.row[column] = row
        if row == first:
            return
        column = column_before


def _inverse(columns: Rows, count: int) -> Rows:
    rows = np.full(count, -1)
    paired = np.flatnonzero(columns >= 0)
    rows[columns[paired]] = paired
    return rows

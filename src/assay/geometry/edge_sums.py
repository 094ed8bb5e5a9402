"""The areas that polygons share, as sums over their edges: no outline of what they share is made, so nothing can go wrong with it.

A point lies in a polygon when the edges at larger y than its own, counted +1 or -1 by the side that the polygon lies on, add up to 1. What two polygons share is therefore
the sum over all pairs of their edges of ± the area below both, which at each x is min(y, y') = (y + y' - |y - y'|) / 2. On a vertical line the signs of a
polygon's edges cancel, so the first two terms do too, and what is left is

    shared area = -1/2 Σ ± ∫ |y - y'| dx

over the pairs of edges that have some x in common, some four for each edge. GEOS makes an outline instead; the tests hold this against it to 1e-9.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.geometry.polygon_edges import Edges

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

EDGES_AT_A_TIME = 40_000
PAIRS_AT_A_TIME = 2_000
"""Few enough that the arrays stay in the processor's cache, and that a place in line and a place in x fit into 63 bits."""

LEVELS = 2.0**50
"""Places that a pair's reach in x is told apart in, when edges are sought; what is measured is not rounded so."""

MOST_MEETINGS = 24
"""Pairs of edges for each edge, above which GEOS is quicker: combs and spirals, whose edges all lie above one another."""

TINY = 1e-300


def areas_by_edges(a: Edges, rows_a: Rows, b: Edges, rows_b: Rows) -> Floats:
    """(n,) areas shared by the polygons `rows_a` of a and `rows_b` of b, pair by pair, in square units; NaN where edges meet too often for this to be the quick way."""
    edges = np.cumsum(a.counts[rows_a] + b.counts[rows_b])
    areas = np.empty(len(rows_a))
    first = 0
    while first < len(rows_a):
        full = int(np.searchsorted(edges, (edges[first - 1] if first else 0) + EDGES_AT_A_TIME, "right"))
        piece = slice(first, min(max(full, first + 1), first + PAIRS_AT_A_TIME))
        areas[piece] = _areas(a, rows_a[piece], b, rows_b[piece])
        first = piece.stop
    return areas


def _areas(a: Edges, rows_a: Rows, b: Edges, rows_b: Rows) -> Floats:
    areas = np.zeros(len(rows_a))
    some = np.flatnonzero((a.counts[rows_a] > 0) & (b.counts[rows_b] > 0))
    if len(some):
        rows_a, rows_b = rows_a[some], rows_b[some]
        reach = np.stack([a.reach[rows_a], b.reach[rows_b]])
        low, high = reach[:, :, 0].min(axis=0), reach[:, :, 1].max(axis=0)
        areas[some] = _sums(_laid(a, rows_a, low, high), _laid(b, rows_b, low, high))
    return areas


@dataclass(frozen=True, slots=True)
class _Laid:
    """The edges of one side of some pairs, one pair after the other.

    place: (e,) where in all the edges. start, end: (e,) left and right as whole numbers that grow with the pair first. counts, firsts: (n,) of each pair.
    """

    edges: Edges
    place: Rows
    start: Rows
    end: Rows
    counts: Rows
    firsts: Rows


def _laid(edges: Edges, rows: Rows, low: Floats, high: Floats) -> _Laid:
    """low, high: (n,) the reach in x of each pair."""
    counts = edges.counts[rows]
    firsts = np.cumsum(counts) - counts
    pair = np.repeat(np.arange(len(rows)), counts)
    place = np.arange(len(pair)) + (edges.firsts[rows] - firsts)[pair]
    origin, scale = low[pair], (LEVELS / (high - low))[pair]
    line = pair << 51
    start, end = (((side[place] - origin) * scale).astype(np.int64) + line for side in (edges.left, edges.right))
    return _Laid(edges, place, start, end, counts, firsts)


def _sums(a: _Laid, b: _Laid) -> Floats:
    """Of two edges that share some x, one begins within the other, or both begin together: two cases that leave none out and take none twice."""
    in_a = _Meetings.of(a, np.searchsorted(b.start, a.start, "left"), np.searchsorted(b.start, a.end, "left"))
    in_b = _Meetings.of(b, np.searchsorted(a.start, b.start, "right"), np.searchsorted(a.start, b.end, "left"))
    per_pair = in_a.per_pair + in_b.per_pair
    few = per_pair <= MOST_MEETINGS * (a.counts + b.counts)
    areas = np.where(few, 0.0, np.nan)
    for outer, inner, meetings in ((a, b, in_a), (b, a, in_b)):
        found = meetings if few.all() else meetings.only(outer, few)
        areas[few] += found.sums(outer, inner)[few]
    return areas


@dataclass(frozen=True, slots=True)
class _Meetings:
    """For each edge of one side the edges of the other that begin within it. first: (e,) the first of them. counts: (e,) how many. per_pair: (n,)."""

    first: Rows
    counts: Rows
    per_pair: Rows

    @classmethod
    def of(cls, outer: _Laid, first: Rows, after: Rows) -> "_Meetings":
        counts = np.maximum(after - first, 0)
        return cls(first, counts, np.add.reduceat(counts, outer.firsts))

    def only(self, outer: _Laid, pairs: NDArray[np.bool_]) -> "_Meetings":
        """Those of some pairs."""
        return _Meetings.of(outer, self.first, self.first + self.counts * np.repeat(pairs, outer.counts))

    def sums(self, outer: _Laid, inner: _Laid) -> Floats:
        """(n,) what they add to the areas."""
        lengths = np.cumsum(self.counts)
        i = np.repeat(np.arange(len(self.counts)), self.counts)
        j = np.arange(len(i)) + (self.first - lengths + self.counts)[i]
        terms = _terms(outer.edges, outer.place[i], inner.edges, inner.place[j])
        sums = np.zeros(len(self.per_pair))
        some = np.flatnonzero(self.per_pair)
        if len(some):
            sums[some] = np.add.reduceat(terms, (np.cumsum(self.per_pair) - self.per_pair)[some])
        return sums


def _terms(outer: Edges, i: Rows, inner: Edges, j: Rows) -> Floats:
    """-1/2 ± ∫ |y - y'| dx of edges, the inner of which begin within the outer.

    The difference goes straight from d to e over a width; the integral of its size is then width (q + s² / q) / 4 with s = d + e and q = |d| + |e|, whether it
    changes its sign on the way or not.
    """
    left = inner.left[j]
    width = np.maximum(np.minimum(outer.right[i], inner.right[j]) - left, 0.0)
    slope = outer.slope[i]
    d = outer.y[i] + slope * (left - outer.left[i]) - inner.y[j]
    e = d + (slope - inner.slope[j]) * width
    s, q = d + e, np.abs(d) + np.abs(e)
    q += s * (s / np.maximum(q, TINY))
    return q * width * (outer.above[i] * inner.above[j] * -0.125)

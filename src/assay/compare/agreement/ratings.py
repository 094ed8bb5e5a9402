"""What several raters said of the same units."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

MISSING = -1
"""The category of a unit that a rater did not rate: missing data, which is not the same as having seen nothing."""

Floats = NDArray[np.float64]
Categories = NDArray[np.int64]


@dataclass(frozen=True)
class Ratings:
    """Categories by unit and rater.

    category: (n, r) place in `values`, MISSING where a rater said nothing. values: the q categories of the whole scale, in its order, used or
    not: weighted coefficients depend on it. They are numbers where distances between them matter.
    """

    category: Categories
    values: tuple[Any, ...]

    @cached_property
    def counts(self) -> Categories:
        """(n, q) how many raters put each unit into each category."""
        n, q = len(self.category), len(self.values)
        unit, rater = np.nonzero(self.category != MISSING)
        flat = np.bincount(unit * q + self.category[unit, rater], minlength=n * q)
        return flat.reshape(n, q)

    @property
    def raters(self) -> int:
        """How many raters there are."""
        return self.category.shape[1]

    @property
    def rated(self) -> int:
        """How many units at least two raters rated."""
        return int((self.counts.sum(axis=1) > 1).sum())

    def without(self, rater: int) -> Self:
        """The same without one rater."""
        return type(self)(np.delete(self.category, rater, axis=1), self.values)

    def of(self, raters: Sequence[int]) -> Self:
        """The same of some raters only."""
        return type(self)(self.category[:, list(raters)], self.values)


def ratings_of(rows: Sequence[Sequence[Any]], values: Sequence[Any] | None = None) -> Ratings:
    """Ratings from one row for each unit, None being missing. values: the scale; without it, the values that occur, sorted."""
    known = tuple(values) if values is not None else tuple(sorted({v for row in rows for v in row if v is not None}))
    place = {value: number for number, value in enumerate(known)}
    category = [[MISSING if value is None else place[value] for value in row] for row in rows]
    return Ratings(np.array(category, np.int64).reshape(len(rows), len(rows[0]) if rows else 0), known)


def ratings_of_table(table: ArrayLike) -> Ratings:
    """Ratings of two raters from a contingency table: the first by row, the second by column."""
    counts = np.asarray(table, np.int64)
    first, second = np.indices(counts.shape).reshape(2, -1)
    pairs = np.stack([first, second], axis=1)
    return Ratings(np.repeat(pairs, counts.ravel(), axis=0), tuple(range(len(counts))))


def table_of(ratings: Ratings) -> Categories:
    """(q, q) contingency table of two raters, over the units that both rated."""
    q = len(ratings.values)
    both = ratings.category[(ratings.category != MISSING).all(axis=1)]
    return np.bincount(both[:, 0] * q + both[:, 1], minlength=q * q).reshape(q, q)

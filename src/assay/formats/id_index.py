"""Ids of a file looked up a million at a time."""

from array import array
from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

Id = int | str
SPARSE = 4
"""Numbers between the first and the last for each one that is an id, from which on a table of all wastes memory."""


def whole_numbers(ids: Sequence[Id | None]) -> NDArray[np.int64] | None:
    """The ids as a column, None unless every one is a whole number of at most 64 bits."""
    try:
        # numpy would take a text of digits for its number, and takes longer; readers let no true or false through as an id
        return np.frombuffer(array("q", cast("Sequence[int]", ids)), np.int64)
    except (TypeError, OverflowError):
        return None


class IdIndex:
    """Positions by id. An id that is not there as it is written is looked for as text or as a number: some files write one id both ways."""

    def __init__(self, positions: Mapping[Id, int]) -> None:
        self.positions = positions
        self.spelled_otherwise: dict[Id, int] | None = None
        numbers = {key: at for key, at in positions.items() if isinstance(key, int) and abs(key) < 2**62}
        self.numbers = np.fromiter(numbers, np.int64, len(numbers))
        order = np.argsort(self.numbers)
        self.numbers = self.numbers[order]
        self.at = np.fromiter(numbers.values(), np.int32, len(numbers))[order]
        self.dense = dense_table(self.numbers, self.at)

    def find(self, ids: Sequence[Id | None]) -> NDArray[np.int32]:
        """The position of each id, -1 where there is none."""
        column = whole_numbers(ids)
        if column is None or not len(self.numbers) or not len(column):
            return np.array([self.find_one(one) for one in ids], np.int32)
        found = self.find_numbers(column)
        for row in np.flatnonzero(found < 0).tolist():
            found[row] = self.find_one(ids[row])
        return found

    def find_numbers(self, column: NDArray[np.int64]) -> NDArray[np.int32]:
        """The position of each of some numbers, -1 where there is none."""
        first, last = self.numbers[0], self.numbers[-1]
        if self.dense is not None and first <= column.min() and column.max() <= last:
            return self.dense[column - first]
        near = np.minimum(np.searchsorted(self.numbers, column), len(self.numbers) - 1)
        return np.where(self.numbers[near] == column, self.at[near], np.int32(-1))

    def find_one(self, one: Id | None) -> int:
        """The position of one id, -1 when there is none."""
        if one is None:
            return -1
        position = self.positions.get(one)
        return self.otherwise().get(one, -1) if position is None else position

    def otherwise(self) -> Mapping[Id, int]:
        """The positions by the ids written the other way."""
        if self.spelled_otherwise is None:
            self.spelled_otherwise = {}
            for key, position in self.positions.items():
                other = str(key) if isinstance(key, int) and abs(key) < 2**62 else as_number(key)
                if other is not None:
                    self.spelled_otherwise.setdefault(other, position)
        return self.spelled_otherwise


def dense_table(numbers: NDArray[np.int64], positions: NDArray[np.int32]) -> NDArray[np.int32] | None:
    """The position of every number from the first to the last, -1 where there is none; None when most are not there. A look at it takes a tenth of a search."""
    if not len(numbers) or numbers[-1] - numbers[0] >= SPARSE * len(numbers):
        return None
    table = np.full(numbers[-1] - numbers[0] + 1, -1, np.int32)
    table[numbers - numbers[0]] = positions
    return table


def as_number(key: Id) -> int | None:
    """The whole number that a text spells, None when it spells none that fits 64 bits."""
    digits = key.removeprefix("-") if isinstance(key, str) else ""
    return int(str(key)) if digits.isascii() and digits.isdigit() and len(digits) < 19 else None

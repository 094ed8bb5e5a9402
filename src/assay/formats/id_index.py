"""Ids of a file looked up a million at a time."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Id = int | str


def whole_numbers(ids: Sequence[Id | None]) -> NDArray[np.int64] | None:
    """The ids as a column, None unless every one is a whole number of at most 64 bits."""
    # numpy would take a text of digits for its number.
    if not set(map(type, ids)) <= {int}:
        return None
    try:
        return np.fromiter(ids, np.int64, len(ids))  # pyright: ignore[reportArgumentType] - all are int
    except OverflowError:
        return None


class IdIndex:
    """Positions by id. An id that is not there as it is written is looked for as text or as a number: some files write one id both ways."""

    def __init__(self, positions: Mapping[Id, int]) -> None:
        self.positions = positions
        self.spelled_otherwise: dict[Id, int] | None = None
        numbers = sorted(key for key in positions if isinstance(key, int) and abs(key) < 2**62)
        self.numbers = np.array(numbers, np.int64)
        self.at = np.array([positions[number] for number in numbers], np.int32)

    def find(self, ids: Sequence[Id | None]) -> NDArray[np.int32]:
        """The position of each id, -1 where there is none."""
        column = whole_numbers(ids)
        if column is None or not len(self.numbers):
            return np.array([self.find_one(one) for one in ids], np.int32)
        near = np.minimum(np.searchsorted(self.numbers, column), len(self.numbers) - 1)
        found = np.where(self.numbers[near] == column, self.at[near], np.int32(-1))
        for row in np.flatnonzero(found < 0).tolist():
            found[row] = self.find_one(ids[row])
        return found

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


def as_number(key: Id) -> int | None:
    """The whole number that a text spells, None when it spells none that fits 64 bits."""
    digits = key.removeprefix("-") if isinstance(key, str) else ""
    return int(str(key)) if digits.isascii() and digits.isdigit() and len(digits) < 19 else None

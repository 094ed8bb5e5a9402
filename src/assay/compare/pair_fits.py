"""What is dear to measure of single pairs, kept for when they are asked about again by other settings."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from assay.compare.overlaps import Overlaps

Floats = NDArray[np.float64]


class PairFits:
    """One measure of pairs of places of a block, each counted when it is first asked for. Not for two threads at once."""

    def __init__(self) -> None:
        self._keys = np.zeros(0, np.int64)
        self._values = np.zeros(0)

    def of(self, pairs: Overlaps, counted: Callable[[Overlaps], Floats]) -> Floats:
        """(n,) the measure of each pair. counted: gives it for pairs that are not known yet."""
        keys = (pairs.a.astype(np.int64) << 32) | pairs.b
        new = np.flatnonzero(~np.isin(keys, self._keys))
        if len(new):
            self._keep(keys[new], counted(pairs.take(new)))
        return self._values[np.searchsorted(self._keys, keys)]

    def _keep(self, keys: NDArray[np.int64], values: Floats) -> None:
        keys, values = np.concatenate([self._keys, keys]), np.concatenate([self._values, values])
        order = np.argsort(keys)
        self._keys, self._values = keys[order], values[order]

"""Coordinates of at most two decimals kept in half the room without a loss: most tools write no more."""

from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin
from numpy.typing import NDArray

PER_PIXEL = 100
AT_ONCE = 4096
"""Points looked at together: few enough for the processor's cache."""

FARTHEST = (2**31 - 1) / PER_PIXEL - 1


class Hundredths(NDArrayOperatorsMixin):
    """(p, 2) Points in pixels that take half the room until somebody looks at them: used as an array of float64, it is one. kept: (p, 2) in hundredths of a pixel."""

    dtype = np.dtype(np.float64)

    def __init__(self, kept: NDArray[np.int32]) -> None:
        self.kept = kept

    def __len__(self) -> int:
        return len(self.kept)

    def __getitem__(self, at: Any) -> Any:
        return from_hundredths(self.kept[at])

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        return from_hundredths(self.kept).astype(dtype or self.dtype, copy=False)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **more: Any) -> Any:
        return getattr(ufunc, method)(*(np.asarray(one) if one is self else one for one in inputs), **more)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(np.asarray(self), name)


def in_least_room(points: NDArray[np.float64]) -> NDArray[np.float64] | NDArray[np.int32]:
    """Points as they are kept in memory: hundredths where they are some already."""
    return points.kept if isinstance(points, Hundredths) else points


def as_hundredths(points: NDArray[np.float64]) -> NDArray[np.int32] | None:
    """The points in hundredths of a pixel, None unless `from_hundredths` gives back exactly these."""
    found = np.empty(points.shape, np.int32)
    with np.errstate(invalid="ignore", over="ignore"):
        for start in range(0, len(points), AT_ONCE):
            some = points[start : start + AT_ONCE]
            scaled = np.rint(some * PER_PIXEL)
            if not ((scaled / PER_PIXEL == some) & (np.abs(scaled) <= FARTHEST * PER_PIXEL)).all():
                return None
            found[start : start + AT_ONCE] = scaled
    return found


def from_hundredths(hundredths: NDArray[np.int32]) -> NDArray[np.float64]:
    """The points in pixels."""
    return hundredths / PER_PIXEL

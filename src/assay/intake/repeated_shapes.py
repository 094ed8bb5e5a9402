"""The same shape given twice."""

from collections.abc import Iterator

import numpy as np

from assay.intake.delivery_case import DeliveryCase, Rows, and_more, listed
from assay.intake.same_shapes import Keys, box_keys, shape_keys
from assay.model.intake import Breach
from assay.model.shapes import SHAPE_NAMES, Flag, ShapeKind


def repeated_shapes(case: DeliveryCase) -> Iterator[Breach]:
    """Annotations that an earlier one of the same image repeats to the last digit: class, kind, box and outline."""
    records = case.annotations.records
    counted = np.flatnonzero(
        (records["kind"] != ShapeKind.TAG) & ((records["flags"] & (Flag.CROWD | Flag.IGNORE)) == 0)
    )
    alike = counted[_shared(box_keys(case.annotations)[counted])]
    again, first = _repeats(shape_keys(case.annotations.take(alike)))
    rows, more = listed(alike[again])
    for row, other in zip(rows, alike[first][: len(rows)].tolist(), strict=True):
        kind = SHAPE_NAMES[ShapeKind(int(records["kind"][row]))]
        yield case.breach("shape-repeated", row, kind=kind, other=case.place(other).rpartition(", ")[2])
    yield from and_more("shape-repeated", more)


def _shared(keys: Keys) -> Rows:
    """The rows whose key another has too, ascending."""
    order = np.argsort(keys, kind="stable")
    same = keys[order][1:] == keys[order][:-1]
    return np.sort(order[np.append(same, False) | np.insert(same, 0, False)]) if same.any() else order[:0]


def _repeats(keys: Keys) -> tuple[Rows, Rows]:
    """The rows whose key an earlier one has, ascending, and the first one that has it."""
    order = np.argsort(keys, kind="stable")
    is_first = np.ones(len(order), bool)
    is_first[1:] = keys[order][1:] != keys[order][:-1]
    first = order[np.maximum.accumulate(np.where(is_first, np.arange(len(order)), 0))]
    again = order[~is_first]
    ascending = np.argsort(again)
    return again[ascending], first[~is_first][ascending]

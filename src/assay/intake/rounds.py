"""Ids from one round to the next: a vendor must keep them, or nothing that was said of an annotation can be followed."""

import hashlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from assay.intake.delivery_case import DeliveryCase, OtherSet, Rows, and_more, listed
from assay.intake.same_shapes import shape_keys
from assay.model.annotations import NO_ID, Annotations
from assay.model.intake import Breach

ALL_ALIKE = 0.5
"""From this share of changed ids on it is one fault of the delivery, not one of each annotation."""

FEWEST = 5


def missing_ids(case: DeliveryCase) -> Iterator[Breach]:
    """Annotations without an id among others that have one; a format that gives none to any cannot say it."""
    ids = id_keys(case.annotations)
    lacking = int((ids == NO_ID).sum())
    if 0 < lacking < len(ids):
        blanks = {"count": f"{lacking:,}", "all": f"{len(ids):,}"}
        yield Breach(rule="id-missing", place="all annotations", blanks=blanks)


def changed_ids(case: DeliveryCase) -> Iterator[Breach]:
    """Shapes that are as they were in the last round but have another id."""
    if not case.earlier:
        return
    last = case.earlier[0]
    ids, ids_then = id_keys(case.annotations), id_keys(last.annotations)
    now, then = same_rows(case.annotations, last.annotations)
    known = (ids[now] != NO_ID) & (ids_then[then] != NO_ID)
    now, then = now[known], then[known]
    changed = ids[now] != ids_then[then]
    if changed.sum() >= FEWEST and changed.mean() > ALL_ALIKE:
        blanks = {"count": f"{changed.sum():,}", "all": f"{len(now):,}", "round": last.called}
        yield Breach(rule="ids-changed", place="all annotations", blanks=blanks)
        return
    rows, more = listed(now[changed])
    for row, before in zip(rows, then[changed].tolist(), strict=False):
        yield case.breach("id-changed", row, was=last.annotations.source_id(before), round=last.called)
    yield from and_more("id-changed", more)


def moved_ids(case: DeliveryCase) -> Iterator[Breach]:
    """Ids that were those of another image's annotation in the last round; an id given twice in either round tells nothing."""
    if not case.earlier:
        return
    last = case.earlier[0]
    keys, now = _given_once(id_keys(case.annotations))
    keys_then, then = _given_once(id_keys(last.annotations))
    _, at, at_then = np.intersect1d(keys, keys_then, assume_unique=True, return_indices=True)
    now, then = now[at], then[at_then]
    moved = case.annotations.records["image"][now] != last.annotations.records["image"][then]
    if moved.sum() >= FEWEST and moved.mean() > ALL_ALIKE:
        blanks = {"count": f"{moved.sum():,}", "all": f"{len(now):,}", "round": last.called}
        yield Breach(rule="ids-moved", place="all annotations", blanks=blanks)
        return
    yield from _moved(case, last, now[moved], then[moved])


def _moved(case: DeliveryCase, last: OtherSet, now: Rows, then: Rows) -> Iterator[Breach]:
    rows, more = listed(now)
    for row, before in zip(rows, then.tolist(), strict=False):
        file = case.names.get(int(last.annotations.records["image"][before]), "another image")
        yield case.breach("id-moved", row, id=case.annotations.source_id(row), file=file, round=last.called)
    yield from and_more("id-moved", more)


def same_rows(a: Annotations, b: Annotations) -> tuple[Rows, Rows]:
    """The rows of shapes that both have, each shape given once on either side, in the order of their keys."""
    keys_a, rows_a = _given_once(shape_keys(a))
    keys_b, rows_b = _given_once(shape_keys(b))
    _, at_a, at_b = np.intersect1d(keys_a, keys_b, assume_unique=True, return_indices=True)
    order = np.argsort(rows_a[at_a])
    return rows_a[at_a][order], rows_b[at_b][order]


def id_keys(annotations: Annotations) -> NDArray[np.int64]:
    """(n,) the id of each annotation as a number, NO_ID when it has none; ids that are text are numbers of their own below -2^62."""
    keys = np.array(annotations.records["source_id"], np.int64)
    for row, extra in annotations.extra.items():
        if (text := extra.get("id")) is not None and keys[row] == NO_ID:
            digest = hashlib.blake2b(str(text).encode("utf-8", "surrogatepass"), digest_size=8).digest()
            keys[row] = -(1 << 62) - (int.from_bytes(digest) >> 2)
    return keys


def _given_once(keys: NDArray) -> tuple[NDArray, Rows]:
    """The keys that occur once, sorted, and their rows; NO_ID is none."""
    values, rows, counts = np.unique(keys, return_index=True, return_counts=True)
    once = counts == 1
    if keys.dtype == np.int64:
        once &= values != NO_ID
    return values[once], rows[once]

"""Counting what stands on images, for the queue."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from assay.model.defect_types import SEVERITIES
from assay.model.finding_record import FoundSeverities
from assay.model.ids import ComparisonId, ImageId, LabelSetId
from assay.store.finding_pages import read_found
from assay.store.image_reviews import COLUMNS

_SPOKEN = """
SELECT f.id, f.image_id, f.severity,
  coalesce(v.verdict, '') NOT IN ('dismissed') AND coalesce(a.ruling, '') NOT IN ('vendor_right', 'both_acceptable'),
  v.id IS NULL, coalesce(v.verdict, '') IN ('contested', 'vendor_right') AND a.id IS NULL
FROM finding f LEFT JOIN verdict v ON v.finding_id = f.id LEFT JOIN adjudication a ON a.finding_id = f.id
WHERE f.comparison_id = ?"""
"""Of findings with a row of their own: id, image, severity, whether it stands, waits for a verdict, waits for a ruling."""

_ADDED = "SELECT d.image_id, d.severity FROM defect d WHERE d.label_set_id = ? AND d.finding_id IS NULL"
"""Defects logged by hand."""

_UNJUDGED = len(SEVERITIES)
_ORDERS = "SELECT name, sql FROM sqlite_master WHERE name IN ('review_worst_first', 'review_most_waiting')"
_MANY = 10_000


def tally(
    connection: sqlite3.Connection, label_set_id: LabelSetId, comparison_id: ComparisonId | None, image_id: ImageId
) -> dict[str, int]:
    """How many findings of each severity stand on an image, with the defects logged by hand; how many wait for a verdict or a ruling."""
    on_it = read_found(connection, label_set_id, [image_id] if comparison_id else [])
    found = FoundSeverities(on_it.ids, on_it.records["image"], on_it.severities())
    counts = _tallies(connection, label_set_id, comparison_id, found, [image_id])
    return dict(zip(COLUMNS, counts[0].tolist(), strict=True))


def tally_images(
    connection: sqlite3.Connection,
    label_set_id: LabelSetId,
    comparison_id: ComparisonId,
    found: FoundSeverities,
    images: Sequence[ImageId] | None = None,
) -> None:
    """Count anew for every image of a delivery, or for these; the caller holds the transaction. found: the comparison's findings on them.

    Rows that hold their counts already are not written: with their indices, they would cost more than the counting.
    """
    chosen, before, counts = _before_and_now(connection, label_set_id, comparison_id, found, images)
    changed = (counts != before).any(axis=1)
    sets = ", ".join(f"{column} = ?" for column in COLUMNS)
    with _orders_made_after(connection, int(changed.sum())):
        connection.executemany(
            f"UPDATE image_review SET {sets} WHERE label_set_id = {label_set_id} AND image_id = ?",
            np.column_stack([counts, chosen])[changed].tolist(),
        )


def miscounted(
    connection: sqlite3.Connection, label_set_id: LabelSetId, comparison_id: ComparisonId | None
) -> list[ImageId]:
    """The images of a delivery whose rows hold other counts than what stands on them, ascending. comparison_id: the current one, None before the first."""
    on_them = read_found(connection, label_set_id, None if comparison_id else [])
    found = FoundSeverities(on_them.ids, on_them.records["image"], on_them.severities())
    chosen, before, counts = _before_and_now(connection, label_set_id, comparison_id, found, None)
    return [ImageId(one) for one in chosen[(counts != before).any(axis=1)].tolist()]


def _before_and_now(
    connection: sqlite3.Connection,
    label_set_id: LabelSetId,
    comparison_id: ComparisonId | None,
    found: FoundSeverities,
    images: Sequence[ImageId] | None,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The ids of these images, or of all on which anything stands, ascending; and (n, 6) COLUMNS of each as its row has them, and as they are."""
    kept = _kept(connection, label_set_id, images)
    chosen = kept[:, 0]
    if images is None:
        added = [row[0] for row in connection.execute(_ADDED, (label_set_id,)) if row[0] is not None]
        chosen = np.unique(np.concatenate([chosen, found.images, np.array(added, np.int64)]))
    before = np.zeros((len(chosen), len(COLUMNS)), np.int64)
    before[np.searchsorted(chosen, kept[:, 0])] = kept[:, 1:]
    return chosen.astype(np.int64), before, _tallies(connection, label_set_id, comparison_id, found, chosen.tolist())


def _kept(
    connection: sqlite3.Connection, label_set_id: LabelSetId, images: Sequence[ImageId] | None
) -> NDArray[np.int64]:
    """(n, 7) image id and COLUMNS of a queue, by image: of these images, or of all where something is counted."""
    query = f"SELECT image_id, {', '.join(COLUMNS)} FROM image_review WHERE label_set_id = ?"
    if images is None:
        rows = connection.execute(f"{query} AND ({' OR '.join(COLUMNS)}) ORDER BY image_id", (label_set_id,)).fetchall()
    else:
        each = (connection.execute(f"{query} AND image_id = ?", (label_set_id, int(one))) for one in sorted(images))
        rows = list(chain.from_iterable(each))
    return np.array(rows, np.int64).reshape(-1, 1 + len(COLUMNS))


@contextmanager
def _orders_made_after(connection: sqlite3.Connection, changing: int) -> Iterator[None]:
    """The orders of the queue are made anew after most of its rows have changed: that takes half the time of keeping them up."""
    (rows,) = connection.execute("SELECT count(*) FROM image_review").fetchone()
    orders = connection.execute(_ORDERS).fetchall() if changing > max(rows // 2, _MANY) else []
    for name, _ in orders:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, made_by in orders:
        connection.execute(made_by)


def _tallies(
    connection: sqlite3.Connection,
    label_set_id: LabelSetId,
    comparison_id: ComparisonId | None,
    found: FoundSeverities,
    images: Sequence[int],
) -> NDArray[np.int64]:
    """(n, 6) COLUMNS of each of these images, which ascend."""
    one = f" AND {{}}.image_id = {images[0]}" if len(images) == 1 else ""
    spoken = connection.execute(_SPOKEN + one.format("f"), (comparison_id,)).fetchall()
    added = connection.execute(_ADDED + one.format("d"), (label_set_id,)).fetchall()
    silent = ~np.isin(found.ids, [row[0] for row in spoken])
    grid = np.zeros((len(images), len(COLUMNS)), np.int64)
    place = {image: row for row, image in enumerate(images)}
    on_them = silent & np.isin(found.images, images)
    rows = np.searchsorted(images, found.images[on_them])
    np.add.at(grid, (rows, found.severities[on_them]), 1)
    grid[:, _UNJUDGED] += np.bincount(rows, minlength=len(images))
    for _, image, severity, stands, unjudged, contested in spoken:
        if image in place and severity in SEVERITIES:
            grid[place[image], SEVERITIES.index(severity)] += stands
            grid[place[image], _UNJUDGED:] += (unjudged, contested)
    for image, severity in added:
        if image in place and severity in SEVERITIES:
            grid[place[image], SEVERITIES.index(severity)] += 1
    return grid

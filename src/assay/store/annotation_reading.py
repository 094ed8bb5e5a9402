"""Annotations read from the pages that hold them."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from assay.model.annotations import RECORD, Annotations
from assay.model.errors import AssayError
from assay.model.hundredths import from_hundredths
from assay.model.ids import ImageId, LabelSetId
from assay.store.annotation_pages import HALF, RING, ends, page_of, pages_of


def read_annotations(
    connection: sqlite3.Connection, label_set_id: LabelSetId, images: Sequence[int] | None = None
) -> Annotations:
    """The annotations of a label set, grouped by image: of all its images, or of these."""
    if images is None:
        rows = pages_of(connection, label_set_id)
    else:
        rows = [row for one in sorted(images) if (row := page_of(connection, label_set_id, ImageId(int(one))))]
    return unpacked(rows, label_set_id)


def unpacked(rows: Sequence[tuple[Any, ...]], label_set_id: LabelSetId) -> Annotations:
    """The annotations of pages as `page_of` gives them. Raises AssayError when they are damaged."""
    try:
        annotations = _unpacked(rows)
    except (ValueError, TypeError) as error:  # also msgspec's
        raise damaged(label_set_id, str(error)) from error
    refuse_what_does_not_add_up(annotations, label_set_id)
    return annotations


def refuse_what_does_not_add_up(annotations: Annotations, label_set_id: LabelSetId) -> None:
    """Raises AssayError when there are more or fewer rings, points or runs than the annotations say."""
    records = annotations.records
    promised = records["rings"].sum(dtype=np.int64), annotations.ring_points.sum(dtype=np.int64)
    held = len(annotations.ring_points), len(annotations.points)
    if promised != held or records["runs"].sum(dtype=np.int64) != len(annotations.runs):
        raise damaged(label_set_id, "outlines are missing")


def damaged(label_set_id: LabelSetId, why: str) -> AssayError:
    """The sentence for pages that cannot be what was written."""
    return AssayError(
        f"The annotations of label set {label_set_id} are damaged in the project file ({why}); restore a copy of it"
    )


def _unpacked(rows: Sequence[tuple[Any, ...]]) -> Annotations:
    if not rows:
        return Annotations.empty()
    _, counts, records, rings, points, runs, extras = zip(*rows, strict=True)
    ring_table = np.frombuffer(b"".join(filter(None, rings)), RING)
    return Annotations(
        np.frombuffer(b"".join(records), RECORD),
        np.ascontiguousarray(ring_table["points"]),
        ring_table["hole"].astype(bool),
        _unpacked_points(points, ring_table["points"], [len(ring or b"") // RING.itemsize for ring in rings]),
        np.frombuffer(b"".join(filter(None, runs)), np.uint32),
        _extra_by_row(counts, extras),
    )


def _unpacked_points(
    pages: Sequence[bytes | None], ring_points: NDArray[np.int32], rings: Sequence[int]
) -> NDArray[np.float64]:
    """(p, 2) The points of pages. ring_points: of all their rings. rings: how many each page has."""
    promised = np.diff(ends(ring_points)[ends(np.asarray(rings))])
    held = np.fromiter((len(page or b"") for page in pages), np.int64, len(pages))
    halved = held == promised * HALF
    if halved.all():
        return from_hundredths(np.frombuffer(b"".join(filter(None, pages)), np.int32).reshape(-1, 2))
    if not halved[held > 0].any():
        return np.frombuffer(b"".join(filter(None, pages)), np.float64).reshape(-1, 2)
    found = [
        from_hundredths(np.frombuffer(page, np.int32)) if half else np.frombuffer(page, np.float64)
        for page, half in zip(pages, halved.tolist(), strict=True)
        if page
    ]
    return np.concatenate(found).reshape(-1, 2)


def _extra_by_row(counts: Sequence[int], extras: Sequence[bytes | None]) -> dict[int, Mapping[str, Any]]:
    found: dict[int, Mapping[str, Any]] = {}
    start = 0
    for count, extra in zip(counts, extras, strict=True):
        if extra:
            found |= {start + int(row): value for row, value in msgspec.json.decode(extra).items()}
        start += count
    return found

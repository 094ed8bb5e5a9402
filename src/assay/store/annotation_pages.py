"""Label sets as packed pages: one row of arrays per (label set, image). A delivered label set never changes, so nothing finer is needed."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from assay.model.annotations import RECORD, UNKNOWN, Annotations
from assay.model.errors import AssayError
from assay.model.ids import ImageId, LabelSetId

_RING = np.dtype([("points", "<i4"), ("hole", "u1")])


def page_rows(annotations: Annotations, images: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """One row per image, ready to be inserted: (image id, count, records, rings, points, runs, extra).

    annotations: grouped by image. images: the images that the label set covers, also those without an annotation.
    """
    per_image = _slices(annotations, np.asarray(images, np.int32))
    rings = np.zeros(len(annotations.ring_points), _RING)
    rings["points"], rings["hole"] = annotations.ring_points, annotations.ring_hole
    for image, rows, ring_span, point_span, run_span in per_image:
        extra = {
            row - rows.start: annotations.extra[row] for row in range(rows.start, rows.stop) if row in annotations.extra
        }
        yield (
            image,
            rows.stop - rows.start,
            annotations.records[rows].tobytes(),
            rings[ring_span].tobytes() or None,
            annotations.points[point_span].tobytes() or None,
            annotations.runs[run_span].tobytes() or None,
            msgspec.json.encode(extra) if extra else None,
        )


def insert_pages(connection: sqlite3.Connection, label_set_id: LabelSetId, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write pages; the caller holds the transaction."""
    connection.executemany(
        "INSERT INTO annotation_page (label_set_id, image_id, count, records, rings, points, runs, extra)"
        f" VALUES ({label_set_id}, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def read_annotations(
    connection: sqlite3.Connection, label_set_id: LabelSetId, images: Sequence[int] | None = None
) -> Annotations:
    """The annotations of a label set, grouped by image: of all its images, or of these."""
    columns = "count, records, rings, points, runs, extra"
    if images is None:
        rows = connection.execute(
            f"SELECT {columns} FROM annotation_page WHERE label_set_id = ? ORDER BY image_id", (label_set_id,)
        ).fetchall()
        return _unpacked_or_damaged(rows, label_set_id)
    rows = []
    for image in sorted(images):
        rows += connection.execute(
            f"SELECT {columns} FROM annotation_page WHERE label_set_id = ? AND image_id = ?", (label_set_id, int(image))
        ).fetchall()
    return _unpacked_or_damaged(rows, label_set_id)


def _unpacked_or_damaged(rows: Sequence[tuple[Any, ...]], label_set_id: LabelSetId) -> Annotations:
    try:
        annotations = _unpacked(rows)
    except (ValueError, TypeError) as error:  # also msgspec's
        raise _damaged(label_set_id, str(error)) from error
    records = annotations.records
    promised = records["rings"].sum(dtype=np.int64), annotations.ring_points.sum(dtype=np.int64)
    held = len(annotations.ring_points), len(annotations.points)
    if promised != held or records["runs"].sum(dtype=np.int64) != len(annotations.runs):
        raise _damaged(label_set_id, "outlines are missing")
    return annotations


def _damaged(label_set_id: LabelSetId, why: str) -> AssayError:
    return AssayError(
        f"The annotations of label set {label_set_id} are damaged in the project file ({why}); restore a copy of it"
    )


def covered_images(connection: sqlite3.Connection, label_set_id: LabelSetId) -> list[ImageId]:
    """The images that a label set covers, ascending, also those without an annotation."""
    rows = connection.execute(
        "SELECT image_id FROM annotation_page WHERE label_set_id = ? ORDER BY image_id", (label_set_id,)
    )
    return [ImageId(row[0]) for row in rows]


def annotators_in(connection: sqlite3.Connection, label_set_ids: Sequence[LabelSetId]) -> frozenset[int]:
    """The ids of everybody who drew an annotation of these label sets."""
    found: set[int] = set()
    for label_set_id in label_set_ids:
        for (records,) in connection.execute(
            "SELECT records FROM annotation_page WHERE label_set_id = ? AND count", (label_set_id,)
        ):
            found.update(np.unique(np.frombuffer(records, RECORD)["annotator_id"]).tolist())
    return frozenset(found - {UNKNOWN})


def _unpacked(rows: Sequence[tuple[Any, ...]]) -> Annotations:
    if not rows:
        return Annotations.empty()
    counts, records, rings, points, runs, extras = zip(*rows, strict=True)
    ring_table = np.frombuffer(b"".join(filter(None, rings)), _RING)
    return Annotations(
        np.frombuffer(b"".join(records), RECORD),
        np.ascontiguousarray(ring_table["points"]),
        ring_table["hole"].astype(bool),
        np.frombuffer(b"".join(filter(None, points)), np.float64).reshape(-1, 2),
        np.frombuffer(b"".join(filter(None, runs)), np.uint32),
        _extra_by_row(counts, extras),
    )


def _extra_by_row(counts: Sequence[int], extras: Sequence[bytes | None]) -> dict[int, Mapping[str, Any]]:
    found: dict[int, Mapping[str, Any]] = {}
    start = 0
    for count, extra in zip(counts, extras, strict=True):
        if extra:
            found |= {start + int(row): value for row, value in msgspec.json.decode(extra).items()}
        start += count
    return found


def _slices(annotations: Annotations, images: NDArray[np.int32]) -> Iterator[tuple[int, slice, slice, slice, slice]]:
    images = np.sort(images)
    of_row = annotations.records["image"]
    starts, stops = np.searchsorted(of_row, images, "left"), np.searchsorted(of_row, images, "right")
    rings = np.concatenate([[0], np.cumsum(annotations.records["rings"], dtype=np.int64)])
    points = np.concatenate([[0], np.cumsum(annotations.ring_points, dtype=np.int64)])
    runs = np.concatenate([[0], np.cumsum(annotations.records["runs"], dtype=np.int64)])
    for image, start, stop in zip(images.tolist(), starts.tolist(), stops.tolist(), strict=True):
        ring_span = slice(int(rings[start]), int(rings[stop]))
        yield (
            image,
            slice(start, stop),
            ring_span,
            slice(int(points[ring_span.start]), int(points[ring_span.stop])),
            slice(int(runs[start]), int(runs[stop])),
        )

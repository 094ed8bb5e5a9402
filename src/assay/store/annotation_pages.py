"""Label sets as packed pages: one row of arrays per (label set, image). A delivered label set never changes, so nothing finer is needed.

The points of a page are float64, or int32 hundredths of a pixel where those say the same; which of both, the number of bytes tells.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import Any, NamedTuple, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from assay.model.annotations import RECORD, UNKNOWN, Annotations, copied
from assay.model.hundredths import as_hundredths, in_least_room
from assay.model.ids import ImageId, LabelSetId
from assay.store.joined_pages import insert_joined, joined_pages

PAGES_AT_A_TIME = 256
BYTES_AT_A_TIME = 64 << 20
"""Bytes of several pages that are written together: SQLite refuses a value of more than a gigabyte, and memory is better used for other things."""

RING = np.dtype([("points", "<i4"), ("hole", "u1")])
"""One ring: how many points it has, and whether it is a hole."""

_PAGES = "SELECT image_id, count, records, rings, points, runs, extra FROM page_in_set WHERE label_set_id = ?"
HALF = 2 * np.dtype(np.int32).itemsize
"""Bytes of a point in hundredths."""


class ProjectIds(NamedTuple):
    """The project's ids in place of what a file's records refer to by index, and their numbers. They are put in page by page: a million records need not be in memory twice.

    images: (n,) the image of each record, ascending. classes, annotators: the ids by index, and UNKNOWN behind them.
    """

    images: NDArray[np.int32]
    classes: NDArray[np.int32]
    annotators: NDArray[np.int32]

    def records(self, annotations: Annotations, first: int, last: int) -> NDArray[np.void]:
        """The records from one row to before another, with the project's ids, and numbered from 1."""
        found = copied(annotations.records[first:last])
        found["image"] = self.images[first:last]
        # UNKNOWN is the last of a table
        found["class_id"] = self.classes[found["class_id"]]
        found["annotator_id"] = self.annotators[found["annotator_id"]]
        found["number"] = np.arange(first + 1, last + 1, dtype=np.int32)
        return found


def page_rows(
    annotations: Annotations, images: Sequence[int], *, ids: ProjectIds | None = None
) -> Iterator[tuple[Any, ...]]:
    """One row per image, ready to be inserted: (image id, count, records, rings, points, runs, extra).

    annotations: grouped by image. images: the images that the label set covers, also those without an annotation. ids: what stands in the project for what the
    annotations refer to by index.
    """
    covered = np.sort(np.asarray(images, np.int32))
    rings = np.zeros(len(annotations.ring_points), RING)
    rings["points"], rings["hole"] = annotations.ring_points, annotations.ring_hole
    points = in_least_room(annotations.points)
    of_row = np.ascontiguousarray(annotations.records["image"]) if ids is None else ids.images
    spans = _spans(annotations, of_row, covered)
    for start in range(0, len(covered), PAGES_AT_A_TIME):
        group = slice(start, start + PAGES_AT_A_TIME)
        rows = spans.rows[group]
        first, last = int(rows[0, 0]), int(rows[-1, 1])
        records = annotations.records[first:last] if ids is None else ids.records(annotations, first, last)
        yield from zip(
            covered[group].tolist(),
            (rows[:, 1] - rows[:, 0]).tolist(),
            [page or b"" for page in _cut(records, rows - first)],
            _cut(rings, spans.rings[group]),
            _packed_points(points, spans.points[group]),
            _cut(annotations.runs, spans.runs[group]),
            _packed_extra(annotations.extra, rows),
            strict=True,
        )


class _Spans(NamedTuple):
    """(n, 2) each: where the rows, rings, points and runs of each image begin and end."""

    rows: NDArray[np.int64]
    rings: NDArray[np.int64]
    points: NDArray[np.int64]
    runs: NDArray[np.int64]


def _spans(annotations: Annotations, of_row: NDArray[np.int32], images: NDArray[np.int32]) -> _Spans:
    rows = np.stack([np.searchsorted(of_row, images, side) for side in ("left", "right")], axis=1)
    rings = ends(annotations.records["rings"])[rows] if len(annotations.ring_points) else np.zeros_like(rows)
    points = ends(annotations.ring_points)[rings]
    runs = ends(annotations.records["runs"])[rows] if len(annotations.runs) else np.zeros_like(rows)
    return _Spans(rows, rings, points, runs)


def ends(lengths: NDArray[np.integer]) -> NDArray[np.int64]:
    """(n + 1,) Where each of some runs of these lengths begins, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])


def _cut(values: NDArray[Any], spans: NDArray[np.int64]) -> list[bytes | None]:
    """The bytes of each span of an array; spans follow one another. None for an empty one."""
    first, last = int(spans[0, 0]), int(spans[-1, 1])
    if first == last:
        return [None] * len(spans)
    whole = values[first:last].tobytes()
    size = len(whole) // (last - first)
    return [whole[start:stop] or None for start, stop in ((spans - first) * size).tolist()]


def _packed_points(points: NDArray[Any], spans: NDArray[np.int64]) -> list[bytes | None]:
    """The points of pages that follow one another, as they are stored. points: in pixels, or in hundredths already."""
    if points.dtype == np.int32:
        return _cut(points, spans)
    first, last = int(spans[0, 0]), int(spans[-1, 1])
    hundredths = as_hundredths(points[first:last])
    if hundredths is not None:
        return _cut(hundredths, spans - first)
    if len(spans) == 1:
        return _cut(points, spans)
    return [page for one in range(len(spans)) for page in _packed_points(points, spans[one : one + 1])]


def _packed_extra(extra: Mapping[int, Any], rows: NDArray[np.int64]) -> list[bytes | None]:
    """What the rows of each page have besides, by their place on it, as JSON."""
    if not extra:
        return [None] * len(rows)
    pages = [{row - start: extra[row] for row in range(start, stop) if row in extra} for start, stop in rows.tolist()]
    return [msgspec.json.encode(page) if page else None for page in pages]


def insert_pages(connection: sqlite3.Connection, label_set_id: LabelSetId, rows: Iterable[tuple[Any, ...]]) -> None:
    """Write pages as `page_rows` gives them; the caller holds the transaction."""
    for group in in_groups(rows):
        insert_joined(connection, label_set_id, joined_pages(group))


def in_groups(rows: Iterable[tuple[Any, ...]]) -> Iterator[Sequence[tuple[Any, ...]]]:
    """As many pages as are written at a time."""
    rest = iter(rows)
    while group := list(islice(rest, PAGES_AT_A_TIME)):
        yield from _not_too_large(group)


def _not_too_large(group: Sequence[tuple[Any, ...]]) -> Iterator[Sequence[tuple[Any, ...]]]:
    """Some pages, in parts where they have too many bytes to be joined."""
    if len(group) == 1 or sum(len(part) for row in group for part in row[2:] if part) <= BYTES_AT_A_TIME:
        yield group
    else:
        half = len(group) // 2
        yield from _not_too_large(group[:half])
        yield from _not_too_large(group[half:])


class PagesDigest:
    """SHA-256 over all pages of a label set, in the order of its images, fed with their rows as `page_rows` gives them.

    It is counted beside the writing: hashing takes no interpreter lock.
    """

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._beside = ThreadPoolExecutor(1)
        self._counted: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._beside.shutdown()

    def add(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """The next pages."""
        parts: list[bytes] = []
        for image, count, records, rings, points, runs, extra in rows:  # written out, it takes half as long
            lengths = f"{len(records or b'')}, {len(rings or b'')}, {len(points or b'')}, {len(runs or b'')}, {len(extra or b'')}"
            parts.append(f"{image} {count} [{lengths}]".encode())
            parts += filter(None, (records, rings, points, runs, extra))
        self._wait()  # so that no more than one part is kept in memory
        self._counted = self._beside.submit(self._digest.update, b"".join(parts))

    def hexdigest(self) -> str:
        """The digest of the pages so far."""
        self._wait()
        return self._digest.hexdigest()

    def _wait(self) -> None:
        if self._counted:
            self._counted.result()


def says_anywhere(connection: sqlite3.Connection, label_set_id: LabelSetId, key: str) -> bool:
    """Whether any annotation of a label set has a field of this name among what its file said besides."""
    row = connection.execute(
        "SELECT 1 FROM page_in_set WHERE label_set_id = ? AND instr(extra, CAST(? AS BLOB)) LIMIT 1",
        (label_set_id, f'"{key}":'),
    ).fetchone()
    return row is not None


def pages_of(
    connection: sqlite3.Connection, label_set_id: LabelSetId, *, between: tuple[int, int] | None = None
) -> list[tuple[Any, ...]]:
    """What a label set says of every image, as `page_of` gives it, by image. between: the first and the last image id, when not all are wanted."""
    narrowed = " AND image_id BETWEEN ? AND ?" if between else ""
    return connection.execute(f"{_PAGES}{narrowed} ORDER BY image_id", (label_set_id, *(between or ()))).fetchall()


def page_of(connection: sqlite3.Connection, label_set_id: LabelSetId, image_id: ImageId) -> tuple[Any, ...] | None:
    """What a label set says of an image, as it is stored: image id, count, records, rings, points, runs, extra; None when it does not cover it."""
    return connection.execute(f"{_PAGES} AND image_id = ?", (label_set_id, image_id)).fetchone()


def covered_images(
    connection: sqlite3.Connection, label_set_id: LabelSetId, images: Sequence[ImageId] | None = None
) -> list[ImageId]:
    """The images that a label set covers, ascending, also those without an annotation: all of them, or those of these."""
    query = "SELECT image_id FROM page_in_set WHERE label_set_id = ?"
    if images is None:
        return [row[0] for row in connection.execute(f"{query} ORDER BY image_id", (label_set_id,))]
    each = (connection.execute(f"{query} AND image_id = ?", (label_set_id, one)).fetchone() for one in sorted(images))
    return [row[0] for row in each if row]


def annotators_in(connection: sqlite3.Connection, label_set_ids: Sequence[LabelSetId]) -> frozenset[int]:
    """The ids of everybody who drew an annotation of these label sets."""
    found: set[int] = set()
    for label_set_id in label_set_ids:
        for (records,) in connection.execute(
            "SELECT records FROM page_in_set WHERE label_set_id = ? AND count", (label_set_id,)
        ):
            found.update(np.unique(np.frombuffer(records, RECORD)["annotator_id"]).tolist())
    return frozenset(found - {UNKNOWN})

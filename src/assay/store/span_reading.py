"""The annotations of many images in a row, whose pages SQLite itself joins: less than half the time of a row for each, and the interpreter is free meanwhile."""

import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from assay.model.annotations import RECORD, Annotations
from assay.model.hundredths import from_hundredths
from assay.model.ids import LabelSetId
from assay.store.annotation_pages import HALF, RING, pages_of
from assay.store.annotation_reading import damaged, refuse_what_does_not_add_up, unpacked

_JOINED = "CAST(group_concat({0}, '') AS BLOB)"
"""Blobs one behind the other: group_concat takes them for text and leaves their bytes alone, zeros and all."""

_ANNOTATIONS = f"""
total(count), max(rings IS NOT NULL OR runs IS NOT NULL), group_concat(CASE count WHEN 0 THEN image_id END), {_JOINED.format("records")},
'{{' || group_concat('"' || image_id || '":' || extra) || '}}'"""
_OUTLINES = ", ".join(map(_JOINED.format, ("rings", "points", "runs")))
"""Asked for only where there are any: joining nothing takes its time too."""

_OF_SPAN = "FROM (SELECT * FROM {} WHERE label_set_id = ? AND image_id BETWEEN ? AND ? ORDER BY image_id)"
_IS_BASED = "SELECT based_on IS NOT NULL FROM label_set WHERE id = ?"
_OF_A_WHOLE_SET, _OF_A_REVISION = map(_OF_SPAN.format, ("annotation_page", "page_in_set"))
"""A set that has all its pages itself is read without the view, which costs a sixth more."""


class OnSpan(NamedTuple):
    """What a label set says of the images from one id to another. covered: ids of those that it covers, ascending, also those without an annotation."""

    annotations: Annotations
    covered: NDArray[np.int32]


def read_span(connection: sqlite3.Connection, label_set_id: LabelSetId, first: int, last: int) -> OnSpan:
    """The annotations of a label set on the images from one id to another, grouped by image. Raises AssayError when its pages are damaged."""
    try:
        return _joined(connection, label_set_id, first, last)
    except sqlite3.DataError:  # more than fits into one value
        return _row_by_row(connection, label_set_id, first, last)
    except (ValueError, TypeError) as error:  # also msgspec's
        raise damaged(label_set_id, str(error)) from error


def _joined(connection: sqlite3.Connection, label_set_id: LabelSetId, first: int, last: int) -> OnSpan:
    (is_based,) = connection.execute(_IS_BASED, (label_set_id,)).fetchone()
    of_span = _OF_A_REVISION if is_based else _OF_A_WHOLE_SET
    span = label_set_id, first, last
    count, outlined, empty, records, extra = connection.execute(f"SELECT {_ANNOTATIONS} {of_span}", span).fetchone()
    table = np.frombuffer(records or b"", RECORD)
    if len(table) != count:
        raise ValueError(f"{count:.0f} annotations are counted and {len(table)} there")
    outlines = connection.execute(f"SELECT {_OUTLINES} {of_span}", span).fetchone() if outlined else (b"", b"", b"")
    rings, points, runs = (blob or b"" for blob in outlines)
    of_rings = np.frombuffer(rings, RING)
    promised = int(of_rings["points"].sum(dtype=np.int64))
    if points and len(points) not in (promised * HALF, promised * 2 * HALF):  # some pages have halves, others not
        return _row_by_row(connection, label_set_id, first, last)
    is_half = len(points) == promised * HALF
    found = Annotations(
        table,
        np.ascontiguousarray(of_rings["points"]),
        of_rings["hole"].astype(bool),
        from_hundredths(np.frombuffer(points, np.int32).reshape(-1, 2)) if is_half else np.frombuffer(points).reshape(-1, 2),
        np.frombuffer(runs, np.uint32),
        _extra_by_row(table["image"], extra),
    )  # fmt: skip
    refuse_what_does_not_add_up(found, label_set_id)
    return OnSpan(found, _covered(table["image"], empty))


def _row_by_row(connection: sqlite3.Connection, label_set_id: LabelSetId, first: int, last: int) -> OnSpan:
    rows = pages_of(connection, label_set_id, between=(first, last))
    return OnSpan(unpacked(rows, label_set_id), np.array([row[0] for row in rows], np.int32))


def _covered(image: NDArray[np.int32], empty: str | None) -> NDArray[np.int32]:
    """image: of every annotation, in order. empty: ids of the images that have none, with commas."""
    filled = image[np.flatnonzero(np.diff(image, prepend=-1))]
    return np.union1d(filled, np.array(empty.split(","), np.int32)) if empty else filled


def _extra_by_row(image: NDArray[np.int32], extra: str | None) -> dict[int, Mapping[str, Any]]:
    """extra: a JSON object, by image id, of what `annotation_pages` packs for each page."""
    if extra is None:
        return {}
    pages = msgspec.json.decode(extra, type=dict[int, dict[int, dict[str, Any]]])
    starts = np.searchsorted(image, list(pages)).tolist()
    return {
        start + place: said for start, page in zip(starts, pages.values(), strict=True) for place, said in page.items()
    }

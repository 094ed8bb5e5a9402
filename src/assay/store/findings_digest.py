"""Whether the findings of a comparison are those that it turned up, by the digest that it left: of `findings_digest`, or of an older Assay.

Older ones were of rows, kept in a setting: packed by so many at a time, or, still older, as Python writes them.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from assay.model.ids import ComparisonId, LabelSetId
from assay.store.finding_pages import findings_digest, is_by_image, read_found, stored_pages
from assay.store.spoken_findings import COLUMNS, finding_rows

_AT_A_TIME = 10_000
_PACKED = "packed:"
_ID, _COMPARISON, _IMAGE, _SEVERITY = map(COLUMNS.index, ("id", "comparison_id", "image_id", "severity"))
"""The columns that may change: which comparison they are of, and the severity, by an action of its own."""


def digest_setting(comparison_id: int) -> str:
    """The name of the setting that keeps the digest of an older comparison's findings."""
    return f"findings of comparison {comparison_id}"


def is_digest_of_findings(
    digest: str, connection: sqlite3.Connection, delivery_id: LabelSetId, comparison_id: ComparisonId
) -> bool:
    """Whether the findings of a delivery's comparison are still those that a digest was made of."""
    if is_by_image(digest):
        return digest == findings_digest(stored_pages(connection, delivery_id))
    rows = _rows(connection, delivery_id, comparison_id)
    return digest == (_digest_of_packed(rows) if digest.startswith(_PACKED) else _digest_of_texts(rows))


def changed_rows(connection: sqlite3.Connection, delivery_id: LabelSetId, comparison_id: ComparisonId) -> list[int]:
    """The findings whose own rows do not say what the pages say of them."""
    query = f"SELECT {', '.join(COLUMNS)} FROM finding WHERE comparison_id = ? ORDER BY image_id, id"
    own = {row[_ID]: row for row in connection.execute(query, (comparison_id,))}
    found = read_found(connection, delivery_id, sorted({row[_IMAGE] for row in own.values()}))
    on_pages = {row[_ID]: _lasting(row) for row in finding_rows(comparison_id, found) if row[_ID] in own}
    return [number for number, row in own.items() if on_pages.get(number) != _lasting(row)]


def _rows(
    connection: sqlite3.Connection, delivery_id: LabelSetId, comparison_id: ComparisonId
) -> Iterator[tuple[Any, ...]]:
    """The findings as the rows were that older digests are of, by id."""
    rows = finding_rows(comparison_id, read_found(connection, delivery_id))
    return map(_lasting, sorted(rows, key=lambda row: row[_ID]))


def _lasting(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return (row[_ID], *row[_COMPARISON + 1 : _SEVERITY], *row[_SEVERITY + 1 :])


def _digest_of_packed(rows: Iterator[tuple[Any, ...]]) -> str:
    digest = hashlib.sha256()
    while part := list(islice(rows, _AT_A_TIME)):
        digest.update(msgspec.msgpack.encode(part))
    return _PACKED + digest.hexdigest()


def _digest_of_texts(rows: Iterator[tuple[Any, ...]]) -> str:
    digest = hashlib.sha256()
    for row in rows:
        digest.update(repr(row).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()

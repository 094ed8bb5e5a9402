"""The digest of a comparison's findings, fed as they are written and again as they stand in the project file."""

import hashlib
import sqlite3
from collections.abc import Sequence
from typing import Any

import msgspec

FINDINGS_AT_A_TIME = 10_000

_FOUND = (
    "SELECT id, image_id, code, vendor_number, gold_number, class_delivered, class_expected, iou,"
    " off_left, off_top, off_right, off_bottom, x_min, y_min, x_max, y_max, details"
    " FROM finding WHERE comparison_id = ? ORDER BY id"
)
"""What a finding says and keeps saying; its severity may be overridden, by an action of its own."""

_PACKED = "packed:"
"""With what digests begin that `FindingsDigest` made; those of older versions are of the rows as Python writes them."""


class FindingsDigest:
    """SHA-256 over the rows of all findings of a comparison, in the order of their ids, packed as MessagePack by so many at a time."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def add(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """The next FINDINGS_AT_A_TIME rows, or the last ones: id, then what each says, as SQLite gives it back."""
        self._digest.update(msgspec.msgpack.encode(rows))

    def hexdigest(self) -> str:
        """The digest of the rows so far."""
        return _PACKED + self._digest.hexdigest()


def is_digest_of_findings(digest: str, connection: sqlite3.Connection, comparison_id: int) -> bool:
    """Whether the findings of a comparison are still those that a digest was made of."""
    rows = connection.execute(_FOUND, (comparison_id,))
    if not digest.startswith(_PACKED):
        return digest == _digest_of_texts(rows)
    found = FindingsDigest()
    while part := rows.fetchmany(FINDINGS_AT_A_TIME):
        found.add(part)
    return digest == found.hexdigest()


def _digest_of_texts(rows: sqlite3.Cursor) -> str:
    digest = hashlib.sha256()
    for row in rows:
        digest.update(repr(row).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()

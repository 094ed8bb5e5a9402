"""Whether the rows of a project file are what its journal says they became."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assay.model.errors import AssayError
from assay.store.annotation_pages import PAGES_AT_A_TIME, PagesDigest
from assay.store.audit_queue import queue_problems
from assay.store.bulk_digests import changed_bulk
from assay.store.finding_pages import is_by_image
from assay.store.findings_digest import changed_rows, digest_setting, is_digest_of_findings
from assay.store.journal import row_image, said_by
from assay.store.settings import setting

JOURNALED = (
    "reviewer", "vendor", "schema_version", "class", "batch", "label_set", "setting", "verdict", "adjudication", "defect",
    "gold_challenge", "rework_request", "rework_item", "correction", "comparison",
)  # fmt: skip
"""Tables whose rows change only through actions that keep their images."""

CARRIED = frozenset({"finding_id", "is_current"})
"""Columns that a new comparison changes in bulk: what was said of a finding moves to the same finding found again, and the older one retires."""


def row_problems(connection: sqlite3.Connection) -> list[str]:
    """Rows that are not what the journal says, and label sets whose pages are not what was imported."""
    return [
        *_changed_rows(connection),
        *_added_rows(connection),
        *_changed_pages(connection),
        *_changed_findings(connection),
        *changed_bulk(connection),
        *_queue_problems(connection),
    ]


def pages_digest(connection: sqlite3.Connection, label_set_id: int) -> str:
    """The digest of a label set: of its own pages, together with that of the set that it is based on, where it is."""
    (based_on,) = connection.execute("SELECT based_on FROM label_set WHERE id = ?", (label_set_id,)).fetchone()
    own = own_pages_digest(connection, label_set_id)
    return own if based_on is None else layered_digest(pages_digest(connection, based_on), own)


def layered_digest(below: str, own: str) -> str:
    """The digest of a label set whose own pages lie over those of another. below: the digest of that one."""
    return hashlib.sha256(f"{own} over {below}".encode()).hexdigest()


def own_pages_digest(connection: sqlite3.Connection, label_set_id: int) -> str:
    """SHA-256 over the pages that a label set keeps itself, in the order of its images. AssayError where a page holds what no page can."""
    rows = connection.execute(
        "SELECT image_id, count, records, rings, points, runs, extra FROM annotation_page WHERE label_set_id = ? ORDER BY image_id",
        (label_set_id,),
    )
    with PagesDigest() as digest:
        while pages := rows.fetchmany(PAGES_AT_A_TIME):
            _refuse_damaged(pages, label_set_id)
            digest.add(pages)
        return digest.hexdigest()


def _refuse_damaged(pages: Sequence[tuple[Any, ...]], label_set_id: int) -> None:
    """AssayError that names the image where a column of a page is neither bytes nor empty: SQLite lets text and numbers stand there too."""
    for image_id, _, *blobs in pages:
        if not all(blob is None or isinstance(blob, bytes) for blob in blobs):
            raise AssayError(
                f"The annotations of image {image_id} in label set {label_set_id} are damaged in the project file (no bytes stand"
                " there); restore a copy of it"
            )


def _changed_rows(connection: sqlite3.Connection) -> Iterator[str]:
    marks = ", ".join("?" * len(JOURNALED))
    # the bare columns of a group with max() are those of its last row
    last = connection.execute(
        "SELECT table_name, row_id, after, max(action_id * 1000000 + seq) / 1000000 FROM change"
        f" WHERE table_name IN ({marks}) GROUP BY table_name, row_id",
        JOURNALED,
    ).fetchall()
    later = {table: _defaults(connection, table) for table in JOURNALED}
    for table, row_id, after, action in last:
        left, now = _kept(after), _kept(row_image(connection, table, row_id))
        if left is not None and now is not None:
            # columns that a later version added hold what it gave them until an action of its own changes them
            added = (now.keys() - left.keys()) & later[table].keys()
            left = {**left, **{column: later[table][column] for column in added}}
        if left != now:
            yield f"row {row_id} of {table} is not what action {action} left it as"


def _defaults(connection: sqlite3.Connection, table: str) -> dict[str, Any]:
    """What the columns of a table hold when nothing is said, for those that have such a value."""
    rows = connection.execute(
        "SELECT name, dflt_value FROM pragma_table_info(?) WHERE dflt_value IS NOT NULL", (table,)
    )
    return {name: connection.execute(f"SELECT {value}").fetchone()[0] for name, value in rows.fetchall()}


def _added_rows(connection: sqlite3.Connection) -> Iterator[str]:
    for table in JOURNALED:
        rows = connection.execute(
            f"SELECT id FROM {table} WHERE id NOT IN (SELECT row_id FROM change WHERE table_name = ?)", (table,)
        )
        yield from (f"row {row_id} of {table} was added by nobody" for (row_id,) in rows.fetchall())


def _changed_pages(connection: sqlite3.Connection) -> Iterator[str]:
    sets = connection.execute("SELECT id, role, round, pages_sha256 FROM label_set ORDER BY id").fetchall()
    for label_set_id, role, number, stored in sets:
        try:
            if pages_digest(connection, label_set_id) != stored:
                yield f"the annotations of {role} {number} (label set {label_set_id}) are not those that were imported"
        except AssayError as error:
            yield str(error)


def _changed_findings(connection: sqlite3.Connection) -> Iterator[str]:
    current = connection.execute("SELECT id, delivery_id, provenance FROM comparison WHERE is_current ORDER BY id")
    for comparison_id, delivery_id, kept in current.fetchall():
        stored = setting(connection, digest_setting(comparison_id)) or _of_findings(kept)
        try:
            if stored and not is_digest_of_findings(stored, connection, delivery_id, comparison_id):
                yield f"the findings of comparison {comparison_id} are not those that it turned up"
            for finding_id in changed_rows(connection, delivery_id, comparison_id):
                yield f"finding {finding_id} does not say what comparison {comparison_id} turned up"
        except AssayError as error:
            yield str(error)


def _queue_problems(connection: sqlite3.Connection) -> list[str]:
    try:
        return list(queue_problems(connection))
    except AssayError as error:  # damaged findings cannot be counted
        return [str(error)]


def _of_findings(provenance: str) -> str:
    """The digest that a comparison keeps of its findings, if it is one of its pages."""
    digest = json.loads(provenance).get("findings_sha256", "")
    return digest if is_by_image(digest) else ""


def _kept(image: str | None) -> Mapping[str, Any] | None:
    said = said_by(image)
    return said if said is None else {column: value for column, value in said.items() if column not in CARRIED}

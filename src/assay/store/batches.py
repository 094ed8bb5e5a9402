"""Reading batches, their images and their label sets."""

import sqlite3
from collections.abc import Sequence

from assay.model.batches import WITHDRAWN_FORMAT, Batch, BatchImage, LabelSet, SetRole
from assay.model.ids import BatchId, ImageId, LabelSetId

_BATCH = (
    "SELECT b.id, b.vendor_id, v.name, b.name, b.image_root, b.schema_version, b.guideline_version, b.sla_hours, b.blind_first,"
    " b.created_at FROM batch b JOIN vendor v ON v.id = b.vendor_id"
)
_SET = (
    "SELECT id, batch_id, role, round, name, format, source, source_sha256, images, annotations, rejected, imported_at"
    " FROM label_set"
)
_IMAGE = "SELECT id, batch_id, file_name, width, height, sha256, found FROM image"


def batches(connection: sqlite3.Connection) -> list[Batch]:
    """Every batch, in the order they were made."""
    return [_batch(row) for row in connection.execute(f"{_BATCH} ORDER BY b.id")]


def batch_named(connection: sqlite3.Connection, name: str) -> Batch | None:
    """The batch of this name, None when there is none."""
    row = connection.execute(f"{_BATCH} WHERE b.name = ?", (name,)).fetchone()
    return _batch(row) if row else None


def batch(connection: sqlite3.Connection, batch_id: BatchId) -> Batch:
    """The batch with this id."""
    return _batch(connection.execute(f"{_BATCH} WHERE b.id = ?", (batch_id,)).fetchone())


def label_sets(connection: sqlite3.Connection, batch_id: BatchId, role: SetRole | None = None) -> list[LabelSet]:
    """A batch's label sets by role and round; of one role only when it is given. A consensus that was undone is none of them."""
    rows = connection.execute(
        f"{_SET} WHERE batch_id = ? AND format <> ? ORDER BY role, round, id", (batch_id, WITHDRAWN_FORMAT)
    )
    return [label_set for label_set in map(_label_set, rows) if role in (None, label_set.role)]


def label_set(connection: sqlite3.Connection, label_set_id: LabelSetId) -> LabelSet:
    """The label set with this id."""
    return _label_set(connection.execute(f"{_SET} WHERE id = ?", (label_set_id,)).fetchone())


def next_round(connection: sqlite3.Connection, batch_id: BatchId, role: SetRole) -> int:
    """The round after the last one of a role, counted from 1; also those count that were undone."""
    row = connection.execute(
        "SELECT coalesce(max(round), 0) + 1 FROM label_set WHERE batch_id = ? AND role = ?", (batch_id, str(role))
    ).fetchone()
    return row[0]


def newest_set(connection: sqlite3.Connection, batch_id: BatchId, role: SetRole) -> LabelSet | None:
    """The newest label set of a role: the last delivery, the last gold revision. None when there is none."""
    found = label_sets(connection, batch_id, role)
    return max(found, key=lambda label_set: (label_set.round, label_set.id)) if found else None


def images(connection: sqlite3.Connection, batch_id: BatchId) -> list[BatchImage]:
    """A batch's images by id."""
    return [_image(row) for row in connection.execute(f"{_IMAGE} WHERE batch_id = ? ORDER BY id", (batch_id,))]


def image_rows(connection: sqlite3.Connection, batch_id: BatchId) -> list[tuple[str, int]]:
    """(file name, id) of a batch's images, by id."""
    return connection.execute("SELECT file_name, id FROM image WHERE batch_id = ? ORDER BY id", (batch_id,)).fetchall()


def image_digests(connection: sqlite3.Connection, batch_id: BatchId) -> dict[ImageId, str | None]:
    """The SHA-256 of a batch's images by id, None where no file was ever found."""
    return dict(connection.execute("SELECT id, sha256 FROM image WHERE batch_id = ?", (batch_id,)).fetchall())


def image(connection: sqlite3.Connection, image_id: ImageId) -> BatchImage:
    """The image with this id."""
    return _image(connection.execute(f"{_IMAGE} WHERE id = ?", (image_id,)).fetchone())


def image_tally(connection: sqlite3.Connection, batch_id: BatchId) -> tuple[int, int]:
    """How many of a batch's images were found, and how many were not."""
    row = connection.execute(
        "SELECT coalesce(sum(found), 0), coalesce(sum(NOT found), 0) FROM image WHERE batch_id = ?", (batch_id,)
    ).fetchone()
    return row[0], row[1]


def image_sizes(
    connection: sqlite3.Connection, image_ids: Sequence[ImageId]
) -> list[tuple[int, float | None, float | None]]:
    """(id, width, height) of these images; sizes are None when unknown."""
    wanted = set(image_ids)
    rows = connection.execute("SELECT id, width, height FROM image ORDER BY id")
    return [row for row in rows if row[0] in wanted]


def _batch(row: Sequence) -> Batch:
    return Batch(*row[:8], blind_first=bool(row[8]), created_at=row[9])


def _label_set(row: Sequence) -> LabelSet:
    values = [*row[:2], SetRole(row[2]), *row[3:]]
    return LabelSet(*values)


def _image(row: Sequence) -> BatchImage:
    return BatchImage(*row[:6], found=bool(row[6]))

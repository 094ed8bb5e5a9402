"""Rows of the queue: one for each image of a delivery."""

import json
import sqlite3

from assay.model.defect_types import SEVERITIES
from assay.model.ids import ImageId, LabelSetId
from assay.store.journal import row_image

COLUMNS: tuple[str, ...] = (*map(str, SEVERITIES), "unjudged", "contested")
"""What is counted of an image: the findings of each severity that stand, those that wait for a verdict, and for a ruling."""


def review_id(connection: sqlite3.Connection, label_set_id: LabelSetId, image_id: ImageId) -> int | None:
    """The row of an image in the queue of a delivery."""
    row = connection.execute(
        "SELECT id FROM image_review WHERE label_set_id = ? AND image_id = ?", (label_set_id, image_id)
    ).fetchone()
    return row[0] if row else None


def reviewed_image(connection: sqlite3.Connection, row_id: int) -> tuple[LabelSetId, ImageId]:
    """The delivery and the image that a row of the queue is about."""
    return connection.execute("SELECT label_set_id, image_id FROM image_review WHERE id = ?", (row_id,)).fetchone()


def judged_part(
    connection: sqlite3.Connection, row_id: int, before: str | None, after: str | None
) -> tuple[str | None, str | None]:
    """The images of a queue row with its counts as they are now, since those follow from what stands on the image."""
    now = row_image(connection, "image_review", row_id)
    if now is None or before is None or after is None:
        return before, after
    counts = {column: value for column, value in json.loads(now).items() if column in COLUMNS}
    was, became = (json.loads(image) | counts for image in (before, after))
    return json.dumps(was, ensure_ascii=False), json.dumps(became, ensure_ascii=False)


def open_queue(connection: sqlite3.Connection, label_set_id: LabelSetId) -> None:
    """Put every image that a delivery covers, or that its batch's gold covers, into the queue, in the order of file names."""
    connection.execute(
        "INSERT OR IGNORE INTO image_review (label_set_id, image_id, position)"
        " SELECT ?, i.id, row_number() OVER (ORDER BY i.file_name) FROM image i"
        " WHERE i.batch_id = (SELECT batch_id FROM label_set WHERE id = ?)",
        (label_set_id, label_set_id),
    )

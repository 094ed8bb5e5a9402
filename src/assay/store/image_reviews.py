"""Counting what stands on an image, for the queue."""

import json
import sqlite3

from assay.model.ids import ComparisonId, ImageId, LabelSetId
from assay.store.journal import row_image

_STANDS = (
    "coalesce(v.verdict, '') NOT IN ('dismissed') AND coalesce(a.ruling, '') NOT IN ('vendor_right', 'both_acceptable')"
)
_TALLY = f"""
SELECT f.image_id,
  sum(f.severity = 'critical' AND {_STANDS}) AS critical, sum(f.severity = 'major' AND {_STANDS}) AS major,
  sum(f.severity = 'minor' AND {_STANDS}) AS minor, sum(f.severity = 'observation' AND {_STANDS}) AS observation,
  sum(v.id IS NULL) AS unjudged, sum(coalesce(v.verdict, '') IN ('contested', 'vendor_right') AND a.id IS NULL) AS contested
FROM finding f LEFT JOIN verdict v ON v.finding_id = f.id LEFT JOIN adjudication a ON a.finding_id = f.id
WHERE f.comparison_id = ?"""
_ADDED = """
SELECT severity, count(*) FROM defect WHERE label_set_id = ? AND image_id = ? AND finding_id IS NULL GROUP BY severity"""
COLUMNS: tuple[str, ...] = ("critical", "major", "minor", "observation", "unjudged", "contested")


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


def tally(
    connection: sqlite3.Connection, label_set_id: LabelSetId, comparison_id: ComparisonId | None, image_id: ImageId
) -> dict[str, int]:
    """How many findings of each severity stand on an image, with the defects logged by hand; how many wait for a verdict or a ruling."""
    counts = dict.fromkeys(COLUMNS, 0)
    if comparison_id is not None:
        row = connection.execute(f"{_TALLY} AND f.image_id = ?", (comparison_id, image_id)).fetchone()
        counts = {column: value or 0 for column, value in zip(COLUMNS, row[1:], strict=True)}
    for severity, number in connection.execute(_ADDED, (label_set_id, image_id)):
        counts[severity] += number
    return counts


def tally_all(connection: sqlite3.Connection, label_set_id: LabelSetId, comparison_id: ComparisonId) -> None:
    """Count anew for every image of a delivery; the caller holds the transaction.

    Rows that hold their counts already are not written: with their indices, they would cost more than the counting.
    """
    sets = ", ".join(f"{column} = coalesce(t.{column}, 0)" for column in COLUMNS)
    differ = " OR ".join(f"r.{column} <> coalesce(t.{column}, 0)" for column in COLUMNS)
    connection.execute(
        f"UPDATE image_review SET {sets} FROM image_review r LEFT JOIN ({_TALLY} GROUP BY f.image_id) t USING (image_id)"
        f" WHERE image_review.id = r.id AND r.label_set_id = ? AND ({differ})",
        (comparison_id, label_set_id),
    )
    connection.execute(
        "UPDATE image_review SET (critical, major, minor, observation) = (SELECT critical + sum(d.severity = 'critical'),"
        " major + sum(d.severity = 'major'), minor + sum(d.severity = 'minor'), observation + sum(d.severity = 'observation')"
        " FROM defect d WHERE d.label_set_id = image_review.label_set_id AND d.image_id = image_review.image_id"
        " AND d.finding_id IS NULL)"
        " WHERE label_set_id = ? AND image_id IN (SELECT image_id FROM defect WHERE label_set_id = ? AND finding_id IS NULL)",
        (label_set_id, label_set_id),
    )


def open_queue(connection: sqlite3.Connection, label_set_id: LabelSetId) -> None:
    """Put every image that a delivery covers, or that its batch's gold covers, into the queue, in the order of file names."""
    connection.execute(
        "INSERT OR IGNORE INTO image_review (label_set_id, image_id, position)"
        " SELECT ?, i.id, row_number() OVER (ORDER BY i.file_name) FROM image i"
        " WHERE i.batch_id = (SELECT batch_id FROM label_set WHERE id = ?)",
        (label_set_id, label_set_id),
    )

"""Reading the queue: a delivery's images in order, as ids first and as rows by page."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

import msgspec

from assay.model.batches import ImageStatus
from assay.model.ids import ImageId, LabelSetId


class QueueFilter(StrEnum):
    """Which images of the queue are shown."""

    ALL = "all"
    TODO = "todo"
    FINDINGS = "findings"
    CONTESTED = "contested"
    REJECTED = "rejected"
    ACCEPTED = "accepted"


class QueueOrder(StrEnum):
    """In which order the queue is shown."""

    NAME = "name"
    WORST = "worst"
    WAITING = "waiting"


_WHERE = {
    QueueFilter.ALL: "1",
    QueueFilter.TODO: "r.status = 'todo'",
    # observations stand in no index: they are asked for only where nothing else is
    QueueFilter.FINDINGS: "(r.critical + r.major + r.minor > 0 OR r.observation > 0)",
    QueueFilter.CONTESTED: "r.contested > 0",
    QueueFilter.REJECTED: "r.status = 'rejected'",
    QueueFilter.ACCEPTED: "r.status = 'accepted'",
}

_ORDER = {
    QueueOrder.NAME: "r.position",
    QueueOrder.WORST: "r.critical DESC, r.major DESC, r.minor DESC, r.position",
    QueueOrder.WAITING: "r.unjudged DESC, r.position",
}
"""Each is the order of an index, so that 200,000 images need no sorting."""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One image in the queue, with how many findings of each severity still stand on it."""

    id: int
    image_id: ImageId
    file_name: str
    found: bool
    status: ImageStatus
    critical: int
    major: int
    minor: int
    observation: int
    unjudged: int
    contested: int


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How far the review of a delivery is."""

    images: int
    accepted: int
    rejected: int

    @property
    def done(self) -> int:
        """How many images were judged."""
        return self.accepted + self.rejected


def queue_ids(
    connection: sqlite3.Connection,
    label_set_id: LabelSetId,
    shown: QueueFilter = QueueFilter.ALL,
    text: str = "",
    order: QueueOrder = QueueOrder.NAME,
) -> list[ImageId]:
    """The images of the queue, filtered and in order; `text` is looked for in the file name."""
    query = f"SELECT r.image_id FROM image_review r WHERE r.label_set_id = ? AND {_WHERE[shown]}"
    values: list[object] = [label_set_id]
    if text:
        query = (
            query.replace(" WHERE", " JOIN image i ON i.id = r.image_id WHERE", 1) + " AND instr(lower(i.file_name), ?)"
        )
        values.append(text.lower())
    # As one text: 200,000 rows of one number each take twice as long. LIMIT -1 keeps SQLite from leaving the order out.
    (ids,) = connection.execute(
        f"SELECT json_group_array(image_id) FROM ({query} ORDER BY {_ORDER[order]} LIMIT -1)", values
    ).fetchone()
    return cast("list[ImageId]", msgspec.json.decode(ids))  # a call of ImageId for each of 200,000 costs 0.1 s


def first_unjudged(connection: sqlite3.Connection, label_set_id: LabelSetId) -> ImageId | None:
    """The first image to do on which a finding waits for its verdict; None when there is none."""
    row = connection.execute(
        # + keeps SQLite from the index by unjudged findings, after which it would sort them all by position
        "SELECT image_id FROM image_review WHERE label_set_id = ? AND status = 'todo' AND +unjudged > 0 ORDER BY position LIMIT 1",
        (label_set_id,),
    ).fetchone()
    return ImageId(row[0]) if row else None


def queue_rows(
    connection: sqlite3.Connection, label_set_id: LabelSetId, image_ids: Sequence[ImageId]
) -> list[QueueRow]:
    """The rows of these images, in this order."""
    marks = ", ".join("?" * len(image_ids))
    rows = connection.execute(
        "SELECT r.id, r.image_id, i.file_name, i.found, r.status, r.critical, r.major, r.minor, r.observation, r.unjudged,"
        " r.contested FROM image_review r JOIN image i ON i.id = r.image_id"
        f" WHERE r.label_set_id = ? AND r.image_id IN ({marks})",
        (label_set_id, *image_ids),
    )
    found = {row[1]: _queue_row(row) for row in rows}
    return [found[image_id] for image_id in image_ids if image_id in found]


def queue_counts(connection: sqlite3.Connection, label_set_id: LabelSetId) -> QueueCounts:
    """How many images there are, and how they were judged; read from an index alone."""
    counts = dict(
        connection.execute(
            "SELECT status, count(*) FROM image_review WHERE label_set_id = ? GROUP BY status", (label_set_id,)
        )
    )
    return QueueCounts(sum(counts.values()), counts.get(ImageStatus.ACCEPTED, 0), counts.get(ImageStatus.REJECTED, 0))


def _queue_row(row: Sequence[Any]) -> QueueRow:
    values = [*row[:3], bool(row[3]), ImageStatus(row[4]), *row[5:]]
    return QueueRow(*values)

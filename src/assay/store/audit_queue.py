"""Whether the queues of a project file are what was said of their images."""

import sqlite3
from collections.abc import Iterator

from assay.model.ids import LabelSetId
from assay.store.findings import current_comparison
from assay.store.image_reviews import COLUMNS
from assay.store.image_tallies import miscounted
from assay.store.journal import row_image, said_by

_LAST = (
    # the bare columns of a group with max() are those of its last row
    "SELECT row_id, after, max(action_id * 1000000 + seq) / 1000000 FROM change WHERE table_name = 'image_review' GROUP BY row_id"
)
_UNTOUCHED = (
    "SELECT id FROM image_review WHERE (status <> 'todo' OR reviewer_id IS NOT NULL OR at IS NOT NULL)"
    " AND id NOT IN (SELECT row_id FROM change WHERE table_name = 'image_review')"
)
_GONE = (
    "SELECT l.id, count(*) FROM label_set l JOIN image i ON i.batch_id = l.batch_id WHERE l.role = 'delivery'"
    " AND NOT EXISTS (SELECT 1 FROM image_review r WHERE r.label_set_id = l.id AND r.image_id = i.id) GROUP BY l.id ORDER BY l.id"
)


def queue_problems(connection: sqlite3.Connection) -> Iterator[str]:
    """Images of a queue of which something else is said than the journal knows, that are counted wrong, or are gone from it."""
    for row_id, after, action in connection.execute(_LAST).fetchall():
        if _said(after) != _said(row_image(connection, "image_review", row_id)):
            yield f"row {row_id} of image_review is not what action {action} left it as"
    for (row_id,) in connection.execute(_UNTOUCHED).fetchall():
        yield f"row {row_id} of image_review was changed by nobody's action"
    for label_set_id, count in connection.execute(_GONE).fetchall():
        yield f"{count:,} {'image is' if count == 1 else 'images are'} missing from the queue of label set {label_set_id}"
    yield from _miscounted(connection)


def _said(image: str | None) -> dict[str, object] | None:
    """What a row says of its image, without the counts, which follow from its findings."""
    said = said_by(image)
    return None if said is None else {column: value for column, value in said.items() if column not in COLUMNS}


def _miscounted(connection: sqlite3.Connection) -> Iterator[str]:
    for (row,) in connection.execute("SELECT id FROM label_set WHERE role = 'delivery' ORDER BY id").fetchall():
        label_set_id = LabelSetId(row)
        comparison = current_comparison(connection, label_set_id)
        wrong = miscounted(connection, label_set_id, comparison.id if comparison else None)
        if wrong:
            yield f"the queue of label set {label_set_id} counts other findings than there are on {len(wrong):,} of its images, first on image {wrong[0]}"

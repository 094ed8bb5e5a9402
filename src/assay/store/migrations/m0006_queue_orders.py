"""Version 6: the orders of the queue as indices: worst first, and most to judge first."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def apply(database: "Database") -> None:
    """Make both indices; they hold the image, so that a list of ids is read from them alone."""
    database.conn.execute(
        "CREATE INDEX review_worst_first ON image_review"
        " (label_set_id, critical DESC, major DESC, minor DESC, position, status, image_id)"
    )
    database.conn.execute(
        "CREATE INDEX review_most_waiting ON image_review (label_set_id, unjudged DESC, position, status, image_id)"
    )

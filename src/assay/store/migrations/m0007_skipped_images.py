"""Version 7: the images of which a label set says that they cannot be labelled."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def apply(database: "Database") -> None:
    """Make the table; what older imports skipped is not known any more."""
    database.conn.execute(
        "CREATE TABLE skipped_image (label_set_id INTEGER NOT NULL REFERENCES label_set,"
        " image_id INTEGER NOT NULL REFERENCES image, said TEXT NOT NULL, PRIMARY KEY (label_set_id, image_id)) WITHOUT ROWID"
    )

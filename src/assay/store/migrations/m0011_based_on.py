"""Version 11: a gold revision keeps only the pages that it changed, and has the others from the label set that it is based on."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

VIEW = """
CREATE VIEW page_in_set AS
  SELECT label_set_id, image_id, count, records, rings, points, runs, extra FROM annotation_page
  UNION ALL
  SELECT s.id, p.image_id, p.count, p.records, p.rings, p.points, p.runs, p.extra
  FROM label_set s JOIN annotation_page p ON p.label_set_id = s.based_on
  WHERE s.based_on IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM annotation_page o WHERE o.label_set_id = s.id AND o.image_id = p.image_id)
"""
"""What a label set says, its own pages before those of the set that it is based on. Who asks for image_id in its order has both merged, not sorted."""


def apply(database: "Database") -> None:
    """Add the column and the view; every label set so far is whole."""
    database.conn.execute("ALTER TABLE label_set ADD COLUMN based_on INTEGER REFERENCES label_set")
    database.conn.execute(VIEW)

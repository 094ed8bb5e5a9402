"""What a gold revision changed."""

import sqlite3

from assay.model.ids import ImageId, LabelSetId

_PAGE = "image_id, count, records, rings, points, runs, extra"
_PAGES_OF = f"SELECT {_PAGE} FROM annotation_page WHERE label_set_id = ?"


def touched_images(connection: sqlite3.Connection, old: LabelSetId, new: LabelSetId) -> list[ImageId]:
    """The images whose pages differ between two label sets, or that only one of them covers, ascending."""
    pages = [{row[0]: row for row in connection.execute(_PAGES_OF, (one,))} for one in (old, new)]
    return [ImageId(one) for one in sorted(pages[0].keys() | pages[1]) if pages[0].get(one) != pages[1].get(one)]

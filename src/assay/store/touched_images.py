"""What a gold revision changed, and what was found on all images."""

import sqlite3
from typing import Any

from assay.model.ids import ComparisonId, ImageId, LabelSetId

_PAGE = "image_id, count, records, rings, points, runs, extra"
_PAGES_OF = f"SELECT {_PAGE} FROM annotation_page WHERE label_set_id = ?"
_FOUND = (
    "SELECT code, image_id, vendor_number, gold_number, class_delivered, class_expected, iou,"
    " off_left, off_top, off_right, off_bottom, x_min, y_min, x_max, y_max, details"
    " FROM finding WHERE comparison_id = ? ORDER BY id"
)


def touched_images(connection: sqlite3.Connection, old: LabelSetId, new: LabelSetId) -> list[ImageId]:
    """The images whose pages differ between two label sets, or that only one of them covers, ascending."""
    pages = [{row[0]: row for row in connection.execute(_PAGES_OF, (one,))} for one in (old, new)]
    return [ImageId(one) for one in sorted(pages[0].keys() | pages[1]) if pages[0].get(one) != pages[1].get(one)]


def found_rows(connection: sqlite3.Connection, comparison_id: ComparisonId) -> list[tuple[Any, ...]]:
    """All findings of a comparison in their order: code, image id, vendor and gold number, both classes, IoU, 4 offsets, 4 of the box, details."""
    return connection.execute(_FOUND, (comparison_id,)).fetchall()

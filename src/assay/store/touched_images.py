"""What a gold revision changed."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from assay.model.ids import ImageId, LabelSetId
from assay.store.annotation_pages import page_of, pages_of

_BASES = "SELECT coalesce(based_on, id) FROM label_set WHERE id IN (?, ?)"
_OWN = "SELECT image_id FROM annotation_page WHERE label_set_id IN (?, ?) AND label_set_id <> ?"


def touched_images(connection: sqlite3.Connection, old: LabelSetId, new: LabelSetId) -> list[ImageId]:
    """The images on which two label sets differ, or that only one of them covers, ascending."""
    before, after = _pages(connection, old, new)
    return [ImageId(one) for one in sorted(before.keys() | after) if before.get(one) != after.get(one)]


def _pages(connection: sqlite3.Connection, old: LabelSetId, new: LabelSetId) -> list[Mapping[int, tuple[Any, ...]]]:
    """The pages of both by image; without those that both have from the label set that they are based on."""
    bases = {row[0] for row in connection.execute(_BASES, (old, new))}
    if old == new:
        return [{}, {}]
    if len(bases) > 1:
        return [{page[0]: page for page in pages_of(connection, one)} for one in (old, new)]
    images = [ImageId(row[0]) for row in connection.execute(_OWN, (old, new, *bases))]
    found = ((page_of(connection, one, image) for image in images) for one in (old, new))
    return [{page[0]: page for page in pages if page} for pages in found]

"""The sizes of the images that a label set covers."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from assay.model.ids import ImageId, LabelSetId
from assay.model.images import ImageSizes

_COLUMNS = """
SELECT group_concat(i.id), group_concat(coalesce(i.width, 'None')), group_concat(coalesce(i.height, 'None'))
FROM (SELECT image_id FROM page_in_set WHERE label_set_id = ? ORDER BY image_id) p CROSS JOIN image i ON i.id = p.image_id"""
"""Three texts instead of three values for each image take half the time. The order has the index give the ids alone, without a look at the pages."""

_ONE = (
    "SELECT id, width, height FROM image WHERE id = ?"
    " AND EXISTS (SELECT 1 FROM page_in_set WHERE label_set_id = ? AND image_id = image.id)"
)


class CoveredImages(NamedTuple):
    """The images that a label set covers, by id: their ids, widths and heights as texts with commas, "None" where one is not known."""

    ids: str
    widths: str
    heights: str

    def sizes(self) -> ImageSizes:
        """As columns."""
        return ImageSizes.of(np.column_stack([*map(_numbers, self)]))

    def as_rows(self) -> str:
        """The (id, width, height) of each, as Python writes a list of rows; what digests are made of."""
        if not self.ids:
            return "[]"
        rows = zip(*(text.split(",") for text in self), strict=True)
        return f"[({'), ('.join(map(', '.join, rows))})]"


def covered_with_sizes(connection: sqlite3.Connection, label_set_id: LabelSetId) -> CoveredImages:
    """All images that a label set covers."""
    return CoveredImages(*(text or "" for text in connection.execute(_COLUMNS, (label_set_id,)).fetchone()))


def covered_sizes(
    connection: sqlite3.Connection, label_set_id: LabelSetId, image_ids: Sequence[ImageId] | None = None
) -> ImageSizes:
    """The sizes of the images that a label set covers: of all, or of those of these."""
    if image_ids is None:
        return covered_with_sizes(connection, label_set_id).sizes()
    rows = (connection.execute(_ONE, (int(one), label_set_id)).fetchone() for one in image_ids)
    return ImageSizes.of([row for row in rows if row])


def _numbers(text: str) -> NDArray[np.float64]:
    return np.array(msgspec.json.decode(f"[{text.replace('None', 'null')}]"), np.float64)

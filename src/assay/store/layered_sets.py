"""Gold revisions that keep only the pages that they changed and lie over an earlier label set. The caller holds the transaction."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from assay.model.batches import LabelSet
from assay.model.ids import ImageId, LabelSetId
from assay.store.annotation_pages import page_of
from assay.store.annotation_reading import read_annotations
from assay.store.audit_rows import layered_digest, own_pages_digest
from assay.store.comparison_inputs import kept_digest

LAYERED = 8
"""A revision of more than one in so many images gets all pages for itself; so nothing lies over more than one other set."""


def lay_over(
    connection: sqlite3.Connection, new: LabelSetId, old: LabelSet, *, without: Sequence[ImageId]
) -> LabelSetId | None:
    """Let a new label set say what an old one says, except on some images; gives the set that it is to be based on.

    None when it would change so much of that one that it gets all pages for itself.
    """
    own, based_on = connection.execute(
        "SELECT (SELECT count(*) FROM annotation_page WHERE label_set_id = s.id), s.based_on FROM label_set s WHERE s.id = ?",
        (old.id,),
    ).fetchone()
    changed = len(without) + (own if based_on is not None else 0)
    if changed * LAYERED > old.images:
        _copy(connection, "page_in_set", old.id, new, without)
        return None
    if based_on is None:
        return old.id
    _copy(connection, "annotation_page", old.id, new, without)
    return LabelSetId(based_on)


def _copy(
    connection: sqlite3.Connection, pages: str, old: LabelSetId, new: LabelSetId, without: Sequence[ImageId]
) -> None:
    connection.execute("CREATE TEMP TABLE left_out (image_id INTEGER PRIMARY KEY)")
    connection.executemany("INSERT INTO temp.left_out VALUES (?)", [(image_id,) for image_id in without])
    connection.execute(
        "INSERT INTO annotation_page (label_set_id, image_id, count, records, rings, points, runs, extra)"
        f" SELECT ?, image_id, count, records, rings, points, runs, extra FROM {pages}"
        " WHERE label_set_id = ? AND image_id NOT IN (SELECT image_id FROM temp.left_out) ORDER BY image_id",
        (new, old),
    )
    connection.execute("DROP TABLE temp.left_out")


def last_number(connection: sqlite3.Connection, label_set_id: LabelSetId) -> int:
    """The greatest number of an annotation of a label set, 0 when it has none."""
    return int(read_annotations(connection, label_set_id).records["number"].max(initial=0))


def facts_over(
    connection: sqlite3.Connection, new: LabelSetId, old: LabelSet, base: LabelSetId | None, touched: Sequence[ImageId]
) -> dict[str, Any]:
    """The columns of a new label set's row that follow from its pages, once these are written. base: see `lay_over`."""
    before = [page[1] for one in touched if (page := page_of(connection, old.id, one))]
    query = "SELECT count FROM annotation_page WHERE label_set_id = ? AND image_id = ?"
    now = [connection.execute(query, (new, one)).fetchone()[0] for one in touched]
    own = own_pages_digest(connection, new)
    return {
        "based_on": base,
        "images": old.images + len(touched) - len(before),
        "annotations": old.annotations + sum(now) - sum(before),
        "pages_sha256": own if base is None else layered_digest(kept_digest(connection, base), own),
    }

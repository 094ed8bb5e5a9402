"""Writing what an import brings in bulk: images and their annotators. The caller holds the transaction."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from assay.model.ids import BatchId, LabelSetId
from assay.store.annotation_reading import read_annotations


def insert_images(
    connection: sqlite3.Connection,
    batch_id: BatchId,
    rows: Iterable[tuple[str, int | None, int | None, str | None, bool]],
) -> None:
    """Add images to a batch: (file name, width, height, sha256, found)."""
    connection.executemany(
        f"INSERT INTO image (batch_id, file_name, width, height, sha256, found) VALUES ({batch_id}, ?, ?, ?, ?, ?)",
        rows,
    )


def learn_about_images(
    connection: sqlite3.Connection, rows: Iterable[tuple[int | None, int | None, str | None, bool, int]]
) -> None:
    """Fill in what was not known of images yet: (width, height, sha256, found, image id); nothing known is overwritten."""
    connection.executemany(
        "UPDATE image SET width = coalesce(width, ?), height = coalesce(height, ?), sha256 = coalesce(sha256, ?),"
        " found = max(found, ?) WHERE id = ?",
        rows,
    )


def mark_found(connection: sqlite3.Connection, batch_id: BatchId, found: Sequence[int]) -> None:
    """Say which of a batch's images are there."""
    connection.execute("UPDATE image SET found = 0 WHERE batch_id = ?", (batch_id,))
    connection.executemany("UPDATE image SET found = 1 WHERE id = ?", [(image_id,) for image_id in found])


def learn_orientations(connection: sqlite3.Connection, orientations: Mapping[int, int]) -> None:
    """Keep the EXIF orientation of images by id."""
    connection.executemany(
        "UPDATE image SET orientation = ? WHERE id = ?",
        [(orientation, image_id) for image_id, orientation in orientations.items()],
    )


def annotator_ids(connection: sqlite3.Connection, vendor_id: int, names: Sequence[str]) -> list[int]:
    """The ids of a vendor's annotators by these names; new ones are added."""
    connection.executemany(
        f"INSERT OR IGNORE INTO annotator (vendor_id, name) VALUES ({vendor_id}, ?)", [(name,) for name in names]
    )
    known = dict(connection.execute("SELECT name, id FROM annotator WHERE vendor_id = ?", (vendor_id,)).fetchall())
    return [known[name] for name in names]


def learn_cohorts(connection: sqlite3.Connection, cohorts: Mapping[int, str]) -> None:
    """Say which cohort annotators work in now. cohorts: by the annotator's id."""
    connection.executemany(
        "UPDATE annotator SET cohort = ? WHERE id = ?", [(cohort, who) for who, cohort in cohorts.items()]
    )


def insert_skipped(connection: sqlite3.Connection, label_set_id: LabelSetId, skipped: Mapping[int, str]) -> None:
    """Keep which images a label set says cannot be labelled, and who says so. skipped: by image id."""
    connection.executemany(
        f"INSERT OR IGNORE INTO skipped_image (label_set_id, image_id, said) VALUES ({label_set_id}, ?, ?)",
        skipped.items(),
    )


def skipped_images(connection: sqlite3.Connection, label_set_id: LabelSetId) -> dict[int, str]:
    """The images of which a label set says that they cannot be labelled, with who says so, by image id."""
    rows = connection.execute("SELECT image_id, said FROM skipped_image WHERE label_set_id = ?", (label_set_id,))
    return dict(rows.fetchall())


def source_ids(connection: sqlite3.Connection, label_set_id: LabelSetId) -> dict[int, int | str | None]:
    """The id in the delivered file of each annotation of a label set, by its number."""
    annotations = read_annotations(connection, label_set_id)
    return {
        int(number): annotations.source_id(row) for row, number in enumerate(annotations.records["number"].tolist())
    }

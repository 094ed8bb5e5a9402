"""What is inside the image files of a batch: read once, and kept, since looking into 200,000 images takes a while."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assay.model.batches import BatchImage
from assay.model.ids import BatchId, ImageId
from assay.store.batches import images

HALF = 1 << 63


@dataclass(frozen=True, slots=True)
class ImageContent:
    """What was seen in one image file. phash, dhash: its fingerprints of 64 bits, None when its pixels cannot be read; then `problem` says why."""

    image_id: ImageId
    phash: int | None
    dhash: int | None
    problem: str = ""


def not_looked_into(connection: sqlite3.Connection, batch_id: BatchId) -> list[BatchImage]:
    """The images of a batch that are there and can be opened, but into which nobody looked yet."""
    rows = connection.execute(
        "SELECT id FROM image WHERE batch_id = ? AND found AND width IS NOT NULL AND sha256 IS NOT NULL"
        " AND phash IS NULL AND decode_problem IS NULL",
        (batch_id,),
    )
    waiting = {row[0] for row in rows}
    return [one for one in images(connection, batch_id) if one.id in waiting] if waiting else []


def keep_contents(connection: sqlite3.Connection, contents: Sequence[ImageContent]) -> None:
    """Keep what was seen; the caller holds the transaction."""
    connection.executemany(
        "UPDATE image SET phash = ?, dhash = ?, decode_problem = ? WHERE id = ?",
        [(_signed(one.phash), _signed(one.dhash), one.problem or None, one.image_id) for one in contents],
    )


def image_contents(connection: sqlite3.Connection, batch_id: BatchId) -> list[ImageContent]:
    """What was seen in the images of a batch so far, by image."""
    rows = connection.execute(
        "SELECT id, phash, dhash, coalesce(decode_problem, '') FROM image WHERE batch_id = ?"
        " AND (phash IS NOT NULL OR decode_problem IS NOT NULL) ORDER BY id",
        (batch_id,),
    )
    return [ImageContent(row[0], _unsigned(row[1]), _unsigned(row[2]), row[3]) for row in rows]


def same_files_elsewhere(connection: sqlite3.Connection, batch_id: BatchId) -> Iterable[tuple[ImageId, str, str]]:
    """The images of a batch that are in another batch too, byte for byte: (image id, name of that batch, name there)."""
    return connection.execute(
        "SELECT i.id, b.name, o.file_name FROM image i JOIN image o ON o.sha256 = i.sha256 AND o.batch_id <> i.batch_id"
        " JOIN batch b ON b.id = o.batch_id WHERE i.batch_id = ? AND i.sha256 IS NOT NULL ORDER BY i.id, o.id",
        (batch_id,),
    ).fetchall()


def _signed(number: int | None) -> int | None:
    """A number of 64 bits as SQLite holds it."""
    return None if number is None else number - 2 * HALF if number >= HALF else number


def _unsigned(number: int | None) -> int | None:
    return None if number is None else number + 2 * HALF if number < 0 else number

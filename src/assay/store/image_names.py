"""The file names of a batch's images by id, read as they are asked for: a page that shows 30 of 200,000 need not wait for the rest."""

import sqlite3
from collections.abc import Iterator, Mapping

from assay.model.ids import BatchId
from assay.store.batches import image_rows

MOST_SINGLY = 1000
"""Names that are read one by one; whoever asks for more is going to ask for all."""


class ImageNames(Mapping[int, str]):
    """What the images of a batch are called."""

    def __init__(self, connection: sqlite3.Connection, batch_id: BatchId) -> None:
        self._connection = connection
        self._batch_id = batch_id
        self._known: dict[int, str] = {}
        self._has_all = False

    def __getitem__(self, image_id: int) -> str:
        """The name of one image. KeyError when the batch has no such image."""
        if image_id not in self._known and not self._has_all:
            self._read(image_id)
        return self._known[image_id]

    def __iter__(self) -> Iterator[int]:
        """The images by id."""
        self._read_all()
        return iter(self._known)

    def __len__(self) -> int:
        """How many images there are."""
        self._read_all()
        return len(self._known)

    def _read(self, image_id: int) -> None:
        if len(self._known) >= MOST_SINGLY:
            self._read_all()
            return
        row = self._connection.execute(
            "SELECT file_name FROM image WHERE id = ? AND batch_id = ?", (image_id, self._batch_id)
        ).fetchone()
        if row:
            self._known[image_id] = row[0]

    def _read_all(self) -> None:
        if not self._has_all:
            self._known = {row: name for name, row in image_rows(self._connection, self._batch_id)}
            self._has_all = True

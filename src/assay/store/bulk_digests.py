"""Digests of what is written in bulk and has no row images in the journal: the images of a batch, and the annotators.

Each stands in a setting, which is journaled; every action that changes such rows keeps the digest of what it left. An empty digest says that nobody
knows: such an action is under way, or was cut short.
"""

import hashlib
import sqlite3
from collections.abc import Iterable
from typing import Any

import msgspec

from assay.model.ids import BatchId
from assay.store.journal import Action
from assay.store.settings import setting, setting_id

_IMAGES = (
    "SELECT id, file_name, width, height, sha256, found, orientation, phash, dhash, decode_problem FROM image"
    " NOT INDEXED WHERE batch_id = ? ORDER BY id"
)
_ANNOTATORS = "SELECT id, vendor_id, name, cohort FROM annotator ORDER BY id"
ANNOTATORS_SETTING = "annotators sha256"
_AT_A_TIME = 20_000


def images_setting(batch_id: BatchId) -> str:
    """The name of the setting that keeps the digest of a batch's images."""
    return f"images of batch {batch_id} sha256"


def images_digest(connection: sqlite3.Connection, batch_id: BatchId) -> str:
    """SHA-256 over all that is known of a batch's images, by id."""
    return _digest(connection.execute(_IMAGES, (batch_id,)))


def annotators_digest(connection: sqlite3.Connection) -> str:
    """SHA-256 over the annotators of all vendors, by id."""
    return _digest(connection.execute(_ANNOTATORS))


def keep_images_digest(connection: sqlite3.Connection, action: Action, batch_id: BatchId) -> None:
    """Keep what a batch's images are after this action."""
    _keep(connection, action, images_setting(batch_id), images_digest(connection, batch_id))


def forget_images_digest(connection: sqlite3.Connection, action: Action, batch_id: BatchId) -> None:
    """Say that a batch's images are going to change in actions that follow."""
    _keep(connection, action, images_setting(batch_id), "")


def keep_annotators_digest(connection: sqlite3.Connection, action: Action) -> None:
    """Keep who the annotators are after this action."""
    _keep(connection, action, ANNOTATORS_SETTING, annotators_digest(connection))


def changed_bulk(connection: sqlite3.Connection) -> Iterable[str]:
    """What is not as the last action left it, in sentences; projects of older versions keep no digests until their next import."""
    for batch_id, name in connection.execute("SELECT id, name FROM batch ORDER BY id").fetchall():
        stored = setting(connection, images_setting(batch_id))
        if stored and stored != images_digest(connection, batch_id):
            yield f"what is known of the images of batch {batch_id} ({name}) is not what the last action on them left"
    stored = setting(connection, ANNOTATORS_SETTING)
    if stored and stored != annotators_digest(connection):
        yield "the annotators are not those that the last import left"


def _keep(connection: sqlite3.Connection, action: Action, name: str, digest: str) -> None:
    row = setting_id(connection, name)
    if row is None:
        action.insert("setting", {"name": name, "value": digest})
    else:
        action.update("setting", row, {"value": digest})


def _digest(cursor: sqlite3.Cursor) -> str:
    found = hashlib.sha256()
    rows: list[tuple[Any, ...]]
    while rows := cursor.fetchmany(_AT_A_TIME):
        found.update(msgspec.msgpack.encode(rows))
    return found.hexdigest()

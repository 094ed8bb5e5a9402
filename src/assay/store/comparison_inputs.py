"""What a comparison was made of, by digests, and what it keeps of that."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from typing import Any

from assay import __version__
from assay.model.ids import ComparisonId, LabelSetId
from assay.store.audit_rows import pages_digest
from assay.store.covered_sizes import CoveredImages, covered_with_sizes

_SKIPPED = "SELECT image_id, said FROM skipped_image WHERE label_set_id = ? ORDER BY image_id"
_CLASSES = "SELECT * FROM class ORDER BY id"


def kept_digest(connection: sqlite3.Connection, label_set_id: int) -> str:
    """The digest of a label set's pages that its import left."""
    return connection.execute("SELECT pages_sha256 FROM label_set WHERE id = ?", (label_set_id,)).fetchone()[0]


def comparison_inputs(
    connection: sqlite3.Connection,
    delivery_id: LabelSetId,
    gold_id: LabelSetId,
    *,
    digest_of: Callable[[sqlite3.Connection, int], str] = kept_digest,
    images: CoveredImages | None = None,
    images_digest: str = "",
) -> dict[str, Any]:
    """Everything besides the settings that a comparison of these two depends on, as plain values by key.

    digest_of: how the digest of a label set is had; `pages_digest` counts it anew. images: those of gold, where they were read already. images_sha256: their sizes, and
    those the vendor skipped; images_digest where it is known already.
    """
    return {
        "assay": __version__,
        "delivery": delivery_id,
        "delivery_sha256": digest_of(connection, delivery_id),
        "gold": gold_id,
        "gold_sha256": digest_of(connection, gold_id),
        "images_sha256": images_digest
        or _images_digest(connection, delivery_id, images or covered_with_sizes(connection, gold_id)),
        "schema_sha256": _digest(_rows(connection, _CLASSES)),
        "schema_version": connection.execute("SELECT coalesce(max(id), 0) FROM schema_version").fetchone()[0],
    }


def _images_digest(connection: sqlite3.Connection, delivery_id: LabelSetId, images: CoveredImages) -> str:
    return _digest(images.as_rows(), _rows(connection, _SKIPPED, delivery_id))


def inputs_as_they_are(connection: sqlite3.Connection, delivery_id: LabelSetId, gold_id: LabelSetId) -> dict[str, Any]:
    """The same with the labels read and their digests counted anew."""
    return comparison_inputs(connection, delivery_id, gold_id, digest_of=pages_digest)


def provenance(connection: sqlite3.Connection, comparison_id: ComparisonId) -> dict[str, Any]:
    """What a comparison keeps of its inputs and its outcome; empty for one that an older Assay made."""
    row = connection.execute("SELECT provenance FROM comparison WHERE id = ?", (comparison_id,)).fetchone()
    return json.loads(row[0])


def _rows(connection: sqlite3.Connection, query: str, *values: int) -> str:
    return repr(connection.execute(query, values).fetchall())


def _digest(*texts: str) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode("utf-8", "backslashreplace"))
    return digest.hexdigest()

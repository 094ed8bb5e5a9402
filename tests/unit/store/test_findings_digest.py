import hashlib

import msgspec
import numpy as np
import pytest

from assay.model.finding_record import FINDING
from assay.model.ids import ComparisonId, LabelSetId
from assay.store.finding_pages import findings_digest, found_pages, insert_found, moved_digest, stored_pages
from assay.store.findings_digest import is_digest_of_findings

DELIVERY, COMPARISON = LabelSetId(1), ComparisonId(1)
NAN = float("nan")
RECORDS = np.array(
    [
        (b"GEO-LOOSE", 1, 3, 4, 0, 1, 0.1 + 0.2, (1.0, 0.0, -2.5, 1e300), (10.0, 20.5, 30.0, float("inf"))),
        (b"MIS-OBJ", 1, 0, 2**31 - 1, -1, 0, NAN, (NAN,) * 4, (0.0, 0.0, 1.0, 1.0)),
        (b"MIS-OBJ", 7, 0, 5, -1, 0, NAN, (NAN,) * 4, (0.0, 0.0, 1.0, 1.0)),
    ],
    FINDING,
)
DETAILS = {0: {"why": "zu groß"}}
OLDER = [
    (1, 1, "GEO-LOOSE", 3, 4, 0, 1, 0.1 + 0.2, 1.0, 0.0, -2.5, 1e300, 10.0, 20.5, 30.0, float("inf"), '{"why":"zu groß"}'),
    (2, 1, "MIS-OBJ", 0, 2**31 - 1, -1, 0, *[None] * 5, 0.0, 0.0, 1.0, 1.0, "{}"),
    (3, 7, "MIS-OBJ", 0, 5, -1, 0, *[None] * 5, 0.0, 0.0, 1.0, 1.0, "{}"),
]  # fmt: skip
"""The same as rows, as older versions kept them."""


@pytest.fixture
def connection(project):
    """A project file in which these findings need no comparison around them."""
    project.connection.execute("PRAGMA foreign_keys = OFF")
    insert_found(project.connection, DELIVERY, found_pages(RECORDS, DETAILS))
    return project.connection


def older_digests():
    texts = "".join(map(repr, OLDER))
    packed = hashlib.sha256(msgspec.msgpack.encode(OLDER)).hexdigest()
    return {
        "by image": findings_digest(found_pages(RECORDS, DETAILS)),
        "packed": f"packed:{packed}",
        "texts": hashlib.sha256(texts.encode()).hexdigest(),
    }


@pytest.mark.parametrize("kind", ["by image", "packed", "texts"])
@pytest.mark.parametrize(
    "change",
    [
        "records = CAST(substr(records, 1, 40) || x'01' || substr(records, 42) AS BLOB) WHERE image_id = 1",
        "details = NULL WHERE image_id = 1",
        "image_id = 8 WHERE image_id = 7",
    ],
)
def test_that_any_change_gives_another_digest_also_than_an_older_assay_left(connection, kind, change):
    digest = older_digests()[kind]
    assert is_digest_of_findings(digest, connection, DELIVERY, COMPARISON)
    connection.execute(f"UPDATE finding_page SET {change}")
    if kind != "by image" and "image_id = 8" in change:
        return  # a page's records say the image too, and older digests are of what these say
    assert not is_digest_of_findings(digest, connection, DELIVERY, COMPARISON)


def test_that_a_page_in_place_of_another_moves_the_digest_as_counting_anew_would(connection):
    before = stored_pages(connection, DELIVERY)
    other = found_pages(RECORDS[:1], {})
    moved = moved_digest(findings_digest(before), out=before[:1], into=other)
    assert moved == findings_digest([*other, *before[1:]])
    assert moved != findings_digest(before)

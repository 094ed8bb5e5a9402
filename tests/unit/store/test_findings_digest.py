import hashlib

import pytest

from assay.model.ids import ComparisonId
from assay.store.comparisons import FindingColumns, insert_findings
from assay.store.findings_digest import FINDINGS_AT_A_TIME, is_digest_of_findings

PAIRED = (
    1,
    "GEO-LOOSE",
    3,
    4,
    0,
    1,
    0.1 + 0.2,
    1.0,
    0.0,
    -2.5,
    1e300,
    10.0,
    20.5,
    30.0,
    float("inf"),
    '{"why":"zu groß"}',
)
LONELY = (2, "MIS-OBJ", 0, 2**31 - 1, -1, 0, *[None] * 5, 0.0, 0.0, 1.0, 1.0, "{}")
_TEXTS = (
    "SELECT id, image_id, code, vendor_number, gold_number, class_delivered, class_expected, iou,"
    " off_left, off_top, off_right, off_bottom, x_min, y_min, x_max, y_max, details FROM finding ORDER BY id"
)


@pytest.fixture
def connection(project):
    """A project file in which findings need no comparison around them."""
    project.connection.execute("PRAGMA foreign_keys = OFF")
    return project.connection


def inserted(connection, rows, comparison=1):
    columns = FindingColumns([*zip(*rows, strict=True)], ["major"] * len(rows))
    return insert_findings(connection, ComparisonId(comparison), columns)


def test_that_findings_read_back_have_the_digest_they_were_written_with(connection):
    many = [PAIRED, LONELY] * (FINDINGS_AT_A_TIME // 2) + [PAIRED]
    assert is_digest_of_findings(inserted(connection, many), connection, 1)
    assert is_digest_of_findings(inserted(connection, [LONELY], comparison=2), connection, 2)


@pytest.mark.parametrize("change", ["iou = 0.3", "iou = '0.30000000000000004x'", "details = '{}'", "image_id = x'01'"])
def test_that_any_change_but_of_the_severity_gives_another_digest(connection, change):
    digest = inserted(connection, [LONELY, PAIRED])
    connection.execute("UPDATE finding SET severity = 'critical'")
    assert is_digest_of_findings(digest, connection, 1)
    connection.execute(f"UPDATE finding SET {change} WHERE code = 'GEO-LOOSE'")
    assert not is_digest_of_findings(digest, connection, 1)


def test_that_the_digest_of_an_older_project_still_tells(connection):
    inserted(connection, [PAIRED, LONELY])
    texts = "".join(map(repr, connection.execute(_TEXTS)))
    older = hashlib.sha256(texts.encode()).hexdigest()
    assert is_digest_of_findings(older, connection, 1)
    connection.execute("UPDATE finding SET vendor_number = 9 WHERE id = 1")
    assert not is_digest_of_findings(older, connection, 1)

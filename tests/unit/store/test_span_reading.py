"""Pages that SQLite joins give what the same pages give one by one."""

import sqlite3

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.model.annotations import Annotations
from assay.model.batches import SetRole
from assay.model.errors import AssayError
from assay.model.ids import LabelSetId
from assay.store.annotation_pages import insert_pages, page_rows, pages_of
from assay.store.annotation_reading import unpacked
from assay.store.span_reading import read_span
from tests.annotation_builder import annotations, box
from tests.small_delivery import bring_in, lay_out
from tests.unit.store.test_annotation_pages import DAMAGES, bodies

COLUMNS = "label_set_id, image_id, count, records, rings, points, runs, extra"
ONE = LabelSetId(1)


@pytest.fixture
def stored():
    """A function that gives a connection to the pages of some annotations, which cover every image but the third."""
    connections = []

    def store(found: Annotations) -> sqlite3.Connection:
        connections.append(sqlite3.connect(":memory:"))
        connections[-1].execute(f"CREATE TABLE annotation_page ({COLUMNS})")
        connections[-1].execute("CREATE TABLE label_set (id, based_on)")
        connections[-1].execute("INSERT INTO label_set VALUES (1, NULL)")
        connections[-1].execute("CREATE VIEW page_in_set AS SELECT * FROM annotation_page")
        insert_pages(connections[-1], ONE, list(page_rows(found, [1, 2, 4, 5, 6])))
        return connections[-1]

    yield store
    for connection in connections:
        connection.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies(), st.integers(0, 6), st.integers(0, 6))
def test_that_pages_joined_say_what_they_say_one_by_one(stored, found, first, last):
    connection = stored(found)
    joined, rows = read_span(connection, ONE, first, last), pages_of(connection, ONE, between=(first, last))
    singly = unpacked(rows, ONE)
    assert joined.covered.tolist() == [row[0] for row in rows]
    for name in ("records", "ring_points", "ring_hole", "points", "runs"):
        np.testing.assert_array_equal(getattr(joined.annotations, name), getattr(singly, name))
    assert joined.annotations.extra == singly.extra


def test_that_pages_that_do_not_fit_into_one_value_are_read_one_by_one(stored):
    found = annotations(*(box(0, 0, 10, 10, image=image) for image in (1, 2, 4) for _ in range(20)))
    connection = stored(found)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 30 * found.records.itemsize)
    joined = read_span(connection, ONE, 1, 6)
    assert joined.annotations.records.tobytes() == found.records.tobytes()
    assert joined.covered.tolist() == [1, 2, 4, 5, 6]


@pytest.mark.parametrize("damage", [*DAMAGES, "count = count + 1"])
def test_that_a_damaged_page_among_many_is_told(project, me, tmp_path, damage):
    gold, _ = lay_out(tmp_path / "batch")
    found = bring_in(project, gold, SetRole.GOLD, by=me).label_set
    project.connection.execute(f"UPDATE annotation_page SET {damage}")
    with pytest.raises(AssayError, match=f"label set {found.id} are damaged"):
        read_span(project.connection, found.id, 1, 1000)

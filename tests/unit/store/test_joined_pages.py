"""Pages that SQLite cuts apart are those that were joined."""

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from assay.model.ids import LabelSetId
from assay.store.joined_pages import COLUMNS, insert_joined, joined_pages

maybe = st.one_of(st.none(), st.binary(min_size=1, max_size=9))
pages = st.lists(
    st.tuples(st.integers(0, 9), st.binary(max_size=9), maybe, maybe, maybe, maybe), min_size=1, max_size=9
)


@given(pages)
def test_that_pages_are_written_as_they_were_given(made):
    rows = [(image, *page) for image, page in enumerate(made, 1)]
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE TABLE annotation_page (label_set_id, image_id, count, {', '.join(COLUMNS)})")
    insert_joined(connection, LabelSetId(7), joined_pages(rows))
    assert connection.execute("SELECT * FROM annotation_page ORDER BY image_id").fetchall() == [
        (7, *row) for row in rows
    ]
    connection.close()

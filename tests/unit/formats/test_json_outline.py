import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.formats.json_outline import ENTRIES, cut_down, first_values, object_outline
from assay.formats.json_text import object_fields

values = st.recursive(
    st.none() | st.booleans() | st.integers(-999, 999) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(st.text(max_size=4), values, max_size=4))
def test_that_an_outline_is_the_object_cut_down(value):
    assert object_outline(object_fields(json.dumps(value).encode(), "x")) == cut_down(value)


@given(st.lists(values, max_size=6))
def test_that_the_first_values_of_a_list_are_read_from_its_start(value):
    text = json.dumps(value).encode()
    assert first_values(text) == cut_down(value)


@pytest.mark.parametrize("entry", [{"points": [[0.5, 1.5]] * 50_000}, {"data": "x" * 300_000}])
def test_that_a_large_list_shows_its_first_entries(entry):
    text = json.dumps({"first": 1, "many": [entry] * 4, "last": {"a": [entry]}}).encode()
    found = object_outline(object_fields(text, "x"))
    assert list(found) == ["first", "many", "last"]
    assert len(found["many"]) == ENTRIES
    assert found["many"][0] == cut_down(entry)


def test_that_a_value_cut_off_is_left_out():
    assert first_values(b'[{"a": 1}, {"b": ') == [{"a": 1}]
    assert first_values(b"[" * 100_000) == []

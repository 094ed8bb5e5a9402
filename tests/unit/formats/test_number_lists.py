import json
from decimal import Decimal

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.formats.number_lists import number_lists

plain_number = st.one_of(
    st.integers(-(10**9), 10**9).map(str),
    st.decimals(-99999, 99999, places=2, allow_nan=False).map(lambda one: format(one, "f")),
    st.decimals(-10, 10, places=14, allow_nan=False).map(lambda one: format(one, "f")),
    st.sampled_from(["0", "-0", "0.0", "-0.5", "12345678", "1234.567", "0.000001", "99999999.99999999"]),
)
outline = st.lists(st.lists(plain_number, min_size=1, max_size=9), min_size=1, max_size=4)


def written(outline, comma=","):
    return ("[" + comma.join("[" + comma.join(ring) + "]" for ring in outline) + "]").encode()


def expected(texts):
    rings = [json.loads(text) for text in texts]
    flat = [ring for one in rings for ring in one]
    values = [float(value) for ring in flat for value in ring]
    return list(map(len, rings)), list(map(len, flat)), values


@given(st.lists(outline, min_size=1, max_size=5), st.sampled_from([",", ", ", " ,\n\t"]))
def test_that_numbers_are_the_nearest_doubles_like_those_of_json(outlines, comma):
    texts = [written(one, comma) for one in outlines]
    found = number_lists(texts)
    if found is None:  # long numbers are left to the usual way
        assert sum(len(number) > 8 for one in outlines for ring in one for number in ring)
        return
    lists, lengths, values = expected(texts)
    assert found.lists.tolist() == lists
    assert found.lengths.tolist() == lengths
    assert found.values.tolist() == values


def test_that_zeros_have_the_sign_that_the_usual_way_gives_them():
    text = written([["-0", "-0.0", "0", "0.0", "-0.00", "-1", "-0.5", "-5.0"]])
    found = number_lists([text])
    assert found is not None
    assert found.values.tobytes() == np.array(msgspec.json.decode(text, type=list[list[float]])[0]).tobytes()


def test_that_a_few_long_numbers_among_many_are_read():
    number = "0.1234567890123456789"
    found = number_lists([written([["1", "2.5", "-3", number, "4", "5"]])])
    assert found is not None
    assert found.values.tolist() == [1, 2.5, -3, float(Decimal(number)), 4, 5]


@pytest.mark.parametrize(
    "texts",
    [
        [], [b"[]"], [b"[[]]"], [b"[1,2]"], [b"[[[1]]]"], [b"[1,2]", b"[[[1]]]"], [b"[[1,2],3]"], [b"[3,[1,2]]"], [b"[[1],[]]"], [b"null"], [b"[[1],null]"],
        [b'[["1"]]'], [b"[[1e2]]"], [b"[[1E2]]"], [b'{"size":[1,1],"counts":"a"}'], [b"[[1,2]]", b"7"], [b"[[true]]"], [b"[[1,[2]]]"], [b"[[[1],[2]]]"],
        [b"[[1]]", b"[]"], [b"-1", b"[[1]]"],
    ],
)  # fmt: skip
def test_that_anything_else_is_left_to_the_usual_way(texts):
    assert number_lists(texts) is None


any_json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-99, 99), st.floats(-99, 99), st.text(max_size=2)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=1), inner, max_size=2),
    max_leaves=8,
)


@given(st.lists(any_json, min_size=1, max_size=3))
def test_that_whatever_json_there_is_it_is_read_right_or_not_at_all(values):
    texts = [json.dumps(value).encode() for value in values]
    found = number_lists(texts)
    if found is not None:
        assert (found.lists.tolist(), found.lengths.tolist(), found.values.tolist()) == expected(texts)
        assert found.values.dtype == np.float64


@given(st.lists(outline, min_size=1, max_size=40), st.integers(8, 300))
def test_that_how_much_is_parsed_at_once_makes_no_difference(outlines, at_once):
    texts = [written(one) for one in outlines]
    whole = number_lists(texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assay.formats.number_lists.AT_ONCE", at_once)
        parts = number_lists(texts)
    if whole is None or parts is None:  # long numbers may be many in one part and few in all
        return
    assert all(np.array_equal(part, one) for part, one in zip(parts, whole, strict=True))


@given(st.lists(outline.filter(lambda rings: len(rings) == 1), min_size=1, max_size=9))
def test_that_texts_of_one_list_each_are_parsed_as_those_of_several_are(outlines):
    alone = number_lists([written(one) for one in outlines])
    beside = number_lists([*(written(one) for one in outlines), b"[[1,2],[3]]"])
    if alone is None or beside is None:
        return
    assert alone.lists.tolist() == beside.lists[:-1].tolist()
    assert alone.lengths.tolist() == beside.lengths[:-2].tolist()
    assert alone.values.tolist() == beside.values[:-3].tolist()

import gc
import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.formats.json_text import brief, decode, plain, shown, without_bad_tokens
from assay.model.errors import AssayError
from assay.model.without_gc import without_gc

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec="utf-8"), max_size=8)
    | st.sampled_from(["NaN", '"NaN"', "-Infinity\\", "\\"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)  # fmt: skip


@given(values)
def test_that_mending_changes_only_numbers_that_are_none(value):
    text = json.dumps(value).encode()
    stand_ins = {"NaN": '"N"', "Infinity": '"Infini"', "-Infinity": '"-Infini"'}
    wanted = json.loads(text, parse_constant=lambda name: json.loads(stand_ins[name]))
    mended = without_bad_tokens(text)
    assert json.loads(mended) == wanted
    assert len(mended) == len(text)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (rb'"\ud800"', rb'"\ufffd"'),
        (rb'"\ud83d\ude00"', rb'"\ud83d\ude00"'),
        (rb'"\ude00\ud83d"', rb'"\ufffd\ufffd"'),
        (rb'"\\ud800"', rb'"\\ud800"'),
        (rb'"\\\uD800x"', rb'"\\\ufffdx"'),
    ],
)
def test_that_half_of_a_character_becomes_the_replacement_character(text, mended):
    assert without_bad_tokens(text) == mended


def test_that_the_place_of_a_fault_is_that_in_the_file_even_after_mending():
    text = b'{"a": NaN,\n "b": [-Infinity, 1 2]}'
    with pytest.raises(AssayError, match=r"x.json is not valid JSON, line 2, column 21 \(byte 31 of 34\)"):
        decode(text, msgspec.json.decode, Path("x.json"))


def test_that_a_sentence_shows_the_number_that_stood_there():
    assert shown(without_bad_tokens(b"[NaN, -Infinity,\n 1]")) == "[NaN, -Infinity, 1]"
    assert len(shown(b"[" + b"1," * 500)) == 60


def test_that_a_value_is_shown_short():
    assert brief(10**5000) == "a number without end"
    assert brief("a" * 500).endswith("a…")
    assert brief(7) == "7"


@given(values)
def test_that_what_is_plain_can_be_written(value):
    finite = json.loads(without_bad_tokens(json.dumps(value).encode()))
    assert msgspec.json.decode(msgspec.json.encode(plain(finite))) is not ...


def test_that_collection_is_off_inside_only():
    assert gc.isenabled()
    with without_gc():
        assert not gc.isenabled()
        with without_gc():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()

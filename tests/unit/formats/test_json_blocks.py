import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from assay.formats import json_blocks
from assay.formats.json_blocks import decoded_blocks

text = st.one_of(st.text(max_size=6), st.sampled_from(["},", "}, {", "[{", "\\", '"},{"', "}]"]))
value = st.recursive(
    st.one_of(st.none(), st.integers(-99, 99), text),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(text, inner, max_size=3)),
    max_leaves=6,
)


def blocks(written):
    return [block for block, _ in decoded_blocks(Raw(written), msgspec.json.decode)]


@given(st.lists(st.one_of(st.dictionaries(text, value, max_size=4), value), max_size=30), st.booleans(), st.booleans())
def test_that_blocks_hold_every_entry_once_wherever_they_are_cut(entries, spaced, small):
    written = json.dumps(entries, indent=1 if spaced else None, separators=None if spaced else (",", ":")).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_blocks, "BLOCK_BYTES", 5)
        patch.setattr(json_blocks, "MUCH", 20 if small else 1000)
        patch.setattr(json_blocks, "ENTRIES", 2)
        found = blocks(written)
    assert [entry for block in found for entry in block] == entries


def test_that_a_long_list_is_decoded_in_several_blocks_and_says_how_far_it_is(monkeypatch):
    monkeypatch.setattr(json_blocks, "BLOCK_BYTES", 50)
    written = json.dumps([{"id": number} for number in range(100)]).encode()
    found = list(decoded_blocks(Raw(written), msgspec.json.decode))
    assert len(found) > 10
    done = [place for _, place in found]
    assert done == sorted(set(done))
    assert done[-1] == len(written) - 1


def test_that_a_text_without_a_place_to_cut_is_decoded_some_entries_at_a_time(monkeypatch):
    monkeypatch.setattr(json_blocks, "BLOCK_BYTES", 10)
    monkeypatch.setattr(json_blocks, "MUCH", 80)
    monkeypatch.setattr(json_blocks, "ENTRIES", 3)
    assert blocks(b"[" + b" , ".join(b'{"a": 1 }' for _ in range(10)) + b"]") == [[{"a": 1}] * 3] * 3 + [[{"a": 1}]]


@pytest.mark.parametrize("empty", [b"[]", b"[ ]", b"[\n\t]"])
def test_that_an_empty_list_has_no_entries(empty):
    assert [entry for block in blocks(empty) for entry in block] == []


def test_that_what_cannot_be_decoded_even_as_a_whole_is_raised():
    with pytest.raises(msgspec.DecodeError):
        blocks(b'[{"a": 1}, {"a": ]')

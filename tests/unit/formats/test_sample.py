import json

import pytest

from assay.formats.delivered import Delivered
from assay.formats.sample import HEAD, Sample, SampleKind


def sample(folder, content: bytes) -> Sample:
    path = folder / "labels"
    path.write_bytes(content)
    with Delivered.open(path) as delivered:
        return delivered.sample("labels")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_that_json_is_told_in_every_encoding(tmp_path, encoding):
    for value in ({"größe": [1, 2, 3, 4]}, [{"größe": [1, 2, 3, 4]}]):
        found = sample(tmp_path, json.dumps(value, ensure_ascii=False).encode(encoding))
        assert (found.is_list, found.fields) == (isinstance(value, list), {"größe": [1, 2, 3]})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_that_text_is_cut_after_a_whole_line(tmp_path, encoding):
    found = sample(tmp_path, ("0 0.5 größe\n" * 20_000).encode(encoding))
    assert found.kind is SampleKind.TEXT
    assert set(found.lines) == {"0 0.5 größe"}


@pytest.mark.parametrize("length", range(HEAD - 3, HEAD + 4))
def test_that_a_character_cut_in_two_spoils_nothing(tmp_path, length):
    found = sample(tmp_path, b"\n" * (length % 4) + ("图" * length).encode())
    assert found.kind is SampleKind.TEXT
    assert set(found.text) <= {"图", "\n"}


def test_that_the_first_element_of_xml_is_told_past_what_is_before_it(tmp_path):
    text = (
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <no> -->\n<!DOCTYPE a [<!ENTITY b 'c'>]>\n<ns:annotations x='1'><b/>"
    )
    found = sample(tmp_path, text)
    assert (found.kind, found.root) == (SampleKind.XML, "ns:annotations")


def test_that_json_with_an_object_a_line_is_told_from_one_object(tmp_path):
    found = sample(tmp_path, b'{"a": 1}\n{"a": 2}\n{"a": 3}\n{"a": 4}\n')
    assert (found.kind, found.json) == (SampleKind.LINES, [{"a": 1}, {"a": 2}, {"a": 3}])
    found = sample(tmp_path, b'{"a":\n {"b": 2}\n}\n')
    assert (found.kind, found.fields) == (SampleKind.OBJECT, {"a": {"b": 2}})


def test_that_broken_json_has_its_sentence(tmp_path):
    found = sample(tmp_path, b'{"a": [1 2]}')
    assert "is not valid JSON, line 1, column 10" in found.problem
    assert found.fields == {}

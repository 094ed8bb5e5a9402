import time

import pytest

from assay.formats.fault import Fault
from assay.formats.yaml_text import read_yaml


def test_that_every_value_stays_the_text_that_it_is():
    found = read_yaml(b"names: [no, 1e3, 2024-01-01, 007]\nnc: 4\nempty:\nmore: {0: on}\n")
    assert found == {"names": ["no", "1e3", "2024-01-01", "007"], "nc": "4", "empty": "", "more": {"0": "on"}}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_that_other_encodings_are_read(encoding):
    assert read_yaml("names: [größe]".encode(encoding)) == {"names": ["größe"]}


BOMB = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (BOMB, "line 2: found an alias"),
        ("names: [a\nb: c", "is no valid YAML, line 2"),
        ("a: b: c", "is no valid YAML, line 1: mapping values are not allowed here"),
        ("[" * 5000, "nests lists too deeply"),
        ("a: '\0'", "is no text file"),
        ("x" * (2 << 20), "is too large"),
        ("a: b\n---\nc: d", "is no valid YAML"),
        ("? [a]\n: b", "is no valid YAML"),
    ],
)
def test_that_what_is_no_yaml_for_settings_gets_a_clause(text, why):
    started = time.perf_counter()
    with pytest.raises(Fault) as fault:
        read_yaml(text.encode())
    assert why in str(fault.value)
    assert time.perf_counter() - started < 5


def test_that_objects_are_taken_for_texts():
    assert read_yaml(b"a: !!python/object/apply:os.system ['true']") == {"a": ["true"]}

"""That nobody is left out of the fuzzing."""

import re
from pathlib import Path

from assay.formats.catalogue import FORMATS
from tests.unit.formats.fuzzing import SAME_READER, SOURCES


def test_that_every_reader_is_fuzzed():
    fuzzed = {one.read for one in FORMATS if one.name in SOURCES or one.name in SAME_READER}
    assert {one.name for one in FORMATS if one.read is not None and one.read not in fuzzed} == set()


def test_that_every_reader_has_a_test_that_fuzzes_it():
    texts = [path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py") if path != Path(__file__)]
    assert {name for text in texts for name in re.findall(r"fuzz\(\s*\"([\w-]+)\"", text)} == set(SOURCES)

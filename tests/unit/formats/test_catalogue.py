import pytest

from assay.formats.catalogue import FORMATS, format_named
from assay.model.errors import AssayError


def test_that_every_format_has_a_name_of_its_own_and_does_something():
    assert len({one.name for one in FORMATS}) == len(FORMATS)
    for one in FORMATS:
        assert one.name == one.name.lower()
        assert one.title
        assert one.reads or one.writes
        assert all(extension.startswith(".") for extension in one.extensions)


def test_that_a_format_is_found_by_its_name_in_any_case():
    assert format_named("COCO") is FORMATS[0]


def test_that_an_unknown_format_is_answered_with_the_known_ones():
    with pytest.raises(AssayError, match="no format 'cocoa'; known are coco"):
        format_named("cocoa")

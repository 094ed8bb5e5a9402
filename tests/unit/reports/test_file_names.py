import pytest

from assay.reports.file_names import plain_file_name


@pytest.mark.parametrize(
    ("text", "plain"), [("Tissue 01", "Tissue-01"), ("a/b\\c:d", "a-b-c-d"), ("… Øst …", "Øst"), ("../..", "")]
)
def test_that_only_letters_and_digits_are_left_of_a_name(text, plain):
    assert plain_file_name(text) == plain

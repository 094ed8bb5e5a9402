import pytest

from assay.formats.xml_labels import id_of, value_of
from assay.formats.xml_writing import allowed, attributes_of, decimal, element, text_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("False", False),
        ("4", 4),
        ("-1", -1),
        ("1.5", 1.5),
        ("007", "007"),
        ("1.50", "1.50"),
        ("1e5", "1e5"),
        ("9" * 19, "9" * 19),
        ("nan", "nan"),
        ("yes", "yes"),
        ("", ""),
    ],
)
def test_that_only_a_text_that_a_program_would_write_for_a_value_is_that_value(text, value):
    found = value_of(text)
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(("text", "found"), [("7", 7), ("07", "07"), ("a", "a"), ("", None), ("9" * 30, "9" * 30)])
def test_that_an_id_is_a_number_only_where_nothing_is_lost(text, found):
    assert id_of(text) == found


@pytest.mark.parametrize("value", [True, 4, -1, 1.5, 1e300, 0.30000000000000004, "red", "a b"])
def test_that_a_written_value_is_read_again(value):
    assert value_of(text_of(value)) == value


def test_that_texts_are_escaped_and_forbidden_characters_replaced():
    assert element("name", "a<b>&\0") == "<name>a&lt;b&gt;&amp;\ufffd</name>"
    assert attributes_of(a='"\n', b=None, c=1.0, d=7) == ' a=\'"&#10;\' c="1" d="7"'
    assert allowed("é\t\ud800") == "é\t\ufffd"


def test_that_a_number_is_written_in_as_few_digits_as_give_it_again():
    assert [decimal(value) for value in (1, 0.1, 1 / 3, 640.0)] == ["1", "0.1", "0.3333333333333333", "640"]

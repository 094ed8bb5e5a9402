import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.formats.fault import Fault
from assay.formats.numbers import flag, number, numbers, whole


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**60), 2**60))
def test_that_a_number_and_its_text_are_the_same(value):
    assert number(value, "x") == float(value)
    assert number(f" {value!r} ", "x") == float(value)


@pytest.mark.parametrize(
    "value",
    [
        "nan",
        "inf",
        "-Infinity",
        "1_000",
        "٣",
        "0x10",
        "",
        "1,5",
        "1e99999",
        "1 2",
        None,
        True,
        [1],
        {},
        10**400,
        "9" * 500,
        float("nan"),
    ],
)
def test_that_what_is_no_finite_number_is_said_with_its_value(value):
    with pytest.raises(Fault, match="width is no finite number but"):
        number(value, "width")


@pytest.mark.parametrize("value", [1.5, -1, 2**40, "1.5", "x"])
def test_that_what_is_no_whole_number_in_its_range_is_said(value):
    with pytest.raises(Fault, match="class is no"):
        whole(value, "class")


def test_that_whole_numbers_may_be_written_with_a_point():
    assert whole("3.0", "class") == 3


def test_that_lists_have_their_length():
    assert numbers(["1", 2], "box", count=2) == [1, 2]
    for value in ("12", [1], {"a": 1, "b": 2}, None):
        with pytest.raises(Fault, match="box is not 2 numbers but"):
            numbers(value, "box", count=2)


@pytest.mark.parametrize(
    ("value", "meaning"), [(1, True), ("0", False), ("True", True), (False, False), (" no ", False)]
)
def test_that_a_yes_or_no_is_understood(value, meaning):
    assert flag(value, "difficult") is meaning


@pytest.mark.parametrize("value", [2, "perhaps", None, 1.5, []])
def test_that_anything_else_is_neither_yes_nor_no(value):
    with pytest.raises(Fault, match="difficult is neither yes nor no"):
        flag(value, "difficult")

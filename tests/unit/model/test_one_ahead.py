"""Items made by another thread come as they would without one."""

import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.model.one_ahead import one_ahead


@given(st.lists(st.one_of(st.none(), st.integers())))
def test_that_all_items_come_in_order(items):
    assert list(one_ahead(items)) == items


def test_that_the_next_is_made_while_one_is_used():
    made = threading.Event()

    def items() -> Iterator[int]:
        yield 1
        made.set()
        yield 2

    ahead = one_ahead(items())
    assert next(ahead) == 1
    assert made.wait(10)
    assert list(ahead) == [2]


def test_that_what_is_raised_comes_in_its_turn():
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("no more")

    ahead = one_ahead(items())
    assert next(ahead) == 1
    with pytest.raises(ValueError, match="no more"):
        next(ahead)


def test_that_nothing_is_made_any_more_once_it_is_closed():
    made = []
    ahead = one_ahead(made.append(number) or number for number in range(9))
    next(ahead)
    ahead.close()  # pyright: ignore[reportAttributeAccessIssue] – it is a generator
    assert len(made) <= 2

import threading

import pytest

from assay.compare.threads import in_threads, thread_count


def test_that_results_come_in_the_order_of_the_arguments():
    second_done = threading.Event()

    def square(number: int) -> int:
        if number == 0:
            assert second_done.wait(10)  # the first one ends after the second
        if number == 1:
            second_done.set()
        return number * number

    assert list(in_threads(square, range(20), threads=2)) == [number * number for number in range(20)]


def test_that_a_fault_in_a_thread_comes_out():
    def fail(number: int) -> int:
        if number == 3:
            raise ValueError("three")
        return number

    results = in_threads(fail, range(9), threads=2)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="three"):
        next(results)


def test_that_closing_starts_nothing_more():
    begun: list[int] = []
    results = in_threads(begun.append, range(1000), threads=2)
    next(results)
    results.close()
    known = len(begun)
    assert known < 10
    assert threading.active_count() == 1 or not any("ThreadPool" in one.name for one in threading.enumerate())


def test_that_there_is_at_least_one_thread():
    assert thread_count() >= 1

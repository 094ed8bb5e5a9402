"""Work on all processors, its results in order."""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Argument = TypeVar("Argument")
Result = TypeVar("Result")

MOST_THREADS = 4
"""numpy and shapely let other threads run while they compute, the lines of Python between them do not: more threads would only wait for one another."""


def thread_count() -> int:
    """How many threads are worth having here."""
    return min(os.cpu_count() or 1, MOST_THREADS)


def in_threads(
    function: Callable[[Argument], Result], arguments: Iterable[Argument], *, threads: int
) -> Generator[Result, None, None]:
    """The function's results in the order of its arguments, a few of them worked on ahead. Closing it waits for those under way and starts no other."""
    waiting: deque[Future[Result]] = deque()
    pool = ThreadPoolExecutor(threads)
    try:
        for argument in arguments:
            waiting.append(pool.submit(function, argument))
            if len(waiting) > threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)

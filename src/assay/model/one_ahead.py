"""Two threads for one loop: one makes what the other uses."""

from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")


def one_ahead(items: Iterable[Item]) -> Generator[Item, None, None]:
    """The same items, each made by another thread while the one before it is used: making them must touch nothing that belongs to this thread, as a SQLite connection does.

    What is raised while one is made is raised where it is asked for. Closing waits for the one that is being made.
    """
    made, end = iter(items), object()
    with ThreadPoolExecutor(1) as beside:
        waiting = beside.submit(next, made, end)
        while (item := waiting.result()) is not end:
            waiting = beside.submit(next, made, end)
            yield item  # pyright: ignore[reportReturnType] – all but the end are items

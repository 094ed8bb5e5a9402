from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")


def one_ahead(items: Iterable[Item]) -> Iterator[Item]:
    """The same items, each made by another thread while the one before it is used. What is raised while one is made is raised where it is asked for."""
    made, end = iter(items), object()
    with ThreadPoolExecutor(1) as beside:
        waiting = beside.submit(next, made, end)
        while (item := waiting.result()) is not end:
            waiting = beside.submit(next, made, end)
            yield item  # pyright: ignore[reportReturnType] – all but the end are items

"""How long work tells how far it is: a generator of `Progress` that returns its result."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work is: `done` of `total` (0 when not known yet), and what it is doing, as a sentence without its full stop."""

    done: int
    total: int
    doing: str


Work = Generator[Progress, None, Result]
"""Work that yields its progress and returns its result; closing it makes it put everything back."""


def result_of(work: Work[Result]) -> Result:
    """The result of work whose progress nobody watches."""
    while True:
        try:
            next(work)
        except StopIteration as finished:
            return finished.value

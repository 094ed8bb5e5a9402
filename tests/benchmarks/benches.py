"""The benchmarks there are: every file `bench_NAME.py` of this folder.

Such a file has a docstring (its first line is the title of its section, the rest the text below it) and `facts(*, small)`, which measures and gives back rows.
small: a size that takes a second or two, for the tests. Nothing else has to be edited to add one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from inspect import cleandoc
from pathlib import Path

from tests.benchmarks.facts import Fact

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Bench:
    """One benchmark file."""

    name: str
    title: str
    about: str
    facts: Callable[..., Sequence[Fact]]


def names() -> list[str]:
    """What can be asked for."""
    return sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py"))


def bench(name: str) -> Bench:
    """The benchmark of that name."""
    module = import_module(f"tests.benchmarks.bench_{name}")
    title, _, about = cleandoc(module.__doc__ or name).partition("\n")
    return Bench(name, title.removesuffix("."), about.strip(), module.facts)

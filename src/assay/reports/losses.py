"""What a format cannot hold, counted: said before anything is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assay.formats.reading import Note

COUNTED = re.compile(r"([\d,]+) (?=\S)")
"""How notes begin that speak of several annotations at once: "1,204 have an id, which is not written"."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that is not written as it is. count: how many annotations, images or names it concerns. first: the first of them, "" when no note names one."""

    count: int
    what: str
    first: str

    def __str__(self) -> str:
        return f"{self.count:,} × {self.what}" + (f" (first: {self.first})" if self.first else "")


def losses_of(notes: Sequence[Note]) -> list[Loss]:
    """The notes of a writer, one line for each thing that they say, in their order."""
    found: dict[str, Loss] = {}
    for note in notes:
        begins = COUNTED.match(note.what)
        count = int(begins[1].replace(",", "")) if begins else 1
        what = note.what[begins.end() :] if begins else note.what
        before = found.get(what)
        first = "" if begins else note.where
        found[what] = Loss(before.count + count, what, before.first) if before else Loss(count, what, first)
    return list(found.values())

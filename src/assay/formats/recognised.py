"""What a format says when it knows the files that were handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum


class Certainty(IntEnum):
    """How sure a format is; the surest is taken."""

    POSSIBLE = 1
    """Nothing speaks against it: a table whose columns could be mapped."""

    LIKELY = 2
    """The structure fits, as five numbers a line do, and another format could look the same."""

    CERTAIN = 3
    """The content says it: fields or elements that no other format has."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Why files are of a format, as a clause for the user; which of them are its label files, all to be read; how sure that is."""

    why: str
    files: Sequence[str]
    certainty: Certainty = Certainty.CERTAIN

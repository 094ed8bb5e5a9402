"""What a scorecard tells, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

OVERALL, CONFUSION = "overall", "confusion"
"""The names of two tables that a page shows in a way of their own."""

DELIVERED_AS = "delivered as "
"""What the columns of the confusion matrix begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: its name for machines, its title for people, and rows of plain values, of which the first says what the row is about.

    A figure's interval stands in the two columns behind it, named as it is with " low" and " high".
    """

    name: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardFacts:
    """Everything that a scorecard tells. rests_on: batch, vendor, settings, counts and the digests of both label sets. head: of the journal."""

    project: str
    rests_on: Mapping[str, Any]
    sla: str
    tables: Sequence[Table]
    head: tuple[int, str]


def spread(title: str) -> tuple[str, str, str]:
    """The columns of a figure with its interval."""
    return title, f"{title} low", f"{title} high"

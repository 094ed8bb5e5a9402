"""A scorecard's tables as a page shows them: an interval in one column beside its figure, names on the left, the zeros of a matrix quiet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assay.reports.scorecard_facts import CONFUSION, DELIVERED_AS, OVERALL, ScorecardFacts, Table, spread

MOST_ROWS = 500
"""Rows of a table that the page shows; CSV and JSON have all of them."""

INTERVAL, NA, NO_OBJECT = "95 %", "n/a", "·"
Row = Sequence[Any]
Column = tuple[str, tuple[int, ...]]
"""What a column of the page is called, and the places in a row that it shows: two for an interval."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, and what it is: text, a hit or a miss of the matrix, quiet, or "" for a figure."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTable:
    """One table of the page. left_out: how many rows there was no room for."""

    title: str
    note: str
    is_matrix: bool
    heads: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    left_out: int


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure at the head of the page, what it is called and what it rests on."""

    name: str
    value: str
    rests_on: str


def tiles(facts: ScorecardFacts) -> list[Tile]:
    """What the page begins with: the figures of the whole delivery, and what is right and wrong with it."""
    overall = next(table for table in facts.tables if table.name == OVERALL)
    found = [Tile(name, shown(value), _basis(low, high, count)) for name, value, low, high, count in overall.rows]
    counts: Mapping[str, int] = facts.rests_on["counts"]
    pairs = counts["matched"] + counts["mislabelled"]
    return [
        *found,
        Tile("Matched", shown(counts["matched"]), f"of {pairs:,} pairs"),
        Tile("Mislabelled", shown(counts["mislabelled"]), f"of {pairs:,} pairs"),
        Tile("Missing", shown(counts["gold"] - pairs), f"of {counts['gold']:,} gold"),
        Tile("Extra", shown(counts["vendor"] - pairs), f"of {counts['vendor']:,} delivered"),
    ]


def page_tables(facts: ScorecardFacts) -> list[PageTable]:
    """The tables of the page; what is told by its tiles is no table."""
    return [page_table(table) for table in facts.tables if table.name != OVERALL]


def page_table(table: Table) -> PageTable:
    """One table for the page."""
    rows = table.rows[:MOST_ROWS]
    is_matrix = table.name == CONFUSION
    columns = [one for one in _columns(table.columns) if not rows or any(row[one[1][0]] != "" for row in rows)]
    kinds = ["text" if all(isinstance(row[places[0]], str) for row in rows) else "" for _, places in columns]
    return PageTable(
        title=table.title,
        note=table.note,
        is_matrix=is_matrix,
        heads=[Cell(head, kind) for (head, _), kind in zip(columns, kinds, strict=True)],
        rows=[
            _matrix_row(row, at)
            if is_matrix
            else [Cell(_said(row, *one), kind) for (_, one), kind in zip(columns, kinds, strict=True)]
            for at, row in enumerate(rows)
        ],
        left_out=len(table.rows) - len(rows),
    )


def shown(value: Any) -> str:
    """A value as people read it."""
    if value is None:
        return NA
    if isinstance(value, float):
        return f"{value:.3f}".replace("-", "−")
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def interval(low: float | None, high: float | None) -> str:
    """From where to where a figure may lie; empty when nobody knows."""
    if low is None or high is None:
        return ""
    return f"{shown(low)} to {shown(high)}" if low < 0 else f"{shown(low)}–{shown(high)}"


def _columns(titles: Sequence[str]) -> Iterator[Column]:
    """The columns of the page; those of an interval are one."""
    place = 0
    while place < len(titles):
        yield titles[place].removeprefix(DELIVERED_AS), (place,)
        if tuple(titles[place : place + 3]) == spread(titles[place]):
            yield INTERVAL, (place + 1, place + 2)
            place += 2
        place += 1


def _said(row: Row, first: int, last: int | None = None) -> str:
    return shown(row[first]) if last is None else interval(row[first], row[last])


def _basis(low: float | None, high: float | None, count: int) -> str:
    return " · ".join(filter(None, (interval(low, high), f"n {count:,}")))


def _matrix_row(row: Row, at: int) -> list[Cell]:
    """A class of gold: how often it was delivered as itself, as each other class, and not at all."""
    counts = [
        Cell(shown(count), "hit" if at == place else "miss") if count else Cell(NO_OBJECT, "quiet")
        for place, count in enumerate(row[1:])
    ]
    return [Cell(str(row[0]), "text"), *counts]

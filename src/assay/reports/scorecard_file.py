"""The tables of a scorecard as a file: CSV, JSON or HTML, by the name it is given."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from assay import __version__
from assay.formats.safe_writing import replacing
from assay.model.errors import AssayError
from assay.reports.spreadsheet_text import csv_bytes

TEMPLATE = ("templates", "scorecard.html")
MOST_ROWS = 500
"""Rows of a table that the page shows; CSV and JSON have all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: its name for machines, its title for people, and rows of plain values, of which the first says what the row is about."""

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


def as_csv(facts: ScorecardFacts) -> bytes:
    """One line for each figure: the table, what it is about, which figure, and its value; n/a is empty."""
    lines = [
        (table.name, row[0], column, value)
        for table in facts.tables
        for row in table.rows
        for column, value in zip(table.columns[1:], row[1:], strict=True)
    ]
    return csv_bytes(("table", "of", "figure", "value"), lines)


def as_json(facts: ScorecardFacts) -> bytes:
    """What it rests on, and each table by name as a list of objects; n/a is null."""
    tables = {table.name: [dict(zip(table.columns, row, strict=True)) for row in table.rows] for table in facts.tables}
    told = {"project": facts.project, **facts.rests_on, "sla": facts.sla, "tables": tables}
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def as_html(facts: ScorecardFacts) -> bytes:
    """A page that needs nothing else, to be read or printed."""
    from jinja2 import Environment

    source = files("assay.reports").joinpath(*TEMPLATE).read_text("utf-8")
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(source)
    page = template.render(facts=facts, shown=shown, most=MOST_ROWS, version=__version__)
    return page.encode()


def shown(value: Any) -> str:
    """A value as people read it."""
    if value is None:
        return "n/a"
    if isinstance(value, float):
        return f"{value:.3f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


WAYS: Mapping[str, Callable[[ScorecardFacts], bytes]] = {".csv": as_csv, ".json": as_json, ".html": as_html}
"""How a scorecard is written, by the ending of the file's name."""


def way_of(path: Path) -> Callable[[ScorecardFacts], bytes]:
    """How a file of this name is written. Raises AssayError for a name that does not say."""
    if (way := WAYS.get(path.suffix.casefold())) is None:
        raise AssayError(f"{path.name} does not say how a scorecard is to be written; end it in .csv, .json or .html")
    return way


def write_scorecard(path: Path, facts: ScorecardFacts) -> None:
    """Write the file; one that stands there already is replaced only when the new one is whole."""
    contents = way_of(path)(facts)
    with replacing(path) as file:
        file.write(contents)

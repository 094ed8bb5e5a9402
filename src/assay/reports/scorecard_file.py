"""The tables of a scorecard as a file: CSV, JSON or HTML, by the name it is given."""

import json
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path

from assay import __version__
from assay.formats.safe_writing import replacing
from assay.model.errors import AssayError
from assay.reports.due_time import in_words, moment
from assay.reports.scorecard_facts import ScorecardFacts
from assay.reports.scorecard_page import page_tables, tiles
from assay.reports.spreadsheet_text import csv_bytes

TEMPLATE = ("templates", "scorecard.html")


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
    compared = in_words(moment(facts.rests_on["compared_at"]))
    page = template.render(
        facts=facts, tiles=tiles(facts), tables=page_tables(facts), compared=compared, version=__version__
    )
    return page.encode()


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

"""How commands talk: results on standard output, progress and complaints on standard error."""

import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import click

from assay.model.progress import Work

Result = TypeVar("Result")

DONE, FOUND_WRONG, NOT_DONE = 0, 1, 2
"""Exit codes: done; done but something was rejected or found wrong; not done."""


UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What moves the cursor, rings the bell, turns the reading direction or cannot be written at all: names that vendors give may hold it."""

LONGEST_CELL = 300
"""Characters of a table's cell; --json and --csv have all of them."""


def print_json(value: object) -> None:
    """One JSON object on standard output."""
    in_unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    click.echo(json.dumps(value, ensure_ascii=not in_unicode, indent=2))


def complain(sentence: str) -> None:
    """A sentence on standard error."""
    click.echo(printable(sentence), err=True)


def printable(text: str) -> str:
    r"""A text in one line, what a terminal would obey written out: "\x1b[2J"."""
    return UNPRINTABLE.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def print_table(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Columns as wide as they need to be; numbers to the right."""
    texts = [[*headings], *[["n/a" if cell is None else _cell(cell) for cell in row] for row in rows]]
    widths = [max(len(row[column]) for row in texts) for column in range(len(headings))]
    numeric = [all(_is_number(row[column]) for row in texts[1:]) for column in range(len(headings))]
    for row in texts:
        cells = [
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        ]
        click.echo("  ".join(cells).rstrip())


def _cell(value: object) -> str:
    text = str(value)
    return printable(text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…")


def watched(work: Work[Result]) -> Result:
    """The result of long work, with a bar on standard error while a person is watching."""
    watching = sys.stderr.isatty()
    while True:
        try:
            progress = next(work)
        except StopIteration as finished:
            if watching:
                click.echo("\r\033[K", err=True, nl=False)
            return finished.value
        if watching:
            click.echo(f"\r\033[K{_bar(progress.done, progress.total)} {progress.doing}", err=True, nl=False)


def _bar(done: int, total: int, width: int = 24) -> str:
    full = round(width * done / total) if total else 0
    return f"[{'█' * full}{'·' * (width - full)}]"


def _is_number(text: str) -> bool:
    return text == "n/a" or text.replace(".", "", 1).replace("-", "", 1).isdigit()

"""Reading tables that nobody vouches for: commas, semicolons or tabs, any encoding, rows of any length."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from assay.formats.fault import Fault
from assay.formats.plain_text import decoded_text
from assay.formats.reading import Rejected

DELIMITERS = (",", ";", "\t", "|")
LONGEST_FIELD = 16 << 20
"""Characters of one field: run lengths of a mask have been seen with a million."""

MOST_ROWS = 20_000_000
SNIFFED = 50


class Row(NamedTuple):
    """One row with the line it starts at."""

    line: int
    values: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. header: the first row, names without space around them. rows: the others, each as long as the header.

    ragged: rows that are longer or shorter, which are left out; `where` is "line 3".
    """

    header: tuple[str, ...]
    rows: Sequence[Row]
    ragged: Sequence[Rejected]

    def fields(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        """Each row as its line and its values by the names of the header."""
        return ((row.line, dict(zip(self.header, row.values, strict=True))) for row in self.rows)


def read_table(data: bytes, *, header: Sequence[str] = (), delimiter: str = "") -> Table:
    """The table of a CSV file. header: names of the columns of a file that has none. delimiter: "" to tell it from the lines. Fault when it is no text."""
    text = decoded_text(data)
    if text is None:
        raise Fault("is no text file")
    rows = [row for row in rows_of(text, delimiter or delimiter_of(text)) if any(row.values)]
    names = tuple(header) or (tuple(name.strip() for name in rows[0].values) if rows else ())
    rows = rows if header else rows[1:]
    good = [row for row in rows if len(row.values) == len(names)]
    ragged = [
        Rejected(f"line {row.line}", f"has {len(row.values)} columns where there are {len(names)}; left out")
        for row in rows
        if len(row.values) != len(names)
    ]
    return Table(names, good, ragged)


def rows_of(text: str, delimiter: str) -> list[Row]:
    """All rows. Fault with the line when a quotation mark is never closed or there is no end of rows."""
    rows: list[Row] = []
    with long_fields():
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
        line = 1
        try:
            for values in reader:
                rows.append(Row(line, values))
                line = reader.line_num + 1
                if len(rows) > MOST_ROWS:
                    raise Fault(f"has more than {MOST_ROWS:,} rows, as no label file has")
        except csv.Error as error:
            raise Fault(f"is no table that can be read, line {line}: {error}") from error
    return rows


@contextmanager
def long_fields() -> Iterator[None]:
    """The standard library allows 128 kB a field, for the whole process."""
    before = csv.field_size_limit(LONGEST_FIELD)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def delimiter_of(text: str) -> str:
    """What stands between the columns: what occurs in most of the first lines the same number of times, and most often."""
    lines = [line for line in text[: 1 << 20].split("\n")[:SNIFFED] if line.strip()]

    def evidence(delimiter: str) -> tuple[int, int]:
        counts = [count_outside_quotes(line, delimiter) for line in lines]
        usual = max(set(counts), key=lambda count: (count > 0, counts.count(count), count), default=0)
        return (counts.count(usual), usual) if usual else (0, 0)

    return max(DELIMITERS, key=evidence)


def count_outside_quotes(line: str, delimiter: str) -> int:
    """How often a character stands outside quotation marks."""
    return sum(part.count(delimiter) for part in line.split('"')[::2])

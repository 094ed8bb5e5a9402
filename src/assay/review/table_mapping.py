"""Which column of a table is what: shown to a person, changed, and kept in the project under a name."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assay.formats.csv_boxes import SAMPLED, sample_table
from assay.formats.csv_mapping import Corners, CsvMapping, Units, guessed
from assay.formats.csv_table import EXTENSIONS
from assay.formats.csv_text import DELIMITERS, read_table
from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.model.errors import AssayError
from assay.store.journal import Action
from assay.store.project import Project
from assay.store.settings import setting, setting_id

__all__ = ["DELIMITERS", "Corners", "CsvMapping", "Units"]

SETTING = "csv mappings"
COLUMN = "column {}"
"""What the columns of a table without a header are called."""


@dataclass(frozen=True, slots=True)
class TableSample:
    """The beginning of a table. header: the names of its columns, made up where it has none. rows: each as long as the header."""

    name: str
    header: tuple[str, ...]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A mapping that the project keeps. columns: the header that it was made for, empty when the table had none."""

    name: str
    columns: tuple[str, ...]
    mapping: CsvMapping


def first_table(delivered: Delivered) -> TableSample | None:
    """The beginning of the first table of a delivery, None when it holds none."""
    for name in delivered.candidates(*EXTENSIONS):
        table = sample_table(delivered.sample(name))
        if table:
            return TableSample(name, table.header, [row.values for row in table.rows])
    return None


def table_sample(source: Path, *, delimiter: str = "", has_header: bool = True) -> TableSample:
    """The beginning of the first table of a source, read with a delimiter ("" to tell it from the lines). AssayError when there is none."""
    with Delivered.open(source) as delivered:
        found = first_table(delivered)
        if found is None:
            raise AssayError(f"{source} holds no table; choose a CSV, TSV or TXT file with one")
        lines = delivered.sample(found.name).lines[:SAMPLED]
    return sample_of(found.name, "\n".join(lines), delimiter, has_header=has_header)


def sample_of(name: str, text: str, delimiter: str, *, has_header: bool) -> TableSample:
    """The beginning of a table as it reads with a delimiter, with or without a header."""
    data = text.encode("utf-8", "replace")
    try:
        table = read_table(data, delimiter=delimiter)
        if not has_header:
            made_up = tuple(COLUMN.format(at) for at in range(1, len(table.header) + 1))
            table = read_table(data, header=made_up, delimiter=delimiter)
    except Fault as fault:
        raise AssayError(f"{name} {fault}") from fault
    return TableSample(name, table.header, [row.values for row in table.rows])


def guessed_mapping(table: TableSample) -> CsvMapping | None:
    """What the columns seem to mean, None when that cannot be told."""
    guess = guessed(table.header, table.rows)
    return guess.mapping if guess else None


def saved_mappings(project: Project) -> list[SavedMapping]:
    """The mappings that the project keeps, the newest first."""
    kept = json.loads(setting(project.connection, SETTING, "[]"))
    return [
        SavedMapping(one["name"], tuple(one["columns"]), CsvMapping.from_json(json.dumps(one["mapping"]).encode()))
        for one in kept
    ]


def saved_for(saved: Sequence[SavedMapping], header: Sequence[str]) -> SavedMapping | None:
    """The mapping that was kept for a table with this header, None when there is none."""
    return next((one for one in saved if one.columns and one.columns == tuple(header)), None)


def save_mapping(project: Project, action: Action, one: SavedMapping) -> None:
    """Keep a mapping, as part of the action that imports by it; one of the same name or header goes."""
    others = [
        other
        for other in saved_mappings(project)
        if other.name != one.name and not (one.columns and other.columns == one.columns)
    ]
    value = json.dumps([_as_json(kept) for kept in [one, *others]], ensure_ascii=False)
    row = setting_id(project.connection, SETTING)
    if row is None:
        action.insert("setting", {"name": SETTING, "value": value})
    else:
        action.update("setting", row, {"value": value})


def _as_json(one: SavedMapping) -> dict[str, object]:
    return {"name": one.name, "columns": list(one.columns), "mapping": json.loads(one.mapping.to_json())}

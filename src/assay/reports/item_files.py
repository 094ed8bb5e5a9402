"""The lists in a rework package: its items three times over, and the table in which the vendor answers."""

from pathlib import Path

import msgspec

from assay.reports.item_sheet import write_sheet
from assay.reports.item_table import COLUMNS, item_rows
from assay.reports.request_facts import RequestFacts
from assay.reports.spreadsheet_text import csv_bytes

ANSWER_COLUMNS = ("item_id", "number", "action", "comment", "dispute(y/n)", "new_annotation_id")


def write_item_files(facts: RequestFacts, folder: Path) -> None:
    """Write rework_items in its three formats and response_template.csv."""
    rows = item_rows(facts)
    table = [[row[column] for column in COLUMNS] for row in rows]
    (folder / "rework_items.csv").write_bytes(csv_bytes(COLUMNS, table))
    (folder / "rework_items.json").write_bytes(msgspec.json.format(msgspec.json.encode(rows), indent=1) + b"\n")
    write_sheet(folder / "rework_items.xlsx", rows, created=facts.created)
    answers = [[item.item.uuid, item.item.number, *[None] * (len(ANSWER_COLUMNS) - 2)] for item in facts.items]
    (folder / "response_template.csv").write_bytes(csv_bytes(ANSWER_COLUMNS, answers))

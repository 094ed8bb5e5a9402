import csv
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from assay.cli.output import print_json, print_table
from assay.cli.project_argument import batch_of, batch_option, comparison_of, json_option, opened, project_argument
from assay.model.defect_types import defect_types
from assay.model.errors import AssayError
from assay.model.findings import Finding
from assay.model.schema import Schema
from assay.model.sentences import headline, instruction
from assay.reports.spreadsheet_text import harmless, plain_cell
from assay.store.batches import image_rows
from assay.store.findings import all_findings
from assay.store.label_sets import source_ids
from assay.store.project import Project
from assay.store.schemas import current_schema


@click.command()
@project_argument
@batch_option
@click.option("--code", default="", metavar="CODE", help="Findings of this code only.")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
def findings(path: Path, batch_name: str, code: str, as_json: bool, as_csv: bool) -> None:
    """List what the comparison found."""
    if code and code not in defect_types():
        raise AssayError(f"“{code}” is no defect code; use one of {', '.join(defect_types())}")
    with opened(path) as (project, _):
        rows = finding_rows(project, batch_name, code)
    if as_json:
        print_json({"findings": rows})
    elif as_csv:
        writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows({column: harmless(plain_cell(row[column])) for column in COLUMNS} for row in rows)
    else:
        print_table(
            ("id", "image", "code", "severity", "iou", "verdict", "what"),
            [(r["id"], r["image"], r["code"], r["severity"], r["iou"], _said(r), r["what"]) for r in rows],
        )


def _said(row: Mapping[str, object]) -> object:
    """What was said of a finding; of one that is only suggested, that it is."""
    return "suggested" if row["suggested"] else row["verdict"]


COLUMNS: tuple[str, ...] = (
    "id", "image", "code", "severity", "suggested", "vendor_id", "gold_id", "class_delivered", "class_expected", "iou",
    "off_left", "off_top", "off_right", "off_bottom", "x_min", "y_min", "x_max", "y_max", "verdict", "ruling", "comment", "what",
    "instruction",
)  # fmt: skip


def finding_rows(project: Project, batch_name: str, code: str) -> list[dict[str, object]]:
    """The findings of a batch as plain values, by image; vendor_id and gold_id are the ids of the files."""
    batch = batch_of(project, batch_name)
    comparison = comparison_of(project, batch)
    schema = current_schema(project.connection)
    names = {image_id: name for name, image_id in image_rows(project.connection, batch.id)}
    vendor_ids = source_ids(project.connection, comparison.delivery_id)
    gold_ids = source_ids(project.connection, comparison.gold_id)
    found = all_findings(project.connection, comparison.id, code or None)
    return [
        {
            **_plain(one, schema),
            "image": names[one.image_id],
            "vendor_id": vendor_ids.get(one.vendor_number),
            "gold_id": gold_ids.get(one.gold_number),
            "details": {
                **one.details,
                "vendor_ids": [vendor_ids.get(number) for number in one.details.get("vendor_numbers", ())],
                "gold_ids": [gold_ids.get(number) for number in one.details.get("gold_numbers", ())],
            },
        }
        for one in found
    ]


def _plain(one: Finding, schema: Schema) -> dict[str, object]:
    offsets = one.offsets or (None,) * 4
    return {
        "id": one.id, "code": one.code, "severity": str(one.severity), "suggested": one.is_suggested,
        "class_delivered": schema.name_of(one.class_delivered) if one.class_delivered >= 0 else None,
        "class_expected": schema.name_of(one.class_expected) if one.class_expected >= 0 else None,
        "iou": None if one.iou is None else round(one.iou, 6),
        **dict(zip(("off_left", "off_top", "off_right", "off_bottom"), offsets, strict=True)),
        **dict(zip(("x_min", "y_min", "x_max", "y_max"), one.box, strict=True)),
        "verdict": one.verdict and str(one.verdict), "ruling": one.ruling and str(one.ruling), "comment": one.comment,
        "what": headline(one, schema), "instruction": instruction(one, schema),
    }  # fmt: skip

from collections.abc import Mapping
from pathlib import Path

import click

from assay.cli.output import complain, print_json, print_table
from assay.cli.project_argument import batch_of, batch_option, comparison_of, json_option, opened, project_argument
from assay.model.defect_types import defect_types
from assay.model.errors import AssayError
from assay.reports.findings_export import as_csv as csv_text
from assay.reports.findings_export import finding_table, way_of, write_findings
from assay.store.project import Project


@click.command()
@project_argument
@batch_option
@click.option("--code", default="", metavar="CODE", help="Findings of this code only.")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.option("--out", type=click.Path(path_type=Path), help="Write a file: .csv, .json or .coco.json (a COCO file).")
def findings(path: Path, batch_name: str, code: str, as_json: bool, as_csv: bool, out: Path | None) -> None:
    """List what the comparison found, or write it to a file with the settings and digests that it rests on."""
    if code and code not in defect_types():
        raise AssayError(f"“{code}” is no defect code; use one of {', '.join(defect_types())}")
    with opened(path) as (project, _):
        if out is not None:
            batch = batch_of(project, batch_name)
            count = write_findings(project, batch, comparison_of(project, batch), out, way=way_of(out), code=code)
            complain(f"{count:,} findings written to {out}")
            return
        rows = finding_rows(project, batch_name, code)
    if as_json:
        print_json({"findings": rows})
    elif as_csv:
        click.echo(csv_text(rows), nl=False)
    else:
        print_table(
            ("id", "image", "code", "severity", "iou", "verdict", "what"),
            [(r["id"], r["image"], r["code"], r["severity"], r["iou"], _said(r), r["what"]) for r in rows],
        )


def _said(row: Mapping[str, object]) -> object:
    """What was said of a finding; of one that is only suggested, that it is."""
    return "suggested" if row["suggested"] else row["verdict"]


def finding_rows(project: Project, batch_name: str, code: str) -> list[dict[str, object]]:
    """The findings of a batch as plain values, by image."""
    batch = batch_of(project, batch_name)
    return finding_table(project, batch, comparison_of(project, batch), code)

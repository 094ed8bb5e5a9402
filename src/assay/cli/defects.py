from pathlib import Path

import click

from assay.cli.output import print_json, print_table
from assay.cli.project_argument import (
    batch_of,
    batch_option,
    comparison_of,
    delivery_of,
    json_option,
    opened,
    project_argument,
)
from assay.model.defect_types import defect_types
from assay.model.errors import AssayError
from assay.model.findings import Verdict
from assay.review.judge_finding import judge_finding
from assay.store.batches import image_rows
from assay.store.defects import defects as read_defects
from assay.store.findings import all_findings


@click.command()
@project_argument
@batch_option
@click.option(
    "--confirm",
    default="",
    metavar="CODE|all",
    help="First confirm the findings of this code that nobody judged, or all.",
)
@json_option
def defects(path: Path, batch_name: str, confirm: str, as_json: bool) -> None:
    """List the logged defects; confirm findings as defects."""
    if confirm and confirm != "all" and confirm not in defect_types():
        raise AssayError(f"“{confirm}” is no defect code; use “all” or one of {', '.join(defect_types())}")
    with opened(path) as (project, reviewer):
        batch = batch_of(project, batch_name)
        if confirm:
            comparison = comparison_of(project, batch)
            code = None if confirm == "all" else confirm
            open_ones = [one.id for one in all_findings(project.connection, comparison.id, code) if one.verdict is None]
            if open_ones:
                judge_finding(project, open_ones, Verdict.DEFECT, by=reviewer)
        names = {image_id: name for name, image_id in image_rows(project.connection, batch.id)}
        found = read_defects(project.connection, delivery_of(project, batch).id)
    rows = [
        {
            "id": one.id, "image": names.get(one.image_id) if one.image_id else None, "code": one.code, "severity": str(one.severity), "charged": one.charged,
            "instruction": one.instruction, "comment": one.comment, "request": one.request_id, "finding": one.finding_id,
            "box": list(one.box), "at": one.at,
        }
        for one in found
    ]  # fmt: skip
    if as_json:
        print_json({"defects": rows})
    else:
        shown = ("id", "image", "code", "severity", "request", "instruction")
        print_table(shown, [[row[column] for column in shown] for row in rows])

import csv
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from assay.cli.output import DONE, FOUND_WRONG, print_json, print_table, watched
from assay.cli.project_argument import batch_of, batch_option, delivery_of, json_option, opened, project_argument
from assay.model.defect_types import Severity, defect_types
from assay.model.errors import AssayError
from assay.model.ids import ImageId
from assay.model.intake import IntakeFinding
from assay.reports.intake_report import COLUMNS, finding_row
from assay.reports.spreadsheet_text import harmless, plain_cell
from assay.review.check_delivery import check_delivery
from assay.review.log_intake_defects import log_intake_defects, loggable
from assay.review.look_into_images import look_into_images
from assay.store.batches import image_rows
from assay.store.intake import intake_findings


@click.command()
@project_argument
@batch_option
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.option(
    "--log-defects",
    "log_code",
    default="",
    metavar="CODE|all",
    help="Log what was found under this code as defects, or all.",
)
@click.pass_context
def intake(context: click.Context, path: Path, batch_name: str, as_json: bool, as_csv: bool, log_code: str) -> None:
    """Check the newest delivery and list what is wrong with it; log it as defects."""
    if log_code and log_code != "all" and log_code not in defect_types():
        raise AssayError(f"“{log_code}” is no defect code; use “all” or one of {', '.join(defect_types())}")
    with opened(path) as (project, reviewer):
        batch = batch_of(project, batch_name)
        delivery = delivery_of(project, batch)
        watched(look_into_images(project, batch, by=reviewer))
        found = watched(check_delivery(project, delivery.id, by=reviewer))
        if log_code:
            chosen = [one.id for one in loggable(project, delivery.id) if log_code in ("all", one.code)]
            if chosen:
                log_intake_defects(project, delivery.id, chosen, by=reviewer)
            found = intake_findings(project.connection, delivery.id)
        names = {ImageId(image_id): name for name, image_id in image_rows(project.connection, batch.id)}
    rows = [finding_row(one, names) for one in found]
    if as_json:
        logged = sum(one.defect_id is not None for one in found)
        open_ones = sum(one.is_chargeable for one in found)
        print_json({"counts": counts_by_rule(found), "open": open_ones, "logged": logged, "findings": rows})
    elif as_csv:
        writer = csv.DictWriter(sys.stdout, COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows({column: harmless(plain_cell(row[column])) for column in COLUMNS} for row in rows)
    else:
        shown = ("rule", "code", "severity", "place", "what")
        print_table(shown, [[row[column] for column in shown] for row in rows])
    context.exit(FOUND_WRONG if is_wrong(found) else DONE)


def counts_by_rule(found: Sequence[IntakeFinding]) -> dict[str, int]:
    """How many findings there are of each rule that was broken."""
    return dict(Counter(one.rule for one in found))


def is_wrong(found: Sequence[IntakeFinding]) -> bool:
    """Whether anything is worse than worth knowing."""
    return any(one.severity is not Severity.OBSERVATION for one in found)

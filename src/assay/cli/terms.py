from dataclasses import asdict, replace
from pathlib import Path

import click

from assay.cli.output import print_json, print_table
from assay.cli.project_argument import batch_of, batch_option, json_option, opened, project_argument
from assay.review.set_terms import set_terms, terms_of


@click.command()
@project_argument
@batch_option
@click.option(
    "--guideline", metavar="VERSION", help="The guideline version that the batch is labelled by; empty for none."
)
@click.option("--sla-hours", type=int, metavar="N", help="Hours from a rework request to its redelivery.")
@click.option("--time-zone", metavar="ZONE", help="Where the vendor works: UTC, Asia/Kolkata …")
@click.option("--contact", metavar="TEXT", help="Whom to write to at the vendor.")
@json_option
def terms(
    path: Path, batch_name: str, guideline: str | None, sla_hours: int | None, time_zone: str | None,
    contact: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Say what is agreed with a vendor about a batch, and print it. Time zone and contact are those of all the vendor's batches."""
    said = {"guideline_version": guideline, "sla_hours": sla_hours, "time_zone": time_zone, "contact": contact}
    with opened(path) as (project, reviewer):
        batch = batch_of(project, batch_name)
        agreed = replace(terms_of(project, batch), **{name: value for name, value in said.items() if value is not None})
        set_terms(project, batch, agreed, by=reviewer)
        told = {"batch": batch.name, "vendor": batch.vendor, **asdict(agreed)}
    if as_json:
        print_json(told)
    else:
        print_table(("term", "value"), [(name.replace("_", " "), value) for name, value in told.items()])

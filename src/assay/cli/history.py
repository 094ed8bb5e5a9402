from dataclasses import asdict
from pathlib import Path

import click

from assay.cli.output import print_json, print_table
from assay.cli.project_argument import json_option, opened, project_argument
from assay.store.history import history as read_history


@click.command()
@project_argument
@click.option(
    "--limit", default=1000, show_default=True, type=click.IntRange(1, 1_000_000_000), help="How many actions at most."
)
@json_option
def history(path: Path, limit: int, as_json: bool) -> None:
    """Who did what and when, newest first."""
    with opened(path) as (project, _):
        records = read_history(project.connection, limit=limit)
    if as_json:
        print_json({"actions": [asdict(record) for record in records]})
    else:
        print_table(
            ("action", "at", "reviewer", "what", "reason"),
            [(r.id, r.at, r.reviewer, r.summary, r.reason) for r in records],
        )

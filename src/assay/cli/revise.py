from pathlib import Path

import click

from assay.cli.output import print_json, watched
from assay.cli.project_argument import batch_of, batch_option, json_option, opened, project_argument
from assay.review.revise_gold import revise_gold


@click.command()
@project_argument
@batch_option
@click.option("--reason", required=True, metavar="TEXT", help="Why gold changes; it stays in the history.")
@json_option
def revise(path: Path, batch_name: str, reason: str, as_json: bool) -> None:
    """Make the corrections of gold its next revision."""
    with opened(path) as (project, reviewer):
        batch = batch_of(project, batch_name)
        revision = watched(revise_gold(project, batch, reason=reason, by=reviewer))
    if as_json:
        print_json(
            {
                "batch": batch.name,
                "revision": revision.round,
                "images": revision.images,
                "annotations": revision.annotations,
            }
        )
    else:
        click.echo(
            f"{revision.title} of {batch.name} has {revision.annotations:,} annotations; compare the delivery with it"
        )

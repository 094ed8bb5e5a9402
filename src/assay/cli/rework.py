import os
from pathlib import Path

import click

from assay.cli.output import print_json, watched
from assay.cli.project_argument import batch_of, batch_option, json_option, opened, project_argument
from assay.model.errors import AssayError
from assay.review.request_rework import request_rework


@click.command()
@project_argument
@batch_option
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="FILE.zip", help="Where the package goes."
)
@click.option("--note", default="", metavar="TEXT", help="A word to the vendor.")
@json_option
def rework(path: Path, batch_name: str, out: Path, note: str, as_json: bool) -> None:
    """Write the rework package of all charged defects that were not sent yet."""
    if not os.path.isdir(out.absolute().parent):  # noqa: PTH112 - no name makes it raise
        raise AssayError(f"{out.parent}: there is no such folder; make it first")
    with opened(path) as (project, reviewer):
        batch = batch_of(project, batch_name)
        request, _ = watched(request_rework(project, batch, out.absolute(), by=reviewer, note=note))
    if as_json:
        print_json(
            {
                "request": request.id, "items": request.items, "package": str(out), "sha256": request.package_sha256,
                "at": request.at, "due_at": request.due_at, "batch": batch.name,
            }
        )  # fmt: skip
    else:
        click.echo(
            f"Rework request {request.id}: {request.items} items in {out} (SHA-256 {request.package_sha256}), due {request.due_at}"
        )

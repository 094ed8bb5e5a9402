from dataclasses import asdict
from pathlib import Path

import click

from assay.cli.output import complain, print_json, watched
from assay.cli.project_argument import batch_of, batch_option, json_option, opened, project_argument
from assay.model.errors import AssayError
from assay.review.export_labels import Labels, export_labels


@click.command()
@project_argument
@batch_option
@click.option(
    "--format", "format_name", required=True, metavar="NAME", help="One that “assay formats” lists as written."
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A file, or a folder where the format is several files.",
)
@click.option(
    "--labels",
    type=click.Choice([str(one) for one in Labels]),
    default="delivery",
    show_default=True,
    help="Whose labels; corrected: the delivery with the corrections that reviewers suggest.",
)
@json_option
def export(path: Path, batch_name: str, format_name: str, out: Path, labels: str, as_json: bool) -> None:
    """Write a label set as a file of another format, and tell what that format cannot hold."""
    if not out.absolute().parent.is_dir():
        raise AssayError(f"{out.parent}: there is no such folder; make it first")
    with opened(path) as (project, reviewer):
        batch = batch_of(project, batch_name)
        chosen = Labels(labels)
        written = watched(
            export_labels(project, batch, out.absolute(), format_name=format_name, labels=chosen, by=reviewer)
        )
    if as_json:
        print_json(
            {
                "out": str(out),
                "format": format_name,
                "annotations": written.annotations,
                "losses": [asdict(loss) for loss in written.losses],
            }
        )
        return
    for loss in written.losses:
        complain(f"  lost: {loss}")
    click.echo(f"Wrote {labels} of {batch.name} to {out}")

from pathlib import Path

import click

from assay.cli.output import print_json, watched
from assay.cli.project_argument import batch_of, batch_option, json_option, opened, project_argument
from assay.cli.rater_options import between_option, labels_option, same_object_option
from assay.compare.consensus.rules import Rule
from assay.review.build_consensus import build_consensus
from assay.review.raters_of_batch import Between


@click.command()
@project_argument
@batch_option
@click.option(
    "--rule",
    type=click.Choice([str(one) for one in Rule]),
    default=str(Rule.QUORUM),
    show_default=True,
    help="Whose word counts.",
)
@click.option("--quorum", type=click.IntRange(1), default=2, show_default=True, help="How many must say the same.")
@between_option
@labels_option
@same_object_option
@json_option
def consensus(
    path: Path, batch_name: str, rule: str, quorum: int, between: str, names: tuple[str, ...], threshold: float,
    as_json: bool,
) -> None:  # fmt: skip
    """Make a label set of what several raters agree on."""
    with opened(path) as (project, reviewer):
        batch = batch_of(project, batch_name)
        made = watched(
            build_consensus(
                project, batch, rule=Rule(rule), quorum=quorum, between=Between(between), names=names,
                threshold=threshold, by=reviewer,
            )
        )  # fmt: skip
    one = made.label_set
    if as_json:
        print_json(
            {
                "batch": batch.name, "label_set": one.id, "name": one.name, "method": made.method,
                "raters": list(made.raters), "units": made.units, "annotations": one.annotations,
                "undecided": made.undecided, "rejected": made.rejected,
            }
        )  # fmt: skip
        return
    click.echo(
        f"{one.name}: {one.annotations:,} annotations on {one.images:,} images from {made.units:,} units;"
        f" {made.undecided:,} undecided, {made.rejected:,} decided to be nothing"
    )

from pathlib import Path

import click

from assay.cli.output import DONE, FOUND_WRONG, print_json, print_table, watched
from assay.cli.project_argument import batch_of, batch_option, comparison_of, json_option, opened, project_argument
from assay.cli.sla import sla_json, sla_sentence
from assay.compare.settings import settings_from
from assay.model.defect_types import defect_types
from assay.model.errors import AssayError
from assay.review.compare_again import compare_again
from assay.review.compare_delivery import compare_delivery, sets_to_compare
from assay.review.measure_accuracy import measure_accuracy
from assay.review.set_sla_metric import sla_metric
from assay.store.findings import count_by_code


@click.command()
@project_argument
@batch_option
@click.option(
    "--set", "assignments", multiple=True, metavar="KEY=VALUE", help="A setting, such as t_ok=0.5; may be repeated."
)
@click.option(
    "--again",
    is_flag=True,
    help="Make the current comparison again from its own settings and say whether it is the same.",
)
@click.option(
    "--judged", metavar="NAME", default="", help="Another label set than the newest delivery, by title or number."
)
@click.option(
    "--against", metavar="NAME", default="", help="Another label set than the newest gold: a consensus, another rater."
)
@json_option
@click.pass_context
def compare(
    context: click.Context, path: Path, batch_name: str, assignments: tuple[str, ...], again: bool, judged: str,
    against: str, as_json: bool,
) -> None:  # fmt: skip
    """Compare the newest delivery with the newest gold, or any two label sets."""
    settings = settings_from(assignments)
    if again:
        if assignments or judged or against:
            raise AssayError(
                "--again takes the comparison's own settings and label sets; leave --set, --judged and --against away"
            )
        context.exit(_say_again(path, batch_name, as_json))
    with opened(path) as (project, reviewer):
        batch = batch_of(project, batch_name)
        sets = sets_to_compare(project, batch, judged, against)
        record = watched(compare_delivery(project, batch, settings, by=reviewer, sets=sets))
        by_code = count_by_code(project.connection, record.id)
        metric = sla_metric(project, batch)
        sla = watched(measure_accuracy(project, record, metric)).sla if metric else None
    if as_json:
        said = {"findings": by_code, "settings": record.settings, "batch": batch.name, "sla": sla_json(sla)}
        print_json({**record.counts, **said})
        return
    if sla:
        click.echo(f"{sla_sentence(sla)}\n")
    print_table(("figure", "value"), [(key, _rounded(value)) for key, value in record.counts.items()])
    click.echo("")
    print_table(
        ("code", "findings", "name"), [(code, count, defect_types()[code].name) for code, count in by_code.items()]
    )


def _say_again(path: Path, batch_name: str, as_json: bool) -> int:
    with opened(path) as (project, _):
        made = watched(compare_again(project, comparison_of(project, batch_of(project, batch_name))))
    if as_json:
        said = {"same_inputs": not made.changed, "same_findings": made.same_findings, "changed": made.changed}
        print_json({"comparison": made.record.id, "same": made.is_same, **said, "kept": made.kept, "now": made.now})
    else:
        click.echo(f"{made.sentence}.")
    return DONE if made.is_same else FOUND_WRONG


def _rounded(value: object) -> object:
    return round(value, 4) if isinstance(value, float) else value

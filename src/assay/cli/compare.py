from pathlib import Path

import click

from assay.cli.output import print_json, print_table, watched
from assay.cli.project_argument import batch_of, batch_option, json_option, opened, project_argument
from assay.cli.sla import sla_json, sla_sentence
from assay.compare.settings import settings_from
from assay.model.defect_types import defect_types
from assay.review.compare_delivery import compare_delivery
from assay.review.measure_accuracy import measure_accuracy
from assay.review.set_sla_metric import sla_metric
from assay.store.findings import count_by_code


@click.command()
@project_argument
@batch_option
@click.option(
    "--set", "assignments", multiple=True, metavar="KEY=VALUE", help="A setting, such as t_ok=0.5; may be repeated."
)
@json_option
def compare(path: Path, batch_name: str, assignments: tuple[str, ...], as_json: bool) -> None:
    """Compare the newest delivery with the newest gold."""
    settings = settings_from(assignments)
    with opened(path) as (project, reviewer):
        batch = batch_of(project, batch_name)
        record = watched(compare_delivery(project, batch, settings, by=reviewer))
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


def _rounded(value: object) -> object:
    return round(value, 4) if isinstance(value, float) else value

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from assay.cli.output import DONE, FOUND_WRONG, print_json, print_table, watched
from assay.cli.project_argument import batch_of, batch_option, comparison_of, json_option, opened, project_argument
from assay.compare.accuracy.definitions import DEFINITIONS
from assay.compare.accuracy.sla_result import Accuracy, SlaResult
from assay.model.defect_types import SEVERITIES, Severity
from assay.model.errors import AssayError
from assay.model.sla import SlaMetric
from assay.review.measure_accuracy import AccuracyReport, measure_accuracy
from assay.review.set_sla_metric import set_sla_metric, sla_metric


@click.command()
@project_argument
@batch_option
@click.option("--definition", type=click.Choice(list(DEFINITIONS)), help="Name the accuracy that counts.")
@click.option("--at-least", "threshold", type=float, default=0.95, show_default=True, help="The least accuracy.")
@click.option(
    "--floor",
    type=click.Choice([str(one) for one in SEVERITIES]),
    default="minor",
    show_default=True,
    help="Findings less severe are no defects.",
)
@click.option("--iou", type=float, default=0.5, show_default=True, help="The least IoU of a pair.")
@click.option("--class-aware", is_flag=True, help="Pair annotations of one class only.")
@json_option
@click.pass_context
def sla(
    context: click.Context, path: Path, batch_name: str, definition: str | None, threshold: float, floor: str,
    iou: float, class_aware: bool, as_json: bool,
) -> None:  # fmt: skip
    """Name the accuracy that a batch is held to, and see whether it is met.

    With --definition the metric is stored: of the batch that --batch names, else of the project. Then, and without it, the newest
    delivery is measured.
    """
    if not definition:
        _refuse_what_names_no_metric(context)
    with opened(path) as (project, reviewer):
        batch = batch_of(project, batch_name)
        if definition:
            metric = SlaMetric(
                definition=definition, threshold=threshold, floor=Severity(floor), class_aware=class_aware, iou=iou
            )
            set_sla_metric(project, metric, batch=batch if batch_name else None, by=reviewer)
        metric = sla_metric(project, batch)
        report = watched(measure_accuracy(project, comparison_of(project, batch), metric))
    if as_json:
        print_json({"batch": batch.name, **accuracy_json(report)})
    else:
        _tell(report)
    context.exit(FOUND_WRONG if report.sla is not None and report.sla.met is False else DONE)


def _refuse_what_names_no_metric(context: click.Context) -> None:
    for name in ("threshold", "floor", "iou", "class_aware"):
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            option = {"threshold": "at-least"}.get(name, name.replace("_", "-"))
            raise AssayError(f"--{option} is a part of a metric; name the accuracy that counts with --definition too")


def accuracy_json(report: AccuracyReport) -> dict[str, Any]:
    """{"sla": {…} or null, "accuracies": {definition: {…}}, "defects_per_100_objects": …}."""
    return {
        "sla": sla_json(report.sla),
        "accuracies": {one.definition.key: _one(one) for one in report.accuracies},
        "defects_per_100_objects": report.rates.per_100_objects,
        "defects_per_100_images": report.rates.per_100_images,
        "demerits_per_100_objects": report.rates.demerits_per_100_objects,
    }


def sla_json(result: SlaResult | None) -> Mapping[str, Any] | None:
    """The metric, whether it is met, and the accuracy; None without a metric."""
    if result is None:
        return None
    said = {"met": result.met, "demonstrated": result.demonstrated, "unit": result.accuracy.definition.unit}
    return result.metric.as_json() | said | _one(result.accuracy)


def _one(one: Accuracy) -> dict[str, Any]:
    return {
        "value": one.value, "part": one.part, "whole": one.whole, "images": one.images,
        "interval": list(one.interval) if one.interval else None, "at_least_95": one.least, "reason": one.reason,
    }  # fmt: skip


def _tell(report: AccuracyReport) -> None:
    result = report.sla
    if result is None:
        click.echo("No SLA metric is named yet; name one with --definition. What each would say:")
    else:
        click.echo(sla_sentence(result))
    rows = [
        (one.definition.title, one.definition.unit, _percent(one.value), _range(one), one.part, one.whole)
        for one in report.accuracies
    ]
    print_table(("accuracy", "counts", "value", "95 % interval", "right", "of"), rows)


def sla_sentence(result: SlaResult) -> str:
    """One sentence with the metric, its definition, the estimate, its interval and what follows."""
    metric, one = result.metric, result.accuracy
    rule = f"IoU ≥ {metric.iou:g}, {'class-aware' if metric.class_aware else 'any class'}, {metric.floor} or worse"
    told = {True: "met", False: "not met", None: "n/a, nothing to count"}[result.met]
    shown = {True: "demonstrated at 95 %", False: "not demonstrated at 95 %", None: ""}[result.demonstrated]
    value = (
        "" if one.value is None else f": {_percent(one.value)} [{_range(one) or 'n/a'}], {one.part:,} of {one.whole:,}"
    )
    return (
        f"SLA {told}{'; ' + shown if shown else ''}{value}; at least {metric.threshold:.1%} of"
        f" {one.definition.unit}: {one.definition.sentence} ({rule})"
    )


def _percent(value: float | None) -> str | None:
    return None if value is None else f"{100 * value:.2f} %"


def _range(one: Accuracy) -> str | None:
    return f"{100 * one.interval[0]:.2f}–{100 * one.interval[1]:.2f} %" if one.interval else None

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from assay.cli.output import print_json, print_table, watched
from assay.cli.project_argument import batch_of, batch_option, json_option, opened, project_argument
from assay.cli.rater_options import between_option, labels_option, same_object_option
from assay.compare.agreement.bands import DETECTIONS, KRIPPENDORFF, LANDIS_KOCH, band
from assay.compare.agreement.coefficient import Coefficient
from assay.compare.agreement.report import AgreementReport
from assay.compare.agreement.together import Agreement
from assay.review.measure_agreement import measure_agreement
from assay.review.raters_of_batch import Between
from assay.store.schemas import current_schema

COLUMNS = ("of", "units", "raw", "AC1", "kappa", "alpha", "alpha from", "alpha to")


@click.command()
@project_argument
@batch_option
@between_option
@labels_option
@same_object_option
@click.option("--shapes", type=click.Choice(["auto", "box"]), default="auto", help="Outlines, or boxes only.")
@json_option
def agreement(
    path: Path, batch_name: str, between: str, names: tuple[str, ...], threshold: float, shapes: str, as_json: bool
) -> None:
    """How far several raters agree: label sets, or annotators."""
    with opened(path) as (project, _):
        batch = batch_of(project, batch_name)
        work = measure_agreement(
            project, batch, between=Between(between), names=names, threshold=threshold, shapes=shapes
        )
        report = watched(work)
        classes = {int(one.id): one.name for one in current_schema(project.connection).classes}
    if as_json:
        print_json(_as_json(report, classes) | {"batch": batch.name})
    else:
        _tell(report, classes)


def _as_json(report: AgreementReport, classes: Mapping[int, str]) -> dict[str, Any]:
    names = report.raters
    pairs = [
        asdict(one) | {"first": names[one.first], "second": names[one.second], "annotations": list(one.annotations)}
        for one in report.pairs
    ]
    return asdict(report) | {
        "raters": list(names),
        "by_class": {classes.get(key, str(key)): asdict(one) for key, one in report.by_class.items()},
        "pairs": pairs,
        "vitality": dict(zip(names, report.vitality, strict=True)),
        "by_threshold": {str(key): value for key, value in report.by_threshold.items()},
        "by_image": {str(key): value for key, value in report.by_image.items()},
    }


def _tell(report: AgreementReport, classes: Mapping[int, str]) -> None:
    names = report.raters
    click.echo(
        f"{len(names)} raters on {report.images:,} shared images, {report.units:,} units at IoU {report.threshold:g};"
        f" kappa is {report.whole.kappa_of}’s; n/a: nothing to compare, or nothing that varies"
    )
    rows = [("class and existence", report.whole), ("class where drawn", report.classes)]
    rows += [(f"class {classes.get(key, key)}", one) for key, one in report.by_class.items()]
    print_table(COLUMNS, [_row(name, one) for name, one in rows])
    click.echo(_in_words(report))
    click.echo("")
    headings = ("first", "second", "images", "matched", "F1", "mean IoU", "raw", "AC1", "kappa", "alpha")
    print_table(
        headings,
        [
            (names[one.first], names[one.second], one.images, one.matched, _rounded(one.f1), _rounded(one.mean_iou),
             *_row("", one.whole)[2:6])
            for one in report.pairs
        ],
    )  # fmt: skip


def _in_words(report: AgreementReport) -> str:
    whole = report.whole
    return (
        f"{whole.kappa_of}’s kappa is {band(whole.kappa.value, LANDIS_KOCH)} (Landis and Koch), alpha is"
        f" {band(whole.alpha.value, KRIPPENDORFF)} (Krippendorff), {band(whole.alpha.value, DETECTIONS)} for detections"
    )


def _row(name: str, one: Agreement) -> tuple[object, ...]:
    low, high = one.alpha.interval or (None, None)
    shown = (_value(one.ac1), _value(one.kappa), _value(one.alpha), _rounded(low), _rounded(high))
    return (name, one.units, _rounded(one.raw), *shown)


def _value(one: Coefficient) -> float | None:
    return _rounded(one.value)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4) + 0.0  # no minus zero

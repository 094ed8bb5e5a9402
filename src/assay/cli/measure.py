from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from assay.cli.output import complain, print_json, print_table, watched
from assay.cli.project_argument import batch_of, batch_option, comparison_of, json_option, opened, project_argument
from assay.cli.quality_json import quality_json
from assay.cli.sla import accuracy_json, sla_sentence
from assay.model.findings import ComparisonRecord
from assay.model.ids import ImageId
from assay.review.export_scorecard import export_scorecard
from assay.review.measure import Figures, Rate
from assay.review.measure_accuracy import AccuracyReport, measure_accuracy
from assay.review.measure_patterns import Patterns, TideErrors, annotator_names, measure_patterns
from assay.review.measure_quality import Bootstrapped, Quality, measure_quality
from assay.review.set_sla_metric import sla_metric
from assay.store.batches import images
from assay.store.compared import compared_deliveries
from assay.store.schemas import current_schema

HEADINGS = ("of", "TP", "FP", "FN", "precision", "recall", "F1", "mean IoU", "right")
WORST = 10


@click.command()
@project_argument
@batch_option
@json_option
@click.option("--out", type=click.Path(path_type=Path), help="Write every table to a file: .csv, .json or .html.")
def measure(path: Path, batch_name: str, as_json: bool, out: Path | None) -> None:
    """Take the comparison apart: by class, attribute, annotator, cohort and image, with intervals and habits."""
    with opened(path) as (project, _):
        batch = batch_of(project, batch_name)
        record = comparison_of(project, batch)
        if out is not None:
            count = watched(export_scorecard(project, batch, record, out))
            complain(f"{count} tables written to {out}")
            return
        patterns = watched(measure_patterns(project, batch, record))
        quality = watched(measure_quality(project, record))
        accuracies = watched(measure_accuracy(project, record, sla_metric(project, batch)))
        names = {
            "class": {int(one.id): one.name for one in current_schema(project.connection).classes} | {-1: "no class"},
            "annotator": annotator_names(project, batch),
            "image": {int(one.id): one.file_name for one in images(project.connection, batch.id)},
        }
        deliveries = {one.title: dict(one.record.counts) for one in compared_deliveries(project.connection)}
    if as_json:
        told = _as_json(patterns, accuracies, names, record)
        print_json({"batch": batch.name, **told, "by_delivery": deliveries, **quality_json(quality, names["class"])})
    else:
        _tell(patterns, quality, accuracies, names)


Names = Mapping[str, Mapping[int, str]]


def _as_json(patterns: Patterns, accuracies: AccuracyReport, names: Names, record: ComparisonRecord) -> dict[str, Any]:
    """Every table by the name of what it is about; rates as {part, whole, value, low, high}."""
    measured = patterns.measured
    classes = [names["class"].get(one, str(one)) for one in measured.classes]
    return {
        "settings": record.settings,
        "overall": _figures(measured.overall),
        "by_class": {names["class"].get(one.key, str(one.key)): _figures(one) for one in measured.by_class},
        "by_attribute": {
            name: asdict(one) | {"right": asdict(Rate.of(one.right, one.asked))}
            for name, one in patterns.by_attribute.items()
        },
        "by_annotator": {
            names["annotator"].get(one.key, str(one.key)): _without_misses(_figures(one))
            for one in measured.by_annotator
        },
        "by_cohort": {name: _without_misses(_figures(one)) for name, one in patterns.by_cohort.items()},
        "by_image": {names["image"][ImageId(one.key)]: _figures(one) for one in measured.by_image},
        "confusion": {"classes": [*classes, None], "gold_by_row": measured.confusion.tolist()},
        "confusion_pairs": [
            asdict(one) | {"expected": names["class"].get(one.expected), "delivered": names["class"].get(one.delivered)}
            for one in patterns.confusions
        ],
        "edge_offsets": {
            names["annotator"].get(key, str(key)): [asdict(side) | {"systematic": side.is_systematic} for side in sides]
            for key, sides in patterns.offsets.items()
        },
        "coco": asdict(patterns.scored) if patterns.scored else None,
        "tide": _tide(patterns.tide) if patterns.tide else None,
        **accuracy_json(accuracies),
    }


def _tide(one: TideErrors) -> dict[str, Any]:
    return {"ap": one.ap, "counts": dict(one.counts), "lost": dict(one.lost)}


def _figures(one: Figures) -> dict[str, Any]:
    return {key: value for key, value in asdict(one).items() if key != "key"} | {"demerits": one.demerits}


def _without_misses(figures: dict[str, Any]) -> dict[str, Any]:
    """What nobody drew is charged to nobody, so who drew what has no misses, no recall and no F1."""
    return figures | dict.fromkeys(("fn", "recall", "f1"))


def _tell(patterns: Patterns, quality: Quality, accuracies: AccuracyReport, names: Names) -> None:
    measured = patterns.measured
    if accuracies.sla:
        click.echo(f"{sla_sentence(accuracies.sla)}\n")
    rows = [_row("all", measured.overall)]
    rows += [_row(f"class {names['class'].get(one.key, one.key)}", one) for one in measured.by_class]
    drawn = [(f"annotator {names['annotator'].get(one.key, one.key)}", one) for one in measured.by_annotator]
    drawn += [(f"cohort {name}", one) for name, one in patterns.by_cohort.items() if name]
    rows += [_row(name, one, misses=False) for name, one in drawn]
    rows += [_row(f"image {names['image'][ImageId(one.key)]}", one) for one in measured.by_image[:WORST]]
    print_table(HEADINGS, rows)
    _tell_quality(quality)
    for one in patterns.confusions[:WORST]:
        pair = f"{names['class'].get(one.expected)} delivered as {names['class'].get(one.delivered)}"
        click.echo(f"{pair}: {one.count:,} of {one.found:,}, {_range(*one.interval)}")
    for key, sides in patterns.offsets.items():
        for side in sides:
            if side.is_systematic and side.interval:
                whose = names["annotator"].get(key, str(key))
                low, high = side.interval
                where = "outside" if side.mean and side.mean > 0 else "inside"
                said = f"the {side.side} side {abs(side.mean or 0):.2f} px {where} gold"
                click.echo(f"{whose} draws {said} (mean {low:+.2f} to {high:+.2f} over {side.images:,} images)")


def _tell_quality(quality: Quality) -> None:
    """One line of what all classes come to; the rest is in the JSON."""
    said = [
        f"{title} {_ratio(quality.overall[key])}"
        for key, title in (("f1", "F1"), ("jaccard", "Jaccard"), ("mean_iou", "mean IoU"))
    ]
    if (pq := quality.panoptic_mean).quality is not None:
        said.append(f"PQ {pq.quality:.4f} (SQ {pq.segmentation:.4f}, RQ {pq.recognition:.4f})")
    mean = quality.scored.mean if quality.scored else None
    said.append(
        f"AP {mean.ap:.4f} (.5 {mean.ap50:.4f}, .75 {mean.ap75:.4f})" if mean else "AP n/a: the delivery has no scores"
    )
    click.echo("; ".join(said))


def _ratio(one: Bootstrapped) -> str:
    if one.value is None:
        return "n/a"
    return f"{one.value:.4f}" + (f" [{_range(*one.percentile)}]" if one.percentile else "")


def _range(low: float, high: float) -> str:
    return f"{100 * low:.1f}–{100 * high:.1f} %"


def _row(name: str, one: Figures, *, misses: bool = True) -> tuple[object, ...]:
    recall, f1 = (one.recall.value, one.f1) if misses else (None, None)
    shown = (one.precision.value, recall, f1, one.mean_iou, one.right.value)
    rounded = (None if value is None else round(value, 4) for value in shown)
    return (name, one.tp, one.fp, one.fn if misses else None, *rounded)

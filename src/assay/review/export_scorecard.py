"""Writing everything that a comparison comes to into a file. Reads only the project."""

from pathlib import Path

from assay.compare.accuracy.sla_result import SlaResult
from assay.model.batches import Batch
from assay.model.findings import ComparisonRecord
from assay.model.progress import Progress, Work
from assay.reports.findings_export import rests_on
from assay.reports.scorecard_facts import ScorecardFacts
from assay.reports.scorecard_file import way_of, write_scorecard
from assay.review.measure_accuracy import measure_accuracy
from assay.review.measure_patterns import annotator_names, measure_patterns
from assay.review.measure_quality import measure_quality
from assay.review.scorecard_tables import Names, delivery_table, scorecard_tables
from assay.review.set_sla_metric import sla_metric
from assay.store.audit import chain_head
from assay.store.batches import image_rows
from assay.store.compared import compared_deliveries
from assay.store.project import Project
from assay.store.schemas import current_schema
from assay.store.settings import setting


def export_scorecard(project: Project, batch: Batch, record: ComparisonRecord, path: Path) -> Work[int]:
    """Write the tables of a comparison to .csv, .json or .html; gives how many tables there are.

    Raises AssayError for a name that says none of these, before anything is measured.
    """
    way_of(path)
    patterns = yield from measure_patterns(project, batch, record)
    quality = yield from measure_quality(project, record)
    accuracy = yield from measure_accuracy(project, record, sla_metric(project, batch))
    yield Progress(0, 0, "Writing the scorecard")
    connection = project.connection
    names = Names(
        classes={int(one.id): one.name for one in current_schema(connection).classes} | {-1: "no class"},
        annotators=annotator_names(project, batch),
        images={int(row): name for name, row in image_rows(connection, batch.id)},
    )
    facts = ScorecardFacts(
        project=setting(connection, "name", project.path.stem),
        rests_on=rests_on(project, batch, record),
        sla=_sla_in_words(accuracy.sla),
        tables=[
            *scorecard_tables(patterns, quality, accuracy, names),
            delivery_table(compared_deliveries(connection)),
        ],
        head=chain_head(connection),
    )
    write_scorecard(path, facts)
    return len(facts.tables)


def _sla_in_words(sla: SlaResult | None) -> str:
    if sla is None:
        return "No SLA metric is named."
    met = {True: "SLA met", False: "SLA not met", None: "SLA n/a, nothing to count"}[sla.met]
    shown = ", demonstrated at 95 %" if sla.demonstrated else ""
    metric, title = sla.metric, sla.accuracy.definition.title
    rule = f"pairs from IoU {metric.iou:g}, {metric.floor} or worse is a defect"
    return f"{met}{shown}: {title} ≥ {metric.threshold:.1%} ({rule})."

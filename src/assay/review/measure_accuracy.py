"""How accurate a delivery is under every definition, and whether it keeps the one that was agreed. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assay.compare.accuracy.definitions import DEFINITIONS, DefectRates, Tallies, defect_rates
from assay.compare.accuracy.sla_result import Accuracy, SlaResult, measured_accuracy, sla_result
from assay.compare.accuracy.tallies import tallies
from assay.compare.comparison import Comparison
from assay.compare.kept_blocks import KeptBlocks
from assay.compare.settings import ComparisonSettings
from assay.model.defect_types import Severity
from assay.model.findings import ComparisonRecord
from assay.model.progress import Work
from assay.model.sla import SlaMetric
from assay.review.recompare import Recompared, recompare
from assay.store.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class AccuracyReport:
    """The accuracies by definition, strictest first, as the comparison paired; the SLA as its metric says, None without a metric."""

    accuracies: Sequence[Accuracy]
    rates: DefectRates
    sla: SlaResult | None


def measure_accuracy(project: Project, record: ComparisonRecord, metric: SlaMetric | None) -> Work[AccuracyReport]:
    """The accuracy of a compared delivery. The metric has a matching of its own, so it is compared once more for it where that differs."""
    found = yield from recompare(project, record)
    own = ComparisonSettings.from_json(record.settings)
    sla = None
    if metric is not None:
        wanted = replace(own, t_pair=metric.iou, class_aware=metric.class_aware)
        as_agreed = found if wanted == own else (yield from recompare(project, record, wanted))
        sla = sla_result(metric, _tallies(as_agreed, metric.floor))
    counted = _tallies(found, Severity.MINOR)
    accuracies = [measured_accuracy(one, counted) for one in DEFINITIONS.values()]
    return AccuracyReport(accuracies=accuracies, rates=defect_rates(counted), sla=sla)


def _tallies(found: Recompared, floor: Severity) -> Tallies:
    return tallies(found.comparison, found.vendor, found.gold, found.images, floor)


def accuracy_of(
    blocks: KeptBlocks, compared: Comparison, own: ComparisonSettings, metric: SlaMetric | None
) -> AccuracyReport:
    """The accuracy of a comparison that is in memory already, made by these settings."""
    found = Recompared(compared, blocks.vendor, blocks.gold, blocks.images.ids)
    sla = None
    if metric is not None:
        wanted = replace(own, t_pair=metric.iou, class_aware=metric.class_aware)
        as_agreed = found if wanted == own else replace(found, comparison=blocks.compared(wanted))
        sla = sla_result(metric, _tallies(as_agreed, metric.floor))
    counted = _tallies(found, Severity.MINOR)
    accuracies = [measured_accuracy(one, counted) for one in DEFINITIONS.values()]
    return AccuracyReport(accuracies=accuracies, rates=defect_rates(counted), sla=sla)

"""How accurate a delivery is under every definition, and whether it keeps the one that was agreed. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assay.compare.accuracy.definitions import DEFINITIONS, DefectRates, Tallies, defect_rates
from assay.compare.accuracy.sla_result import Accuracy, SlaResult, measured_accuracy, sla_result
from assay.compare.accuracy.tallies import counted_as_defects, tallies
from assay.compare.comparison import Comparison
from assay.compare.findings import Findings
from assay.compare.kept_blocks import KeptBlocks
from assay.compare.settings import ComparisonSettings
from assay.model.defect_types import Severity
from assay.model.findings import ComparisonRecord
from assay.model.progress import Work
from assay.model.sla import SlaMetric
from assay.review.measure import Objects, objects_of
from assay.review.recompare import Recompared, recompare
from assay.store.project import Project

FLOOR = Severity.MINOR
"""Findings less severe are no defects, unless a metric says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What definitions count of one comparison: its objects, its images, and which of its findings are defects. defects: rows of findings."""

    objects: Objects
    images: NDArray[np.int32]
    findings: Findings
    defects: NDArray[np.int64]

    @property
    def perfect(self) -> NDArray[np.bool_]:
        """(n,) pairs of one class that no defect speaks of."""
        vendor, gold = self.findings.vendor[self.defects], self.findings.gold[self.defects]
        faulty = np.isin(self.objects.vendor, vendor[vendor > 0]) | np.isin(self.objects.gold, gold[gold > 0])
        return self.objects.matched & ~faulty


@dataclass(frozen=True, slots=True, kw_only=True)
class AccuracyReport:
    """The accuracies by definition, strictest first, as the comparison paired; the SLA as its metric says, None without a metric.

    counted: what the accuracies count. agreed: what the SLA counts, which pairs as the metric says.
    """

    accuracies: Sequence[Accuracy]
    rates: DefectRates
    sla: SlaResult | None
    counted: Counted
    agreed: Counted | None = None


def measure_accuracy(project: Project, record: ComparisonRecord, metric: SlaMetric | None) -> Work[AccuracyReport]:
    """The accuracy of a compared delivery. The metric has a matching of its own, so it is compared once more for it where that differs."""
    found = yield from recompare(project, record)
    own = ComparisonSettings.from_json(record.settings)
    if metric is None or (wanted := as_agreed(own, metric)) == own:
        return _report(found, found, metric)
    return _report(found, (yield from recompare(project, record, wanted)), metric)


def accuracy_of(
    blocks: KeptBlocks, compared: Comparison, own: ComparisonSettings, metric: SlaMetric | None
) -> AccuracyReport:
    """The accuracy of a comparison that is in memory already, made by these settings."""
    found = Recompared(compared, blocks.vendor, blocks.gold, blocks.images.ids)
    if metric is None or (wanted := as_agreed(own, metric)) == own:
        return _report(found, found, metric)
    return _report(found, replace(found, comparison=blocks.compared(wanted)), metric)


def as_agreed(own: ComparisonSettings, metric: SlaMetric) -> ComparisonSettings:
    """A comparison's settings with the matching of a metric."""
    return replace(own, t_pair=metric.iou, class_aware=metric.class_aware)


def _report(found: Recompared, agreed: Recompared, metric: SlaMetric | None) -> AccuracyReport:
    counted = _tallies(found, FLOOR)
    return AccuracyReport(
        accuracies=[measured_accuracy(one, counted) for one in DEFINITIONS.values()],
        rates=defect_rates(counted),
        sla=sla_result(metric, _tallies(agreed, metric.floor)) if metric else None,
        counted=_counted(found, FLOOR),
        agreed=_counted(agreed, metric.floor) if metric else None,
    )


def _tallies(found: Recompared, floor: Severity) -> Tallies:
    return tallies(found.comparison, found.vendor, found.gold, found.images, floor)


def _counted(found: Recompared, floor: Severity) -> Counted:
    findings = found.comparison.findings
    return Counted(
        objects=objects_of(found.comparison, found.vendor, found.gold),
        images=found.images,
        findings=findings,
        defects=np.flatnonzero(counted_as_defects(findings, floor)),
    )

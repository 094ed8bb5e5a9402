"""What a comparison would come to by other settings, before anything is written. Reads only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assay.compare.comparison import Comparison
from assay.compare.findings import CODE_NUMBERS
from assay.compare.kept_blocks import KeptBlocks
from assay.compare.settings import ComparisonSettings
from assay.model.batches import Batch
from assay.model.findings import ComparisonRecord, Finding
from assay.model.ids import ComparisonId, FindingId, ImageId
from assay.model.progress import Progress, Work
from assay.review.measure import Measured, taken_apart
from assay.review.measure_accuracy import AccuracyReport, accuracy_of
from assay.review.set_sla_metric import sla_metric
from assay.review.sides_to_compare import sides_to_compare
from assay.store.compared import ComparedDelivery, compared_deliveries
from assay.store.project import Project

NOT_KEPT = FindingId(0)
"""The id of a finding that is in no project file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What the comparison would be by these settings: the figures that the project would keep, and the findings by code."""

    settings: ComparisonSettings
    comparison: Comparison
    by_code: Mapping[str, int]

    def findings_on(self, image_id: int) -> list[Finding]:
        """The findings that an image would have; they have no ids, as they are not kept."""
        images = self.comparison.findings.image
        return [self._finding(row) for row in range(*np.searchsorted(images, [image_id, image_id + 1]).tolist())]

    def findings_of(self, code: str) -> list[Finding]:
        """The findings that there would be of a code, by image."""
        rows = np.flatnonzero(self.comparison.findings.code == CODE_NUMBERS[code])
        return [self._finding(row) for row in rows.tolist()]

    def _finding(self, row: int) -> Finding:
        found = self.comparison.findings
        iou, offsets = float(found.iou[row]), found.offsets[row].tolist()
        x_min, y_min, x_max, y_max = found.box[row].tolist()
        left, top, right, bottom = offsets
        return Finding(
            id=NOT_KEPT,
            comparison_id=ComparisonId(0),
            image_id=ImageId(int(found.image[row])),
            code=found.code_of(row),
            severity=found.severity_of(row),
            vendor_number=int(found.vendor[row]),
            gold_number=int(found.gold[row]),
            class_delivered=int(found.delivered_class[row]),
            class_expected=int(found.expected_class[row]),
            iou=None if iou != iou else iou,
            offsets=None if left != left else (left, top, right, bottom),
            box=(x_min, y_min, x_max, y_max),
            details=found.details.get(row, {}),
            verdict=None,
            comment="",
            ruling=None,
            reason="",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A comparison ready to be made by other settings, and as it stands. blocks: not for two threads at once. deliveries: those of the project."""

    record: ComparisonRecord
    blocks: KeptBlocks
    trial: Trial
    measured: Measured
    accuracy: AccuracyReport
    deliveries: Sequence[ComparedDelivery]


def keep_for_trials(project: Project, batch: Batch, record: ComparisonRecord) -> Work[Kept]:
    """A comparison with its two label sets in memory, taken apart, so that other settings can be tried at once."""
    yield Progress(0, 0, "Reading annotations")
    sides = sides_to_compare(project, record.delivery_id, record.gold_id)
    settings = ComparisonSettings.from_json(record.settings)
    blocks = sides.kept(settings)
    yield Progress(0, 0, "Measuring")
    trial = try_settings(blocks, settings)
    yield Progress(0, 0, "Taking the comparison apart")
    measured = taken_apart_by(blocks, trial)
    accuracy = accuracy_of(blocks, trial.comparison, settings, sla_metric(project, batch))
    deliveries = compared_deliveries(project.connection)
    return Kept(record=record, blocks=blocks, trial=trial, measured=measured, accuracy=accuracy, deliveries=deliveries)


def try_settings(blocks: KeptBlocks, settings: ComparisonSettings) -> Trial:
    """Compare once more, and write nothing."""
    found = blocks.compared(settings)
    return Trial(settings=settings, comparison=found, by_code=found.findings.by_code())


def taken_apart_by(blocks: KeptBlocks, trial: Trial) -> Measured:
    """A trial by class, annotator and image."""
    return taken_apart(trial.comparison, blocks.vendor, blocks.gold)

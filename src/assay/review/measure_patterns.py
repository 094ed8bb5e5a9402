"""What goes wrong again and again: by whom, in which attribute, between which classes. Reads only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assay.compare.attribute_counts import AttributeCounts, attribute_counts
from assay.compare.scored.coco_summary import CocoSummary, coco_summary
from assay.compare.scored.label_scores import has_scores, scored_classes, tide_images
from assay.compare.scored.tide import TideErrors, tide_errors
from assay.compare.systematic.confusion_pairs import ConfusionPair, confusion_pairs
from assay.compare.systematic.edge_offsets import SideOffset, side_offsets_tested
from assay.geometry.boxes import side_offsets
from assay.model.annotations import UNKNOWN
from assay.model.batches import Batch
from assay.model.findings import ComparisonRecord
from assay.model.ids import AnnotatorId
from assay.model.progress import Progress, Work
from assay.review.measure import NOBODY, Figures, Measured, grouped, taken_apart
from assay.review.recompare import Recompared, recompare
from assay.store.people import annotators
from assay.store.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """A comparison taken apart in every way.

    measured: by class, annotator and image. by_cohort: figures by the cohort's name, "" for annotators of none. by_attribute: counts by
    name. offsets: by annotator id, the four sides with a test. confusions: worst first. scored, tide: where every annotation of the delivery
    has a score, else None.
    """

    measured: Measured
    by_cohort: Mapping[str, Figures]
    by_attribute: Mapping[str, AttributeCounts]
    offsets: Mapping[int, Sequence[SideOffset]]
    confusions: Sequence[ConfusionPair]
    scored: CocoSummary | None
    tide: TideErrors | None


def measure_patterns(project: Project, batch: Batch, record: ComparisonRecord) -> Work[Patterns]:
    """Take a comparison apart, by making it once more with its own settings."""
    found = yield from recompare(project, record)
    yield Progress(0, 0, "Looking for patterns")
    measured = taken_apart(found.comparison, found.vendor, found.gold)
    scored = has_scores(found.vendor)
    return Patterns(
        measured=measured,
        by_cohort=_by_cohort(project, batch, measured),
        by_attribute=attribute_counts(found.comparison, found.gold),
        offsets=edge_offsets(found),
        confusions=confusion_pairs(measured.confusion, measured.classes),
        scored=coco_summary(scored_classes(found.comparison, found.vendor, found.gold)) if scored else None,
        tide=tide_errors(tide_images(found.comparison, found.vendor, found.gold)) if scored else None,
    )


def _by_cohort(project: Project, batch: Batch, measured: Measured) -> dict[str, Figures]:
    """Gold that nobody delivered belongs to no cohort."""
    of_annotator = {int(key): one.cohort for key, one in annotators(project.connection, batch.vendor_id).items()}
    cohorts = sorted(set(of_annotator.values()) | {""})
    objects = measured.objects
    place = {key: cohorts.index(name) for key, name in of_annotator.items()} | {UNKNOWN: cohorts.index("")}
    keys = np.array([place.get(one, cohorts.index("")) for one in objects.annotator.tolist()], np.int64)
    keys = np.where(objects.vendor > 0, keys, NOBODY)
    return {cohorts[one.key]: one for one in grouped(objects, keys, np.full(len(objects), NOBODY))}


def edge_offsets(found: Recompared) -> dict[int, list[SideOffset]]:
    """By annotator id, how far the sides of pairs of one class lie from gold, tested; in the order of SIDES."""
    pairs = found.comparison.pairs
    rows = pairs.vendor_row[pairs.same_class]
    offsets = side_offsets(vendor=found.vendor.boxes[rows], gold=found.gold.boxes[pairs.gold_row[pairs.same_class]])
    annotator = found.vendor.records["annotator_id"][rows]
    return side_offsets_tested(offsets, pairs.image[pairs.same_class], annotator)


def annotator_names(project: Project, batch: Batch) -> dict[int, str]:
    """The names of a vendor's annotators by id, that of nobody among them."""
    known = annotators(project.connection, batch.vendor_id)
    return {int(key): known[AnnotatorId(key)].name for key in known} | {UNKNOWN: "unknown"}

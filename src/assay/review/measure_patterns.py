"""What goes wrong again and again: by whom, in which attribute, between which classes. Reads only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assay.compare.attribute_counts import AttributeCounts
from assay.compare.scored.coco_summary import CocoSummary, coco_summary
from assay.compare.scored.label_scores import has_scores, scored_classes, tide_images
from assay.compare.scored.tide import TideErrors, tide_errors
from assay.compare.systematic.confusion_pairs import ConfusionPair, confusion_pairs
from assay.compare.systematic.edge_offsets import SideOffset
from assay.model.annotations import UNKNOWN
from assay.model.batches import Batch
from assay.model.findings import ComparisonRecord
from assay.model.ids import AnnotatorId
from assay.model.progress import Progress, Work
from assay.review.measure import NOBODY, Figures, Measured, grouped, taken_apart
from assay.review.recompare import recompare
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
    people = annotators(project.connection, batch.vendor_id)
    scored = has_scores(found.vendor)
    return Patterns(
        measured=measured,
        by_cohort=by_cohort(measured, {int(key): one.cohort for key, one in people.items()}),
        by_attribute={name: one.counts for name, one in measured.attributes.items()},
        offsets=measured.edges,
        confusions=confusion_pairs(measured.confusion, measured.classes),
        scored=coco_summary(scored_classes(found.comparison, found.vendor, found.gold)) if scored else None,
        tide=tide_errors(tide_images(found.comparison, found.vendor, found.gold)) if scored else None,
    )


def by_cohort(measured: Measured, cohorts: Mapping[int, str]) -> dict[str, Figures]:
    """The figures by the cohort's name, "" for annotators of none; `key` is the place of the cohort among them.

    cohorts: by annotator id. Gold that nobody delivered belongs to no cohort.
    """
    objects = measured.objects
    names = sorted(set(cohorts.values()) | {""})
    known, place = np.unique(objects.annotator, return_inverse=True)
    of_annotator = np.array([names.index(cohorts.get(one, "")) for one in known.tolist()], np.int64)
    keys = np.where(objects.vendor > 0, of_annotator[place], NOBODY)
    found = grouped(objects, keys, np.full(len(objects), NOBODY))
    return {names[one.key]: replace(one, key=at) for at, one in enumerate(found)}


def annotator_names(project: Project, batch: Batch) -> dict[int, str]:
    """The names of a vendor's annotators by id, that of nobody among them."""
    known = annotators(project.connection, batch.vendor_id)
    return {int(key): known[AnnotatorId(key)].name for key in known} | {UNKNOWN: "unknown"}

"""The tables of a comparison, all in one place."""

from collections.abc import Iterator, Sequence

from assay.review.measure_accuracy import AccuracyReport
from assay.review.measure_patterns import by_cohort, confusion_pairs
from assay.review.measure_quality import Quality
from assay.store.compared import ComparedDelivery
from assay.ui.scorecard.accuracy_columns import accuracy_columns, accuracy_rows
from assay.ui.scorecard.attribute_columns import AttributeRow, attribute_columns
from assay.ui.scorecard.class_columns import class_columns
from assay.ui.scorecard.delivery_columns import delivery_columns
from assay.ui.scorecard.edge_columns import edge_columns, edges_of
from assay.ui.scorecard.image_columns import image_columns
from assay.ui.scorecard.listings import Shown
from assay.ui.scorecard.pair_columns import pair_columns
from assay.ui.scorecard.panoptic_columns import panoptic_columns, panoptic_rows
from assay.ui.scorecard.person_columns import annotator_columns, cohort_columns
from assay.ui.scorecard.quality_columns import quality_columns, quality_rows
from assay.ui.scorecard.score_columns import error_columns, error_rows, score_columns, score_rows
from assay.ui.scorecard.sheet import Sheet
from assay.ui.scorecard.views import (
    ACCURACY,
    ANNOTATORS,
    ATTRIBUTES,
    CLASSES,
    COHORTS,
    DELIVERIES,
    EDGES,
    IMAGES,
    PAIRS,
    PANOPTIC,
    PRECISION,
    QUALITY,
    TIDE,
)

NO_CONFUSIONS = ("No confusions", "No object was delivered as another class.")
NO_ATTRIBUTES = ("No attributes", "Gold says no attribute of any object that was delivered as its class.")
NO_SCORES = (
    "n/a: the delivery has no scores",
    "Average precision ranks annotations by their scores, and not every one has one.",
)
NOTHING_WANTED = ("n/a: nothing to find", "Gold has no object on the images that were compared.")
NO_PAIRS = ("No pairs", "No object was delivered as its own class, so no side can be measured.")
NOBODY_DREW = ("Nobody to tell of", "The delivery has no annotations that are counted.")


def sheets_of(shown: Shown) -> Iterator[Sheet]:
    """The tables of a comparison that is taken apart."""
    measured, people = shown.measured, shown.names.annotators
    pairs = confusion_pairs(measured.confusion, measured.classes)
    yield Sheet(view=PAIRS, columns=pair_columns(shown), rows=pairs, none=NO_CONFUSIONS)
    yield Sheet(view=CLASSES, columns=class_columns(shown), rows=measured.by_class)
    by_name = sorted(measured.by_annotator, key=lambda one: people.get(one.key, "").casefold())
    yield Sheet(view=ANNOTATORS, columns=annotator_columns(shown), rows=by_name, none=NOBODY_DREW)
    cohorts = by_cohort(measured, shown.names.cohorts)
    yield Sheet(
        view=COHORTS, columns=cohort_columns(shown, list(cohorts)), rows=list(cohorts.values()), none=NOBODY_DREW
    )
    attributes = [AttributeRow(*one) for one in measured.attributes.items()]
    yield Sheet(view=ATTRIBUTES, columns=attribute_columns(shown), rows=attributes, none=NO_ATTRIBUTES)
    edges = list(edges_of(measured.edges, people))
    yield Sheet(view=EDGES, columns=edge_columns(shown), rows=edges, none=NO_PAIRS)
    yield Sheet(view=IMAGES, columns=image_columns(shown), rows=measured.by_image)


def quality_sheets(quality: Quality, shown: Shown) -> Iterator[Sheet]:
    """What takes longer to measure; `shown` is the comparison as it stands."""
    yield Sheet(view=QUALITY, columns=quality_columns(shown), rows=quality_rows(quality))
    yield Sheet(view=PANOPTIC, columns=panoptic_columns(quality, shown), rows=panoptic_rows(quality))
    scored = quality.scored
    if scored is None:
        yield Sheet(view=PRECISION, columns=(), rows=(), none=NO_SCORES)
        yield Sheet(view=TIDE, columns=(), rows=(), none=NO_SCORES)
        return
    columns = score_columns(scored, quality, shown)
    yield Sheet(view=PRECISION, columns=columns, rows=score_rows(scored), none=NOTHING_WANTED)
    yield Sheet(view=TIDE, columns=error_columns(scored), rows=error_rows(scored))


def delivery_sheet(deliveries: Sequence[ComparedDelivery], shown: Shown, shown_id: int) -> Sheet:
    """The deliveries of the project; `shown` is the comparison of one of them as it stands."""
    return Sheet(view=DELIVERIES, columns=delivery_columns(shown, shown_id), rows=deliveries)


def accuracy_sheet(report: AccuracyReport) -> Sheet:
    """How accurate the delivery is under each definition."""
    return Sheet(view=ACCURACY, columns=accuracy_columns(report), rows=accuracy_rows(report))

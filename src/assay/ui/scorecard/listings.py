"""What is listed for each figure."""

import numpy as np
from numpy.typing import NDArray

from assay.review.measure import NOBODY, Measured, Objects
from assay.ui.scorecard.entries import Listing, object_entries
from assay.ui.scorecard.iou_histogram_painting import BINS, bin_of
from assay.ui.scorecard.names import Names

Rows = NDArray[np.bool_] | NDArray[np.int64]


def headline_listing(name: str, measured: Measured) -> Listing:
    """What one of the headline figures counts, or what brings it down."""
    objects = measured.objects
    wrong = objects.mislabelled | objects.extra | objects.missing
    chosen: dict[str, tuple[str, Rows]] = {
        "precision": ("Delivered, not matched", objects.mislabelled | objects.extra),
        "recall": ("In gold, not matched", objects.mislabelled | objects.missing),
        "f1": ("Not matched", wrong),
        "mean_iou": ("Matched, worst IoU first", by_iou(objects, objects.matched)),
        "matched": ("Matched", objects.matched),
        "mislabelled": ("Mislabelled", objects.mislabelled),
        "missing": ("Missing", objects.missing),
        "extra": ("Extra", objects.extra),
    }
    title, rows = chosen[name]
    return Listing(title=title, entries=object_entries(objects, rows))


def class_listing(class_id: int, measured: Measured, names: Names) -> Listing:
    """The objects of a class, on either side, that are not matched."""
    objects = measured.objects
    rows = ((objects.delivered == class_id) | (objects.expected == class_id)) & ~objects.matched
    return Listing(title=f"{names.classes.get(class_id, '–')}, not matched", entries=object_entries(objects, rows))


def annotator_listing(annotator_id: int, measured: Measured, names: Names) -> Listing:
    """An annotator's annotations that a finding speaks of."""
    objects = measured.objects
    rows = (objects.vendor > 0) & (objects.annotator == annotator_id) & ~objects.right
    name = names.annotators.get(annotator_id, "–")
    return Listing(title=f"{name}, with a finding", entries=object_entries(objects, rows))


def cell_title(row: int, column: int, measured: Measured, names: Names) -> str:
    """What a cell of the confusion matrix holds."""
    ids = (*measured.classes, NOBODY)
    expected, delivered = ids[row], ids[column]
    if expected == NOBODY:
        return f"{names.classes[delivered]}, extra"
    if delivered == NOBODY:
        return f"{names.classes[expected]}, missing"
    if expected == delivered:
        return f"{names.classes[expected]}, matched"
    return f"{names.classes[expected]} → {names.classes[delivered]}"


def by_iou(objects: Objects, rows: Rows) -> NDArray[np.int64]:
    """These objects' rows in order of their IoU, the worst first."""
    chosen = np.arange(len(objects))[rows]
    return chosen[np.argsort(objects.iou[chosen], kind="stable")]


def bin_listing(place: int, measured: Measured) -> Listing:
    """The pairs that a bar of the histogram counts."""
    objects = measured.objects
    pairs = np.flatnonzero((objects.vendor > 0) & (objects.gold > 0))
    rows = pairs[bin_of(objects.iou[pairs]) == place]
    title = f"IoU {place / BINS:.2f} to {(place + 1) / BINS:.2f}"
    return Listing(title=title, entries=object_entries(objects, by_iou(objects, rows)))


def accuracy_listing(key: str, measured: Measured) -> Listing:
    """What keeps an accuracy from being 1: objects of the wrong class, unmatched ones, or whatever is not right."""
    objects = measured.objects
    wrong = objects.mislabelled | objects.extra | objects.missing
    by_definition: dict[str, tuple[str, Rows]] = {
        "class_accuracy_on_matched": ("Mislabelled", objects.mislabelled),
        "object_jaccard_accuracy": ("Not matched", wrong),
        "object_f1": ("Not matched", wrong),
    }
    title, rows = by_definition.get(key, ("Not right", ~objects.right))
    return Listing(title=title, entries=object_entries(objects, rows))

"""What is listed for each figure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.model.findings import Finding
from assay.model.ids import ImageId
from assay.review.measure import NOBODY, Measured, Objects, Rows
from assay.ui.scorecard.entries import Listing, ObjectEntries
from assay.ui.scorecard.iou_histogram_painting import BINS, bin_of
from assay.ui.scorecard.names import Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the tables show: a comparison taken apart, what its ids are called, and the findings on an image when they are asked for."""

    measured: Measured
    names: Names
    found_on: Callable[[ImageId], Sequence[Finding]]

    def listing(self, title: str, rows: Rows) -> Listing:
        """Some of the comparison's objects under a title."""
        return Listing(title=title, entries=ObjectEntries(self.measured.objects, rows))

    def worst_first(self, title: str, rows: Rows) -> Listing:
        """Some pairs under a title, the worst IoU first."""
        return self.listing(title, by_iou(self.measured.objects, rows))


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
    return Listing(title=title, entries=ObjectEntries(objects, rows))


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
    return Listing(title=title, entries=ObjectEntries(objects, by_iou(objects, rows)))

"""What each definition of accuracy counts, as lists."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.model.defect_types import SEVERITIES
from assay.model.ids import ImageId
from assay.review.measure import Rows
from assay.review.measure_accuracy import Counted
from assay.ui.scorecard.entries import Entry, ObjectEntries, image_entries

Lists = Callable[[Counted], Sequence[Entry]]
MAJOR = SEVERITIES[:2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a definition counts as right, what it counts at all, and the rest, which keeps it from 1."""

    right: Lists
    whole: Lists
    rest: Lists


def objects(rows: Callable[[Counted], Rows]) -> Lists:
    """Objects of the comparison."""
    return lambda counted: ObjectEntries(counted.objects, rows(counted))


def unmatched(counted: Counted) -> Rows:
    """Objects that are no pair of one class."""
    return ~counted.objects.matched


def both_sides(rows: Callable[[Counted], NDArray[np.bool_]]) -> Lists:
    """Objects once for each side that they are on: a pair is one annotation and one gold object."""

    def lists(counted: Counted) -> Sequence[Entry]:
        chosen = np.flatnonzero(rows(counted))
        sides = (counted.objects.vendor[chosen] > 0).astype(int) + (counted.objects.gold[chosen] > 0)
        return ObjectEntries(counted.objects, np.repeat(chosen, sides))

    return lists


def images(severities: Sequence[str], *, faulty: bool) -> Lists:
    """Images with, or without, a defect of these severities."""

    def lists(counted: Counted) -> Sequence[Entry]:
        rows = [row for row in counted.defects.tolist() if counted.findings.severity_of(row) in severities]
        with_one = np.isin(counted.images, counted.findings.image[rows])
        return image_entries(counted.images[with_one if faulty else ~with_one].tolist())

    return lists


def defects(counted: Counted) -> Sequence[Entry]:
    """Every finding that is a defect."""
    found = counted.findings
    return [
        Entry(
            image_id=ImageId(int(found.image[row])),
            vendor_number=int(found.vendor[row]),
            gold_number=int(found.gold[row]),
            delivered=int(found.delivered_class[row]),
            expected=int(found.expected_class[row]),
            iou=None if np.isnan(found.iou[row]) else float(found.iou[row]),
            code=found.code_of(row),
        )
        for row in counted.defects.tolist()
    ]


def all_images(counted: Counted) -> Sequence[Entry]:
    """Every image that has gold."""
    return image_entries(counted.images.tolist())


PERFECT = objects(lambda counted: counted.perfect)
MATCHED = objects(lambda counted: counted.objects.matched)
UNMATCHED = objects(unmatched)
LISTS: Mapping[str, Parts] = {
    "image_pass_rate_any_defect": Parts(
        right=images(SEVERITIES, faulty=False), whole=all_images, rest=images(SEVERITIES, faulty=True)
    ),
    "image_pass_rate_major_plus": Parts(
        right=images(MAJOR, faulty=False), whole=all_images, rest=images(MAJOR, faulty=True)
    ),
    "sama_opportunity": Parts(
        right=PERFECT, whole=lambda counted: [*PERFECT(counted), *defects(counted)], rest=defects
    ),
    "perfect_object_rate": Parts(
        right=PERFECT,
        whole=objects(lambda counted: counted.objects.gold > 0),
        rest=objects(lambda counted: (counted.objects.gold > 0) & ~counted.perfect),
    ),
    "object_jaccard_accuracy": Parts(
        right=MATCHED, whole=objects(lambda counted: np.ones(len(counted.objects), bool)), rest=UNMATCHED
    ),
    "object_f1": Parts(
        right=both_sides(lambda counted: counted.objects.matched),
        whole=both_sides(lambda counted: np.ones(len(counted.objects), bool)),
        rest=UNMATCHED,
    ),
    "class_accuracy_on_matched": Parts(
        right=MATCHED,
        whole=objects(lambda counted: counted.objects.matched | counted.objects.mislabelled),
        rest=objects(lambda counted: counted.objects.mislabelled),
    ),
}
"""By the key of each definition."""

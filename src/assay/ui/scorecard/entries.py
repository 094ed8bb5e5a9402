"""What the list at the side lists: objects of the comparison, or findings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assay.model.findings import Finding
from assay.model.ids import ComparisonId, FindingId, ImageId
from assay.review.measure import NOBODY, Measured, Objects
from assay.review.try_settings import Trial
from assay.store.findings import findings_on_image
from assay.store.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One object by its numbers (0 for none) and classes, or one finding when its id, or of a trial its code, is given."""

    image_id: ImageId
    vendor_number: int
    gold_number: int
    delivered: int
    expected: int
    iou: float | None
    finding_id: FindingId | None = None
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list with its title and what is being counted."""

    title: str
    entries: Sequence[Entry]


def entry_of(finding: Finding) -> Entry:
    """A finding as an entry."""
    return Entry(
        image_id=finding.image_id,
        vendor_number=finding.vendor_number,
        gold_number=finding.gold_number,
        delivered=finding.class_delivered,
        expected=finding.class_expected,
        iou=finding.iou,
        finding_id=finding.id or None,
        code="" if finding.id else finding.code,
    )


def object_entries(objects: Objects, rows: NDArray[np.bool_] | NDArray[np.int64]) -> list[Entry]:
    """These objects as entries, by row number or by a condition."""
    columns = (objects.image, objects.vendor, objects.gold, objects.delivered, objects.expected, objects.iou)
    return [
        Entry(
            image_id=ImageId(image),
            vendor_number=vendor,
            gold_number=gold,
            delivered=delivered,
            expected=expected,
            iou=iou if iou == iou else None,
        )
        for image, vendor, gold, delivered, expected, iou in zip(
            *(column[rows].tolist() for column in columns), strict=True
        )
    ]


def cell_rows(measured: Measured, row: int, column: int) -> NDArray[np.bool_]:
    """The objects that a cell of the confusion matrix counts."""
    ids = (*measured.classes, NOBODY)
    return (measured.objects.expected == ids[row]) & (measured.objects.delivered == ids[column])


def finding_about(found: Sequence[Finding], entry: Entry) -> Finding | None:
    """The finding that speaks of an object; the first, so the worst, when there are several."""
    return next((finding for finding in found if speaks_of(finding, entry)), None)


def speaks_of(finding: Finding, entry: Entry) -> bool:
    """Whether a finding is about an object, by itself or as part of a merge, a split or an image that came back empty."""
    if entry.finding_id is not None:
        return finding.id == entry.finding_id
    if entry.code and finding.code != entry.code:
        return False
    vendor = {finding.vendor_number, *finding.details.get("vendor_numbers", ())} - {0}
    gold = {finding.gold_number, *finding.details.get("gold_numbers", ())} - {0}
    return entry.vendor_number in vendor or entry.gold_number in gold


class Lookup(Protocol):
    """Whatever knows the finding that speaks of an entry."""

    def of(self, entry: Entry) -> Finding | None:
        """The finding that speaks of an entry."""
        ...


class FindingLookup:
    """The findings of a comparison by image, read when a row is first looked at."""

    def __init__(self, project: Project, comparison_id: ComparisonId) -> None:
        self._project = project
        self._comparison_id = comparison_id
        self._by_image: dict[ImageId, list[Finding]] = {}

    def of(self, entry: Entry) -> Finding | None:
        """The finding that speaks of an entry."""
        if entry.image_id not in self._by_image:
            self._by_image[entry.image_id] = findings_on_image(
                self._project.connection, self._comparison_id, entry.image_id
            )
        return finding_about(self._by_image[entry.image_id], entry)


class TrialLookup:
    """The findings that a comparison would have by other settings."""

    def __init__(self, trial: Trial) -> None:
        self._trial = trial

    def of(self, entry: Entry) -> Finding | None:
        """The finding that speaks of an entry."""
        return finding_about(self._trial.findings_on(entry.image_id), entry)

"""What the list at the side lists: objects of the comparison, findings, or images."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from assay.model.findings import Finding
from assay.model.ids import FindingId, ImageId
from assay.review.measure import NOBODY, Measured, Objects, Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One object by its numbers (0 for none) and classes, or one finding when its id, or of a trial its code, is given; else an image."""

    image_id: ImageId
    vendor_number: int = 0
    gold_number: int = 0
    delivered: int = NOBODY
    expected: int = NOBODY
    iou: float | None = None
    finding_id: FindingId | None = None
    code: str = ""

    @property
    def is_image(self) -> bool:
        """Whether it stands for a whole image."""
        return not (self.vendor_number or self.gold_number or self.finding_id or self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list with its title and what is being counted."""

    title: str
    entries: Sequence[Entry]


class ObjectEntries(Sequence[Entry]):
    """Objects as entries, each made when it is looked at: a figure may count very many."""

    def __init__(self, objects: Objects, rows: Rows) -> None:
        self._objects = objects
        self._rows: NDArray[np.int64] = np.arange(len(objects))[rows]

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> "ObjectEntries": ...
    def __getitem__(self, index: int | slice) -> "Entry | ObjectEntries":
        if isinstance(index, slice):
            return ObjectEntries(self._objects, self._rows[index])
        objects, row = self._objects, self._rows[index]
        iou = float(objects.iou[row])
        return Entry(
            image_id=ImageId(int(objects.image[row])),
            vendor_number=int(objects.vendor[row]),
            gold_number=int(objects.gold[row]),
            delivered=int(objects.delivered[row]),
            expected=int(objects.expected[row]),
            iou=iou if iou == iou else None,
        )

    def __iter__(self) -> Iterator[Entry]:
        return (self[place] for place in range(len(self)))


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


def image_entries(images: Iterable[int]) -> list[Entry]:
    """Whole images as entries."""
    return [Entry(image_id=ImageId(int(one))) for one in images]


def cell_rows(measured: Measured, row: int, column: int) -> NDArray[np.bool_]:
    """The objects that a cell of the confusion matrix counts."""
    ids = (*measured.classes, NOBODY)
    return (measured.objects.expected == ids[row]) & (measured.objects.delivered == ids[column])

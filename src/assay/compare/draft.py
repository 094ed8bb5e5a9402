"""Findings of one rule, before they are sorted and given their places."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.compare.block import Block
from assay.compare.findings import CODE_NUMBERS, Findings, no_findings
from assay.compare.side import Rows, Side
from assay.geometry.boxes import side_offsets, united

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Findings of one code in a block. vendor, gold: (n,) places on the two sides, −1 for none. box: (n, 4), the union of both when None, the whole image where NaN.

    image: (n,) positions in the block, from the annotations when None. details: one per finding, or None.
    """

    code: str
    vendor: Rows
    gold: Rows
    image: Rows | None = None
    iou: Floats | None = None
    box: Floats | None = None
    details: Sequence[Mapping[str, Any] | None] | None = None

    def __len__(self) -> int:
        return len(self.vendor)


def nobody(count: int) -> Rows:
    """Places of annotations that are not there."""
    return np.full(count, -1)


def findings_of(block: Block, drafts: Sequence[Draft]) -> Findings:
    """The findings of all rules on a block, sorted by image, code and numbers."""
    drafts = [draft for draft in drafts if len(draft)]
    if not drafts:
        return no_findings()
    vendor = np.concatenate([draft.vendor for draft in drafts])
    gold = np.concatenate([draft.gold for draft in drafts])
    code = np.repeat([CODE_NUMBERS[draft.code] for draft in drafts], [len(draft) for draft in drafts])
    image = np.concatenate([_images(block, draft) for draft in drafts])
    iou = np.concatenate([np.full(len(draft), np.nan) if draft.iou is None else draft.iou for draft in drafts])
    numbers = block.vendor.numbers(vendor), block.gold.numbers(gold)
    order = _order(image * 256 + code, *numbers)
    vendor, gold = vendor[order], gold[order]
    vendor_boxes, gold_boxes = _boxes(block.vendor, vendor), _boxes(block.gold, gold)
    return Findings(
        code[order].astype(np.uint8),
        block.images.ids[image[order]],
        numbers[0][order],
        numbers[1][order],
        block.vendor.classes(vendor),
        block.gold.classes(gold),
        iou[order],
        side_offsets(vendor=vendor_boxes, gold=gold_boxes),
        _in_image(block, image[order], _places_to_look_at(drafts, order, united(vendor_boxes, gold_boxes))),
        _details(drafts, order),
    )


def _order(*keys: NDArray[np.integer]) -> Rows:
    """The order by the first of the keys, then by the next, equal ones as they come. keys: each (n,) 0 or more."""
    bits = [int(key.max()).bit_length() for key in keys]
    if sum(bits) > 63:
        return np.lexsort(keys[::-1])
    # Packed into one number, and as each rule's findings come by image, they are sorted ten times faster.
    packed = np.zeros(len(keys[0]), np.int64)
    for key, width in zip(keys, bits, strict=True):
        packed = (packed << width) | key
    return np.argsort(packed, kind="stable")


def _images(block: Block, draft: Draft) -> Rows:
    if draft.image is not None:
        return draft.image
    if not len(block.gold):
        return block.vendor.image[draft.vendor]
    if not len(block.vendor):
        return block.gold.image[draft.gold]
    return np.where(draft.vendor >= 0, block.vendor.image[draft.vendor], block.gold.image[draft.gold])


def _boxes(side: Side, places: Rows) -> Floats:
    """The boxes at these places, NaN where the place is −1."""
    boxes = np.full((len(places), 4), np.nan)
    there = places >= 0
    boxes[there] = side.boxes[places[there]]
    return boxes


def _places_to_look_at(drafts: Sequence[Draft], order: Rows, boxes: Floats) -> Floats:
    for draft, rows in _rows_of(drafts, order):
        if draft.box is not None:
            boxes[rows] = draft.box
    return boxes


def _in_image(block: Block, image: Rows, boxes: Floats) -> Floats:
    """The boxes, those that are not known replaced by the whole image."""
    nowhere = np.flatnonzero(np.isnan(boxes).any(axis=1))
    if len(nowhere):
        boxes[nowhere, :2] = 0
        boxes[nowhere, 2:] = block.raster_sizes[image[nowhere]][:, ::-1]
    return boxes


def _details(drafts: Sequence[Draft], order: Rows) -> dict[int, Mapping[str, Any]]:
    details: dict[int, Mapping[str, Any]] = {}
    for draft, rows in _rows_of(drafts, order):
        if draft.details is not None:
            details.update({row: said for row, said in zip(rows.tolist(), draft.details, strict=True) if said})
    return details


def _rows_of(drafts: Sequence[Draft], order: Rows) -> Iterator[tuple[Draft, Rows]]:
    """Each draft with the rows that its findings have come to stand in."""
    row = np.empty(len(order), np.int64)
    row[order] = np.arange(len(order))
    first = 0
    for draft in drafts:
        yield draft, row[first : first + len(draft)]
        first += len(draft)

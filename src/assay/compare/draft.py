"""Findings of one rule, before they are sorted and given their places."""

from collections.abc import Mapping, Sequence
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
    """Findings of one code in a block. vendor, gold: (n,) places on the two sides, −1 for none. box: (n, 4), the union of both when None.

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
    numbers = block.vendor.numbers(vendor), block.gold.numbers(gold)
    order = np.lexsort((numbers[1], numbers[0], image * 256 + code))
    vendor_boxes, gold_boxes = _boxes(block.vendor, vendor), _boxes(block.gold, gold)
    boxes = united(vendor_boxes, gold_boxes)
    _put_boxes(boxes, drafts)
    iou = np.concatenate([np.full(len(draft), np.nan) if draft.iou is None else draft.iou for draft in drafts])
    offsets = side_offsets(vendor=vendor_boxes, gold=gold_boxes)
    return Findings(
        code[order].astype(np.uint8),
        block.images.ids[image[order]],
        numbers[0][order],
        numbers[1][order],
        iou[order],
        offsets[order],
        boxes[order],
        _details(drafts, order),
    )


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


def _put_boxes(boxes: Floats, drafts: Sequence[Draft]) -> None:
    first = 0
    for draft in drafts:
        if draft.box is not None:
            boxes[first : first + len(draft)] = draft.box
        first += len(draft)


def _details(drafts: Sequence[Draft], order: Rows) -> dict[int, Mapping[str, Any]]:
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    details: dict[int, Mapping[str, Any]] = {}
    first = 0
    for draft in drafts:
        if draft.details is not None:
            rows = place[first : first + len(draft)].tolist()
            details.update({row: said for row, said in zip(rows, draft.details, strict=True) if said})
        first += len(draft)
    return details

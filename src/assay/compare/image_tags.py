"""What the tags of whole images say differently."""

from itertools import zip_longest

import numpy as np

from assay.compare.block import Block
from assay.compare.draft import Draft
from assay.compare.side import Side
from assay.model.shapes import ShapeKind


def tag_draft(block: Block) -> Draft:
    """IMG-TAG, on images that gold has tagged: each tag that differs from gold's, is missing or is too many."""
    vendor, gold = _tags(block.vendor), _tags(block.gold)
    found = [
        (image, delivered, expected)
        for image, tags in sorted(gold.items())
        for delivered, expected in _different(vendor.get(image, {}), tags)
    ]
    columns = np.array(found, np.int64).reshape(-1, 3).T
    box = np.full((len(found), 4), np.nan)
    return Draft(code="IMG-TAG", vendor=columns[1], gold=columns[2], image=columns[0], box=box)


def _tags(side: Side) -> dict[int, dict[int, int]]:
    """By image the place of each tag by its class."""
    tags: dict[int, dict[int, int]] = {}
    for place in np.flatnonzero(side.kind == ShapeKind.TAG).tolist():
        tags.setdefault(int(side.image[place]), {})[int(side.class_id[place])] = place
    return tags


def _different(vendor: dict[int, int], gold: dict[int, int]) -> list[tuple[int, int]]:
    """Places of the tags that only one side has, the vendor's beside gold's in order of their classes; −1 where one side has no more."""
    only_vendor = [place for tag, place in sorted(vendor.items()) if tag not in gold]
    only_gold = [place for tag, place in sorted(gold.items()) if tag not in vendor]
    return list(zip_longest(only_vendor, only_gold, fillvalue=-1))

"""What becomes of annotations that have no partner."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.compare.block import DUPLICATE_OF_GOLD, Block, vendor_image_counts
from assay.compare.draft import Draft, nobody
from assay.compare.grouping import Grouping
from assay.compare.overlaps import Overlaps, Wanted, overlaps
from assay.compare.pairs import Pairing
from assay.compare.side import Rows
from assay.compare.visibility import is_partly_hidden

IGNORED_SHARE = 0.5
"""An unpaired vendor annotation with such a share of its area inside a region to ignore is ignored."""

Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Extra:
    """Unpaired vendor annotations. ignored: by place, whether one leaves the counts."""

    drafts: tuple[Draft, ...]
    ignored: Truths


def missing_drafts(block: Block, pairing: Pairing, groups: Grouping, unwanted: Truths) -> list[Draft]:
    """IMG-SKIP for images that the vendor skipped, MIS-IMG for others that came back empty; MIS-SMALL, MIS-OCC and MIS-OBJ for the objects missing on the others.

    unwanted: by gold place, what need not be there.
    """
    gold = block.gold
    empty = vendor_image_counts(block) == 0
    missing = gold.counted & (pairing.vendor_of < 0) & ~groups.gold_grouped
    missing &= ~unwanted
    alone = np.flatnonzero(missing & ~empty[gold.image])
    small = block.gold_shapes.own_areas(alone) < block.classes.threshold("small_area", gold, alone)
    hidden = ~small & _partly_hidden(block, alone)
    kinds = {"MIS-SMALL": small, "MIS-OCC": hidden, "MIS-OBJ": ~small & ~hidden}
    drafts = [_gold_alone(code, alone[chosen]) for code, chosen in kinds.items()]
    return [*_empty_images(block, np.flatnonzero(missing & empty[gold.image])), *drafts]


def unwanted_gold(block: Block, pairing: Pairing) -> Truths:
    """(n,) whether each gold object is below its class's least size and has no pair: it then leaves the counts, as out of COCO's area range."""
    unwanted = np.zeros(len(block.gold), bool)
    alone = np.flatnonzero(block.gold.counted & (pairing.vendor_of < 0))
    unwanted[alone] = block.classes.too_small(block.gold, alone)
    return unwanted


def _partly_hidden(block: Block, places: Rows) -> Truths:
    """(n,) whether gold says of each of these objects that it is occluded or cut off."""
    hidden = np.zeros(len(places), bool)
    extra = block.gold.annotations.extra
    for at, row in enumerate(block.gold.rows[places].tolist()) if extra else ():
        label_class = block.classes.of(int(block.gold.class_id[places[at]]))
        hidden[at] = is_partly_hidden(extra.get(row, {}).get("attributes", {}), label_class)
    return hidden


def _gold_alone(code: str, places: Rows) -> Draft:
    return Draft(code=code, vendor=nobody(len(places)), gold=places)


def _empty_images(block: Block, missing: Rows) -> list[Draft]:
    if not len(missing):
        return []
    images, starts = np.unique(block.gold.image[missing], return_index=True)
    objects = np.split(missing, starts[1:])
    skipped = np.array([image in block.skipped for image in block.images.ids[images].tolist()], bool)
    return [
        _whole_images(block, code, images[chosen], [objects[at] for at in np.flatnonzero(chosen)])
        for code, chosen in (("MIS-IMG", ~skipped), ("IMG-SKIP", skipped))
    ]


def _whole_images(block: Block, code: str, images: Rows, objects: Sequence[Rows]) -> Draft:
    """Findings over whole images. objects: the gold objects that each of them lacks."""
    details: list[dict[str, Any]] = [
        {"why": _why_empty(block, image), "gold_numbers": sorted(block.gold.numbers(places).tolist())}
        for image, places in zip(images.tolist(), objects, strict=True)
    ]
    nothing, box = nobody(len(images)), np.full((len(images), 4), np.nan)
    return Draft(code=code, vendor=nothing, gold=nothing, image=images, box=box, details=details)


def _why_empty(block: Block, image: int) -> str:
    said = "no annotation" if block.delivered[image] else "not delivered"
    return block.skipped.get(int(block.images.ids[image]), said)


def extra(block: Block, pairing: Pairing, groups: Grouping) -> Extra:
    """EXT-IGN, EXT-DUP, EXT-OOS and EXT-GHOST; what lies in an ignore region or is too small to be labelled leaves the counts."""
    alone = block.vendor.counted & (pairing.gold_of < 0) & ~groups.vendor_grouped
    ignored = alone & _ignored(block, alone)
    alone &= ~ignored
    original, iou = _duplicated(block, pairing, alone)
    duplicates = np.flatnonzero(original >= 0)
    numbers = block.vendor.numbers(original[duplicates]).tolist()
    draft = Draft(
        code="EXT-DUP",
        vendor=duplicates,
        gold=nobody(len(duplicates)),
        iou=iou[duplicates],
        details=[{"duplicate_of": number} for number in numbers],
    )
    rest = np.flatnonzero(alone & (original < 0))
    small = block.classes.too_small(block.vendor, rest)
    drafts = (
        _vendor_alone("EXT-IGN", np.flatnonzero(ignored)),
        draft,
        _too_small(block, rest[small]),
        _vendor_alone("EXT-GHOST", rest[~small]),
    )
    ignored[rest[small]] = True
    return Extra(drafts, ignored)


def _too_small(block: Block, places: Rows) -> Draft:
    sizes = [block.schema.min_size_of(one) for one in block.vendor.class_id[places].tolist()]
    details = [{"why": f"smaller than {size:g} px", "min_size": size} for size in sizes]
    return Draft(code="EXT-OOS", vendor=places, gold=nobody(len(places)), details=details)


def _duplicated(block: Block, pairing: Pairing, alone: Truths) -> tuple[Rows, NDArray[np.float64]]:
    """By vendor place, the paired vendor annotation that it repeats, −1 for none, and the IoU that says so."""
    original, iou = _duplicated_vendor(block, pairing, alone)
    gold, gold_iou = _duplicated_gold(block, pairing, alone)
    by_gold = np.flatnonzero((original < 0) & (gold >= 0))
    original[by_gold] = pairing.vendor_of[gold[by_gold]]
    iou[by_gold] = gold_iou[by_gold]
    return original, iou


def _vendor_alone(code: str, places: Rows) -> Draft:
    return Draft(code=code, vendor=places, gold=nobody(len(places)))


def _ignored(block: Block, alone: Truths) -> Truths:
    """Whether each vendor annotation lies mostly in a region that gold says to ignore."""
    ignored = np.zeros(len(block.vendor), bool)
    regions = ~block.gold.counted
    if regions.any() and alone.any():
        wanted = Wanted(iou=2.0, share_a=IGNORED_SHARE)
        boxes = block.vendor_boxes.where(alone), block.gold_boxes.where(regions)
        ignored[overlaps(block.vendor_shapes, block.gold_shapes, wanted, *boxes).a] = True
    return ignored


def _duplicated_vendor(block: Block, pairing: Pairing, alone: Truths) -> tuple[Rows, NDArray[np.float64]]:
    """By vendor place, the paired vendor annotation of the same class that it lies on, −1 for none, and their IoU."""
    paired = pairing.gold_of >= 0
    boxes = block.vendor_boxes.where(alone), block.vendor_boxes.where(paired)
    wanted = Wanted(iou=block.classes.lowest("t_duplicate"))
    found = overlaps(block.vendor_shapes, block.vendor_shapes, wanted, *boxes)
    same_class = block.vendor.class_id[found.a] == block.vendor.class_id[found.b]
    found = found.take(same_class & (found.iou >= block.classes.threshold("t_duplicate", block.vendor, found.a)))
    return _closest(len(block.vendor), found, block.vendor.boxes)


def _duplicated_gold(block: Block, pairing: Pairing, alone: Truths) -> tuple[Rows, NDArray[np.float64]]:
    """By vendor place, the paired gold object of the same class that it lies on as well, −1 for none, and their IoU."""
    found = block.overlaps
    same = alone[found.a] & (found.iou >= DUPLICATE_OF_GOLD) & (pairing.vendor_of[found.b] >= 0)
    same &= block.vendor.class_id[found.a] == block.gold.class_id[found.b]
    return _closest(len(block.vendor), found.take(same), block.gold.boxes)


def _closest(count: int, found: Overlaps, boxes: NDArray[np.float64]) -> tuple[Rows, NDArray[np.float64]]:
    """For each a the b of greatest IoU; a tie goes to the left and upper one, so that the file's order does not matter."""
    corner = boxes[found.b]
    order = np.lexsort((-corner[:, 1], -corner[:, 0], found.iou))
    closest, iou = np.full(count, -1), np.full(count, np.nan)
    closest[found.a[order]] = found.b[order]
    iou[found.a[order]] = found.iou[order]
    return closest, iou

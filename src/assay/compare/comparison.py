"""A vendor's annotations compared with gold."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.compare.block import Block
from assay.compare.class_table import ClassTable
from assay.compare.classification import Judged, judged
from assay.compare.counts import Counts, counts_of
from assay.compare.findings import Findings, joined_findings
from assay.compare.matched_pairs import MatchedPairs, joined_pairs
from assay.compare.pairs import Pairing, pair_up
from assay.compare.settings import ComparisonSettings
from assay.compare.side import InOrder, in_order
from assay.compare.threads import in_threads, thread_count
from assay.model.annotations import Annotations
from assay.model.images import ImageSizes
from assay.model.schema import Schema
from assay.model.shapes import Flag, ShapeKind

Tracks = Mapping[tuple[int, int, int], Mapping[str, Any]]

BLOCK_IMAGES = 5_000
BLOCK_ANNOTATIONS = 110_000
"""A block ends when it has reached either: large enough for arrays, small enough to be cancelled soon and to keep all processors busy to the end."""

OUTLINE_EFFORT = 20
"""An outline is measured in some 100 µs, a box in 1: so many annotations it counts for."""

Sides = tuple[InOrder, InOrder]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result of one comparison. vendor_rows, gold_rows: which of the annotations given are counted."""

    findings: Findings
    pairs: MatchedPairs
    vendor_rows: NDArray[np.int64]
    gold_rows: NDArray[np.int64]
    counts: Counts


def compare(
    vendor: Annotations,
    gold: Annotations,
    images: ImageSizes,
    schema: Schema,
    settings: ComparisonSettings,
    delivered: NDArray[np.integer] | None = None,
    skipped: Mapping[int, str] | None = None,
    tracks: Tracks | None = None,
) -> Comparison:
    """The vendor's annotations against gold's, on exactly the images given.

    images: those that have gold, even if nothing is on them; annotations on others are left aside.
    delivered: ids of the images that the delivery has a record for; None when that is not known.
    skipped: by image id, what the delivery says of images that it declares impossible to label.
    tracks: what `track_faults` found over all images, of which these may be a part.
    """
    steps = compare_in_steps(vendor, gold, images, schema, settings, delivered, skipped, tracks)
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            return stop.value


def compare_in_steps(
    vendor: Annotations,
    gold: Annotations,
    images: ImageSizes,
    schema: Schema,
    settings: ComparisonSettings,
    delivered: NDArray[np.integer] | None = None,
    skipped: Mapping[int, str] | None = None,
    tracks: Tracks | None = None,
) -> Generator[tuple[int, int], None, Comparison]:
    """Like `compare`, yielding (images done, images) after each block of images; closing the generator cancels."""
    sides = _in_order(vendor, gold, images)
    has_record = np.ones(len(images.ids), bool) if delivered is None else np.isin(images.ids, delivered)
    classes = ClassTable(schema, settings)
    spans = _spans(sides, len(images.ids))
    parts: list[Comparison] = []
    for part in _each(
        lambda span: compared_block(_block(sides, images, has_record, classes, skipped or {}, tracks or {}, span)),
        spans,
    ):
        yield spans[len(parts)].stop, len(images.ids)
        parts.append(part)
    return joined_comparisons(parts)


def blocks_of(
    vendor: Annotations,
    gold: Annotations,
    images: ImageSizes,
    classes: ClassTable,
    delivered: NDArray[np.integer] | None = None,
    skipped: Mapping[int, str] | None = None,
    tracks: Tracks | None = None,
) -> list[Block]:
    """The blocks that `compare` would go through, all at once, for who compares them again and again."""
    sides = _in_order(vendor, gold, images)
    has_record = np.ones(len(images.ids), bool) if delivered is None else np.isin(images.ids, delivered)
    return [
        _block(sides, images, has_record, classes, skipped or {}, tracks or {}, span)
        for span in _spans(sides, len(images.ids))
    ]


def _in_order(vendor: Annotations, gold: Annotations, images: ImageSizes) -> Sides:
    """What is compared of both; where it is much, each is sorted by a thread of its own."""
    of_both = ((vendor, Flag.CROWD), (gold, Flag.CROWD | Flag.IGNORE))
    much = len(vendor) + len(gold) > BLOCK_ANNOTATIONS
    each = partial(in_threads, threads=2) if much else map
    first, second = each(lambda one: in_order(one[0], images, uncounted=one[1]), of_both)
    return first, second


def _each(compared: Callable[[slice], Comparison], spans: Sequence[slice]) -> Iterator[Comparison]:
    """The parts in order, by several threads where there are several."""
    if len(spans) == 1 or thread_count() == 1:
        return map(compared, spans)
    return in_threads(compared, spans, threads=thread_count())


def _spans(sides: Sides, count: int) -> list[slice]:
    """The images of each block; one empty block when there is no image."""
    per_image = sum(np.bincount(side.image, _effort(side), minlength=count) for side in sides)
    before = np.concatenate([[0], np.cumsum(per_image)])
    spans, first = [], 0
    while first < count or first == 0:
        full = int(np.searchsorted(before, before[first] + BLOCK_ANNOTATIONS, "right")) - 1
        after = min(max(full, first + 1), first + BLOCK_IMAGES, count)
        spans.append(slice(first, after))
        first = max(after, 1)
    return spans


def _effort(side: InOrder) -> NDArray[np.int64]:
    """How many boxes each annotation is worth in time."""
    return np.where(side.kinds() == ShapeKind.BOX, 1, OUTLINE_EFFORT)


def _block(
    sides: Sides,
    images: ImageSizes,
    has_record: NDArray[np.bool_],
    classes: ClassTable,
    skipped: Mapping[int, str],
    tracks: Tracks,
    span: slice,
) -> Block:
    vendor, gold = (side.side(span) for side in sides)
    sizes = ImageSizes(images.ids[span], images.widths[span], images.heights[span])
    return Block(sizes, has_record[span], vendor, gold, classes, skipped, tracks)


def compared_block(block: Block) -> Comparison:
    """One block compared, by the settings that it carries."""
    pairing = pair_up(block)
    verdict = judged(block, pairing)
    vendor_rows = block.vendor.rows[block.vendor.counted & ~verdict.ignored]
    gold_rows = block.gold.rows[block.gold.counted & ~verdict.unwanted]
    pairs = _matched(block, pairing, verdict)
    counts = counts_of(pairs, images=len(block.images.ids), vendor=len(vendor_rows), gold=len(gold_rows))
    return Comparison(verdict.findings, pairs, vendor_rows, gold_rows, counts)


def _matched(block: Block, pairing: Pairing, verdict: Judged) -> MatchedPairs:
    pairs = pairing.pairs
    return MatchedPairs(
        image=block.images.ids[block.gold.image[pairs.b]],
        vendor_row=block.vendor.rows[pairs.a],
        gold_row=block.gold.rows[pairs.b],
        vendor=block.vendor.numbers(pairs.a),
        gold=block.gold.numbers(pairs.b),
        iou=pairs.iou,
        measure=pairs.measure,
        same_class=pairing.same_class,
        right=verdict.right,
    )


def joined_comparisons(parts: list[Comparison]) -> Comparison:
    """The comparisons of several blocks, in order, as one."""
    pairs = joined_pairs([part.pairs for part in parts])
    vendor_rows = np.concatenate([part.vendor_rows for part in parts])
    gold_rows = np.concatenate([part.gold_rows for part in parts])
    images = sum(part.counts.images for part in parts)
    counts = counts_of(pairs, images=images, vendor=len(vendor_rows), gold=len(gold_rows))
    return Comparison(joined_findings([part.findings for part in parts]), pairs, vendor_rows, gold_rows, counts)

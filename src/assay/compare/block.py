"""A run of images with everything on them that is compared."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.compare.class_table import ClassTable
from assay.compare.likeness import Likeness
from assay.compare.overlaps import Overlaps, Wanted, overlaps
from assay.compare.pair_fits import PairFits
from assay.compare.settings import ComparisonSettings
from assay.compare.shapes import Shapes
from assay.compare.side import Rows, Side
from assay.geometry.box_overlaps import SortedBoxes, sorted_boxes
from assay.model.images import ImageSizes
from assay.model.schema import Schema
from assay.model.shapes import ShapeKind

MERGE_SHARE = 0.5
"""A vendor shape that covers such a share of a gold object may have merged it."""

SPLIT_SHARE = 0.75
"""A vendor shape with such a share of its area inside a gold object may be a piece of it."""

DUPLICATE_OF_GOLD = 0.5
"""Least IoU of an unpaired vendor annotation with a gold object already paired, to be its duplicate (TIDE's t_f)."""


MEASURED = (
    "raster_sizes", "vendor_shapes", "gold_shapes", "vendor_boxes", "gold_boxes", "likeness", "overlaps", "distances", "boundary_fits",
)  # fmt: skip
"""What takes time and depends on the labels, on how shapes are measured and on the lowest t_pair alone."""


@dataclass(frozen=True)
class Block:
    """A run of images: their sizes, the vendor's and gold's annotations on them, and what judging them needs.

    delivered: (m,) whether the delivery has a record of each image. skipped: by image id, who of the vendor says that it cannot be labelled. tracks: what is wrong with tracks, see `track_faults`. classes: what schema and settings say of single classes, shared by all blocks.
    """

    images: ImageSizes
    delivered: NDArray[np.bool_]
    vendor: Side
    gold: Side
    classes: ClassTable
    skipped: Mapping[int, str] = field(default_factory=dict)
    tracks: Mapping[tuple[int, int, int], Mapping[str, Any]] = field(default_factory=dict)

    def with_classes(self, classes: ClassTable) -> "Block":
        """The same images under other settings; shapes and overlaps that were measured are kept.

        The caller sees to it that both settings measure alike, and that the kept overlaps reach down to the new t_pair.
        """
        other = replace(self, classes=classes)
        other.__dict__.update({name: self.__dict__[name] for name in MEASURED if name in self.__dict__})
        return other

    @property
    def schema(self) -> Schema:
        """The schema that both sides are judged by."""
        return self.classes.schema

    @property
    def settings(self) -> ComparisonSettings:
        """What the comparison depends on besides."""
        return self.classes.settings

    @cached_property
    def raster_sizes(self) -> Rows:
        """(m, 2) height and width of each image in whole pixels; where not known, those of its masks, else as far as its annotations reach."""
        known = np.stack([self.images.heights, self.images.widths], axis=1)
        if np.isfinite(known).all():
            return known.astype(np.int64)
        of_masks, reach = np.zeros_like(known), np.zeros_like(known)
        for side in (self.vendor, self.gold):
            masks, sizes = side.mask_sizes()
            np.maximum.at(of_masks, side.image[masks], sizes)
            np.maximum.at(reach, side.image, np.nan_to_num(side.sides[[3, 2]].T, posinf=0.0))
        guess = np.where(of_masks.any(axis=1, keepdims=True), of_masks, np.ceil(reach))
        return np.where(np.isfinite(known), known, guess).astype(np.int64)

    @cached_property
    def vendor_shapes(self) -> Shapes:
        """The vendor's shapes to measure."""
        return Shapes(self.vendor, lambda: self.raster_sizes, boxes_only=self.settings.shapes == "box")

    @cached_property
    def gold_shapes(self) -> Shapes:
        """Gold's shapes to measure."""
        return Shapes(self.gold, lambda: self.raster_sizes, boxes_only=self.settings.shapes == "box")

    @cached_property
    def vendor_boxes(self) -> SortedBoxes:
        """The vendor's counted boxes, sorted."""
        return _sorted(self.vendor).where(self.vendor.counted)

    @cached_property
    def gold_boxes(self) -> SortedBoxes:
        """Gold's boxes, sorted, regions to ignore among them."""
        return _sorted(self.gold)

    @cached_property
    def overlaps(self) -> Overlaps:
        """All overlaps of vendor (a) and gold (b) that any rule asks about."""
        wanted = Wanted(
            iou=min(self.classes.lowest("t_pair"), DUPLICATE_OF_GOLD), share_a=SPLIT_SHARE, share_b=MERGE_SHARE
        )
        gold = self.gold_boxes.where(self.gold.counted)
        found = overlaps(self.vendor_shapes, self.gold_shapes, wanted, self.vendor_boxes, gold)
        if self._has_likenesses:
            found = self.likeness.instead_of_areas(found, wanted.iou)
        return found

    @cached_property
    def distances(self) -> PairFits:
        """Hausdorff distances of pairs of outlines."""
        return PairFits()

    @cached_property
    def boundary_fits(self) -> defaultdict[float, PairFits]:
        """Boundary IoUs of pairs of outlines, by `boundary_share`."""
        return defaultdict(PairFits)

    @cached_property
    def likeness(self) -> Likeness:
        """What likens keypoints and lines."""
        area = self.raster_sizes.prod(axis=1).astype(np.float64)
        return Likeness(self.vendor_shapes, self.gold_shapes, area, self.settings)

    @property
    def _has_likenesses(self) -> bool:
        """Whether anything is drawn as keypoints or as a line; with boxes only, these are boxes too."""
        drawn = (ShapeKind.KEYPOINTS, ShapeKind.POLYLINE)
        return self.settings.shapes != "box" and any(
            (side.kind == k).any() for side in (self.vendor, self.gold) for k in drawn
        )


def _sorted(side: Side) -> SortedBoxes:
    return sorted_boxes(side.sides, side.image)


def vendor_image_counts(block: Block) -> Rows:
    """(m,) how many annotations the vendor made on each image, crowds among them."""
    return np.bincount(block.vendor.image, minlength=len(block.images.ids))

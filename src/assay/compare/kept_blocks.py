"""Two label sets ready to be compared by one settings after another."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assay.compare.block import Block
from assay.compare.class_table import ClassTable
from assay.compare.comparison import Comparison, Tracks, blocks_of, compared_block, joined_comparisons
from assay.compare.settings import ComparisonSettings
from assay.model.annotations import Annotations
from assay.model.images import ImageSizes
from assay.model.schema import Schema

LOWEST_PAIR = 0.05
"""Overlaps are measured down to here, so that a t_pair that moves asks for no new ones."""


class KeptBlocks:
    """A vendor's annotations and gold's, with what is dear to measure (their overlaps) kept between comparisons.

    Each `compared` gives exactly what `comparison.compare` gives by the same settings and tracks.
    """

    def __init__(
        self,
        vendor: Annotations,
        gold: Annotations,
        images: ImageSizes,
        schema: Schema,
        delivered: NDArray[np.integer] | None = None,
        skipped: Mapping[int, str] | None = None,
        tracks: Tracks | None = None,
    ) -> None:
        self.vendor, self.gold, self.images, self.schema = vendor, gold, images, schema
        self._delivered, self._skipped, self._tracks = delivered, skipped, tracks
        self._way: ComparisonSettings | None = None
        self._lowest = 0.0
        self._blocks: list[Block] = []

    def compared(self, settings: ComparisonSettings) -> Comparison:
        """The comparison by these settings."""
        classes = ClassTable(self.schema, settings)
        self._measure(settings, min(classes.lowest("t_pair"), LOWEST_PAIR))
        return joined_comparisons([compared_block(block.with_classes(classes)) for block in self._blocks])

    def _measure(self, settings: ComparisonSettings, lowest: float) -> None:
        """Have blocks whose overlaps are measured in the way that is asked for, and far enough down."""
        way = measured_with(settings)
        if self._way is not None and self._way == way and self._lowest <= lowest:
            return
        widest = ClassTable(self.schema, replace(way, t_pair=lowest))
        self._blocks = blocks_of(
            self.vendor, self.gold, self.images, widest, self._delivered, self._skipped, self._tracks
        )
        for block in self._blocks:
            # measured or begun now, and carried over by every `with_classes`
            _ = block.overlaps, block.distances, block.boundary_fits
        self._way, self._lowest = way, lowest


def measured_with(settings: ComparisonSettings) -> ComparisonSettings:
    """What of these settings says how shapes are measured; everything else is as it is by default."""
    return replace(
        ComparisonSettings(),
        shapes=settings.shapes,
        oks_sigma=settings.oks_sigma,
        line_width=settings.line_width,
        named={"oks_sigma": settings.named.get("oks_sigma", {})},
    )

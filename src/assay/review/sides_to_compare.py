"""Everything that a comparison of two label sets reads, besides its settings."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assay.compare.comparison import Comparison, compare, compare_in_steps
from assay.compare.kept_blocks import KeptBlocks
from assay.compare.settings import ComparisonSettings
from assay.compare.track_faults import TrackFaults, track_faults
from assay.model.annotations import Annotations
from assay.model.ids import ImageId, LabelSetId
from assay.model.images import ImageSizes
from assay.model.progress import Progress, Work
from assay.model.schema import Schema
from assay.store.annotation_pages import covered_images
from assay.store.annotation_reading import read_annotations
from assay.store.covered_sizes import covered_sizes
from assay.store.label_sets import skipped_images
from assay.store.project import Project
from assay.store.schemas import current_schema


class SidesToCompare(NamedTuple):
    """A vendor's annotations and gold's, as `compare` takes them. images: those that have gold. delivered: ids of those that the delivery covers.

    tracks: what is wrong with tracks over all images, of which these may be a part; None when these are all.
    """

    vendor: Annotations
    gold: Annotations
    images: ImageSizes
    schema: Schema
    delivered: NDArray[np.int32]
    skipped: Mapping[int, str]
    tracks: TrackFaults | None = None

    def compared(self, settings: ComparisonSettings) -> Comparison:
        """The comparison at once."""
        return compare(*self[:4], settings, *self.followed(settings)[4:])

    def work(self, settings: ComparisonSettings, doing: str) -> Work[Comparison]:
        """The comparison block by block. doing: what the progress says."""
        steps = compare_in_steps(*self[:4], settings, *self.followed(settings)[4:])
        while True:
            try:
                done, total = next(steps)
            except StopIteration as finished:
                return finished.value
            yield Progress(done, total, doing)

    def kept(self, settings: ComparisonSettings) -> KeptBlocks:
        """Both, to be compared by one settings after another; tracks are followed by these."""
        return KeptBlocks(*self.followed(settings))

    def followed(self, settings: ComparisonSettings) -> "SidesToCompare":
        """The same with their tracks followed from image to image."""
        return self if self.tracks is not None else self._replace(tracks=track_faults(*self[:4], settings))


def sides_to_compare(
    project: Project, delivery_id: LabelSetId, gold_id: LabelSetId, images: Sequence[ImageId] | None = None
) -> SidesToCompare:
    """A delivery and gold as they stand in the project; those of these images only, where gold covers them, when some are given."""
    connection = project.connection
    sizes = covered_sizes(connection, gold_id, images)
    chosen = None if images is None else [ImageId(one) for one in sizes.ids.tolist()]
    return SidesToCompare(
        read_annotations(connection, delivery_id, chosen),
        read_annotations(connection, gold_id, chosen),
        sizes,
        current_schema(connection),
        np.array(covered_images(connection, delivery_id, chosen), np.int32),
        skipped_images(connection, delivery_id),
    )

"""A comparison made part by part: the next part is read while others are compared."""

from collections.abc import Iterator
from contextlib import closing

import numpy as np
from numpy.typing import NDArray

from assay.compare.comparison import OUTLINE_EFFORT
from assay.compare.settings import ComparisonSettings
from assay.compare.threads import in_threads, thread_count
from assay.compare.track_faults import TrackFaults
from assay.model.annotations import Annotations
from assay.model.batches import LabelSet
from assay.model.images import ImageSizes
from assay.model.progress import Progress, Work
from assay.model.shapes import ShapeKind
from assay.review.comparison_outcome import Outcome, joined_outcomes, outcome_of
from assay.review.sides_to_compare import SidesToCompare
from assay.review.tracks_between import tracks_between
from assay.store.label_sets import skipped_images
from assay.store.project import Project
from assay.store.schemas import current_schema
from assay.store.span_reading import read_span

PART_IMAGES = 5_000
PART_EFFORT = 100_000
"""A part ends when it has reached either, in images or in boxes (an outline counts for more): soon cancelled, and small enough for the next to be read beside it."""


def compare_in_parts(
    project: Project,
    delivery: LabelSet,
    gold: LabelSet,
    sizes: ImageSizes,
    settings: ComparisonSettings,
    done: list[Outcome],
) -> Work[Outcome]:
    """The outcome of a comparison of all images that have gold. Closing it waits for the parts under way and starts no other.

    sizes: of all these images. done: the first parts, as far as they were finished by the same settings on the same inputs; those that are finished now are added.
    """
    tracks = tracks_between(project, delivery.id, gold.id, settings)
    first = sum(part.counts.images for part in done)
    compared = in_threads(
        lambda one: outcome_of(one.compared(settings)),
        _read(project, (delivery, gold), sizes, first, tracks),
        threads=thread_count(),
    )
    with closing(compared):
        for part in compared:
            done.append(part)
            first += part.counts.images
            yield Progress(first, len(sizes.ids), "Comparing")
    return joined_outcomes(done)


def _read(
    project: Project, label_sets: tuple[LabelSet, LabelSet], sizes: ImageSizes, first: int, tracks: TrackFaults
) -> Iterator[SidesToCompare]:
    """Both sides of each part from one image on, when they are asked for; one empty part when there is no image."""
    connection = project.connection
    schema, skipped = current_schema(connection), skipped_images(connection, label_sets[0].id)
    step = _images_at_once(label_sets, len(sizes.ids))
    for start in range(first, max(len(sizes.ids), 1), step):
        images = _part_of(sizes, slice(start, start + step))
        ends = (int(images.ids[0]), int(images.ids[-1])) if len(images.ids) else (0, 0)
        vendor, gold = (read_span(connection, one.id, *ends) for one in label_sets)
        yield from _small_enough(
            SidesToCompare(vendor.annotations, gold.annotations, images, schema, vendor.covered, skipped, tracks)
        )


def _images_at_once(label_sets: tuple[LabelSet, LabelSet], images: int) -> int:
    """How many images are read together: as many as make a part, not quite full, so that chance leaves few to be cut."""
    annotations = sum(one.annotations for one in label_sets)
    return min(PART_IMAGES, max(1, int(0.9 * PART_EFFORT * images / max(annotations, 1))))


def _small_enough(sides: SidesToCompare) -> Iterator[SidesToCompare]:
    """The same cut into parts where it is too much for one."""
    efforts = [_effort_by_image(one, sides.images) for one in (sides.vendor, sides.gold)]
    before = np.concatenate([[0], np.cumsum(sum(efforts))])
    if before[-1] <= PART_EFFORT:
        yield sides
        return
    start = 0
    while start < len(sides.images.ids):
        full = int(np.searchsorted(before, before[start] + PART_EFFORT, "right")) - 1
        stop = max(full, start + 1)
        images = _part_of(sides.images, slice(start, stop))
        vendor, gold = (_on_images(one, images.ids) for one in (sides.vendor, sides.gold))
        yield sides._replace(vendor=vendor, gold=gold, images=images)
        start = stop


def _effort_by_image(annotations: Annotations, images: ImageSizes) -> NDArray[np.number]:
    """How many boxes those on each image are worth in time."""
    place = np.searchsorted(images.ids, annotations.records["image"])
    effort = np.where(annotations.records["kind"] == ShapeKind.BOX, 1, OUTLINE_EFFORT)
    return np.bincount(place, effort, minlength=len(images.ids))[: len(images.ids)]


def _on_images(annotations: Annotations, ids: NDArray[np.int32]) -> Annotations:
    """The annotations from the first to the last of these images. annotations: grouped by image."""
    rows = np.searchsorted(annotations.records["image"], [ids[0], ids[-1] + 1])
    return annotations.take(np.arange(*rows))


def _part_of(sizes: ImageSizes, span: slice) -> ImageSizes:
    return ImageSizes(sizes.ids[span], sizes.widths[span], sizes.heights[span])

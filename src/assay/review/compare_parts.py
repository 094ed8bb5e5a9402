"""A comparison made part by part: the next part is read while others are compared."""

from collections.abc import Iterator, Sequence
from contextlib import closing

import numpy as np
from numpy.typing import NDArray

from assay.compare.comparison import OUTLINE_EFFORT
from assay.compare.settings import ComparisonSettings
from assay.compare.threads import in_threads, thread_count
from assay.compare.track_faults import TrackFaults
from assay.model.ids import LabelSetId
from assay.model.images import ImageSizes
from assay.model.progress import Progress, Work
from assay.review.comparison_outcome import Outcome, joined_outcomes, outcome_of
from assay.review.sides_to_compare import SidesToCompare
from assay.review.tracks_between import tracks_between
from assay.store.annotation_pages import page_loads
from assay.store.annotation_reading import read_span
from assay.store.batches import covered_sizes
from assay.store.label_sets import skipped_images
from assay.store.project import Project
from assay.store.schemas import current_schema

PART_IMAGES = 5_000
PART_EFFORT = 100_000
"""A part ends when it has reached either, in images or in boxes (an outline counts for more): soon cancelled, and small enough for the next to be read beside it."""


def compare_in_parts(
    project: Project, delivery_id: LabelSetId, gold_id: LabelSetId, settings: ComparisonSettings, done: list[Outcome]
) -> Work[Outcome]:
    """The outcome of a comparison of all images that have gold. Closing it waits for the parts under way and starts no other.

    done: the first parts, as far as they were finished by the same settings on the same inputs; those that are finished now are added.
    """
    sizes = covered_sizes(project.connection, gold_id)
    tracks = tracks_between(project, delivery_id, gold_id, settings)
    loads = [page_loads(project.connection, one) for one in (delivery_id, gold_id)]
    spans = _spans(sizes, loads)
    left = spans[len(done) :]
    sides = _read(project, (delivery_id, gold_id), sizes, loads[0][:, 0].astype(np.int32), left, tracks)
    compared = in_threads(lambda one: outcome_of(one.compared(settings)), sides, threads=thread_count())
    with closing(compared):
        for span, part in zip(left, compared, strict=True):
            done.append(part)
            yield Progress(span.stop, len(sizes.ids), "Comparing")
    return joined_outcomes(done)


def _read(
    project: Project,
    label_sets: tuple[LabelSetId, LabelSetId],
    sizes: ImageSizes,
    delivered: NDArray[np.int32],
    spans: Sequence[slice],
    tracks: TrackFaults,
) -> Iterator[SidesToCompare]:
    """Both sides of each part, when they are asked for."""
    connection = project.connection
    schema, skipped = current_schema(connection), skipped_images(connection, label_sets[0])
    for span in spans:
        ids = sizes.ids[span]
        ends = (int(ids[0]), int(ids[-1])) if len(ids) else (0, 0)
        vendor, gold = (read_span(connection, one, *ends) for one in label_sets)
        part = ImageSizes(ids, sizes.widths[span], sizes.heights[span])
        yield SidesToCompare(vendor, gold, part, schema, delivered, skipped, tracks)


def _spans(sizes: ImageSizes, loads: Sequence[NDArray[np.int64]]) -> list[slice]:
    """The images of each part; one empty part when there is no image. loads: see `page_loads`."""
    effort = np.zeros(len(sizes.ids), np.int64)
    for image, annotations, outlined in (load.T for load in loads):
        known = np.isin(image, sizes.ids)
        weight = annotations * np.where(outlined == 1, OUTLINE_EFFORT, 1)
        effort[np.searchsorted(sizes.ids, image[known])] += weight[known]
    before = np.concatenate([[0], np.cumsum(effort)])
    spans, first = [], 0
    while first < len(effort) or not spans:
        full = int(np.searchsorted(before, before[first] + PART_EFFORT, "right")) - 1
        after = min(max(full, first + 1), first + PART_IMAGES, len(effort))
        spans.append(slice(first, after))
        first = max(after, 1)
    return spans

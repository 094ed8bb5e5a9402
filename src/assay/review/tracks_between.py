"""Tracks of a delivery against gold's. They go over many images, so both label sets are read whole; few have tracks."""

from assay.compare.settings import ComparisonSettings
from assay.compare.track_faults import TRACK_KEY, TrackFaults
from assay.model.ids import LabelSetId
from assay.review.sides_to_compare import sides_to_compare
from assay.store.annotation_pages import says_anywhere
from assay.store.project import Project


def have_tracks(project: Project, *label_sets: LabelSetId) -> bool:
    """Whether each of these label sets knows tracks."""
    return all(
        project.once((TRACK_KEY, one), lambda one=one: says_anywhere(project.connection, one, TRACK_KEY))
        for one in label_sets
    )


def tracks_between(
    project: Project, delivery_id: LabelSetId, gold_id: LabelSetId, settings: ComparisonSettings
) -> TrackFaults:
    """What is wrong with the delivery's tracks over all images; nothing when either side knows none."""
    if not have_tracks(project, delivery_id, gold_id):
        return {}
    return sides_to_compare(project, delivery_id, gold_id).followed(settings).tracks or {}

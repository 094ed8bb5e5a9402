"""Who labelled the images of a batch independently: label sets, or the annotators within one of them. Reads only."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from assay.compare.agreement.raters import Rater
from assay.model.annotations import UNKNOWN
from assay.model.batches import Batch, LabelSet, SetRole
from assay.model.errors import AssayError
from assay.model.ids import AnnotatorId
from assay.store.annotation_pages import covered_images
from assay.store.annotation_reading import read_annotations
from assay.store.batches import label_sets
from assay.store.people import annotators
from assay.store.project import Project


class Between(StrEnum):
    """Whose agreement is asked for."""

    AUTO = "auto"
    SETS = "sets"
    ANNOTATORS = "annotators"


def raters_of(
    project: Project,
    batch: Batch,
    *,
    between: Between = Between.AUTO,
    names: Sequence[str] = (),
    people: Sequence[str] = (),
) -> list[Rater]:
    """The raters of a batch, two at least.

    SETS: the newest delivery, the newest gold, each model's and each reviewer's labels; or those that are named, by title, name or id.
    ANNOTATORS: who drew something, on the images where they did; with several label sets, of the newest delivery. AUTO: label sets when there
    are several, else annotators. people: only these annotators, by name.

    Raises:
        AssayError: a name fits no label set, or there are not two raters.
    """
    sets = named_sets(project, batch, names) if names else independent_sets(project, batch)
    if between is Between.SETS or (between is Between.AUTO and len(sets) > 1):
        return _enough(batch, [_of_set(project, one) for one in sets], "label sets")
    if not sets:
        raise AssayError(f"Batch “{batch.name}” has no labels yet; import some first")
    found = _of_annotators(project, batch, _delivery_first(sets))
    return _enough(batch, [one for one in found if not people or one.name in people], "annotators")


def independent_sets(project: Project, batch: Batch) -> list[LabelSet]:
    """The newest delivery, the newest gold, each model's and each reviewer's labels; a consensus is no rater beside those it was made from."""
    found = [one for one in label_sets(project.connection, batch.id) if not one.is_consensus]
    newest = {one.role: one for one in sorted(found, key=lambda one: (one.round, one.id))}
    return [
        one for one in found if one.role in (SetRole.MODEL, SetRole.REVIEWER) or newest[one.role].id == one.id
    ]  # fmt: skip


def named_sets(project: Project, batch: Batch, names: Sequence[str]) -> list[LabelSet]:
    """These label sets of a batch, by number, title or name. Raises AssayError for a name that fits none, or several, or is there twice."""
    known = label_sets(project.connection, batch.id)
    found = []
    for name in names:
        fitting = [one for one in known if name == str(one.id)]
        fitting = fitting or [one for one in known if name in (one.title, one.name)]
        if len(fitting) != 1:
            there = ", ".join(f"“{one.title}” ({one.id})" for one in known) or "none"
            why = "no label set" if not fitting else f"{len(fitting)} label sets, so name one by its number"
            raise AssayError(f"Batch “{batch.name}” has {why} called “{name}”; there are: {there}")
        if fitting[0] in found:
            raise AssayError(f"“{name}” is named twice; a label set always agrees with itself")
        found += fitting
    return found


def _delivery_first(sets: Sequence[LabelSet]) -> LabelSet:
    return next((one for one in sets if one.role is SetRole.DELIVERY), sets[0])


def _of_set(project: Project, one: LabelSet) -> Rater:
    images = np.array(covered_images(project.connection, one.id), np.int32)
    return Rater(name=one.title, annotations=read_annotations(project.connection, one.id), images=images)


def _of_annotators(project: Project, batch: Batch, one: LabelSet) -> list[Rater]:
    """By name. Who was assigned to an image and drew nothing on it is not told apart from who was not assigned: formats do not say."""
    annotations = read_annotations(project.connection, one.id)
    names = annotators(project.connection, batch.vendor_id)
    drew = annotations.records["annotator_id"]
    raters = []
    for annotator in sorted(set(drew.tolist()) - {UNKNOWN}, key=lambda id_: names[AnnotatorId(id_)].name):
        own = annotations.take(np.flatnonzero(drew == annotator))
        images = np.unique(own.records["image"])
        raters.append(Rater(name=names[AnnotatorId(annotator)].name, annotations=own, images=images))
    return raters


def _enough(batch: Batch, raters: list[Rater], kind: str) -> list[Rater]:
    if len(raters) < 2:
        raise AssayError(
            f"Batch “{batch.name}” has {len(raters)} of the two {kind} that agreement needs; "
            "import the others’ labels with --as reviewer, or a delivery that names its annotators"
        )
    return raters

"""What reviewers suggest in place of delivered or gold annotations, and label sets with that put in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from assay.model.annotations import Annotations, joined
from assay.model.ids import CorrectionId, DefectId, FindingId, ImageId, LabelSetId
from assay.model.shapes import Flag
from assay.model.single_shape import Shape, annotation_of


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Suggestion:
    """How an object should be labelled. removes: it should not be labelled at all; the rest then says what was there."""

    shape: Shape
    class_id: int
    attributes: Mapping[str, Any] = field(default_factory=dict)
    removes: bool = False

    @classmethod
    def of(cls, annotations: Annotations, row: int) -> "Suggestion":
        """An annotation as it stands."""
        return cls(
            shape=Shape.of(annotations, row),
            class_id=int(annotations.records["class_id"][row]),
            attributes=dict(annotations.attributes(row)),
        )

    def is_same_as(self, other: "Suggestion") -> bool:
        """Whether another suggestion says exactly this."""
        said = (self.class_id, dict(self.attributes), self.removes)
        return said == (other.class_id, dict(other.attributes), other.removes) and self.shape.is_same_as(other.shape)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrects:
    """What a correction is about.

    label_set_id: a delivery or a gold revision. number: the annotation of it that is replaced, 0 for an object that it misses.
    correction_id: the correction that there is already. finding_id, defect_id: the fault that it answers.
    """

    label_set_id: LabelSetId
    image_id: ImageId
    number: int = 0
    correction_id: CorrectionId | None = None
    finding_id: FindingId | None = None
    defect_id: DefectId | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Correction:
    """One correction as the project keeps it."""

    id: CorrectionId
    about: Corrects
    says: Suggestion
    reviewer: str
    at: str

    @property
    def number(self) -> int:
        """The annotation that it replaces, 0 for an object that was missed."""
        return self.about.number

    def annotation(self, number: int, extra: Mapping[str, Any] | None = None) -> Annotations:
        """What it suggests as an annotation of some number. extra: facts of the replaced annotation that stay."""
        said = {**(extra or {}), "attributes": dict(self.says.attributes)}
        return annotation_of(
            self.says.shape, image=self.about.image_id, number=number, class_id=self.says.class_id, extra=said
        )


KEPT_FACTS = ("id", "other", "keypoint_names")
"""What a file said of an annotation that stays true of the corrected one."""


def corrected(annotations: Annotations, corrections: Sequence[Correction], *, first_new: int = 0) -> Annotations:
    """A label set, or some images of it, with corrections put in; grouped by image and by number within one.

    A replaced annotation keeps its number and its id in the file, and is nobody's work any more. A missed object takes the next
    number: from `first_new` on where some images only are given, else after the last.
    """
    numbers = annotations.records["number"]
    replaced = {one.number for one in corrections if one.number}
    following = first_new or int(numbers.max(initial=0)) + 1
    parts = [annotations.take(np.flatnonzero(~np.isin(numbers, list(replaced))))]
    for one in sorted((one for one in corrections if not one.says.removes), key=lambda one: one.id):
        if one.number:
            parts.append(_in_place_of(annotations, one))
        else:
            parts.append(one.annotation(following))
            following += 1
    together = joined(parts)
    return together.take(np.lexsort((together.records["number"], together.records["image"])))


def _in_place_of(annotations: Annotations, correction: Correction) -> Annotations:
    (row,) = np.flatnonzero(annotations.records["number"] == correction.number).tolist()
    known = annotations.extra.get(row, {})
    made = correction.annotation(correction.number, {key: known[key] for key in KEPT_FACTS if key in known})
    made.records["source_id"] = annotations.records["source_id"][row]
    made.records["flags"] = int(annotations.records["flags"][row]) & ~int(Flag.INVALID)
    return made


def with_shape(suggestion: Suggestion, shape: Shape) -> Suggestion:
    """The same object drawn otherwise, and so not to be removed."""
    return replace(suggestion, shape=shape, removes=False)

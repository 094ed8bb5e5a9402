"""The items of a rework request, each with everything that the package says of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from assay.model.annotations import UNKNOWN, Annotations, joined
from assay.model.batches import BatchImage
from assay.model.corrections import Correction
from assay.model.defects import Defect
from assay.model.findings import Finding
from assay.model.ids import FindingId, ImageId, LabelSetId, RequestId
from assay.model.rework import ReworkItem
from assay.model.schema import Schema
from assay.reports.names_withheld import names_withheld
from assay.store.annotation_reading import read_annotations
from assay.store.batches import image
from assay.store.corrections import corrections_after
from assay.store.defects import defect, rework_items
from assay.store.findings import finding, gold_of
from assay.store.people import reviewers
from assay.store.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageItem:
    """One item of a rework request. delivered, expected: the annotations that it is about, none, one or several.

    expected: what reviewers suggest where they do, else gold's. image: None when the item is about the delivery as a whole.
    """

    item: ReworkItem
    defect: Defect
    finding: Finding | None
    image: BatchImage | None
    delivered: Annotations
    expected: Annotations

    @property
    def evidence_file(self) -> str | None:
        """Where in the package its picture lies, None when there is no image to show."""
        return f"evidence/{self.item.number}.png" if self.image else None

    @property
    def annotation_ids(self) -> tuple[int | str, ...]:
        """The vendor's own ids of the annotations that it is about."""
        ids = [self.delivered.source_id(row) for row in range(len(self.delivered))]
        return tuple(one for one in ids if one is not None)


class NumberedSet:
    """A label set's annotations on some images, found by their numbers."""

    def __init__(self, project: Project, label_set_id: LabelSetId | None, images: Sequence[ImageId]) -> None:
        found = Annotations.empty()
        if label_set_id is not None:
            found = read_annotations(project.connection, label_set_id, images)
        self.annotations = found

    @cached_property
    def rows(self) -> dict[int, int]:
        """The row of each number."""
        return {number: row for row, number in enumerate(self.annotations.records["number"].tolist())}

    def take(self, numbers: Sequence[int]) -> Annotations:
        """The annotations with these numbers, in this order; 0 and unknown numbers are left out."""
        rows = [self.rows[number] for number in dict.fromkeys(numbers) if number in self.rows]
        return self.annotations.take(np.array(rows, np.int64))


def package_items(
    project: Project, request_id: RequestId, *, fallback_gold: LabelSetId | None, head: int
) -> list[PackageItem]:
    """A request's items in their order.

    fallback_gold: what defects without a finding are held against. head: the last action before the request; corrections are as they were then.
    """
    connection = project.connection
    items = rework_items(connection, request_id)
    sent = [defect(connection, one.defect_id) for one in items]
    findings = [finding(connection, FindingId(one.finding_id)) if one.finding_id else None for one in sent]
    golds = [gold_of(connection, one.comparison_id) if one else fallback_gold for one in findings]
    images = sorted({one.image_id for one in sent if one.image_id is not None})
    facts = {image_id: image(connection, image_id) for image_id in images}
    # every defect of one request is of one delivery
    delivered = NumberedSet(project, sent[0].label_set_id if sent else None, images)
    expected = {gold: NumberedSet(project, gold, images) for gold in set(golds)}
    names = [person.name for person in reviewers(connection)]
    suggested = corrections_after(connection, sent[0].label_set_id, head) if sent else []
    return [
        PackageItem(
            item=item, defect=without_names(one, names), finding=found, image=facts[one.image_id] if one.image_id else None,
            delivered=delivered.take(numbers_of(one.vendor_number, found, "vendor_numbers")),
            expected=suggested_for(one, suggested, otherwise=expected[gold].take(numbers_of(one.gold_number, found, "gold_numbers"))),
        )
        for item, one, found, gold in zip(items, sent, findings, golds, strict=True)
    ]  # fmt: skip


def suggested_for(one: Defect, suggested: Sequence[Correction], *, otherwise: Annotations) -> Annotations:
    """What reviewers suggest about a defect, numbered downwards from -1 by correction so that no annotation of gold has the number."""
    answers = [correction for correction in suggested if answers_defect(correction, one)]
    if not answers:
        return otherwise
    return joined(correction.annotation(-correction.id) for correction in answers if not correction.says.removes)


def answers_defect(correction: Correction, one: Defect) -> bool:
    """Whether a correction is about a defect: made for it or for its finding, or of the annotation that it is about."""
    about = correction.about
    is_its_annotation = about.number > 0 and about.number == one.vendor_number
    return (
        about.defect_id == one.id
        or (about.finding_id is not None and about.finding_id == one.finding_id)
        or is_its_annotation
    )


def numbers_of(first: int, found: Finding | None, others: str) -> list[int]:
    """The numbers of the annotations that a defect is about: its own, and those that its finding names besides."""
    more: Sequence[Any] = found.details.get(others, ()) if found else ()
    return [first, *map(int, more)]


def without_names(one: Defect, names: Sequence[str]) -> Defect:
    """A defect that says nothing of who found it. A finding's instruction is ours, any other may be a reviewer's words."""
    written = one.instruction if one.finding_id else names_withheld(one.instruction, names)
    return replace(one, comment=names_withheld(one.comment, names), instruction=written, reviewer="")


def class_names(annotations: Annotations, schema: Schema) -> list[str]:
    """The classes of some annotations, each once."""
    ids = dict.fromkeys(annotations.records["class_id"].tolist())
    return [schema.name_of(class_id) for class_id in ids if class_id != UNKNOWN]


def class_in_words(item: PackageItem, schema: Schema) -> str:
    """The class that an item is about, as delivered and as expected where they differ: "inductor → capacitor"."""
    sides = [", ".join(class_names(side, schema)) for side in (item.delivered, item.expected)]
    return " → ".join(dict.fromkeys(filter(None, sides)))

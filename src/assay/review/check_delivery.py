"""Checking a delivery before anybody judges it, by the rules of `resources/intake_rules.toml`."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assay.model.batches import Batch, LabelSet, SetRole
from assay.model.ids import ImageId, LabelSetId
from assay.model.images import ImageSizes
from assay.model.intake import Breach, IntakeFinding
from assay.model.people import Reviewer
from assay.model.progress import Progress, Work
from assay.store.annotation_pages import annotators_in, covered_images
from assay.store.annotation_reading import read_annotations
from assay.store.batches import batch as batch_with
from assay.store.batches import batches, image_digests, image_rows, image_sizes, label_set, label_sets, newest_set
from assay.store.claimed_versions import claimed_versions
from assay.store.image_contents import image_contents, same_files_elsewhere
from assay.store.intake import intake_findings, news_of, replace_breaches
from assay.store.people import annotators
from assay.store.project import Project
from assay.store.schemas import current_schema

if TYPE_CHECKING:
    from assay.intake.delivery_case import DeliveryCase, OtherSet, Pictures


def check_delivery(project: Project, label_set_id: LabelSetId, *, by: Reviewer) -> Work[list[IntakeFinding]]:
    """Check a delivery anew, against what the project knows now, and keep what was found. Gives everything that its intake found.

    What was logged as a defect stays, and so does what only the import could tell. Closing the work early leaves the project as it was.
    """
    from assay.intake.checks import CHECKS, breaches  # the window opens without it

    delivery = label_set(project.connection, label_set_id)
    batch = batch_with(project.connection, delivery.batch_id)
    yield Progress(0, len(CHECKS), "Reading the delivery")
    case = _case(project, batch, delivery)
    found: list[Breach] = []
    for done, some in breaches(case):
        found += some
        yield Progress(done, len(CHECKS), "Checking the delivery")
    rules = tuple(chain.from_iterable(CHECKS.values()))
    # a check that turns up nothing new is no action: it would end the list of what can be undone
    if news_of(project.connection, label_set_id, found, rules=rules):
        _keep(project, batch, delivery, found, rules=rules, by=by)
    return intake_findings(project.connection, label_set_id)


def _keep(
    project: Project, batch: Batch, delivery: LabelSet, found: Sequence[Breach], *, rules: Sequence[str], by: Reviewer
) -> None:
    summary = f"Check {delivery.title.lower()} of {batch.name}: {len(found)} intake findings"
    with project.action("check_delivery", summary, by=by, undoable=False) as action:
        replace_breaches(project.connection, delivery.id, news_of(project.connection, delivery.id, found, rules=rules))
        action.bulk("intake_finding")


def _case(project: Project, batch: Batch, delivery: LabelSet) -> "DeliveryCase":
    from assay.intake.delivery_case import DeliveryCase

    connection = project.connection
    rows = image_rows(connection, batch.id)
    gold = newest_set(connection, batch.id, SetRole.GOLD)
    rounds = [one for one in label_sets(connection, batch.id, SetRole.DELIVERY) if one.round < delivery.round]
    others = _deliveries_of_other_batches(project, batch, delivery)
    return DeliveryCase(
        annotations=read_annotations(connection, delivery.id),
        covered=np.array(covered_images(connection, delivery.id), np.int32),
        names={image_id: name for name, image_id in rows},
        sizes=ImageSizes.of(image_sizes(connection, [ImageId(image_id) for _, image_id in rows])),
        schema=current_schema(connection),
        gold=_other_set(project, gold, "gold") if gold else None,
        earlier=[_other_set(project, one, f"round {one.round}") for one in rounds[-1:]],
        usual=[_other_set(project, one, f"the vendor's delivery of {name}") for name, one in others[-1:]],
        prelabels=[_other_set(project, one, one.title) for one in label_sets(connection, batch.id, SetRole.MODEL)],
        annotators={int(one.id): one.name for one in annotators(connection, batch.vendor_id).values()},
        pictures=_pictures(project, batch, delivery),
        known_annotators=annotators_in(connection, [one.id for one in [*rounds, *(one for _, one in others)]]),
        source=Path(delivery.source).name,
        claims=claimed_versions(connection, delivery.id),
        wanted_versions={"schema": str(batch.schema_version), "guideline": batch.guideline_version},
    )


def _pictures(project: Project, batch: Batch, delivery: LabelSet) -> "Pictures":
    from assay.intake.delivery_case import Pictures

    connection = project.connection
    contents = image_contents(connection, batch.id)
    # what the import could not open at all is told once
    unopened = {one.image_id for one in intake_findings(connection, delivery.id) if one.rule == "image-unreadable"}
    seen = [one for one in contents if one.phash is not None]
    elsewhere: dict[int, str] = {}
    for image_id, batch_name, file_name in same_files_elsewhere(connection, batch.id):
        elsewhere.setdefault(image_id, f"{file_name} of {batch_name}")
    return Pictures(
        digests={int(image_id): digest for image_id, digest in image_digests(connection, batch.id).items() if digest},
        damaged={int(one.image_id): one.problem for one in contents if one.problem and one.image_id not in unopened},
        elsewhere=elsewhere,
        ids=np.array([one.image_id for one in seen], np.int64),
        phash=np.array([one.phash for one in seen], np.uint64),
        dhash=np.array([one.dhash for one in seen], np.uint64),
    )


def _deliveries_of_other_batches(project: Project, batch: Batch, delivery: LabelSet) -> list[tuple[str, LabelSet]]:
    """What the same vendor delivered for other batches before, each with the name of its batch, oldest first."""
    found = [
        (other.name, one)
        for other in batches(project.connection)
        if other.vendor_id == batch.vendor_id and other.id != batch.id
        for one in label_sets(project.connection, other.id, SetRole.DELIVERY)
        if one.id < delivery.id
    ]
    return sorted(found, key=lambda pair: pair[1].id)


def _other_set(project: Project, label_set: LabelSet, called: str) -> "OtherSet":
    from assay.intake.delivery_case import OtherSet

    covered = np.array(covered_images(project.connection, label_set.id), np.int32)
    return OtherSet(called=called, annotations=read_annotations(project.connection, label_set.id), covered=covered)

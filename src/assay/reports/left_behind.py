"""What a delivered file said and an export of its labels does not say any more, whatever the format: counted before anything is written."""

from collections.abc import Iterator

from assay.model.batches import LabelSet
from assay.model.ids import ImageId
from assay.model.intake import LEFT_OUT, MORE, IntakeFinding
from assay.reports.losses import Loss
from assay.store.batches import image
from assay.store.claimed_versions import claimed_versions
from assay.store.intake import intake_findings
from assay.store.label_sets import skipped_images
from assay.store.project import Project


def left_behind(project: Project, label_set: LabelSet, *, writes_skips: bool) -> Iterator[Loss]:
    """What the import could not keep of a label set, and what only some formats can say. writes_skips: whether skipped images are written as such."""
    yield from _left_out_by_the_import(intake_findings(project.connection, label_set.id))
    skipped = skipped_images(project.connection, label_set.id)
    if skipped and not writes_skips:
        first = image(project.connection, ImageId(min(skipped))).file_name
        yield Loss(len(skipped), "image that the vendor skipped, which is not written", first)
    for what, version in claimed_versions(project.connection, label_set.id).items():
        yield Loss(1, f"{what} version that the file says it follows ({version}), which is not written", "")


def _left_out_by_the_import(findings: list[IntakeFinding]) -> Iterator[Loss]:
    entries = [one for one in findings if one.rule == LEFT_OUT]
    if entries:
        count = sum(one.details.get(MORE, 1) for one in entries)
        yield Loss(count, "entry that could not be kept when the file came in", entries[0].place)
    classes = [one for one in findings if one.left_out and one.rule != LEFT_OUT]
    if classes:
        count = sum(_counted(one) for one in classes)
        yield Loss(count, "annotation of a class that was rejected when the file came in", classes[0].place)


def _counted(one: IntakeFinding) -> int:
    """How many annotations a rejected class had."""
    said = str(one.details.get("count", "")).replace(",", "")
    return int(said) if said.isdecimal() else 1

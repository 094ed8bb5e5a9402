"""Bringing a label file into the project: all of it in one transaction, or nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.model.annotations import UNKNOWN, Annotations
from assay.model.batches import Batch, Complaint, LabelSet, SetRole
from assay.model.errors import AssayError
from assay.model.ids import BatchId, ImageId, LabelSetId
from assay.model.intake import IntakeFinding
from assay.model.one_ahead import one_ahead
from assay.model.people import Reviewer
from assay.model.progress import Progress, Work
from assay.model.without_gc import without_gc
from assay.review.batch_for_import import batch_for
from assay.review.class_memory import remember_classes, remembered_classes
from assay.review.extend_schema import extend_schema, parents_in
from assay.review.import_plan import ImportPlan, Preview
from assay.review.note_breaches import UPRIGHT, ImportedImages, is_turned, note_breaches
from assay.review.rejected_classes import WithoutRejected, without_rejected
from assay.review.table_mapping import save_mapping
from assay.store.annotation_pages import PagesDigest, ProjectIds, in_groups, page_rows
from assay.store.batches import image_digests, image_rows, label_set, label_sets
from assay.store.bulk_digests import keep_annotators_digest, keep_images_digest
from assay.store.claimed_versions import insert_claims
from assay.store.image_reviews import open_queue
from assay.store.intake import insert_breaches, intake_findings
from assay.store.joined_pages import JoinedPages, insert_joined, joined_pages
from assay.store.journal import Action
from assay.store.label_sets import (
    annotator_ids,
    insert_images,
    insert_skipped,
    learn_about_images,
    learn_cohorts,
    learn_orientations,
)
from assay.store.project import Project


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import brought in, and what it left out."""

    label_set: LabelSet
    batch: Batch
    missing: Sequence[str]
    findings: Sequence[IntakeFinding]
    new_classes: Sequence[str]

    @property
    def complaints(self) -> Sequence[Complaint]:
        """What was left out or found odd, as place and sentence."""
        return [Complaint(one.place, one.sentence, left_out=one.left_out) for one in self.findings]


def import_labels(project: Project, preview: Preview, plan: ImportPlan, *, by: Reviewer) -> Work[ImportReport]:
    """Write what was read into the project as a new label set. Closing the work early leaves the project as it was.

    Raises AssayError when the round was delivered already, or the batch belongs to another vendor.
    """
    reading = preview.reading
    yield Progress(0, len(reading.images), "Writing to the project")
    summary = f"Import {reading.source.name} as {plan.role}"
    on_record = project.action(
        "import_labels", summary, by=by, reason=reading.sha256, undoable=False, bulk=True, straight=True
    )
    with without_gc(), on_record as action:
        batch = batch_for(project, action, plan, preview)
        chosen = remembered_classes(project, batch.vendor) | dict(plan.classes)
        class_ids, new_classes = extend_schema(
            project,
            action,
            preview.classes,
            chosen,
            declared=plan.role is not SetRole.DELIVERY,
            parents=parents_in(reading.classes),
        )
        remember_classes(project, action, batch.vendor, plan.classes)
        if plan.mapping:
            save_mapping(project, action, plan.mapping)
        images = _add_images(project, batch.id, preview)
        image_ids = np.array(images.ids, np.int32)
        wanted = without_rejected(reading, preview.classes, chosen)
        annotations, ids = _in_project(project, batch, reading.annotators, wanted.annotations, class_ids, image_ids)
        label_set_id = _add_label_set(project, action, batch, plan, preview, wanted)
        covered = np.unique(image_ids).tolist()
        digest = yield from _write_pages(project, label_set_id, page_rows(annotations, covered, ids=ids), len(covered))
        action.update("label_set", label_set_id, {"pages_sha256": digest})
        insert_skipped(project.connection, label_set_id, {images.ids[at]: said for at, said in reading.skipped.items()})
        insert_claims(project.connection, label_set_id, reading.claims)
        made = [*note_breaches(preview, images, new_classes), *wanted.breaches]
        insert_breaches(project.connection, label_set_id, made)
        _open_queues(project, batch.id)
        keep_images_digest(project.connection, action, batch.id)
        keep_annotators_digest(project.connection, action)
        action.bulk("image", "annotation_page", "image_review", "intake_finding", "skipped_image", "claimed_version")
    return ImportReport(
        label_set(project.connection, label_set_id),
        batch,
        preview.missing,
        intake_findings(project.connection, label_set_id),
        new_classes,
    )


def _add_images(project: Project, batch_id: BatchId, preview: Preview) -> ImportedImages:
    """The project's ids of the images that the file names, with what was known of them; those that the batch does not hold yet are added."""
    connection = project.connection
    read = preview.reading.images
    names = read.file_names
    rows = {
        name: (name, *size, fact.sha256, fact.found)
        for name, fact, size in zip(names, preview.facts, _sizes(preview), strict=True)
    }
    digests = image_digests(connection, batch_id)
    known = same_images(list(rows), dict(image_rows(connection, batch_id)))
    insert_images(connection, batch_id, [row for name, row in rows.items() if name not in known])
    learn_about_images(connection, [(*rows[name][1:], image_id) for name, image_id in known.items()])
    ids = dict(image_rows(connection, batch_id)) | known
    turned = {
        ids[name]: f.orientation for name, f in zip(names, preview.facts, strict=True) if f.orientation != UPRIGHT
    }
    learn_orientations(connection, turned)
    named = [ImageId(ids[name]) for name in names]
    unsent = frozenset(named) - digests.keys() if _knows_what_was_sent(project, batch_id) else frozenset()
    return ImportedImages(ids=named, digests=digests, unsent=unsent)


def _sizes(preview: Preview) -> list[tuple[int | None, int | None]]:
    """The size that labels of each image refer to: that of its pixels as stored, or as EXIF turns them where the file declares it so; what the file says without them."""
    read = preview.reading.images
    declared = zip(_whole_sides(read.widths), _whole_sides(read.heights), strict=True)
    return [
        said
        if fact.width is None or is_turned(fact, (width, height))
        else (fact.width or said[0], fact.height or said[1])
        for fact, said, width, height in zip(
            preview.facts, declared, read.widths.tolist(), read.heights.tolist(), strict=True
        )
    ]


def _whole_sides(sides: NDArray[np.float64]) -> list[int | None]:
    """Sides as the file says them, None where it does not."""
    return [side or None for side in np.where(np.isnan(sides), 0, sides).astype(np.int64).tolist()]


def _knows_what_was_sent(project: Project, batch_id: BatchId) -> bool:
    """Whether the batch's images are those that were sent out: gold may cover some of them only."""
    return any(one.role in (SetRole.DELIVERY, SetRole.MODEL) for one in label_sets(project.connection, batch_id))


def same_images(names: Sequence[str], known: Mapping[str, int]) -> dict[str, int]:
    """The id of each named image that a batch holds already: by its name, or by one with more or fewer folders before it.

    The latter only where it is unmistakable: train/1.png may be the 1.png of another file, but not val/1.png, and not when both are
    named. known: ids by file name.
    """
    if not known:
        return {}
    found = {name: known[name] for name in names if name in known}
    by_last_part: dict[str, list[str]] = {}
    for one in known.keys() - found.keys():
        by_last_part.setdefault(_last_part(one), []).append(one)
    alike = {
        name: [
            one
            for one in by_last_part.get(_last_part(name), ())
            if one.endswith(f"/{name}") or name.endswith(f"/{one}")
        ]
        for name in names
        if name not in found
    }
    claims = Counter(one for candidates in alike.values() for one in candidates)
    unmistakable = {name: ones[0] for name, ones in alike.items() if len(ones) == 1 and claims[ones[0]] == 1}
    return found | {name: known[one] for name, one in unmistakable.items()}


def _last_part(name: str) -> str:
    return name.rsplit("/", 1)[-1]


def _in_project(
    project: Project,
    batch: Batch,
    annotators: Sequence[str],
    annotations: Annotations,
    class_ids: Sequence[int],
    image_ids: NDArray[np.int32],
) -> tuple[Annotations, ProjectIds]:
    """The annotations in the order of the project's images, and the project's ids for the file's indices."""
    annotator_of = _table(annotator_ids(project.connection, batch.vendor_id, annotators))
    learn_cohorts(project.connection, _cohorts(annotator_of, annotations))
    images = image_ids[annotations.records["image"]] if len(image_ids) else np.zeros(len(annotations), np.int32)
    if (images[1:] < images[:-1]).any():
        order = np.argsort(images, kind="stable")
        annotations, images = annotations.take(order), images[order]
    return annotations, ProjectIds(images, _table(class_ids), annotator_of)


def _table(ids: Sequence[int]) -> NDArray[np.int32]:
    """Ids to be looked up by index, with what UNKNOWN becomes."""
    return np.array([*ids, UNKNOWN], np.int32)


def _cohorts(annotator_of: NDArray[np.int32], annotations: Annotations) -> dict[int, str]:
    """The cohort of each annotator, as their last annotation says."""
    extra = annotations.extra
    said = {row: one["other"]["cohort"] for row, one in extra.items() if one.get("other", {}).get("cohort")}
    owners = annotator_of[annotations.records["annotator_id"][list(said)]].tolist() if said else []
    return {who: str(cohort) for who, cohort in zip(owners, said.values(), strict=True) if who != UNKNOWN}


def _add_label_set(
    project: Project, action: Action, batch: Batch, plan: ImportPlan, preview: Preview, wanted: WithoutRejected
) -> LabelSetId:
    reading = preview.reading
    row = action.insert(
        "label_set",
        {
            "batch_id": batch.id, "role": str(plan.role), "round": _round(project, batch, plan), "name": reading.source.stem,
            "format": reading.format, "source": str(reading.source), "source_sha256": reading.sha256,
            "images": len(reading.images), "annotations": len(wanted.annotations),
            "rejected": len(reading.rejected) + wanted.left_out,
            "imported_at": action.at,
        },
    )  # fmt: skip
    return LabelSetId(row)


def _round(project: Project, batch: Batch, plan: ImportPlan) -> int:
    taken = [found.round for found in label_sets(project.connection, batch.id, plan.role)]
    first = 0 if plan.role is SetRole.DELIVERY else 1
    if plan.round is None:
        return max(taken, default=first - 1) + 1
    if plan.round in taken:
        raise AssayError(
            f"Batch “{batch.name}” has {plan.role} round {plan.round} already; import it as the next round"
        )
    return plan.round


def _write_pages(project: Project, label_set_id: LabelSetId, rows: Iterator[tuple[Any, ...]], total: int) -> Work[str]:
    """Write every page, and give back the digest of all."""
    number = 0
    with PagesDigest() as digest:
        with closing(one_ahead(_made_ready(rows, digest))) as ready:
            for made in ready:
                insert_joined(project.connection, label_set_id, made)
                number += made.pages
                yield Progress(number, total, "Writing to the project")
        return digest.hexdigest()


def _made_ready(rows: Iterator[tuple[Any, ...]], digest: PagesDigest) -> Iterator[JoinedPages]:
    """All pages, told to the digest and ready to be written; on any thread."""
    for group in in_groups(rows):
        digest.add(group)
        yield joined_pages(group)


def _open_queues(project: Project, batch_id: BatchId) -> None:
    for delivery in label_sets(project.connection, batch_id, SetRole.DELIVERY):
        open_queue(project.connection, delivery.id)

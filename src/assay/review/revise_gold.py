"""A new gold revision: the old one with the corrections that reviewers suggest for it."""

from collections.abc import Sequence

from assay.model.batches import Batch, LabelSet, SetRole
from assay.model.corrections import Correction, corrected
from assay.model.errors import AssayError
from assay.model.ids import LabelSetId
from assay.model.people import Reviewer
from assay.model.progress import Progress, Work
from assay.store.annotation_pages import insert_pages, page_rows
from assay.store.annotation_reading import read_annotations
from assay.store.batches import label_set, newest_set
from assay.store.corrections import corrections
from assay.store.journal import Action
from assay.store.layered_sets import facts_over, last_number, lay_over
from assay.store.project import Project


def revise_gold(project: Project, batch: Batch, *, reason: str, by: Reviewer) -> Work[LabelSet]:
    """Make the corrections of a batch's newest gold its next revision; the revision before stays as it was.

    Annotations keep their numbers, so that what was said of the others still holds. A comparison with the older revision is outdated from
    then on. It is bulk work, which ends what can be undone. Raises AssayError without a reason, without gold or corrections of it, and
    for a person who may not rule on gold.
    """
    gold, suggested = _what_to_revise(project, batch, reason, by)
    yield Progress(0, 1, "Revising gold")
    summary = f"Revise gold of {batch.name} to revision {gold.round + 1}: {len(suggested)} corrections"
    with project.action("revise_gold", summary, by=by, reason=reason.strip(), undoable=False) as action:
        revision = _add_revision(action, gold)
        touched = sorted({one.about.image_id for one in suggested})
        base = lay_over(project.connection, revision, gold, without=touched)
        _write_corrected(project, gold, revision, suggested)
        action.update("label_set", revision, facts_over(project.connection, revision, gold, base, touched))
        action.bulk("annotation_page")
    yield Progress(1, 1, "Gold revised")
    return label_set(project.connection, revision)


def _what_to_revise(project: Project, batch: Batch, reason: str, by: Reviewer) -> tuple[LabelSet, list[Correction]]:
    if not by.may_adjudicate:
        raise AssayError(f"{by.name} is a reviewer; an adjudicator or a lead makes a new gold revision")
    if not reason.strip():
        raise AssayError("A gold revision needs its reason, so that others can follow why gold changed")
    gold = newest_set(project.connection, batch.id, SetRole.GOLD)
    if gold is None:
        raise AssayError(f"Batch “{batch.name}” has no gold yet; import it with --as gold")
    suggested = corrections(project.connection, gold.id)
    if not suggested:
        raise AssayError(f"Nobody suggested a correction of {gold.title.lower()} of “{batch.name}”; draw one first")
    return gold, suggested


def _add_revision(action: Action, gold: LabelSet) -> LabelSetId:
    row = action.insert(
        "label_set",
        {
            "batch_id": gold.batch_id, "role": str(SetRole.GOLD), "round": gold.round + 1, "name": gold.name,
            "format": gold.format, "source": f"{gold.title} with corrections", "source_sha256": gold.source_sha256,
            "imported_at": action.at,
        },
    )  # fmt: skip
    return LabelSetId(row)


def _write_corrected(project: Project, gold: LabelSet, revision: LabelSetId, suggested: Sequence[Correction]) -> None:
    connection, touched = project.connection, sorted({one.about.image_id for one in suggested})
    adds = any(not one.number for one in suggested)
    first_new = last_number(connection, gold.id) + 1 if adds else 0
    rows = corrected(read_annotations(connection, gold.id, touched), suggested, first_new=first_new)
    insert_pages(connection, revision, list(page_rows(rows, touched)))

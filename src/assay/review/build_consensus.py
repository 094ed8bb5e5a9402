"""Making a label set of what several raters agree on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assay.compare.consensus.labels import CLOSEST_OUTLINE, MEDIAN_CORNERS, ConsensusLabels, consensus_labels
from assay.compare.consensus.rules import Rule
from assay.model.batches import CONSENSUS_FORMAT, WITHDRAWN_FORMAT, Batch, LabelSet, SetRole
from assay.model.errors import AssayError
from assay.model.ids import LabelSetId
from assay.model.people import Reviewer
from assay.model.progress import Progress, Work
from assay.review.measure_agreement import put_together
from assay.review.raters_of_batch import Between, raters_of
from assay.store.annotation_pages import insert_pages, page_rows
from assay.store.audit_rows import pages_digest
from assay.store.batches import label_set, next_round
from assay.store.project import Project

__all__ = ["ConsensusReport", "Rule", "build_consensus"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsensusReport:
    """The label set that was made, by which method from whom, and what was left out: units undecided, units decided to be nothing."""

    label_set: LabelSet
    method: str
    raters: Sequence[str]
    units: int
    undecided: int
    rejected: int


def build_consensus(
    project: Project,
    batch: Batch,
    *,
    rule: Rule,
    quorum: int = 2,
    between: Between = Between.AUTO,
    names: Sequence[str] = (),
    people: Sequence[str] = (),
    threshold: float = 0.5,
    by: Reviewer,
) -> Work[ConsensusReport]:
    """Add what the raters of a batch agree on as a reviewer's label set whose format is "consensus" and whose name says the method.

    A box is the median corners of the raters who agree, an outline the one of them closest to the others; each annotation says whose
    votes it rests on. Writing it is bulk work; showing it is an action of its own, which undo takes back and redo does again. Raises AssayError when there are no two raters, or the quorum is more than there are.
    """
    yield Progress(0, 0, "Reading annotations")
    raters = raters_of(project, batch, between=between, names=names, people=people)
    if rule is Rule.QUORUM and not 1 <= quorum <= len(raters):
        raise AssayError(f"A quorum of {quorum} cannot be had from {len(raters)} raters; choose 1 to {len(raters)}")
    rated = yield from put_together(project, raters, threshold=threshold)
    yield Progress(0, 0, "Deciding")
    found = consensus_labels(rated, rule, quorum=quorum)
    told = [rater.name for rater in raters]
    yield Progress(0, 0, "Writing to the project")
    summary = f"Consensus on {batch.name}: {found.method}, {len(found.annotations):,} annotations"
    with project.action("build_consensus", summary, by=by, reason=", ".join(told), undoable=False) as action:
        images = np.unique(np.concatenate([rater.images for rater in raters])).tolist()
        row = action.insert(
            "label_set",
            {
                "batch_id": batch.id, "role": str(SetRole.REVIEWER), "round": next_round(project.connection, batch.id, SetRole.REVIEWER),
                "name": f"Consensus: {found.method}", "format": WITHDRAWN_FORMAT,
                "source": _source(told), "source_sha256": "", "images": len(images),
                "annotations": len(found.annotations), "rejected": found.undecided, "imported_at": action.at,
            },
        )  # fmt: skip
        insert_pages(project.connection, LabelSetId(row), list(page_rows(found.annotations, images)))
        action.update("label_set", row, {"pages_sha256": pages_digest(project.connection, LabelSetId(row))})
        action.bulk("annotation_page")
    with project.action("add_consensus", summary, by=by, reason=", ".join(told)) as action:
        action.update("label_set", row, {"format": CONSENSUS_FORMAT})
    return _report(label_set(project.connection, LabelSetId(row)), told, found)


def _source(raters: Sequence[str]) -> str:
    return f"{', '.join(raters)}; boxes: {MEDIAN_CORNERS}; outlines: {CLOSEST_OUTLINE}"


def _report(made: LabelSet, raters: Sequence[str], found: ConsensusLabels) -> ConsensusReport:
    return ConsensusReport(
        label_set=made,
        method=found.method,
        raters=raters,
        units=found.units,
        undecided=found.undecided,
        rejected=found.rejected,
    )

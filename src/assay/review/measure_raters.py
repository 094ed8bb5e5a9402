"""How far chosen raters of a batch agree, with intervals, and the units behind every number. Reads only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.compare.agreement.figures import (
    About,
    AgreementFigures,
    AgreementTable,
    Estimate,
    PairFigures,
    figures_in_steps,
)
from assay.compare.agreement.raters import RatedTogether
from assay.compare.agreement.report import AgreementReport
from assay.model.batches import Batch
from assay.model.ids import ImageId, LabelSetId
from assay.model.progress import Progress, Work
from assay.review.measure_agreement import put_together, reported
from assay.review.raters_of_batch import Between, raters_of
from assay.store.project import Project
from assay.store.schemas import current_schema

Rows = NDArray[np.int64]
NOTHING_DRAWN, NOT_ASKED = -2, -3
"""In place of a class id: of a rater who was assigned and drew nothing, and of one who was not assigned."""

__all__ = [
    "About",
    "AgreementFigures",
    "AgreementTable",
    "Between",
    "Estimate",
    "PairFigures",
    "RatersChosen",
    "RatersMeasured",
    "Unit",
    "Units",
    "measure_raters",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatersChosen:
    """Whose agreement is asked for: these label sets, or these annotators (all of them when none is named) within the first one.

    threshold: the IoU from which on they drew one object. boxes: whether outlines are taken for their boxes.
    """

    between: Between
    sets: tuple[LabelSetId, ...]
    people: tuple[str, ...] = ()
    threshold: float = 0.5
    boxes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One object as raters see it. said: the class (or value) that each gave it, None of a rater who drew nothing; who was not assigned is not in it.

    numbers: the annotation of each rater who drew it.
    """

    image_id: ImageId
    said: Mapping[int, int | None]
    numbers: Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """The objects behind a number, disagreements first and then by image. raters: (r,) places. image, agrees: (n,).

    said: (n, r) class ids, or what `words` names; NOTHING_DRAWN or NOT_ASKED. number: (n, r) of each rater's annotation, 0 for none.
    """

    raters: Sequence[int]
    image: Rows
    agrees: NDArray[np.bool_]
    said: Rows
    number: Rows
    words: Mapping[int, str] | None = None

    def __len__(self) -> int:
        return len(self.image)

    @property
    def disputed(self) -> int:
        """How many there are that raters disagree on; they come first."""
        return int((~self.agrees).sum())

    def unit(self, row: int) -> Unit:
        """One of them."""
        told = list(zip(self.raters, self.said[row].tolist(), self.number[row].tolist(), strict=True))
        said = {rater: None if one == NOTHING_DRAWN else one for rater, one, _ in told if one != NOT_ASKED}
        return Unit(
            image_id=ImageId(int(self.image[row])), said=said, numbers={rater: one for rater, _, one in told if one}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RatersMeasured:
    """What was measured, of whom, and the labels that it was measured on."""

    chosen: RatersChosen
    report: AgreementReport
    table: AgreementTable
    rated: RatedTogether

    def units(self, row: AgreementFigures | None = None, raters: Sequence[int] = ()) -> Units:
        """The objects behind a row (detections when None), of these raters or of all: what two or more rated and one of them drew.

        Of a class, raters disagree where not all gave it; its own objects come before those that nobody gave it.
        """
        row = row or self.table.rows[0]
        said, words = self._said(row)
        wanted = list(raters) or list(range(len(self.rated.raters)))
        said = said[:, wanted]
        asked = said != NOT_ASKED
        rows = (asked.sum(axis=1) > 1) & (asked & (said != NOTHING_DRAWN)).any(axis=1)
        judged = said == row.key if row.about is About.CLASS else said
        most = np.where(asked, judged, np.iinfo(np.int64).min).max(axis=1)
        agrees = (~asked | (judged == most[:, None])).all(axis=1)
        other = (row.about is About.CLASS) & ~((said == row.key) & asked).any(axis=1)
        image = self.rated.images[self.rated.image_of_unit[: len(said)]]
        order = np.flatnonzero(rows)
        order = order[np.lexsort((image[order], other[order], agrees[order]))]
        return Units(
            raters=wanted,
            image=image[order].astype(np.int64),
            agrees=agrees[order],
            said=said[order],
            number=self._numbers(len(said))[order][:, wanted],
            words=words,
        )

    def _said(self, row: AgreementFigures) -> tuple[Rows, Mapping[int, str] | None]:
        """(n, r) what each rater says of each unit, and what the numbers are called where they are no classes."""
        if row.about is About.ATTRIBUTE:
            one = self.table.attributes[str(row.key)].ratings
            words = {place: f"{v:g}" if isinstance(v, float) else str(v) for place, v in enumerate(one.values)}
            return np.where(one.category < 0, NOT_ASKED, one.category), words
        ratings = self.rated.ratings
        nothing = NOT_ASKED if row.about is About.CLASSES else NOTHING_DRAWN
        return np.array([*ratings.values[:-1], nothing, NOT_ASKED])[ratings.category], None  # MISSING is the last place

    def _numbers(self, units: int) -> Rows:
        """(n, r) the number of each rater's annotation of each unit."""
        rated = self.rated
        found = np.zeros((units, len(rated.raters)), np.int64)
        for number, rater in enumerate(rated.raters):
            own = rated.drawn.rater == number
            found[rated.unit[own], number] = rater.annotations.records["number"][rated.rows[own]]
        return found


def measure_raters(project: Project, batch: Batch, chosen: RatersChosen) -> Work[RatersMeasured]:
    """The agreement of the chosen raters. Raises AssayError when there are not two of them, or the threshold is out of range."""
    yield Progress(0, 0, "Reading annotations")
    names = [str(one) for one in chosen.sets]
    raters = raters_of(project, batch, between=chosen.between, names=names, people=chosen.people)
    shapes = "box" if chosen.boxes else "auto"
    rated = yield from put_together(project, raters, threshold=chosen.threshold, shapes=shapes)
    report = yield from reported(rated)
    for step in figures_in_steps(rated, report, current_schema(project.connection)):
        if isinstance(step, AgreementTable):
            return RatersMeasured(chosen=chosen, report=report, table=step, rated=rated)
        yield Progress(*step, "Resampling images")
    raise AssertionError("the last step is the result")

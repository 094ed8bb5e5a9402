"""Agreement as it is shown: every coefficient with its interval over images, and never a κ without raw agreement and AC1 beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from assay.compare.agreement.additive import (
    Additive,
    ac1,
    alpha,
    cohen,
    doubled_share,
    fleiss,
    ordinal_alpha,
    ratio,
    raw_agreement,
)
from assay.compare.agreement.attribute_ratings import AttributeRatings, attribute_ratings
from assay.compare.agreement.krippendorff import krippendorff_alpha, ordinal
from assay.compare.agreement.raters import RatedTogether
from assay.compare.agreement.ratings import MISSING, Ratings
from assay.compare.agreement.report import AgreementReport, PairAgreement, are_shared, drawn_only, is_of, shared_units
from assay.compare.agreement.resampling import Spread, spreads_in_steps
from assay.compare.agreement.together import Agreement, agreement
from assay.compare.estimates.binomial import Interval
from assay.model.schema import Schema

Rows = NDArray[np.int64]


class About(StrEnum):
    """What raters agree on: whether an object is there and of which class; its class where they drew it; one class; one attribute."""

    DETECTIONS = "detections"
    CLASSES = "classes"
    CLASS = "class"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A coefficient with its 95 % interval over resampled images. reason: why there is no value; no_interval: why there is no interval."""

    value: float | None
    interval: Interval | None = None
    reason: str = ""
    no_interval: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFigures:
    """Everything that is said of one thing that raters agree on. key: class id or attribute name. units: rated by two or more.

    ordinal: α of a scale that has an order, None of any other. f1: of pairs of raters on average; None where it is not asked for.
    """

    about: About
    key: int | str
    units: int
    raw: Estimate
    ac1: Estimate
    kappa: Estimate
    kappa_of: str
    alpha: Estimate
    ordinal: Estimate | None = None
    f1: Estimate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFigures:
    """Two raters, by place: F1 and AC1 with their intervals, and what else is said of them."""

    said: PairAgreement
    f1: Estimate
    ac1: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementTable:
    """Rows by what is agreed on, detections first, and every pair of raters by their places. attributes: what was said, by name."""

    rows: Sequence[AgreementFigures]
    pairs: Mapping[tuple[int, int], PairFigures]
    attributes: Mapping[str, AttributeRatings]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One row before its intervals are known: the coefficients in the order raw, AC1, κ, α, and ordinal α or F1."""

    about: About
    key: int | str
    said: Agreement
    coefficients: Sequence[Additive]
    last: float | None = None


def figures_in_steps(
    rated: RatedTogether, report: AgreementReport, schema: Schema
) -> Iterator[tuple[int, int] | AgreementTable]:
    """Every row and pair with its intervals, yielding (replicates done, replicates) and at last the result."""
    units = _Units.of(rated)
    attributes = attribute_ratings(rated, schema)
    asked = _asked(units, report, attributes)
    pairs = [_of_pair(units, pair) for pair in report.pairs]
    for step in spreads_in_steps([one for many in (*(row.coefficients for row in asked), *pairs) for one in many]):
        if isinstance(step, tuple):
            yield step
            continue
        spreads = iter(step)
        rows = [_row(one, [next(spreads) for _ in one.coefficients]) for one in asked]
        yield AgreementTable(
            rows=rows,
            pairs={(one.first, one.second): _pair(one, next(spreads), next(spreads)) for one in report.pairs},
            attributes={one.name: one for one in attributes},
        )


@dataclass(frozen=True, slots=True)
class _Units:
    """The labels put together, with what costs something to work out of them. place: (n,) of each annotation's image."""

    rated: RatedTogether
    ratings: Ratings
    image: Rows
    place: Rows

    @classmethod
    def of(cls, rated: RatedTogether) -> "_Units":
        return cls(rated, rated.ratings, rated.image_of_unit, np.searchsorted(rated.images, rated.drawn.image))

    @property
    def images(self) -> int:
        return len(self.rated.images)


def _asked(units: _Units, report: AgreementReport, attributes: Sequence[AttributeRatings]) -> list[_Asked]:
    ratings, image, images = units.ratings, units.image, units.images
    by_class = (
        _with_f1(
            About.CLASS, key, report.by_class[key], _coefficients(is_of(ratings, place), image, images), units, place
        )
        for place, key in enumerate(ratings.values[:-1])
    )
    return [
        _with_f1(About.DETECTIONS, "", report.whole, _coefficients(ratings, image, images), units),
        _Asked(About.CLASSES, "", report.classes, _coefficients(drawn_only(ratings), image, images)),
        *by_class,
        *(_of_attribute(one, image, images) for one in attributes),
    ]


def _with_f1(
    about: About,
    key: int | str,
    said: Agreement,
    coefficients: list[Additive],
    units: _Units,
    class_place: int | None = None,
) -> _Asked:
    f1 = _mean_f1(units, class_place)
    return _Asked(about, key, said, [*coefficients, f1], _value_of(f1))


def _of_attribute(one: AttributeRatings, image: Rows, images: int) -> _Asked:
    own = image[: len(one.ratings.category)]
    coefficients, last = _coefficients(one.ratings, own, images), None
    if one.is_ordered:
        coefficients.append(ordinal_alpha(one.ratings, own, images))
        last = krippendorff_alpha(one.ratings, ordinal).value
    return _Asked(About.ATTRIBUTE, one.name, agreement(one.ratings), coefficients, last)


def _coefficients(ratings: Ratings, image: Rows, images: int) -> list[Additive]:
    kappa = cohen if ratings.raters == 2 else fleiss
    return [one(ratings, image, images) for one in (raw_agreement, ac1, kappa, alpha)]


def _value_of(one: Additive) -> float | None:
    value = float(one.formula(one.parts.sum(axis=0)))
    return None if np.isnan(value) else value


def _mean_f1(units: _Units, class_place: int | None) -> Additive:
    """The mean F1 over the pairs of raters that have one, of one class or of all."""
    each = [_pair_f1(units, *pair, class_place) for pair in combinations(range(len(units.rated.raters)), 2)]

    def formula(sums: NDArray[np.float64]) -> NDArray[np.float64]:
        values = np.stack([one.formula(sums[..., 2 * row : 2 * row + 2]) for row, one in enumerate(each)])
        known = ~np.isnan(values)
        return ratio(np.where(known, values, 0.0).sum(axis=0), known.sum(axis=0))

    return Additive(np.concatenate([one.parts for one in each], axis=1), formula)


def _pair_f1(units: _Units, a: int, b: int, class_place: int | None = None) -> Additive:
    """Pairs of one class, and the annotations of both raters on the images that both were assigned to."""
    rated, drawn = units.rated, units.rated.drawn
    wanted = (rated.assigned[:, a] & rated.assigned[:, b])[units.place] & np.isin(drawn.rater, (a, b))
    first, second, nothing = units.ratings.category[:, a], units.ratings.category[:, b], len(units.ratings.values) - 1
    matched = (first == second) & (first != nothing) & (first != MISSING)
    if class_place is not None:
        wanted &= drawn.class_id == units.ratings.values[class_place]
        matched &= first == class_place
    counts = [np.bincount(one, minlength=units.images) for one in (units.image[matched], units.place[wanted])]
    return doubled_share(counts[0], counts[1])


def _of_pair(units: _Units, pair: PairAgreement) -> list[Additive]:
    ratings = units.ratings.of([pair.first, pair.second])
    shared = ac1(shared_units(ratings), units.image[are_shared(ratings)], units.images)
    return [_pair_f1(units, pair.first, pair.second), shared]


def _row(asked: _Asked, spreads: Sequence[Spread]) -> AgreementFigures:
    said = asked.said
    raw, one, kappa, nominal = spreads[:4]
    told = {
        "raw": _estimate(said.raw, raw, "no unit has two ratings"),
        "ac1": _estimate(said.ac1.value, one, said.ac1.reason),
        "kappa": _estimate(said.kappa.value, kappa, said.kappa.reason),
        "alpha": _estimate(said.alpha.value, nominal, said.alpha.reason),
    }
    last = _estimate(asked.last, spreads[4], "nobody drew anything") if len(spreads) > 4 else None
    return AgreementFigures(
        about=asked.about,
        key=asked.key,
        units=said.units,
        kappa_of=said.kappa_of,
        ordinal=last if asked.about is About.ATTRIBUTE else None,
        f1=last if asked.about in (About.DETECTIONS, About.CLASS) else None,
        **told,
    )


def _pair(said: PairAgreement, f1: Spread, one: Spread) -> PairFigures:
    return PairFigures(
        said=said,
        f1=_estimate(said.f1, f1, "neither drew anything on a shared image"),
        ac1=_estimate(said.whole.ac1.value, one, said.whole.ac1.reason),
    )


def _estimate(value: float | None, spread: Spread, reason: str) -> Estimate:
    if value is None:
        return Estimate(value=None, reason=reason)
    return Estimate(value=value, interval=spread.interval, no_interval=spread.reason)

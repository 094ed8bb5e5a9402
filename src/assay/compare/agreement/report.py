"""Everything there is to say of how far raters agree."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from assay.compare.agreement.krippendorff import krippendorff_alpha
from assay.compare.agreement.pairwise_f1 import mean_of_pairs, pairwise_f1
from assay.compare.agreement.raters import LOWEST, RatedTogether
from assay.compare.agreement.ratings import MISSING, Ratings
from assay.compare.agreement.together import Agreement, agreement
from assay.compare.agreement.units import NOTHING

THRESHOLDS = tuple(round(LOWEST + 0.1 * step, 1) for step in range(7))
"""IoU at which α is taken again, to see whether raters differ on what is there or on where it ends."""

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairAgreement:
    """Two raters on the images that both were assigned to.

    matched: units that both gave the same class; annotations: of each of them. classes: agreement on the class of units that both drew;
    whole: also on whether there is an object. mean_iou: over the matched units; None without one.
    """

    first: int
    second: int
    images: int
    annotations: tuple[int, int]
    matched: int
    mislabelled: int
    f1: float | None
    mean_iou: float | None
    whole: Agreement
    classes: Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementReport:
    """Agreement of raters on what is in images.

    whole: of class and existence, a rater who drew nothing having said so. classes: of class alone, where at least two drew. by_class: of
    whether a unit is of this class. vitality: by rater, α minus α without them; below 0 they pull it down. by_threshold: α by IoU.
    by_image: α of each image that has one; mean_image_alpha: their mean.
    """

    raters: Sequence[str]
    threshold: float
    images: int
    units: int
    whole: Agreement
    classes: Agreement
    by_class: Mapping[int, Agreement]
    pairs: Sequence[PairAgreement]
    mean_f1: float | None
    vitality: Sequence[float | None]
    by_threshold: Mapping[float, float | None]
    by_image: Mapping[int, float]
    mean_image_alpha: float | None


def agreement_report(rated: RatedTogether) -> AgreementReport:
    """The report on labels that were put together (KaLOS, Tschirschwitz and Rodehorst 2026; vectors/kalpha_detection.json)."""
    for step in report_in_steps(rated):
        if isinstance(step, AgreementReport):
            return step
    raise AssertionError("the last step is the result")


def report_in_steps(rated: RatedTogether) -> Iterator[tuple[int, int] | AgreementReport]:
    """The same, yielding (parts done, parts), pairs of raters and classes being most of them, and at last the result."""
    ratings = rated.ratings
    couples, classes = list(combinations(range(len(rated.raters)), 2)), ratings.values[:-1]
    parts = len(couples) + len(classes) + 3
    steps = iter(range(parts))
    pairs, by_class = [], {}
    for a, b in couples:
        yield next(steps), parts
        pairs.append(_pair(rated, a, b))
    for place, one in enumerate(classes):
        yield next(steps), parts
        by_class[one] = agreement(is_of(ratings, place))
    yield next(steps), parts
    whole, drawn = agreement(ratings), agreement(drawn_only(ratings))
    yield next(steps), parts
    by_threshold = _by_threshold(rated, whole.alpha.value)
    yield next(steps), parts
    by_image = _by_image(rated, ratings)
    yield AgreementReport(
        raters=[rater.name for rater in rated.raters],
        threshold=rated.threshold,
        images=int((rated.assigned.sum(axis=1) > 1).sum()),
        units=ratings.rated,
        whole=whole,
        classes=drawn,
        by_class=by_class,
        pairs=pairs,
        mean_f1=mean_of_pairs(pair.f1 for pair in pairs),
        vitality=_vitality(ratings),
        by_threshold=by_threshold,
        by_image=by_image,
        mean_image_alpha=mean_of_pairs(by_image.values()),
    )


def _by_threshold(rated: RatedTogether, alpha: float | None) -> dict[float, float | None]:
    """α by IoU. alpha: at the threshold by which the labels were put together. Thresholds between which nothing overlaps are of the same units."""
    known = {rated.met_at(rated.threshold): alpha}
    for one in THRESHOLDS:
        if (met := rated.met_at(one)) not in known:
            known[met] = krippendorff_alpha(rated.at(one).ratings).value
    return {one: known[rated.met_at(one)] for one in THRESHOLDS}


def drawn_only(ratings: Ratings) -> Ratings:
    """The same with nothing drawn being missing data."""
    nothing = len(ratings.values) - 1
    return Ratings(np.where(ratings.category == nothing, MISSING, ratings.category), ratings.values[:-1])


def is_of(ratings: Ratings, place: int) -> Ratings:
    """Whether each unit is of one class."""
    said = np.where(ratings.category == place, 1, 0)
    return Ratings(np.where(ratings.category == MISSING, MISSING, said), ("no", "yes"))


def _pair(rated: RatedTogether, a: int, b: int) -> PairAgreement:
    both = np.flatnonzero(rated.assigned[:, a] & rated.assigned[:, b])
    shared = np.isin(rated.drawn.image, rated.images[both])
    ratings = shared_units(rated.ratings.of([a, b]))
    first, second = ratings.category.T
    nothing = len(ratings.values) - 1
    drew = (first != nothing) & (second != nothing)
    matched = int((drew & (first == second)).sum())
    counts = tuple(int((shared & (rated.drawn.rater == one)).sum()) for one in (a, b))
    return PairAgreement(
        first=a,
        second=b,
        images=len(both),
        annotations=(counts[0], counts[1]),
        matched=matched,
        mislabelled=int(drew.sum()) - matched,
        f1=pairwise_f1(matched=matched, first=counts[0], second=counts[1]),
        mean_iou=_mean_iou(rated, a, b),
        whole=agreement(ratings),
        classes=agreement(drawn_only(ratings)),
    )


def shared_units(ratings: Ratings) -> Ratings:
    """The units that both raters could have drawn, without those that only others drew."""
    return Ratings(ratings.category[are_shared(ratings)], ratings.values)


def are_shared(ratings: Ratings) -> NDArray[np.bool_]:
    """(n,) which units both raters could have drawn, and one of them drew."""
    nothing = ratings.values.index(NOTHING)
    both = (ratings.category != MISSING).all(axis=1)
    return both & (ratings.category != nothing).any(axis=1)


def _mean_iou(rated: RatedTogether, a: int, b: int) -> float | None:
    """The mean IoU of the annotations that two raters drew for one unit and gave one class."""
    drawn, met = rated.drawn, rated.meetings
    ours = (drawn.rater[met.a] == a) & (drawn.rater[met.b] == b) & (rated.unit[met.a] == rated.unit[met.b])
    ours &= drawn.class_id[met.a] == drawn.class_id[met.b]
    return float(met.iou[ours].mean()) if ours.any() else None


def _vitality(ratings: Ratings) -> list[float | None]:
    whole = krippendorff_alpha(ratings).value
    found: list[float | None] = []
    for rater in range(ratings.raters):
        rest = krippendorff_alpha(_still_drawn(ratings, rater)).value if ratings.raters > 2 else None
        found.append(None if whole is None or rest is None else whole - rest)
    return found


def _still_drawn(ratings: Ratings, rater: int) -> Ratings:
    """The ratings of the others, without the units that only this rater drew."""
    nothing = len(ratings.values) - 1
    rest = ratings.without(rater)
    drawn = (rest.category != MISSING) & (rest.category != nothing)
    only_theirs = ~drawn.any(axis=1) & (ratings.category[:, rater] != nothing) & (ratings.category[:, rater] != MISSING)
    return Ratings(rest.category[~only_theirs], rest.values)


def _by_image(rated: RatedTogether, ratings: Ratings) -> dict[int, float]:
    """α of each image; units come in the order of `class_ratings`, the images on which nobody drew at its end, where α has no value."""
    count = int(rated.unit.max()) + 1 if len(rated.unit) else 0
    image = np.zeros(count, np.int64)
    image[rated.unit] = rated.drawn.image
    order = np.argsort(image, kind="stable")
    ids, starts = np.unique(image[order], return_index=True)
    found = {}
    for one, units in zip(ids.tolist(), np.split(order, starts[1:]), strict=True) if count else ():
        alpha = krippendorff_alpha(Ratings(ratings.category[units], ratings.values)).value
        if alpha is not None:
            found[one] = alpha
    return found

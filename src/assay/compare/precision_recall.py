"""Precision, recall and their kin from counts of hits, extras and misses."""

from collections.abc import Iterable
from dataclasses import dataclass


def ratio(part: float, whole: float) -> float | None:
    """A part of a whole, None for 0 / 0: what has no cases has no rate."""
    return part / whole if whole else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Rates from counts. tp: pairs of one class. fp: vendor annotations beyond them. fn: gold objects beyond them. A rate is None for 0/0.

    f_beta is F1 unless another beta was asked for; jaccard is what CVAT calls accuracy.
    """

    tp: int
    fp: int
    fn: int
    precision: float | None
    recall: float | None
    f_beta: float | None
    jaccard: float | None


def precision_recall(*, tp: int, fp: int, fn: int, beta: float = 1.0) -> Rates:
    """The rates of one count; F_beta = (1 + b²) tp / ((1 + b²) tp + b² fn + fp) (vectors/precision_recall_f1_ap.json)."""
    weighted = (1 + beta**2) * tp
    return Rates(
        tp=tp,
        fp=fp,
        fn=fn,
        precision=ratio(tp, tp + fp),
        recall=ratio(tp, tp + fn),
        f_beta=ratio(weighted, weighted + beta**2 * fn + fp),
        jaccard=ratio(tp, tp + fp + fn),
    )


def micro(rates: Iterable[Rates], *, beta: float = 1.0) -> Rates:
    """The rates of the counts added up: every annotation weighs the same."""
    rates = list(rates)
    return precision_recall(
        tp=sum(r.tp for r in rates), fp=sum(r.fp for r in rates), fn=sum(r.fn for r in rates), beta=beta
    )


def macro_f(rates: Iterable[Rates]) -> float | None:
    """The mean F over the classes that have one: every class weighs the same."""
    known = [r.f_beta for r in rates if r.f_beta is not None]
    return ratio(sum(known), len(known))

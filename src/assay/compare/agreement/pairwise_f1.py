"""How alike the labels of two raters are, without either being gold."""

from collections.abc import Iterable

from assay.compare.precision_recall import ratio


def pairwise_f1(*, matched: int, first: int, second: int) -> float | None:
    """2 · matched / (first + second): the same from either side (Hripcsak and Rothschild 2005; vectors/pairwise_agreement.json).

    matched: pairs of one class. first, second: all annotations of each. None when neither has any: agreement on nothing is left out.
    """
    return ratio(2 * matched, first + second)


def mean_of_pairs(values: Iterable[float | None]) -> float | None:
    """The mean over the pairs of raters that have a value."""
    known = [value for value in values if value is not None]
    return ratio(sum(known), len(known))

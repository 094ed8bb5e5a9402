"""Whether classes occur in other shares than in gold, or than in the vendor's earlier deliveries."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.intake.delivery_case import DeliveryCase, Floats, OtherSet
from assay.model.annotations import Annotations
from assay.model.intake import Breach

FEWEST = 100
"""Annotations on either side below which shares say little."""

LEAST_EXPECTED = 5.0
"""Classes of which fewer are expected are counted together (Cochran 1954, Biometrics 10:417)."""

LARGE_PSI = 0.25
"""A population stability index above this is a major shift (Siddiqi 2006, Credit Risk Scorecards, p. 137)."""

LEAST_V = 0.1
"""Cramér's V below this is less than a small effect (Cohen 1988, table 7.2.3)."""

RARELY_CHANCE = 0.001


@dataclass(frozen=True, slots=True)
class Shift:
    """How far two counts of classes differ. psi, cramers_v: 0 for none. p: how often chance alone differs so far. largest: the position of the class that differs most."""

    psi: float
    cramers_v: float
    p: float
    largest: int

    @property
    def is_large(self) -> bool:
        """Whether it is more than chance and more than a trifle, by every measure."""
        return self.psi >= LARGE_PSI and self.cramers_v >= LEAST_V and self.p < RARELY_CHANCE


def class_shifts(case: DeliveryCase) -> Iterator[Breach]:
    """Where the shares of classes differ much from gold's on the same images, or from earlier deliveries' on theirs."""
    if case.gold is not None:
        same = np.isin(case.annotations.records["image"], case.gold.covered)
        yield from _told(case, _counts(case, case.annotations, same), case.gold)
    for other in case.usual:
        yield from _told(case, _counts(case, case.annotations), other)


def _told(case: DeliveryCase, delivered: Floats, other: OtherSet) -> Iterator[Breach]:
    usual = _counts(case, other.annotations)
    if min(delivered.sum(), usual.sum()) < FEWEST or len(delivered) < 2:
        return
    shift = shift_between(delivered, usual)
    if shift.is_large:
        before, now = (counts[shift.largest] / counts.sum() for counts in (usual, delivered))
        yield Breach(
            rule="classes-shifted", place="all annotations",
            blanks={
                "than": other.called, "psi": f"{shift.psi:.2f}", "v": f"{shift.cramers_v:.2f}", "p": _p_in_words(shift.p),
                "which": f"{case.schema.classes[shift.largest].name}, {now:.0%} instead of {before:.0%}",
            },
        )  # fmt: skip


def _counts(case: DeliveryCase, annotations: Annotations, chosen: NDArray[np.bool_] | None = None) -> Floats:
    """How many annotations each class of the schema has, in its order."""
    of_class = annotations.records["class_id"] if chosen is None else annotations.records["class_id"][chosen]
    ids = np.array([one.id for one in case.schema.classes], np.int64)
    known = np.sort(of_class[of_class >= 0])
    return (np.searchsorted(known, ids, "right") - np.searchsorted(known, ids, "left")).astype(float)


def shift_between(delivered: Floats, usual: Floats) -> Shift:
    """How far the shares of two counts of the same classes differ; neither may be all zero.

    PSI = Σ (d - u) ln (d / u) over shares, where a class that is absent counts as half an annotation. Chi-square of the 2 × k table,
    rare classes together; V = sqrt(χ² / n), since the lesser side of the table is 2 (Cramér 1946, p. 282).
    """
    d, u = (np.maximum(counts, 0.5) / np.maximum(counts, 0.5).sum() for counts in (delivered, usual))
    seen = (delivered + usual) > 0
    parts = np.where(seen, (d - u) * np.log(d / u), 0.0)
    table = _rare_together(np.stack([delivered, usual])[:, seen])
    total = table.sum()
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0) / total
    chi_square = float(((table - expected) ** 2 / expected).sum())
    p = chi_square_tail(chi_square, table.shape[1] - 1)
    return Shift(float(parts.sum()), math.sqrt(chi_square / total), p, int(parts.argmax()))


def _rare_together(table: Floats) -> Floats:
    """The 2 × k table with every class added to one column of which fewer than five are expected on either side."""
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0) / table.sum()
    rare = (expected < LEAST_EXPECTED).any(axis=0)
    joined = table[:, rare].sum(axis=1, keepdims=True)
    return np.concatenate([table[:, ~rare], joined], axis=1) if joined.sum() else table[:, ~rare]


def chi_square_tail(value: float, freedom: int) -> float:
    """How often a chi-square of so many degrees of freedom is larger; 1 for none.

    The regularised upper gamma function Q(freedom/2, value/2), by its series or continued fraction (Numerical Recipes, section 6.2).
    """
    if freedom < 1 or value <= 0:
        return 1.0
    a, x = freedom / 2, value / 2
    scale = math.exp(-x + a * math.log(x) - math.lgamma(a))
    return 1.0 - scale * _series(a, x) if x < a + 1 else scale * _fraction(a, x)


def _series(a: float, x: float) -> float:
    term = total = 1 / a
    for n in range(1, 10_000):
        term *= x / (a + n)
        total += term
        if term < total * 1e-15:
            break
    return total


def _fraction(a: float, x: float) -> float:
    b = x + 1 - a
    c, d = 1e300, 1 / b
    found = d
    for n in range(1, 10_000):
        b += 2
        factor = -n * (n - a)
        d = 1 / (factor * d + b)
        c = b + factor / c
        found *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return found


def _p_in_words(p: float) -> str:
    return "< 0.0001" if p < 0.0001 else f"= {p:.4f}"

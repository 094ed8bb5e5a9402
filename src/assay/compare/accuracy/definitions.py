"""What "accuracy" can mean: one sample is 40 % or 95 % right, depending on the definition. Each is a ratio of counts that images add up to."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Parts = tuple[Counts, Counts]

WEIGHTS = (10, 5, 1, 0)
"""Demerits by severity: critical, major, minor, note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallies:
    """What each image comes to. All (n,) by image; severities: (n, 4) defects, worst severity first.

    right_class: pairs of one class. paired: pairs of any classes. perfect: pairs of one class without a defect.
    """

    gold: Counts
    vendor: Counts
    paired: Counts
    right_class: Counts
    perfect: Counts
    severities: Counts

    @property
    def defects(self) -> Counts:
        """(n,) defects of any severity."""
        return self.severities.sum(axis=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A definition of accuracy. parts: per image what counts as right, and out of what. unit: what is counted."""

    key: str
    title: str
    unit: str
    sentence: str
    parts: Callable[[Tallies], Parts]


def _ones(tallies: Tallies) -> Counts:
    return np.ones(len(tallies.gold), np.int64)


DEFINITIONS = {
    one.key: one
    for one in (
        Definition(
            key="image_pass_rate_any_defect",
            title="Images without a defect",
            unit="images",
            sentence="images on which nothing is wrong, of all images",
            parts=lambda t: ((t.defects == 0).astype(np.int64), _ones(t)),
        ),
        Definition(
            key="image_pass_rate_major_plus",
            title="Images without a major defect",
            unit="images",
            sentence="images without a major or critical defect, of all images",
            parts=lambda t: ((t.severities[:, :2].sum(axis=1) == 0).astype(np.int64), _ones(t)),
        ),
        Definition(
            key="sama_opportunity",
            title="Opportunities taken",
            unit="opportunities",
            sentence="perfect objects, of perfect objects and defects together (Sama's standard SLA)",
            parts=lambda t: (t.perfect, t.perfect + t.defects),
        ),
        Definition(
            key="perfect_object_rate",
            title="Perfect objects",
            unit="objects",
            sentence="gold objects delivered with the right class and without any defect, of all gold objects",
            parts=lambda t: (t.perfect, t.gold),
        ),
        Definition(
            key="object_jaccard_accuracy",
            title="Objects agreed on",
            unit="objects",
            sentence="pairs of one class, of all gold objects and vendor annotations, a pair counting once (CVAT's accuracy)",
            parts=lambda t: (t.right_class, t.gold + t.vendor - t.paired),
        ),
        Definition(
            key="object_f1",
            title="Object F1",
            unit="objects",
            sentence="twice the pairs of one class, of all gold objects and vendor annotations",
            parts=lambda t: (2 * t.right_class, t.gold + t.vendor),
        ),
        Definition(
            key="class_accuracy_on_matched",
            title="Right class of what was found",
            unit="pairs",
            sentence="pairs of one class, of all pairs",
            parts=lambda t: (t.right_class, t.paired),
        ),
    )
}
"""The seven definitions by key, the strictest first (vectors/accuracy_definitions.json)."""


def accuracy(definition: Definition, tallies: Tallies) -> float | None:
    """The accuracy under one definition; None when there is nothing that it counts (vectors/accuracy_definitions.json)."""
    part, whole = definition.parts(tallies)
    return float(part.sum() / whole.sum()) if whole.sum() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectRates:
    """Defects and demerits in proportion; None without objects or images."""

    per_100_objects: float | None
    per_100_images: float | None
    demerits_per_100_objects: float | None


def defect_rates(tallies: Tallies) -> DefectRates:
    """Defects per hundred gold objects and per hundred images, and the same weighed by severity (vectors/accuracy_definitions.json)."""
    objects, images = int(tallies.gold.sum()), len(tallies.gold)
    defects = 100 * int(tallies.defects.sum())
    demerits = 100 * int((tallies.severities @ np.array(WEIGHTS)).sum())
    return DefectRates(
        per_100_objects=defects / objects if objects else None,
        per_100_images=defects / images if images else None,
        demerits_per_100_objects=demerits / objects if objects else None,
    )

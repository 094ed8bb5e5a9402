"""An accuracy with its interval, and whether it keeps what was agreed."""

from dataclasses import dataclass

import numpy as np

from assay.compare.accuracy.definitions import DEFINITIONS, Definition, Tallies, accuracy
from assay.compare.estimates.binomial import Interval, lower_bound, wilson
from assay.compare.estimates.bootstrap import bootstrapped, share
from assay.model.sla import SlaMetric


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """An accuracy under one definition: part / whole = value. interval: Wilson's where images are counted, else over resampled images (seeded).

    least: what it is at least, one-sided at 95 %. None where there is nothing to count or no interval; `reason` says why.
    """

    definition: Definition
    part: int
    whole: int
    images: int
    value: float | None
    interval: Interval | None
    least: float | None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlaResult:
    """Whether a metric is met: its estimate reaches the threshold; demonstrated: even its one-sided lower bound does. None: nothing to count."""

    metric: SlaMetric
    accuracy: Accuracy
    met: bool | None
    demonstrated: bool | None


def measured_accuracy(definition: Definition, tallies: Tallies) -> Accuracy:
    """The accuracy under one definition with its interval; objects of one image are not independent, so images are resampled."""
    part, whole = definition.parts(tallies)
    facts = {"definition": definition, "part": int(part.sum()), "whole": int(whole.sum()), "images": len(tallies.gold)}
    value = accuracy(definition, tallies)
    if value is None:
        return Accuracy(**facts, value=None, interval=None, least=None, reason="nothing to count")
    if definition.unit == "images":
        interval, least = wilson(facts["part"], facts["whole"]), lower_bound(facts["part"], facts["whole"])
        return Accuracy(**facts, value=value, interval=interval, least=least)
    found = bootstrapped(np.stack([part, whole], axis=1), share)
    return Accuracy(**facts, value=value, interval=found.percentile, least=found.least, reason=found.reason)


def sla_result(metric: SlaMetric, tallies: Tallies) -> SlaResult:
    """The metric applied to tallies that were made with its floor and its matching."""
    found = measured_accuracy(DEFINITIONS[metric.definition], tallies)
    met = None if found.value is None else found.value >= metric.threshold
    demonstrated = None if found.value is None else found.least is not None and found.least >= metric.threshold
    return SlaResult(metric=metric, accuracy=found, met=met, demonstrated=demonstrated)

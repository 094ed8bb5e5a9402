"""How raters decide together what a unit is."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from assay.compare.agreement.ratings import MISSING, Ratings
from assay.compare.consensus.dawid_skene import LEAST_RATERS, LEAST_UNITS, dawid_skene

Rows = NDArray[np.int64]


class Rule(StrEnum):
    """Whose word counts: all of them; so many; more than half; what Dawid and Skene find most likely."""

    UNANIMOUS = "unanimous"
    QUORUM = "quorum"
    MAJORITY = "majority"
    DAWID_SKENE = "dawid-skene"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was decided of n units.

    category: (n,) place in the scale, MISSING where the raters do not decide it. votes: (n,) raters of that category; asked: (n,) raters who
    had a say. rule: the one that was followed; method: in words, with its parameters.
    """

    category: Rows
    votes: Rows
    asked: Rows
    rule: Rule
    method: str


def decide(ratings: Ratings, rule: Rule, *, quorum: int = 2) -> Decided:
    """What the raters say of each unit; having drawn nothing is a vote for nothing.

    UNANIMOUS: what all asked say. QUORUM: what at least so many say, and more than say anything else. MAJORITY: what more than half say.
    DAWID_SKENE: the most likely, each rater weighed by their mistakes; with fewer than LEAST_RATERS raters or LEAST_UNITS units that two
    rated the majority decides instead (Dawid and Skene 1979; vectors/dawid_skene.json).
    """
    counts = ratings.counts
    asked = counts.sum(axis=1)
    if rule is Rule.DAWID_SKENE:
        if ratings.raters >= LEAST_RATERS and ratings.rated >= LEAST_UNITS:
            return _most_likely(ratings, asked)
        why = f"{ratings.raters} raters and {ratings.rated} units are too few for Dawid and Skene"
        return _by_votes(counts, asked, asked // 2 + 1, Rule.MAJORITY, f"majority ({why})")
    needed = {
        Rule.UNANIMOUS: (asked, "unanimous"),
        Rule.QUORUM: (np.full(len(asked), quorum), f"quorum of {quorum}"),
        Rule.MAJORITY: (asked // 2 + 1, "majority"),
    }
    least, method = needed[rule]
    return _by_votes(counts, asked, least, rule, method)


def _by_votes(counts: Rows, asked: Rows, least: Rows, rule: Rule, method: str) -> Decided:
    """The one category with the most votes, if these are enough."""
    most = counts.max(axis=1, initial=0)
    clear = (counts == most[:, None]).sum(axis=1) == 1
    decided = clear & (most >= np.maximum(least, 1))
    best = counts.argmax(axis=1) if counts.shape[1] else np.zeros(len(counts), np.int64)
    return Decided(category=np.where(decided, best, MISSING), votes=most, asked=asked, rule=rule, method=method)


def _most_likely(ratings: Ratings, asked: Rows) -> Decided:
    said = (ratings.category[:, :, None] == np.arange(len(ratings.values))).astype(np.int64)
    known = asked > 0
    category = np.full(len(asked), MISSING)
    category[known] = dawid_skene(said[known]).category
    votes = np.where(known, ratings.counts[np.arange(len(asked)), np.maximum(category, 0)], 0)
    method = "Dawid and Skene’s most likely class"
    return Decided(category=category, votes=votes, asked=asked, rule=Rule.DAWID_SKENE, method=method)

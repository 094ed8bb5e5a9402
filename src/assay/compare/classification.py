"""From pairs to findings: the taxonomy's rules in the order of their precedence."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.compare.attributes import attribute_drafts
from assay.compare.block import Block
from assay.compare.class_confusion import class_drafts
from assay.compare.draft import Draft, findings_of
from assay.compare.findings import Findings
from assay.compare.geometry_band import geometry_drafts
from assay.compare.grouping import grouping
from assay.compare.image_tags import tag_draft
from assay.compare.keypoint_faults import keypoint_drafts
from assay.compare.links import link_draft
from assay.compare.own_shape import own_shape_drafts
from assay.compare.pairs import Pairing
from assay.compare.parents import parent_draft
from assay.compare.severity import raised_for_safety
from assay.compare.track_links import track_draft
from assay.compare.unpaired import extra, missing_drafts, unwanted_gold


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of a block. ignored, unwanted: by vendor and by gold place, leaves the counts. right: (n,) pairs that no finding speaks of."""

    findings: Findings
    ignored: NDArray[np.bool_]
    unwanted: NDArray[np.bool_]
    right: NDArray[np.bool_]


def judged(block: Block, pairing: Pairing) -> Judged:
    """The findings of a block, from its pairs.

    Precedence: a merge or split explains what its members lack or have too much, so they are neither missing, extra nor badly located; a
    duplicate is no ghost; a wrong class and a bad location are two findings.
    """
    groups = grouping(block, pairing)
    unpaired, unwanted = extra(block, pairing, groups), unwanted_gold(block, pairing)
    plain = ~(groups.vendor_grouped[pairing.pairs.a] | groups.gold_grouped[pairing.pairs.b])
    drafts = [
        *own_shape_drafts(block),
        *missing_drafts(block, pairing, groups, unwanted),
        *groups.drafts,
        *unpaired.drafts,
        *class_drafts(block, pairing),
        *geometry_drafts(block, pairing.pairs.take(plain)),
        *attribute_drafts(block, pairing),
        *keypoint_drafts(block, pairing),
        link_draft(block, pairing, plain),
        parent_draft(block, pairing, plain),
        track_draft(block, pairing, plain),
        tag_draft(block),
    ]
    faulty = ~plain | _named(drafts, len(block.vendor))[pairing.pairs.a]
    findings = raised_for_safety(block, findings_of(block, drafts))
    return Judged(findings, unpaired.ignored, unwanted, ~faulty)


def _named(drafts: list[Draft], count: int) -> NDArray[np.bool_]:
    """By vendor place, whether any finding is about it."""
    named = np.zeros(count + 1, bool)
    for draft in drafts:
        named[draft.vendor] = True  # −1, nobody, falls on the last place
    return named[:count]

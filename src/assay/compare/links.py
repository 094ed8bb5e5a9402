"""Which objects belong together: groups of one image, against gold's."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.compare.assignment import assign
from assay.compare.block import Block
from assay.compare.draft import Draft
from assay.compare.pair_drafts import pair_draft
from assay.compare.pairs import Pairing
from assay.compare.side import Side

GROUP_KEYS = ("group_id", "group")
"""Under which names formats keep the group of an annotation (CVAT and LabelMe, Datumaro); 0 is none."""

LEAST_SHARED = 0.5
"""A vendor group is a gold group when at least such a share of the members of both are pairs of each other (CVAT's group_match_threshold)."""

Group = tuple[int, int | str]
"""An image and a group's id on it."""

ELSEWHERE: Group = (-1, "")
"""The gold group of a vendor group that is like none."""


def link_draft(block: Block, pairing: Pairing, plain: NDArray[np.bool_]) -> Draft:
    """GRP-LINK: pairs whose vendor annotation is in another group than the gold object is, in one where gold has none, or in none.

    Groups are told apart by their members, not by their ids: those that share most members are one and the same, one to one, as in CVAT's
    quality control. An annotation that is alone in its group is in none. plain: which pairs are part of no merge or split, which explain their links.
    """
    groups = [_groups(block, side) for side in (block.vendor, block.gold)]
    if not any(groups):
        return pair_draft("GRP-LINK", pairing.pairs.take([]))
    ends = list(zip(pairing.pairs.a.tolist(), pairing.pairs.b.tolist(), strict=True))
    both = [(groups[0].get(a), groups[1].get(b)) for a, b in ends]
    same = _same_groups(both, *(Counter(of.values()) for of in groups))
    rows = [row for row, (of_a, of_b) in enumerate(both) if same.get(of_a) != of_b and plain[row]]
    details = [_said(*both[row], block, groups[1]) for row in rows]
    return pair_draft("GRP-LINK", pairing.pairs.take(np.array(rows, np.int64)), details)


def _groups(block: Block, side: Side) -> dict[int, Group]:
    """The group of each counted annotation that is not alone in one, by place."""
    extra = side.annotations.extra
    if not extra:
        return {}
    ids = (
        (place, _id(extra.get(int(side.rows[place]), {}).get("other", {})))
        for place in np.flatnonzero(side.counted).tolist()
    )
    found: dict[int, Group] = {place: (int(side.image[place]), one) for place, one in ids if one is not None}
    members = Counter(found.values())
    return {place: group for place, group in found.items() if members[group] > 1}


def _id(other: Mapping[str, Any]) -> int | str | None:
    said = next((other[key] for key in GROUP_KEYS if key in other), None)
    return None if said in (None, 0, "", "0") else said if isinstance(said, int) else str(said)


def _same_groups(
    both: list[tuple[Group | None, Group | None]], vendor: Mapping[Group, int], gold: Mapping[Group, int]
) -> dict[Group | None, Group | None]:
    """Which gold group each vendor group is; no group is no group. both: of each pair. vendor, gold: how many members each group has."""
    shared = Counter((v, g) for v, g in both if v is not None and g is not None)
    alike = {(v, g): n / (vendor[v] + gold[g] - n) for (v, g), n in shared.items()}
    likely = sorted((ends for ends, share in alike.items() if share >= LEAST_SHARED), key=str)
    names = [sorted({ends[side] for ends in likely}, key=str) for side in (0, 1)]
    left, right = (np.array([names[side].index(ends[side]) for ends in likely], np.int64) for side in (0, 1))
    weight, equal = np.array([alike[ends] for ends in likely]), np.zeros(len(likely), bool)
    # their names are in order of groups' ids, which a file's order does not change
    chosen = assign(left, right, weight, equal, left_order=np.argsort, right_order=np.argsort) if likely else ()
    same: dict[Group | None, Group | None] = {None: None}
    same |= {likely[row][0]: likely[row][1] for row in chosen}
    return same | {v: ELSEWHERE for v in vendor if v not in same}


def _said(delivered: Group | None, expected: Group | None, block: Block, gold: Mapping[int, Group]) -> dict[str, Any]:
    members = [place for place, group in gold.items() if expected is not None and group == expected]
    return {
        "group_delivered": delivered and delivered[1],
        "group_expected": expected and expected[1],
        "group_members": sorted(block.gold.numbers(np.array(members, np.int64)).tolist()),
    }

"""Which object is a part of which: the parents of one image, against gold's."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.compare.block import Block
from assay.compare.draft import Draft
from assay.compare.pair_drafts import pair_draft
from assay.compare.pairs import Pairing
from assay.compare.side import Side

PARENT_KEYS = ("parentID", "parent_id", "parent")
"""Under which names formats keep the id of an annotation's parent, as Label Studio does in "parentID"."""


def parent_draft(block: Block, pairing: Pairing, plain: NDArray[np.bool_]) -> Draft:
    """GRP-LINK: pairs whose vendor annotation has another parent than the gold object has, one where gold has none, or none.

    Parents are told by what they are paired with and not by their ids. Nothing is said where gold names no parents at all, nor where
    a parent is itself missing. plain: which pairs are part of no merge or split.
    """
    gold = _parents(block.gold)
    vendor = _parents(block.vendor) if gold else {}
    rows, details = [], []
    for row, (a, b) in enumerate(_ends(pairing) if gold else ()):
        expected = gold.get(b)
        counterpart = None if expected is None else int(pairing.vendor_of[expected])
        if plain[row] and counterpart != -1 and vendor.get(a) != counterpart:
            rows.append(row)
            details.append(
                {
                    "parent_delivered": _number(block.vendor, vendor.get(a)),
                    "parent_expected": _number(block.gold, expected),
                }
            )
    return pair_draft("GRP-LINK", pairing.pairs.take(np.array(rows, np.int64)), details)


def _ends(pairing: Pairing) -> list[tuple[int, int]]:
    return list(zip(pairing.pairs.a.tolist(), pairing.pairs.b.tolist(), strict=True))


def _number(side: Side, place: int | None) -> int | None:
    return None if place is None else int(side.number[place])


def _parents(side: Side) -> dict[int, int]:
    """The place of each annotation's parent on the same image, by place; one that is not there is none."""
    named = _named_parents(side)
    if not named:
        return {}
    of_id = {
        (int(side.image[place]), str(side.annotations.source_id(row))): place
        for place, row in enumerate(side.rows.tolist())
    }
    found = {place: of_id.get((int(side.image[place]), parent)) for place, parent in named.items()}
    return {place: parent for place, parent in found.items() if parent is not None and side.counted[parent]}


def _named_parents(side: Side) -> dict[int, str]:
    """The id of each counted annotation's parent, by place."""
    extra: Mapping[int, Mapping[str, Any]] = side.annotations.extra
    named: dict[int, str] = {}
    for place in np.flatnonzero(side.counted).tolist() if extra else ():
        other = extra.get(int(side.rows[place]), {}).get("other", {})
        said = next((other[key] for key in PARENT_KEYS if key in other), None)
        if isinstance(said, (int, str)) and said != "":
            named[place] = str(said)
    return named

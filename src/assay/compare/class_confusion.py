"""Pairs of two classes: how bad it is to take the one for the other."""

import numpy as np

from assay.compare.block import Block
from assay.compare.class_table import ClassTable
from assay.compare.draft import Draft
from assay.compare.pair_drafts import pair_draft
from assay.compare.pairs import Pairing
from assay.model.schema import LabelClass

CODES = ("CLS-CRIT", "CLS-UNK", "CLS-SIB", "CLS-SWAP")


def class_drafts(block: Block, pairing: Pairing) -> list[Draft]:
    """CLS-CRIT, CLS-UNK, CLS-SIB and CLS-SWAP: every pair of two classes has the first that fits."""
    pairs = pairing.pairs.take(np.flatnonzero(~pairing.same_class))
    # Delivered and expected class as one number, so that every two classes are judged once.
    both = block.vendor.class_id[pairs.a].astype(np.int64) * 2**32 + block.gold.class_id[pairs.b]
    first, which = np.unique(both, return_index=True, return_inverse=True)[1:]
    ends = zip(
        block.vendor.class_id[pairs.a[first]].tolist(), block.gold.class_id[pairs.b[first]].tolist(), strict=True
    )
    codes = [CODES.index(confusion_code(block.classes, *classes)) for classes in ends]
    kind = np.array(codes, np.int64)[which]
    present = set(codes)
    return [pair_draft(code, pairs.take(kind == at)) for at, code in enumerate(CODES) if at in present]


def confusion_code(classes: ClassTable, delivered: int, expected: int) -> str:
    """The code of taking one class for another.

    A pair on the critical list, either way round, is critical; a class that nobody declared, or none at all, is unknown; two classes of one parent, or
    a class and its own parent, are siblings.
    """
    vendor, gold = classes.of(delivered), classes.of(expected)
    if vendor and gold and (gold.name in vendor.critical_with or vendor.name in gold.critical_with):
        return "CLS-CRIT"
    if _is_unknown(classes, vendor):
        return "CLS-UNK"
    return "CLS-SIB" if vendor and gold and _are_siblings(vendor, gold) else "CLS-SWAP"


def _is_unknown(classes: ClassTable, vendor: LabelClass | None) -> bool:
    return bool(classes.schema.classes) and (vendor is None or not vendor.declared)


def _are_siblings(one: LabelClass, other: LabelClass) -> bool:
    shared = bool(one.parent) and one.parent == other.parent
    return shared or one.parent == other.name or other.parent == one.name

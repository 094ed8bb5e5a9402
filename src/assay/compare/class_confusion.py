"""Pairs of two classes: how bad it is to take the one for the other."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from assay.compare.block import Block
from assay.compare.class_table import ClassIds, ClassTable
from assay.compare.draft import Draft
from assay.compare.pair_drafts import pair_draft
from assay.compare.pairs import Pairing
from assay.compare.side import Rows
from assay.model.schema import LabelClass

CODES = ("CLS-CRIT", "CLS-UNK", "CLS-SIB", "CLS-SWAP")
CRITICAL, UNKNOWN, SIBLING, SWAP = range(4)
NOBODY = -1


def class_drafts(block: Block, pairing: Pairing) -> list[Draft]:
    """CLS-CRIT, CLS-UNK, CLS-SIB and CLS-SWAP: every pair of two classes has the first that fits."""
    pairs = pairing.pairs.take(np.flatnonzero(~pairing.same_class))
    kind = confusion_codes(block.classes, block.vendor.class_id[pairs.a], block.gold.class_id[pairs.b])
    present = np.unique(kind).tolist()
    return [pair_draft(CODES[at], pairs.take(kind == at)) for at in present]


def confusion_codes(classes: ClassTable, delivered: ClassIds, expected: ClassIds) -> NDArray[np.int64]:
    """(n,) which of CODES it is to take the one class for the other.

    A pair on the critical list, either way round, is critical; a class that nobody declared, or none at all, is unknown; two classes of one parent, or
    a class and its own parent, are siblings.
    """
    vendor, gold = classes.places(delivered), classes.places(expected)
    codes = np.where(_are_siblings(classes, vendor, gold), SIBLING, SWAP)
    if classes.schema.classes:
        codes[_column(classes, lambda one: one.declared, 0)[vendor] == 0] = UNKNOWN
    codes[_are_critical(classes, vendor, gold)] = CRITICAL
    return codes


def _are_siblings(classes: ClassTable, vendor: Rows, gold: Rows) -> NDArray[np.bool_]:
    numbers = {name: at for at, name in enumerate(dict.fromkeys(_names(classes)))}
    own = _column(classes, lambda one: numbers[one.name], NOBODY)
    parent = _column(classes, lambda one: numbers.get(one.parent, NOBODY), NOBODY)
    shared = (parent[vendor] != NOBODY) & (parent[vendor] == parent[gold])
    known = (own[vendor] != NOBODY) & (own[gold] != NOBODY)
    return shared | known & ((parent[vendor] == own[gold]) | (parent[gold] == own[vendor]))


def _names(classes: ClassTable) -> list[str]:
    """The names of classes and of their parents, which may be no classes themselves."""
    return [name for one in classes.schema.classes for name in (one.name, one.parent) if name]


def _are_critical(classes: ClassTable, vendor: Rows, gold: Rows) -> NDArray[np.bool_]:
    found = np.zeros(len(vendor), bool)
    place = {one.name: int(one.id) + 1 for one in classes.schema.classes}
    for one in classes.schema.classes:
        others = [place[name] for name in one.critical_with if name in place]
        if others:
            found |= (vendor == place[one.name]) & np.isin(gold, others)
            found |= (gold == place[one.name]) & np.isin(vendor, others)
    return found


def _column(classes: ClassTable, fact: Callable[[LabelClass], int], of_none: int) -> NDArray[np.int64]:
    """A fact of each class by its place in the table; of no class at place 0 and where there is none."""
    column = np.full(classes.rows, of_none)
    for one in classes.schema.classes:
        column[int(one.id) + 1] = fact(one)
    return column

"""What a pair of one class says differently."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from assay.compare.block import Block
from assay.compare.draft import Draft
from assay.compare.pairs import Pairing


def attribute_drafts(block: Block, pairing: Pairing) -> list[Draft]:
    """ATT-WRONG and ATT-MISS, one for each attribute."""
    vendor, gold = block.vendor, block.gold
    if not gold.annotations.extra:
        return []
    found: dict[str, list[tuple[int, dict[str, Any]]]] = {"ATT-WRONG": [], "ATT-MISS": []}
    required = {int(c.id): [a.name for a in c.attributes if a.required] for c in block.schema.classes}
    for row in np.flatnonzero(pairing.same_class).tolist():
        v, g = int(pairing.pairs.a[row]), int(pairing.pairs.b[row])
        expected = gold.annotations.attributes(int(gold.rows[g]))
        if not expected:
            continue
        delivered = vendor.annotations.attributes(int(vendor.rows[v]))
        found["ATT-WRONG"] += [(row, said) for said in _different(delivered, expected)]
        names = required.get(int(gold.class_id[g]), ())
        found["ATT-MISS"] += [(row, said) for said in _missing(delivered, expected, names)]
    return [_draft(code, pairing, rows) for code, rows in found.items()]


def _draft(code: str, pairing: Pairing, found: list[tuple[int, dict[str, Any]]]) -> Draft:
    pairs = pairing.pairs.take(np.array([row for row, _ in found], np.int64))
    return Draft(code=code, vendor=pairs.a, gold=pairs.b, iou=pairs.iou, details=[said for _, said in found])


def _different(delivered: Mapping[str, Any], expected: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"attribute": name, "delivered": delivered[name], "expected": value}
        for name, value in sorted(expected.items())
        if _is_said(value) and _is_said(delivered.get(name)) and not _same(delivered[name], value)
    ]


def _missing(
    delivered: Mapping[str, Any], expected: Mapping[str, Any], names: list[str] | tuple[()]
) -> list[dict[str, Any]]:
    return [
        {"attribute": name, "delivered": None, "expected": expected[name]}
        for name in names
        if _is_said(expected.get(name)) and not _is_said(delivered.get(name))
    ]


def _is_said(value: Any) -> bool:
    return value is not None and value != ""


def _same(delivered: Any, expected: Any) -> bool:
    """Equal, or the same words: formats differ in whether a value is text (`"true"`, `"2"`) or not (`true`, `2`)."""
    return delivered == expected or str(delivered).strip().casefold() == str(expected).strip().casefold()

"""What annotations say besides their class: against gold, and against the schema."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from assay.compare.block import Block
from assay.compare.draft import Draft, nobody
from assay.compare.pair_drafts import pair_draft
from assay.compare.pairs import Pairing
from assay.compare.visibility import tells_visibility
from assay.model.schema import Attribute, LabelClass

Said = Mapping[str, Any]
Found = dict[str, list[tuple[int, dict[str, Any]]]]


def attribute_drafts(block: Block, pairing: Pairing) -> list[Draft]:
    """ATT-WRONG, ATT-VIS and ATT-MISS of pairs of one class, and ATT-RULE of any vendor annotation; one for each attribute."""
    found: Found = {"ATT-WRONG": [], "ATT-VIS": [], "ATT-MISS": []}
    for row, delivered, expected, label_class in _pairs_with_attributes(block, pairing):
        for said in _different(delivered, expected, label_class):
            code = "ATT-VIS" if tells_visibility(said["attribute"], label_class) else "ATT-WRONG"
            found[code].append((row, said))
        found["ATT-MISS"] += [(row, said) for said in _missing(delivered, expected, label_class)]
    return [*(_draft(code, pairing, rows) for code, rows in found.items()), _against_the_rules(block)]


def _pairs_with_attributes(block: Block, pairing: Pairing) -> Iterator[tuple[int, Said, Said, LabelClass | None]]:
    """The pairs of one class of which gold says something: the pair's row, what the vendor said, what gold says, the class."""
    vendor, gold = block.vendor, block.gold
    if not gold.annotations.extra:
        return
    for row in np.flatnonzero(pairing.same_class).tolist():
        v, g = int(pairing.pairs.a[row]), int(pairing.pairs.b[row])
        expected = gold.annotations.attributes(int(gold.rows[g]))
        if expected:
            delivered = vendor.annotations.attributes(int(vendor.rows[v]))
            yield row, delivered, expected, block.classes.of(int(gold.class_id[g]))


def _draft(code: str, pairing: Pairing, found: list[tuple[int, dict[str, Any]]]) -> Draft:
    pairs = pairing.pairs.take(np.array([row for row, _ in found], np.int64))
    return pair_draft(code, pairs, [said for _, said in found])


def _different(delivered: Said, expected: Said, label_class: LabelClass | None) -> list[dict[str, Any]]:
    """What is said differently, but for values that no rule allows: they are ATT-RULE."""
    return [
        {"attribute": name, "delivered": delivered[name], "expected": value}
        for name, value in sorted(expected.items())
        if is_said(value)
        and is_said(delivered.get(name))
        and not same(delivered[name], value)
        and not _is_refused(delivered[name], _rule(name, label_class))
    ]


def _missing(delivered: Said, expected: Said, label_class: LabelClass | None) -> list[dict[str, Any]]:
    return [
        {"attribute": rule.name, "delivered": None, "expected": expected[rule.name]}
        for rule in (label_class.attributes if label_class else ())
        if rule.required and is_said(expected.get(rule.name)) and not is_said(delivered.get(rule.name))
    ]


def _against_the_rules(block: Block) -> Draft:
    """ATT-RULE: values that the schema does not list for an attribute of the class."""
    vendor, found = block.vendor, []
    ruled = {int(one.id): one for one in block.schema.classes if any(rule.values for rule in one.attributes)}
    if ruled and vendor.annotations.extra:
        places = np.flatnonzero(vendor.counted & np.isin(vendor.class_id, list(ruled)))
        for place in places.tolist():
            said = vendor.annotations.attributes(int(vendor.rows[place]))
            rules = ruled[int(vendor.class_id[place])].attributes if said else ()
            found += [(place, _refusal(said, rule)) for rule in rules if _is_refused(said.get(rule.name), rule)]
    places = np.array([place for place, _ in found], np.int64)
    return Draft(code="ATT-RULE", vendor=places, gold=nobody(len(places)), details=[said for _, said in found])


def _refusal(said: Said, rule: Attribute) -> dict[str, Any]:
    return {"attribute": rule.name, "delivered": said[rule.name], "allowed": list(rule.values)}


def _rule(name: str, label_class: LabelClass | None) -> Attribute | None:
    return next((one for one in label_class.attributes if one.name == name), None) if label_class else None


def _is_refused(value: Any, rule: Attribute | None) -> bool:
    """Whether a value is none that its attribute may have; of a list of values, whether any is not."""
    if rule is None or not rule.values or not is_said(value):
        return False
    each = value if isinstance(value, list) else [value]
    return any(not any(same(one, allowed) for allowed in rule.values) for one in each)


def is_said(value: Any) -> bool:
    """Whether a value says anything."""
    return value is not None and value != "" and value != []


def same(delivered: Any, expected: Any) -> bool:
    """Equal, or the same words: formats differ in whether a value is text (`"true"`, `"2"`) or not (`true`, `2`)."""
    return delivered == expected or plain_word(delivered) == plain_word(expected)


def plain_word(value: Any) -> str:
    """A value as it is compared with others: formats differ in whether it is text."""
    word = str(value).strip().casefold()
    return {"yes": "true", "no": "false"}.get(word, word)

"""Attributes against the schema: unknown ones, required ones that are missing, values that are not allowed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

import numpy as np

from assay.intake.delivery_case import DeliveryCase, and_more, listed
from assay.model.intake import Breach
from assay.model.schema import Attribute, LabelClass

ALMOST_ALIKE = 0.8
"""Likeness of two spellings from which on one may be a slip of the other (`difflib`)."""


def unknown_attributes(case: DeliveryCase) -> Iterator[Breach]:
    """Attributes that the schema does not give their class, once for each; says nothing for a schema that speaks of no attribute at all."""
    if not any(one.attributes for one in case.schema.classes):
        return
    counts: Counter[tuple[int, str]] = Counter()
    for row, extra in case.annotations.extra.items():
        class_id = int(case.annotations.records["class_id"][row])
        counts.update((class_id, name) for name, value in extra.get("attributes", {}).items() if is_said(value))
    for (class_id, name), count in sorted(counts.items()):
        known = [one.name for one in case.classes[class_id].attributes] if class_id in case.classes else []
        if class_id in case.classes and name not in known:
            near = next(iter(get_close_matches(name, known, n=1, cutoff=ALMOST_ALIKE)), "")
            yield Breach(
                rule="attribute-unknown", place=f"{case.classes[class_id].name}, {name}",
                blanks={
                    "class": case.classes[class_id].name, "attribute": name, "count": count,
                    "hint": f"; did they mean {near}?" if near else "", "use": f"; use {near}" if near else "",
                },
            )  # fmt: skip


def missing_attributes(case: DeliveryCase) -> Iterator[Breach]:
    """Annotations that lack an attribute which their class requires."""
    for label_class in case.schema.classes:
        for attribute in label_class.attributes:
            if attribute.required:
                yield from _lacking(case, label_class, attribute)


def _lacking(case: DeliveryCase, label_class: LabelClass, attribute: Attribute) -> Iterator[Breach]:
    of_class = np.flatnonzero(case.annotations.records["class_id"] == label_class.id)
    lacking = [row for row in of_class.tolist() if not is_said(case.annotations.attributes(row).get(attribute.name))]
    rows, more = listed(np.array(lacking, np.int64))
    for row in rows:
        yield case.breach("attribute-missing", row, attribute=attribute.name, **{"class": label_class.name})
    yield from and_more("attribute-missing", more)


def wrong_values(case: DeliveryCase) -> Iterator[Breach]:
    """Attributes with a value that the schema does not list for them."""
    limited = {
        int(label_class.id): {one.name: one.values for one in label_class.attributes if one.values}
        for label_class in case.schema.classes
    }
    wrong = [
        (row, name)
        for row, extra in case.annotations.extra.items()
        for name in _refused(
            extra.get("attributes", {}), limited.get(int(case.annotations.records["class_id"][row]), {})
        )
    ]
    rows, more = listed(np.arange(len(wrong)))
    for row, name in (wrong[at] for at in rows):
        value = case.annotations.attributes(row)[name]
        allowed = limited[int(case.annotations.records["class_id"][row])][name]
        yield case.breach(
            "attribute-value",
            row,
            attribute=name,
            value=f"“{value}”",
            allowed=" or ".join(allowed),
            **{"class": case.class_name(row)},
        )
    yield from and_more("attribute-value", more)


def _refused(attributes: Mapping[str, Any], limited: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [
        name
        for name, value in attributes.items()
        if name in limited and is_said(value) and _plain(value) not in map(_plain, limited[name])
    ]


def is_said(value: Any) -> bool:
    """Whether an attribute says anything."""
    return value is not None and value != ""


def _plain(value: Any) -> str:
    """A value as formats write it differently: true, True and "true" are the same."""
    return str(value).strip().casefold()

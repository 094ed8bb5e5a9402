"""Shapes of a kind that their class does not allow."""

from collections.abc import Iterator

import numpy as np

from assay.intake.delivery_case import DeliveryCase, and_more, listed
from assay.model.intake import Breach
from assay.model.shapes import SHAPE_NAMES, Flag, ShapeKind


def wrong_kinds(case: DeliveryCase) -> Iterator[Breach]:
    """Annotations drawn as something else than the schema allows their class; crowds may be drawn as anything."""
    records = case.annotations.records
    wrong = np.zeros(len(records), bool)
    for label_class in case.schema.classes:
        if label_class.shapes:
            wrong |= (records["class_id"] == label_class.id) & ~np.isin(records["kind"], label_class.shapes)
    wrong &= (records["flags"] & Flag.CROWD) == 0
    rows, more = listed(np.flatnonzero(wrong))
    for row in rows:
        allowed = case.classes[int(records["class_id"][row])].shapes
        yield case.breach(
            "shape-kind", row, kind=SHAPE_NAMES[ShapeKind(int(records["kind"][row]))],
            allowed=" or ".join(SHAPE_NAMES[one] for one in allowed), **{"class": case.class_name(row)},
        )  # fmt: skip
    yield from and_more("shape-kind", more)

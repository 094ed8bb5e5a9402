"""Deliveries for the checks: two images of 200 × 150, a schema of car and van."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from assay.intake.delivery_case import DeliveryCase, OtherSet
from assay.model.ids import ClassId
from assay.model.images import ImageSizes
from assay.model.schema import Attribute, LabelClass, Schema
from assay.model.shapes import ShapeKind
from tests.annotation_builder import Made, annotations

NAMES = {1: "one.png", 2: "two.png"}
CAR = LabelClass(
    id=ClassId(1), name="car", colour="#fff", shapes=(ShapeKind.BOX, ShapeKind.POLYGON),
    attributes=(Attribute(name="colour", values=("red", "blue"), required=True),),
)  # fmt: skip
VAN = LabelClass(id=ClassId(2), name="van", colour="#fff")
PLAIN_CAR = LabelClass(id=ClassId(1), name="car", colour="#fff")
SCHEMA = Schema(1, (PLAIN_CAR, VAN))


def case(
    *made: Made, covered: Sequence[int] = (1, 2), sizes: tuple[float, float] = (200, 150), **more: Any
) -> DeliveryCase:
    """A delivery of these annotations."""
    return DeliveryCase(
        annotations=annotations(*made),
        covered=np.array(covered, np.int32),
        names=NAMES,
        sizes=ImageSizes.of([(number, *sizes) for number in NAMES]),
        **({"schema": SCHEMA} | more),
    )


def other(*made: Made, called: str = "round 0", covered: Sequence[int] = (1, 2)) -> OtherSet:
    """Annotations that a delivery is held against."""
    return OtherSet(called=called, annotations=annotations(*made), covered=np.array(covered, np.int32))

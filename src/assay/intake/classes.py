"""Annotations that have no class of the schema."""

from collections.abc import Iterator

import numpy as np

from assay.intake.delivery_case import DeliveryCase, and_more, listed
from assay.model.annotations import UNKNOWN
from assay.model.intake import Breach


def lacking_classes(case: DeliveryCase) -> Iterator[Breach]:
    """Annotations whose class was refused when they were imported, or has gone from the schema since."""
    class_ids = case.annotations.records["class_id"]
    lacking = (class_ids == UNKNOWN) | ~np.isin(class_ids, [one.id for one in case.schema.classes])
    rows, more = listed(np.flatnonzero(lacking))
    for row in rows:
        yield case.breach("class-lacking", row)
    yield from and_more("class-lacking", more)

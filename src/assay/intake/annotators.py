"""Annotators who were not seen before."""

from collections.abc import Iterator

import numpy as np

from assay.intake.delivery_case import DeliveryCase
from assay.model.annotations import UNKNOWN
from assay.model.intake import Breach


def new_annotators(case: DeliveryCase) -> Iterator[Breach]:
    """Who drew here but in none of the vendor's earlier deliveries; says nothing of a vendor whose annotators nobody knows."""
    if not case.known_annotators:
        return
    ids, counts = np.unique(case.annotations.records["annotator_id"], return_counts=True)
    for annotator, count in zip(ids.tolist(), counts.tolist(), strict=True):
        if annotator != UNKNOWN and annotator not in case.known_annotators:
            blanks = {"count": f"{count:,}", "where": "in this vendor's deliveries"}
            yield Breach(rule="annotator-new", place=case.annotators.get(annotator, "–"), blanks=blanks)

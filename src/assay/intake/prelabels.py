"""Pre-labels that came back as they went out."""

from collections.abc import Iterator

import numpy as np

from assay.intake.delivery_case import DeliveryCase, OtherSet
from assay.intake.same_shapes import Keys, shape_keys
from assay.model.intake import Breach

FEWEST = 20
NOBODY_LOOKED = 0.95
"""From this share on nobody seems to have looked: people move at least a few of the sides of a model's boxes."""


def untouched_prelabels(case: DeliveryCase) -> Iterator[Breach]:
    """How many annotations are a model's to the last digit, where a model labelled the images before the vendor did."""
    for model in case.prelabels:
        here = np.isin(case.annotations.records["image"], model.covered)
        delivered = shape_keys(case.annotations)[here]
        untouched = _how_many_of(delivered, np.sort(shape_keys(model.annotations)))
        if untouched:
            yield _told(model, untouched, len(delivered))


def _how_many_of(keys: Keys, known: Keys) -> int:
    """How many keys are known ones. known: sorted; numpy's own isin takes ten times as long for a million."""
    if not len(known):
        return 0
    keys = np.sort(keys)
    return int((known[np.minimum(np.searchsorted(known, keys), len(known) - 1)] == keys).sum())


def _told(model: OtherSet, untouched: int, delivered: int) -> Breach:
    share = untouched / delivered
    is_suspicious = share >= NOBODY_LOOKED and delivered >= FEWEST
    blanks = {"count": f"{untouched:,}", "all": f"{delivered:,}", "share": f"{share:.0%}", "model": model.called}
    rule = "prelabels-not-reviewed" if is_suspicious else "prelabels-untouched"
    return Breach(rule=rule, place="all annotations", blanks=blanks)

"""Whether the delivery speaks of every image that was sent, and of each by one name."""

from collections.abc import Iterator

import numpy as np

from assay.intake.delivery_case import MOST_LISTED, DeliveryCase, and_more
from assay.model.ids import ImageId
from assay.model.intake import Breach


def missing_images(case: DeliveryCase) -> Iterator[Breach]:
    """Images of the batch that the delivery does not speak of."""
    missing = np.setdiff1d(np.array(list(case.names), np.int32), case.covered).tolist()
    for image in missing[:MOST_LISTED]:
        name = case.names[image]
        yield Breach(rule="image-missing", place=name, image=ImageId(image), blanks={"file": name})
    yield from and_more("image-missing", len(missing[MOST_LISTED:]), "images")


def names_that_collide(case: DeliveryCase) -> Iterator[Breach]:
    """Images of the delivery whose names differ in capitals alone."""
    first: dict[str, int] = {}
    for image in case.covered.tolist():
        other = first.setdefault(case.names[image].casefold(), image)
        if other != image:
            name = case.names[image]
            blanks = {"file": name, "other": case.names[other]}
            yield Breach(rule="image-named-twice", place=name, image=ImageId(image), blanks=blanks)

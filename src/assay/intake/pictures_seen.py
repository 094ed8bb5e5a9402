"""Image files that are damaged, or that the project holds already under another name."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from assay.intake.delivery_case import MOST_LISTED, DeliveryCase, and_more
from assay.intake.look_alikes import pairs_within
from assay.model.ids import ImageId
from assay.model.intake import Breach

ALIKE = 6
"""Bits of 64 in which the pHash of two images of one scene may differ; no two of 217 photographs and micrographs of different things were within 8."""

ALIKE_TOO = 8
"""The same for the dHash, which is blind to other changes; both must be near."""

NAMED = 3


def truncated_images(case: DeliveryCase) -> Iterator[Breach]:
    """Images of the delivery that can be opened but not read to their end."""
    for image, why in case.pictures.damaged.items():
        if image in case.names:
            name = case.names[image]
            yield Breach(rule="image-truncated", place=name, image=ImageId(image), blanks={"why": why.rstrip(".")})


def duplicate_images(case: DeliveryCase) -> Iterator[Breach]:
    """Images that an earlier one of the batch equals byte for byte."""
    by_digest: dict[str, list[int]] = defaultdict(list)
    for image, digest in case.pictures.digests.items():
        by_digest[digest].append(image)
    again = [(image, same) for same in by_digest.values() for image in same[1:]]
    for image, same in again[:MOST_LISTED]:
        others = _named(case, [one for one in same if one != image])
        yield Breach(rule="image-duplicate", place=case.names[image], image=ImageId(image), blanks={"others": others})
    yield from and_more("image-duplicate", len(again) - MOST_LISTED, "images")


def images_elsewhere(case: DeliveryCase) -> Iterator[Breach]:
    """Images that another batch of the project holds too."""
    found = list(case.pictures.elsewhere.items())
    for image, where in found[:MOST_LISTED]:
        yield Breach(rule="image-elsewhere", place=case.names[image], image=ImageId(image), blanks={"others": where})
    yield from and_more("image-elsewhere", len(found) - MOST_LISTED, "images")


def near_duplicates(case: DeliveryCase) -> Iterator[Breach]:
    """Images that look like an earlier one of the batch but are another file; each is told once, with the one it is nearest to."""
    pictures = case.pictures
    first, second, distance = pairs_within(pictures.phash, ALIKE)
    near = np.bitwise_count(pictures.dhash[first] ^ pictures.dhash[second]) <= ALIKE_TOO
    nearest: dict[int, tuple[int, int]] = {}
    for one, other, bits in zip(first[near].tolist(), second[near].tolist(), distance[near].tolist(), strict=True):
        image, before = int(pictures.ids[other]), int(pictures.ids[one])
        if pictures.digests.get(image) != pictures.digests.get(before):
            nearest[image] = min(nearest.get(image, (bits, before)), (bits, before))
    for image, (bits, before) in sorted(nearest.items())[:MOST_LISTED]:
        blanks = {"others": case.names[before], "distance": bits}
        yield Breach(rule="image-near-duplicate", place=case.names[image], image=ImageId(image), blanks=blanks)
    yield from and_more("image-near-duplicate", len(nearest) - MOST_LISTED, "images")


def _named(case: DeliveryCase, images: list[int]) -> str:
    names = [case.names[image] for image in images[:NAMED]]
    more = [f"{len(images) - NAMED:,} more"] if len(images) > NAMED else []
    return " and ".join([*names, *more])

"""A side manifest joined to a reading: who labelled what, when and for how long.

An entry without an object key speaks of every annotation of its image that no entry names by its key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np

from assay.formats.id_index import as_number
from assay.formats.image_names import relative_name
from assay.formats.json_text import brief
from assay.formats.manifest_entries import KEPT, NO_KEY, Provenance, SideManifest
from assay.formats.reading import Reading, Rejected
from assay.model.annotations import UNKNOWN, copied
from assay.model.without_gc import without_gc

LONGEST = 10**18
"""Ids from which on `as_number` takes a text for none."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A reading with the provenance of its annotations, and what did not join.

    unjoined: entries that lead nowhere, and why. absent: those of them whose image the delivery does not have. unlisted: images of the delivery that no entry
    names. contradicting: entries that name another annotator than the delivery does, which counts. without: how many
    annotations no entry speaks of.
    """

    reading: Reading
    unjoined: Sequence[Rejected] = ()
    contradicting: Sequence[Rejected] = ()
    without: int = 0
    absent: Sequence[Rejected] = ()
    unlisted: Sequence[str] = ()


class Rows:
    """Where the annotations of a reading stand: by image, and by image and key. Annotations are grouped by image."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.images = images_by_name(reading.images.file_names)
        self.named: dict[str, int | None] = {}
        image = reading.annotations.records["image"]
        self.image = image.tolist()
        self.starts = np.searchsorted(image, np.arange(len(reading.images) + 1)).tolist()
        self.numbers = rows_of_numbers(reading)

    def image_of(self, entry: Provenance) -> int | None:
        """The image that an entry names, None when the delivery has none of this name, or several."""
        if entry.image not in self.named:
            name, _ = relative_name(entry.image)
            self.named[entry.image] = self.images.get(name, self.images.get(name.rsplit("/", 1)[-1]))
        return self.named[entry.image]

    def of_image(self, image: int) -> Sequence[int]:
        """The annotations of an image."""
        return range(self.starts[image], self.starts[image + 1])

    def of_key(self, image: int, key: str) -> Sequence[int]:
        """The annotations of an image that have this key, or the number that it spells."""
        if self.numbers is not None:
            row = self.numbers.get(key)
            row = self.numbers.get(str(as_number(key))) if row is None else row
            return (row,) if row is not None and self.image[row] == image else ()
        whole = as_number(key)
        return self.by_key.get((image, key)) or self.by_key.get((image, str(whole)), ())

    @cached_property
    def by_key(self) -> Mapping[tuple[int, str], Sequence[int]]:
        """The annotations by image and key, for readings in which some keys are texts, missing or repeated."""
        found: dict[tuple[int, str], list[int]] = {}
        for row, image in enumerate(self.image):
            key = self.reading.annotations.source_id(row)
            if key is not None:
                found.setdefault((image, str(key)), []).append(row)
        return found


def rows_of_numbers(reading: Reading) -> Mapping[str, int] | None:
    """The annotation of each id as a text, None unless every id is a number of its own: such a table takes a tenth of the time that one of images and texts does."""
    ids = reading.annotations.records["source_id"]
    if len(ids) and (ids.min() <= -LONGEST or ids.max() >= LONGEST):
        return None
    found = dict(zip(map(str, ids.tolist()), range(len(ids)), strict=True))
    return found if len(found) == len(ids) else None


@without_gc()
def joined_with(reading: Reading, manifest: SideManifest) -> Joined:
    """A reading with what a manifest says of its annotations; what the delivery itself says of an annotator stays."""
    rows = Rows(reading)
    chosen: dict[int, Provenance] = {}
    unjoined: list[Rejected] = []
    absent: list[Rejected] = []
    of_images = [entry for entry in manifest.entries if entry.object_key == NO_KEY]
    for entry in chain(of_images, (entry for entry in manifest.entries if entry.object_key != NO_KEY)):
        found, why = rows_for(entry, rows, chosen)
        for row in found:
            chosen[row] = entry
        if why:
            unjoined.append(Rejected(entry.place, why))
            absent += unjoined[-1:] if rows.image_of(entry) is None else ()
    joined, contradicting = with_provenance(reading, chosen)
    named = set(rows.named.values())
    unlisted = [name for at, name in enumerate(reading.images.file_names) if at not in named]
    return Joined(
        joined,
        tuple(unjoined),
        tuple(contradicting),
        len(reading.annotations) - len(chosen),
        tuple(absent),
        tuple(unlisted),
    )


def images_by_name(names: Sequence[str]) -> dict[str, int]:
    """Images by their names, and by the last parts of them, with and without ending, where only one image has it."""
    found: dict[str, int] = {}
    short: dict[str, set[int]] = {}
    for at, name in enumerate(names):
        last = name.rsplit("/", 1)[-1]
        for part in {last, last.rsplit(".", 1)[0]}:
            short.setdefault(part, set()).add(at)
        found[name] = at
    for part, places in short.items():
        if len(places) == 1:
            found.setdefault(part, next(iter(places)))
    return found


def rows_for(entry: Provenance, rows: Rows, chosen: Mapping[int, Provenance]) -> tuple[Sequence[int], str]:
    """The annotations that an entry speaks of, and why there are none."""
    image = rows.image_of(entry)
    if image is None:
        return [], f"the image {brief(entry.image)} is not in the delivery, or several are called so"
    key = entry.object_key
    found = rows.of_image(image) if key == NO_KEY else rows.of_key(image, key)
    if not found:
        what = "has no annotation" if key == NO_KEY else f"has no annotation with the id {brief(key)}"
        return [], f"the image {brief(entry.image)} {what}"
    if len(found) > 1 and key != NO_KEY:
        return [], f"the image {brief(entry.image)} has {len(found)} annotations with the id {brief(key)}"
    for row in found:
        if (earlier := chosen.get(row)) is not None and earlier.object_key == key:
            return [], f"{earlier.place} speaks of the same already"
    return found, ""


def with_provenance(reading: Reading, chosen: Mapping[int, Provenance]) -> tuple[Reading, list[Rejected]]:
    """The reading with annotators, and with the rest of each entry under "other"; and the entries that name another annotator than the delivery does."""
    annotators = {name: at for at, name in enumerate(reading.annotators)}
    records, extra = copied(reading.annotations.records), dict(reading.annotations.extra)
    contradicting: dict[str, Rejected] = {}
    kept: dict[tuple[Any, ...], Mapping[str, Any]] = {}
    known_annotators = records["annotator_id"].tolist()
    for row, entry in chosen.items():
        known = known_annotators[row]
        if entry.annotator and known == UNKNOWN:
            known_annotators[row] = annotators.setdefault(entry.annotator, len(annotators))
        elif entry.annotator and reading.annotators[known] != entry.annotator:
            why = f"names the annotator {brief(entry.annotator)}, but the delivery {brief(reading.annotators[known])}, which counts"
            contradicting.setdefault(entry.place, Rejected(entry.place, why))
        said = (entry.cohort, entry.seconds, entry.stage, entry.submitted_at)
        more = kept[said] if said in kept else kept.setdefault(said, said_beside(entry))
        if more and row not in extra:
            extra[row] = more  # one for all of whom the same is said: a million of them would take a gigabyte
        elif more:
            extra[row] = {**extra[row], "other": {**extra[row].get("other", {}), **more["other"]}}
    records["annotator_id"] = known_annotators
    annotations = replace(reading.annotations, records=np.asarray(records), extra=extra)
    return replace(reading, annotators=tuple(annotators), annotations=annotations), list(contradicting.values())


def said_beside(entry: Provenance) -> Mapping[str, Any]:
    """What an entry says besides the annotator, as annotations keep it; empty when it says nothing."""
    more = {name: value for name in KEPT if (value := getattr(entry, name)) not in ("", None)}
    return {"other": more} if more else {}

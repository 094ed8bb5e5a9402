"""What a check looks at: a delivery as the project holds it, with what it is held against."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.model.annotations import Annotations
from assay.model.ids import ImageId
from assay.model.images import ImageSizes
from assay.model.intake import MORE, Breach
from assay.model.schema import LabelClass, Schema

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]

MOST_LISTED = 1000
"""Breaches of one rule that are listed one by one; the rest is one more line, since nobody reads a million."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSet:
    """Annotations that a delivery is held against. called: how sentences name it: "gold", "round 0". covered: the ids of its images."""

    called: str
    annotations: Annotations
    covered: NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """What is known of the image files of a batch, by image id.

    digests: SHA-256 of those that were found. damaged: why a file cannot be read to its end. elsewhere: where else in the project the
    same file is. ids, phash, dhash: (k,) the fingerprints of those that somebody looked into.
    """

    digests: Mapping[int, str] = field(default_factory=dict)
    damaged: Mapping[int, str] = field(default_factory=dict)
    elsewhere: Mapping[int, str] = field(default_factory=dict)
    ids: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    phash: NDArray[np.uint64] = field(default_factory=lambda: np.zeros(0, np.uint64))
    dhash: NDArray[np.uint64] = field(default_factory=lambda: np.zeros(0, np.uint64))


@dataclass(frozen=True, kw_only=True)
class DeliveryCase:
    """A delivery that is checked.

    annotations: grouped by image, their image, class and annotator ids those of the project. covered: (m,) the ids of the images that
    the delivery speaks of, sorted. names: the file name of every image of the batch by id. earlier: the newest first, of the same
    batch; usual: what the classes of this delivery are held against. annotators: names by id; known_annotators: those who drew before, empty when nobody is known to have.
    source: the name of the file that came in. claims: the versions that it says it follows, by "schema" and "guideline"; wanted_versions: those that
    the batch asks for, empty where it asks for none.
    """

    annotations: Annotations
    covered: NDArray[np.int32]
    names: Mapping[int, str]
    sizes: ImageSizes
    schema: Schema
    gold: OtherSet | None = None
    earlier: Sequence[OtherSet] = ()
    usual: Sequence[OtherSet] = ()
    prelabels: Sequence[OtherSet] = ()
    annotators: Mapping[int, str] = field(default_factory=dict)
    pictures: Pictures = field(default_factory=Pictures)
    known_annotators: frozenset[int] = frozenset()
    source: str = ""
    claims: Mapping[str, str] = field(default_factory=dict)
    wanted_versions: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def classes(self) -> Mapping[int, LabelClass]:
        """The classes of the schema by id."""
        return {int(one.id): one for one in self.schema.classes}

    @cached_property
    def image_sides(self) -> Floats:
        """(n, 2) width and height of the image of each annotation, NaN where unknown."""
        images = self.annotations.records["image"]
        sides = np.full((len(images), 2), np.nan)
        if len(self.sizes.ids) and len(images):
            place = np.minimum(np.searchsorted(self.sizes.ids, images), len(self.sizes.ids) - 1)
            known = self.sizes.ids[place] == images
            sides[known] = np.stack([self.sizes.widths, self.sizes.heights], axis=1)[place[known]]
        return sides

    def class_name(self, row: int) -> str:
        """The class of an annotation in words."""
        return self.schema.name_of(int(self.annotations.records["class_id"][row]))

    def place(self, row: int) -> str:
        """Where an annotation stands: "one.png, id 501", or "one.png, number 3" when the file gave it no id."""
        name = self.names.get(int(self.annotations.records["image"][row]), "–")
        found = self.annotations.source_id(row)
        return f"{name}, number {self.annotations.records['number'][row]}" if found is None else f"{name}, id {found}"

    def breach(self, rule: str, row: int, **blanks: Any) -> Breach:
        """A breach of a rule by one annotation."""
        record = self.annotations.records[row]
        image = ImageId(int(record["image"]))
        return Breach(rule=rule, place=self.place(row), image=image, number=int(record["number"]), blanks=blanks)


def listed(rows: Rows) -> tuple[list[int], int]:
    """The rows that are listed one by one, and how many more there are."""
    return rows[:MOST_LISTED].tolist(), max(0, len(rows) - MOST_LISTED)


def and_more(rule: str, more: int, what: str = "annotations") -> Iterator[Breach]:
    """The line that stands for breaches that are not listed one by one."""
    if more > 0:
        yield Breach(rule=rule, place=f"{more:,} more {what}", blanks={MORE: more})

"""COCO's annotations gathered block by block, with what has to be said about them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from assay.formats.coco_columns import Block
from assay.formats.coco_extras import AnnotatorNames
from assay.formats.coco_json import Id
from assay.formats.json_text import brief
from assay.formats.ordering import in_order
from assay.formats.reading import Note, Rejected
from assay.model.annotations import NO_ID, Annotations, copied

MOST_NOTES = 1000
"""Repeated ids that are listed one by one; a file without any ids of its own repeats them all."""


@dataclass(slots=True)
class Gathered:
    """What was read so far, block by block. known: how many annotators had their numbers before the first block."""

    names: AnnotatorNames
    known: int
    rejected: list[Rejected]
    notes: list[Note]
    blocks: list[Annotations] = field(default_factory=list)
    places: list[NDArray[np.int64]] = field(default_factory=list)
    entries: int = 0
    loose: dict[int, float] = field(default_factory=dict)
    odd: int = 0

    def add(self, block: Block) -> None:
        """Take in the next block of the file."""
        start = self.entries
        self.entries += block.entries
        for row, key, why in block.refused:
            self.rejected.append(Rejected(place_of(start + row, key), f"{why}; left out"))
        self.blocks.append(self.with_own_numbers(block))
        self.places.append(block.rows + start)
        self.loose.update({start + row: pixels for row, pixels in block.loose.items()})
        self.note_odd_keypoints(block, start)

    def with_own_numbers(self, block: Block) -> Annotations:
        """The annotations of a block with the file's numbers of the annotators that turned up in it."""
        if not block.names:
            return block.annotations
        numbers = np.array([self.names.number(name) for name in block.names], np.int32)
        records = copied(block.annotations.records)
        given = records["annotator_id"]
        records["annotator_id"] = np.where(given < self.known, given, numbers[np.maximum(given - self.known, 0)])
        return replace(block.annotations, records=records)

    def note_odd_keypoints(self, block: Block, start: int) -> None:
        """List the annotations whose keypoints are not as they should be."""
        left = max(0, MOST_NOTES - self.odd)
        self.notes += [Note(place_of(start + row, key), what, "FMT-COORD") for row, key, what in block.odd[:left]]
        self.odd += len(block.odd)

    def annotations(self) -> Annotations:
        """All annotations in order."""
        ascending = ids_ascend(self.blocks)
        annotations, order = in_order(self.blocks)
        if not ascending and may_repeat(annotations):
            self.note_repeated_ids(annotations, np.concatenate([*self.places, np.zeros(0, np.int64)])[order])
        return annotations

    def note_repeated_ids(self, annotations: Annotations, places: NDArray[np.int64]) -> None:
        """List the annotations whose id an earlier one has; both are kept, their ids are the vendor's fault."""
        repeated = repeats(annotations, places)
        for row, first in repeated[:MOST_NOTES]:
            key = annotations.source_id(row)
            self.notes.append(
                Note(
                    place_of(int(places[row]), key),
                    f"the id is already that of annotations[{places[first]}]; both are kept",
                    "FMT-ID",
                )
            )
        if len(repeated) > MOST_NOTES:
            self.notes.append(
                Note("annotations", f"{len(repeated) - MOST_NOTES:,} more repeat an id; all are kept", "FMT-ID")
            )

    def all_notes(self) -> list[Note]:
        """The notes, with those that speak of many annotations at once."""
        notes = list(self.notes)
        if self.loose:
            first, pixels = next(iter(self.loose.items()))
            notes.append(
                Note(
                    "annotations",
                    f"{len(self.loose):,} have a bbox that does not fit their own outline (the first is annotations[{first}], "
                    f"by {pixels:.1f} px); the outline counts, the bbox is kept beside it",
                )
            )
        if self.odd > MOST_NOTES:
            notes.append(Note("annotations", f"{self.odd - MOST_NOTES:,} more have odd keypoints", "FMT-COORD"))
        return notes


def place_of(position: int, key: Id | None) -> str:
    """How sentences name an annotation."""
    if key is None:
        return f"annotations[{position}]"
    shown = brief(key).strip("'")
    return f"annotations[{position}] (id {shown})"


def ids_ascend(blocks: Sequence[Annotations]) -> bool:
    """Whether each annotation's id is a larger number than the one before has, as in most files; then none is there twice."""
    if any("id" in one for block in blocks for one in block.extra.values()):
        return False
    ids = np.concatenate([np.zeros(0, np.int64), *(block.records["source_id"] for block in blocks)])
    return bool((ids[1:] > ids[:-1]).all())


def may_repeat(annotations: Annotations) -> bool:
    """Whether any id is that of two annotations; ids that are text may be."""
    return has_repeated(annotations.records["source_id"]) or any("id" in one for one in annotations.extra.values())


def repeats(annotations: Annotations, places: NDArray[np.int64]) -> list[tuple[int, int]]:
    """The rows whose id one earlier in the file has, each with the first row of that id. places: where in the file each row stood."""
    found = repeated_numbers(annotations.records["source_id"], places)
    texts: dict[str, int] = {}
    for row, extra in sorted(annotations.extra.items(), key=lambda entry: places[entry[0]]):
        if (key := extra.get("id")) is not None and (first := texts.setdefault(key, row)) != row:
            found.append((row, first))
    return sorted(found, key=lambda pair: places[pair[0]])


def repeated_numbers(ids: NDArray[np.int64], places: NDArray[np.int64]) -> list[tuple[int, int]]:
    """The rows with a number that a row earlier in the file has, each with the first row of that number."""
    if not has_repeated(ids):
        return []
    order = np.lexsort([places, ids])
    ordered = ids[order]
    again = np.flatnonzero((ordered[1:] == ordered[:-1]) & (ordered[1:] != NO_ID)) + 1
    firsts = order[np.searchsorted(ordered, ordered[again])]
    return list(zip(order[again].tolist(), firsts.tolist(), strict=True))


def has_repeated(ids: NDArray[np.int64]) -> bool:
    """Whether any number is there twice."""
    ordered = np.sort(ids)
    return bool(((ordered[1:] == ordered[:-1]) & (ordered[1:] != NO_ID)).any())

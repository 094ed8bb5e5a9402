"""Annotations as columns: what files are read into, what the project file stores, what comparing and painting work on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

RECORD = np.dtype(
    [
        ("image", "<i4"),
        ("number", "<i4"),
        ("source_id", "<i8"),
        ("class_id", "<i4"),
        ("annotator_id", "<i4"),
        ("kind", "u1"),
        ("flags", "u1"),
        ("rings", "<u2"),
        ("runs", "<u4"),
        ("score", "<f4"),
        ("box", "<f8", (4,)),
    ]
)
"""One annotation without its outline.

image: the image's id. number: which annotation of its label set, 1, 2, 3 … source_id: the id in the file (NO_ID when it is not a
whole number; then `extra` holds it under "id"). class_id, annotator_id: ids in the project, UNKNOWN when none. rings, runs: how many rings (polygon) or
run lengths (mask) belong to it. score: NaN when none. box: x_min, y_min, x_max, y_max in pixels; the bounds of any outline.

What the rings of a kind are: POLYGON: parts and holes, each hole after its part. ROTATED_BOX: one, its four corners in drawing order. KEYPOINTS: one, its
points the keypoints; `extra` has "visibility" (0 not labelled, 1 hidden, 2 visible, for each) and, where they are known, "keypoint_names"; the box is around
the labelled ones. POLYLINE: one, open. ELLIPSE: one of three points, the centre and the ends of its two half axes. BOX, MASK and TAG have none; the box of a
TAG is the whole image, or zeros where its size is not known.
"""

NO_ID = np.iinfo(np.int64).min
UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Annotations:
    """Annotations of one label set on one or several images.

    records: (n,) of RECORD. ring_points: (r,) int32, points per ring. ring_hole: (r,) bool, a hole of the part before it. points: (p, 2) float64.
    runs: (c,) uint32; a mask's first two are its height and width, then COCO run lengths, column by column, starting with background.
    extra: by row, what few annotations have: "attributes" (dict), "id" (a source id that is text), "other" (fields of the file that are kept as they are), "why" (what
    makes it INVALID), "visibility" and "keypoint_names" (of KEYPOINTS), "keypoints" (x, y of each, of a box or outline that has some).
    Rings and runs follow one another in the order of the records.
    """

    records: NDArray[np.void]
    ring_points: NDArray[np.int32]
    ring_hole: NDArray[np.bool_]
    points: NDArray[np.float64]
    runs: NDArray[np.uint32]
    extra: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.records)

    @property
    def boxes(self) -> NDArray[np.float64]:
        """(n, 4) x_min, y_min, x_max, y_max in pixels."""
        return self.records["box"]

    @classmethod
    def empty(cls) -> Self:
        """No annotation at all."""
        return cls(
            np.zeros(0, RECORD), np.zeros(0, np.int32), np.zeros(0, bool), np.zeros((0, 2)), np.zeros(0, np.uint32)
        )

    def attributes(self, row: int) -> Mapping[str, Any]:
        """The attributes of one annotation, empty when it has none."""
        return self.extra.get(row, {}).get("attributes", {})

    def source_id(self, row: int) -> int | str | None:
        """The id that the file gave this annotation, None when it gave none."""
        number = int(self.records["source_id"][row])
        return number if number != NO_ID else self.extra.get(row, {}).get("id")

    def rings(self, row: int) -> list[NDArray[np.float64]]:
        """The rings of one polygon, each (k, 2) in pixels; `ring_hole` tells holes from parts."""
        first, last = self.ring_span(row)
        ends = np.cumsum(self.ring_points[:last])
        return [self.points[ends[ring] - self.ring_points[ring] : ends[ring]] for ring in range(first, last)]

    def holes(self, row: int) -> NDArray[np.bool_]:
        """For each ring of one polygon, whether it is a hole of the part before it."""
        first, last = self.ring_span(row)
        return self.ring_hole[first:last]

    def ring_span(self, row: int) -> tuple[int, int]:
        """Which rings belong to one annotation: the first, and the one after the last."""
        last = int(self.records["rings"][: row + 1].sum(dtype=np.int64))
        return last - int(self.records["rings"][row]), last

    def mask_runs(self, row: int) -> NDArray[np.uint32]:
        """A mask's height, width and run lengths, empty when the annotation is no mask."""
        last = int(self.records["runs"][: row + 1].sum(dtype=np.int64))
        return self.runs[last - int(self.records["runs"][row]) : last]

    def take(self, rows: NDArray[np.integer] | Sequence[int]) -> Self:
        """The annotations of these rows, in this order."""
        rows = np.asarray(rows, np.int64)
        ring_rows = spans(self.records["rings"], rows)
        point_rows = spans(self.ring_points, ring_rows)
        run_rows = spans(self.records["runs"], rows)
        extra = (
            {new: self.extra[old] for new, old in enumerate(rows.tolist()) if old in self.extra} if self.extra else {}
        )
        return replace(
            self,
            records=self.records.take(rows),  # indexing moves structured rows field by field, eight times slower
            ring_points=self.ring_points[ring_rows],
            ring_hole=self.ring_hole[ring_rows],
            points=self.points[point_rows],
            runs=self.runs[run_rows],
            extra=extra,
        )


def spans(lengths: NDArray[np.integer], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Positions of the items of the chosen rows of a ragged array, row after row.

    lengths: (n,) items per row. rows: which rows. Example: lengths [2, 0, 3], rows [2, 0] gives [2, 3, 4, 0, 1].
    """
    lengths = lengths.astype(np.int64)
    ends = np.cumsum(lengths)
    chosen = lengths[rows]
    total = int(chosen.sum())
    if not total:
        return np.zeros(0, np.int64)
    first = np.repeat(ends[rows] - chosen, chosen)
    within = np.arange(total) - np.repeat(np.cumsum(chosen) - chosen, chosen)
    return first + within


def as_bytes(records: NDArray[np.void]) -> NDArray[np.void]:
    """The records seen as so many bytes each, to be moved so: numpy would go field by field, which takes seven times as long."""
    return np.ascontiguousarray(records).view(np.dtype((np.void, records.itemsize)))


def copied(records: NDArray[np.void]) -> NDArray[np.void]:
    """The records once more."""
    return as_bytes(records).copy().view(records.dtype)


def numbered_by_image(annotations: Annotations) -> Annotations:
    """The annotations grouped by ascending image id, in their present order within one, and numbered from 1. The records given may change."""
    images = annotations.records["image"]
    if np.any(images[1:] < images[:-1]):
        annotations = annotations.take(np.argsort(images, kind="stable"))
    annotations.records["number"] = np.arange(1, len(annotations) + 1, dtype=np.int32)
    return annotations


def joined(parts: Iterable[Annotations]) -> Annotations:
    """All annotations of several bodies as one, in order."""
    parts = list(parts)
    if not parts:
        return Annotations.empty()
    extra: dict[int, Mapping[str, Any]] = {}
    offset = 0
    for part in parts:
        extra.update({offset + row: value for row, value in part.extra.items()})
        offset += len(part)
    return Annotations(
        np.concatenate([as_bytes(part.records) for part in parts]).view(RECORD),
        np.concatenate([part.ring_points for part in parts]),
        np.concatenate([part.ring_hole for part in parts]),
        np.concatenate([part.points for part in parts]),
        np.concatenate([part.runs for part in parts]),
        extra,
    )

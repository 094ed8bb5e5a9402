"""Annotations collected one at a time and turned into columns many at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.formats.json_text import plain
from assay.model.annotations import NO_ID, RECORD, UNKNOWN, Annotations
from assay.model.shapes import Flag, ShapeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a file says of an annotation besides its shape and class.

    source_id: its id in the file, None when it has none. attributes: what the schema speaks of. other: fields of the file that are kept as they are.
    """

    source_id: int | str | None = None
    annotator: str = ""
    score: float | None = None
    flags: int = 0
    attributes: Mapping[str, Any] = field(default_factory=dict)
    other: Mapping[str, Any] = field(default_factory=dict)


NOTHING_SAID = Said()


@dataclass(slots=True)
class Pending:
    """Annotations not yet in columns."""

    rows: list[tuple[Any, ...]] = field(default_factory=list)
    rings: list[NDArray[np.float64]] = field(default_factory=list)
    holes: list[bool] = field(default_factory=list)
    runs: list[NDArray[np.uint32]] = field(default_factory=list)
    extra: dict[int, dict[str, Any]] = field(default_factory=dict)

    def add(
        self,
        kind: ShapeKind,
        box: Sequence[float],
        *,
        image: int,
        class_id: int,
        annotator_id: int,
        said: Said,
        fault: str = "",
        rings: Sequence[NDArray[np.float64]] = (),
        holes: Sequence[bool] = (),
        runs: NDArray[np.uint32] | None = None,
        **extra: Any,
    ) -> None:
        """Take one in. fault: why it is INVALID though it can be drawn. extra: what `Annotations.extra` keeps of its kind."""
        flags = int(said.flags) | (Flag.INVALID if fault else 0)
        number, text = split_id(said.source_id)
        if said is not NOTHING_SAID or fault or extra:
            self.keep(said, text, fault, extra)
        score = np.nan if said.score is None else said.score
        run_count = 0 if runs is None else len(runs)
        self.rows.append(
            (image, 0, number, class_id, annotator_id, kind, flags, len(rings), run_count, score, tuple(box))
        )
        self.rings += rings
        self.holes += holes or [False] * len(rings)
        if runs is not None:
            self.runs.append(runs)

    def keep(self, said: Said, text_id: str, fault: str, extra: Mapping[str, Any]) -> None:
        """Keep of the next annotation what few have."""
        attributes, other = plain(dict(said.attributes)), plain(dict(said.other))
        kept = {"id": text_id, "attributes": attributes, "other": other, "why": fault, **extra}
        if kept := {name: value for name, value in kept.items() if value not in ("", None, {}, [])}:
            self.extra[len(self.rows)] = kept

    def columns(self) -> Annotations:
        """All of them as columns."""
        return Annotations(
            np.array(self.rows, RECORD) if self.rows else np.zeros(0, RECORD),
            np.array([len(ring) for ring in self.rings], np.int32),
            np.array(self.holes, bool),
            np.concatenate([np.zeros((0, 2)), *self.rings]),
            np.concatenate([np.zeros(0, np.uint32), *self.runs]),
            self.extra,
        )


def split_id(source_id: int | str | None) -> tuple[int, str]:
    """An id as the number and the text that keep it."""
    if isinstance(source_id, int) and NO_ID < source_id < 2**63:
        return source_id, ""
    return NO_ID, "" if source_id is None else str(plain(source_id))


def plain_boxes(
    boxes: NDArray[np.float64], *, image: int, class_ids: NDArray[np.integer], annotator_id: int = UNKNOWN
) -> Annotations:
    """Boxes of which nothing else is said, as columns at once; those without area are flagged."""
    records = np.zeros(len(boxes), RECORD)
    records["image"], records["class_id"], records["annotator_id"] = image, class_ids, annotator_id
    records["source_id"], records["score"] = NO_ID, np.nan
    records["kind"], records["box"] = ShapeKind.BOX, boxes
    sides = boxes[:, 2:] - boxes[:, :2]
    extra: dict[int, Mapping[str, Any]] = {}
    for row in np.flatnonzero((sides <= 0).any(axis=1)).tolist():
        records["flags"][row] = Flag.INVALID
        extra[row] = {"why": f"the box has no area ({sides[row, 0]:g} × {sides[row, 1]:g})"}
    return Annotations(
        records, np.zeros(0, np.int32), np.zeros(0, bool), np.zeros((0, 2)), np.zeros(0, np.uint32), extra
    )

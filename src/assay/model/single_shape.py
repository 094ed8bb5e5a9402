from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from assay.model.annotations import NO_ID, RECORD, UNKNOWN, Annotations
from assay.model.shapes import ShapeKind

Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]
NO_RUNS = np.zeros(0, np.uint32)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shape:
    """The geometry of one annotation, on its own so that it can be drawn and mended.

    box: x_min, y_min, x_max, y_max in pixels, the bounds of any outline. rings: each (k, 2), as `RECORD` says for the kind.
    holes: for each ring. runs: of a mask, its height and width first. visibility: of keypoints, one per point, empty when nobody says.
    """

    kind: ShapeKind
    box: Box
    rings: tuple[Floats, ...] = ()
    holes: tuple[bool, ...] = ()
    runs: NDArray[np.uint32] = field(default_factory=lambda: NO_RUNS)
    visibility: tuple[int, ...] = ()

    @classmethod
    def of(cls, annotations: Annotations, row: int) -> Self:
        """The shape of one annotation."""
        x_min, y_min, x_max, y_max = annotations.boxes[row].tolist()
        return cls(
            kind=ShapeKind(int(annotations.records["kind"][row])),
            box=(x_min, y_min, x_max, y_max),
            rings=tuple(annotations.rings(row)),
            holes=tuple(annotations.holes(row).tolist()),
            runs=annotations.mask_runs(row),
            visibility=tuple(annotations.extra.get(row, {}).get("visibility", ())),
        )

    def is_same_as(self, other: "Shape") -> bool:
        """Whether another shape is drawn exactly like this one."""
        known = (self.kind, self.box, self.holes, self.visibility, len(self.rings))
        if known != (other.kind, other.box, other.holes, other.visibility, len(other.rings)):
            return False
        return np.array_equal(self.runs, other.runs) and all(
            np.array_equal(one, another) for one, another in zip(self.rings, other.rings, strict=True)
        )

    def with_box(self, box: Box) -> Self:
        """The same shape with other bounds."""
        return replace(self, box=box)


def annotation_of(
    shape: Shape, *, image: int, number: int, class_id: int, extra: dict[str, Any] | None = None
) -> Annotations:
    """A shape as the one annotation of a label set. extra: what else is known, as in `Annotations.extra`."""
    record = np.zeros(1, RECORD)
    record[0] = (
        image, number, NO_ID, class_id, UNKNOWN, shape.kind, 0, len(shape.rings), len(shape.runs), np.nan, shape.box,
    )  # fmt: skip
    known = {key: value for key, value in (extra or {}).items() if value}
    if shape.visibility:
        known["visibility"] = list(shape.visibility)
    return Annotations(
        record,
        np.array([len(ring) for ring in shape.rings], np.int32),
        np.array(shape.holes, bool),
        np.concatenate([np.zeros((0, 2)), *shape.rings]),
        np.asarray(shape.runs, np.uint32),
        {0: known} if known else {},
    )

"""COCO's annotations as lines of JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from assay.formats.coco_keypoints import is_bounds, keypoint_fields, names_by_class
from assay.formats.reading import Contents, Note
from assay.geometry.masks import runs_from_polygon
from assay.geometry.rle import compressed_from_runs
from assay.model.annotations import NO_ID, UNKNOWN
from assay.model.shapes import SHAPE_NAMES, Flag, ShapeKind

DECIMALS = 6
"""A millionth of a pixel: finer than any tool draws, coarse enough that 0.1 + 0.2 is 0.3."""

OWN_FIELDS = {"id", "image_id", "category_id", "segmentation", "area", "iscrowd"}
"""Fields that are always written from the annotation itself, whatever another format has kept under their names."""

CROWD = int(Flag.CROWD)

OUTLINED = (ShapeKind.POLYGON, ShapeKind.ROTATED_BOX)


def numbers(values: NDArray[np.floating]) -> list[Any]:
    """Numbers as a person would write them: rounded, and whole where they are whole."""
    rounded = np.round(values.astype(np.float64), DECIMALS).tolist()
    return [int(value) if value.is_integer() else value for value in rounded]


class AnnotationLines:
    """Writes annotations one by one; `notes` tells which could not be written as they are."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.annotations = contents.annotations
        self.notes: list[Note] = []
        self.ids = self.annotations.records["source_id"].tolist()
        self.free_id = max([0, *self.ids])
        self.ring = self.point = self.run = 0
        self.point_names = names_by_class(self.annotations)

    def lines(self) -> Iterator[bytes]:
        """One line of JSON for each annotation that COCO can express, b"" for one it cannot."""
        records = self.annotations.records
        columns = zip(
            *(records[name].tolist() for name in ("kind", "rings", "runs", "flags", "class_id", "image")), strict=True
        )
        corners = records["box"]
        sides = np.round(np.concatenate([corners[:, :2], corners[:, 2:] - corners[:, :2]], axis=1), DECIMALS)
        boxes, areas = numbers(sides.ravel()), numbers(sides[:, 2] * sides[:, 3])
        few = np.flatnonzero(
            ~np.isnan(records["score"]) | (records["annotator_id"] != UNKNOWN) | (records["flags"] != 0)
        )
        special = {*few.tolist(), *self.annotations.extra}
        for row, (kind, rings, runs, flags, class_id, image) in enumerate(columns):
            outline = self.next_outline(row, rings, runs, image, areas[row]) if rings or runs else None
            if outline is None and kind != ShapeKind.BOX:
                self.leave_out(row, kind)
                yield b""
                continue
            fields: dict[str, Any] = {
                "id": self.id_of(row),
                "image_id": self.contents.images.keys[image],
                "category_id": self.contents.classes[class_id].key if class_id != UNKNOWN else None,
                "bbox": boxes[4 * row : 4 * row + 4],
                **(outline or {"area": areas[row]}),
                "iscrowd": 1 if flags & CROWD else 0,
            }
            if row in special:
                fields |= self.few_have(row, flags)
            yield msgspec.json.encode(fields)

    def next_outline(self, row: int, rings: int, runs: int, image: int, area: float) -> dict[str, Any] | None:
        """The segmentation or keypoints of an annotation and its area, None when it has none; the rows must be asked for in order. area: of its box."""
        first_ring, first_run = self.ring, self.run
        self.ring += rings
        self.run += runs
        lengths = self.annotations.ring_points[first_ring : self.ring]
        first_point = self.point
        self.point += int(lengths.sum())
        if runs:
            return mask_fields(self.annotations.runs[first_run : self.run])
        kind = self.annotations.records["kind"][row]
        if kind == ShapeKind.KEYPOINTS:
            return {"area": area} | self.keypoints_alone(row, self.annotations.points[first_point : self.point])
        if not rings or kind not in OUTLINED:
            return None
        parts = np.split(self.annotations.points[first_point : self.point], np.cumsum(lengths)[:-1])
        holes = self.annotations.ring_hole[first_ring : self.ring]
        if holes.any():
            self.notes.append(
                Note(self.place(row), "has a hole, which COCO's polygons cannot say; it is written as a mask")
            )
            size = (float(self.contents.images.heights[image]), float(self.contents.images.widths[image]))
            return mask_fields(runs_with_holes(parts, holes, size))
        return {"segmentation": [numbers(part.ravel()) for part in parts], "area": area_of_parts(parts)}

    def keypoints_alone(self, row: int, points: NDArray[np.float64]) -> dict[str, Any]:
        """The fields of an annotation whose shape is its keypoints; a box that is not theirs is read as its shape again, which is said."""
        seen = self.annotations.extra.get(row, {}).get("visibility", ())
        if not is_bounds(self.annotations.boxes[row], points, seen):
            what = "has keypoints and a box that is not around them; COCO takes the box for its shape"
            self.notes.append(Note(self.place(row), what))
        return keypoint_fields(numbers(points.ravel()), seen)

    def leave_out(self, row: int, kind: int) -> None:
        """Say that COCO has no such shape."""
        self.notes.append(
            Note(self.place(row), f"is a {SHAPE_NAMES[ShapeKind(kind)]}, which COCO cannot say; it is left out")
        )

    def place(self, row: int) -> str:
        """How notes name an annotation."""
        return f"annotation {self.annotations.records['number'][row]} (id {self.annotations.source_id(row)})"

    def id_of(self, row: int) -> int | str:
        """The id that the annotation came with, or one that is still free."""
        key = self.ids[row] if self.ids[row] != NO_ID else self.annotations.source_id(row)
        if key is not None:
            return key
        self.free_id += 1
        return self.free_id

    def few_have(self, row: int, flags: int) -> dict[str, Any]:
        """The fields that only some annotations have; those kept as they were come last and count."""
        record = self.annotations.records[row]
        fields: dict[str, Any] = {}
        if not np.isnan(record["score"]):
            fields["score"] = numbers(record["score"].reshape(1))[0]
        if flags & Flag.IGNORE:
            fields["ignore"] = 1
        if record["annotator_id"] != UNKNOWN:
            fields["annotator"] = self.contents.annotators[record["annotator_id"]]
        extra = self.annotations.extra.get(row)
        if extra and "keypoints" in extra:
            fields |= keypoint_fields(numbers(np.array(extra["keypoints"]).ravel()), extra.get("visibility", ()))
        if extra and "keypoint_names" in extra:
            self.compare_names(row, extra["keypoint_names"])
        if extra and "attributes" in extra:
            fields["attributes"] = extra["attributes"]
        if extra and "other" in extra:
            fields |= {name: value for name, value in extra["other"].items() if name not in OWN_FIELDS}
        return fields

    def compare_names(self, row: int, names: Sequence[str]) -> None:
        """Say that keypoints are called otherwise than those of their class, which are all that COCO can name."""
        if list(names) != self.point_names.get(int(self.annotations.records["class_id"][row])):
            self.notes.append(
                Note(self.place(row), "calls its keypoints otherwise than its class does; the names are lost")
            )


def area_of_parts(parts: Sequence[NDArray[np.float64]]) -> float:
    """The sum of the parts' areas, by the shoelace formula."""
    total = sum(abs(float(np.sum(np.roll(x, -1) * y - x * np.roll(y, -1)))) / 2 for x, y in (part.T for part in parts))
    return numbers(np.array([total]))[0]


def mask_fields(runs: NDArray[np.uint32]) -> dict[str, Any]:
    """Segmentation and area of a mask whose first two runs are its height and width."""
    segmentation = {"size": runs[:2].tolist(), "counts": compressed_from_runs(runs)}
    return {"segmentation": segmentation, "area": int(runs[3::2].sum(dtype=np.int64))}


def runs_with_holes(
    parts: Sequence[NDArray[np.float64]], holes: NDArray[np.bool_], size: tuple[float, float]
) -> NDArray[np.uint32]:
    """Height, width and runs of a polygon with holes, on its image or, where its size is unknown, just large enough."""
    far = np.ceil(np.concatenate(parts).max(axis=0)[::-1])
    height, width = (max(1, int(reach if np.isnan(side) else side)) for side, reach in zip(size, far, strict=True))
    return runs_from_polygon(parts, holes.tolist(), height=height, width=width)

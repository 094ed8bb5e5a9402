"""The shapes of a CVAT file that is written."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.formats.reading import Contents, Note
from assay.formats.xml_writing import allowed, attributes_of, decimal, escape, text_of
from assay.geometry.masks import crop_from_runs
from assay.geometry.rle import runs_from_raster
from assay.model.shapes import ShapeKind

FULL_TURN = 360.0
"""What a rotated box that is not turned has for its rotation, so that it stays a rotated box; CVAT takes up to 360 degrees."""

SQUARE = 1e-6
"""By how much, as a share of its size, a rotated box may miss being a rectangle."""

HOLES = "with holes in the outline, which CVAT does not know; they are filled"
PARTS = "with an outline of several parts; each is written as an outline of its own in one group"
SKEWED = "with a rotated box that is no rectangle; each is written as a polygon"
BLANK = "with a mask without any pixel, which is left out"
MIXED = "with an attribute whose values are partly truths, numbers or text; they read back as text"


class ShapeWriter:
    """Writes annotations as CVAT's shapes, and counts what it has to change."""

    def __init__(self, contents: Contents, types: Mapping[tuple[int, str], str]) -> None:
        self.annotations = contents.annotations
        self.labels = [one.name for one in contents.classes]
        self.types = types
        self.changed: Counter[str] = Counter()
        self.groups = largest_group(contents)
        ends = np.cumsum(self.annotations.ring_points)
        self.points = np.split(self.annotations.points, ends[:-1]) if len(ends) else []
        self.last_ring = np.cumsum(self.annotations.records["rings"], dtype=np.int64)
        self.last_run = np.cumsum(self.annotations.records["runs"], dtype=np.int64)

    def notes(self) -> list[Note]:
        """What was changed."""
        return [Note("annotations", f"{count:,} {what}") for what, count in self.changed.items()]

    def rings(self, row: int) -> list[NDArray[np.float64]]:
        """The rings of an annotation."""
        last = int(self.last_ring[row])
        return self.points[last - int(self.annotations.records["rings"][row]) : last]

    def lines(self, row: int) -> Iterator[str]:
        """One annotation."""
        kind = ShapeKind(self.annotations.records["kind"][row])
        children = [*self.point_lines(row), *self.attribute_lines(row)]
        for tag, geometry in self.shapes(row, kind):
            start = f"    <{tag}{attributes_of(**{**self.said(row), **geometry})}"
            yield f"{start}>" if children else f"{start}/>"
            if children:
                yield from children
                yield f"    </{tag}>"

    def said(self, row: int) -> dict[str, Any]:
        """What every shape has: its class, its source, whether it is hidden, its layer and its group."""
        other = self.annotations.extra.get(row, {}).get("other", {})
        occluded = self.annotations.attributes(row).get("occluded")
        return {
            "label": self.labels[int(self.annotations.records["class_id"][row])],
            "source": other.get("source", "manual"),
            "occluded": int(occluded) if isinstance(occluded, bool) else None,
            "z_order": other.get("z_order"),
            "group_id": other.get("group_id"),
        }

    def shapes(self, row: int, kind: ShapeKind) -> Iterator[tuple[str, dict[str, Any]]]:
        """The tag of an annotation with its geometry; several for one that CVAT does not know as one, none for one that it cannot have."""
        if kind is ShapeKind.BOX:
            yield "box", box_of(self.annotations.records["box"][row])
        elif kind is ShapeKind.TAG:
            yield "tag", {}
        elif kind is ShapeKind.MASK:
            yield from self.mask(row)
        elif kind is ShapeKind.POLYGON:
            yield from self.polygons(row)
        elif kind is ShapeKind.ROTATED_BOX:
            yield self.rotated_box(self.rings(row)[0])
        elif kind is ShapeKind.ELLIPSE:
            yield "ellipse", ellipse_of(self.rings(row)[0])
        elif kind is ShapeKind.POLYLINE:
            yield "polyline", points_of(self.rings(row)[0])
        elif self.is_skeleton(row):
            yield "skeleton", {}
        else:
            yield "points", points_of(self.rings(row)[0])

    def polygons(self, row: int) -> Iterator[tuple[str, dict[str, Any]]]:
        """The parts of a polygon without their holes."""
        holes = self.annotations.holes(row).tolist() if self.annotations.ring_hole.any() else []
        rings = self.rings(row)
        parts = [ring for at, ring in enumerate(rings) if not (holes and holes[at])]
        self.changed[HOLES] += len(parts) < len(rings)
        self.changed[PARTS] += len(parts) > 1
        self.changed += Counter()
        group = {}
        if len(parts) > 1 and self.said(row)["group_id"] is None:
            self.groups += 1
            group = {"group_id": self.groups}
        yield from (("polygon", points_of(part) | group) for part in parts)

    def rotated_box(self, ring: NDArray[np.float64]) -> tuple[str, dict[str, Any]]:
        """A rotated box as the box that is turned about its centre."""
        across, down = ring[1] - ring[0], ring[3] - ring[0]
        width, height = float(np.hypot(*across)), float(np.hypot(*down))
        size = max(width, height)
        skew = max(float(np.abs(ring[0] + ring[2] - ring[1] - ring[3]).max()), abs(float(across @ down)) / (size or 1))
        if skew > SQUARE * size or across[0] * down[1] - across[1] * down[0] < 0:
            self.changed[SKEWED] += 1
            return "polygon", points_of(ring)
        x, y = ((ring[0] + ring[2]) / 2).tolist()
        rotation = float(np.rad2deg(np.arctan2(across[1], across[0]))) % 360
        turned = {"rotation": rotation or FULL_TURN}
        return "box", box_of([x - width / 2, y - height / 2, x + width / 2, y + height / 2]) | turned

    def mask(self, row: int) -> Iterator[tuple[str, dict[str, Any]]]:
        """A mask as run lengths along the rows of its box."""
        x_min, y_min, x_max, y_max = self.annotations.records["box"][row].astype(int).tolist()
        width, height = x_max - x_min, y_max - y_min
        if not width * height:
            self.changed[BLANK] += 1
            return
        last = int(self.last_run[row])
        runs = self.annotations.runs[last - int(self.annotations.records["runs"][row]) : last]
        crop = crop_from_runs(runs, x=x_min, y=y_min, width=width, height=height)
        lengths = ", ".join(map(str, runs_from_raster(crop.T)[2:].tolist()))
        yield "mask", {"rle": lengths, "left": x_min, "top": y_min, "width": width, "height": height}

    def is_skeleton(self, row: int) -> bool:
        """Whether keypoints have names, or some that are not to be seen."""
        extra = self.annotations.extra.get(row, {})
        return bool(extra.get("keypoint_names")) or any(seen != 2 for seen in extra.get("visibility", ()))

    def point_lines(self, row: int) -> Iterator[str]:
        """The points of a skeleton."""
        if self.annotations.records["kind"][row] != ShapeKind.KEYPOINTS or not self.is_skeleton(row):
            return
        ring, extra = self.rings(row)[0], self.annotations.extra[row]
        names = extra.get("keypoint_names") or [str(at) for at in range(1, len(ring) + 1)]
        for name, seen, point in zip(names, extra["visibility"], ring, strict=True):
            place = points_of(point.reshape(1, 2))["points"]
            said = attributes_of(label=name, outside=int(seen == 0), occluded=int(seen == 1), points=place)
            yield f"      <points{said}/>"

    def attribute_lines(self, row: int) -> Iterator[str]:
        """The attributes of an annotation."""
        class_id = int(self.annotations.records["class_id"][row])
        for name, value in self.annotations.attributes(row).items():
            kind = self.types.get((class_id, name))
            if kind is None or (name == "occluded" and isinstance(value, bool)):
                continue
            if kind == "text" and not isinstance(value, str):
                self.changed[MIXED] += 1
            yield f"      <attribute{attributes_of(name=name)}>{escape(allowed(text_of(value)))}</attribute>"


def largest_group(contents: Contents) -> int:
    """The largest group that the annotations have."""
    groups = [one.get("other", {}).get("group_id") for one in contents.annotations.extra.values()]
    return max((group for group in groups if isinstance(group, int)), default=0)


def box_of(box: Any) -> dict[str, Any]:
    """A box by its corners."""
    return dict(zip(("xtl", "ytl", "xbr", "ybr"), map(float, box), strict=True))


def points_of(ring: NDArray[np.float64]) -> dict[str, Any]:
    """The points of a line or an outline."""
    return {"points": ";".join(f"{decimal(x)},{decimal(y)}" for x, y in ring.tolist())}


def ellipse_of(ring: NDArray[np.float64]) -> dict[str, Any]:
    """An ellipse by its centre, its half axes and its rotation."""
    centre, a, b = ring
    across = a - centre
    rotation = float(np.rad2deg(np.arctan2(across[1], across[0]))) % 360
    half = {"rx": float(np.hypot(*across)), "ry": float(np.hypot(*(b - centre)))}
    return {"cx": float(centre[0]), "cy": float(centre[1]), **half, "rotation": rotation or None}

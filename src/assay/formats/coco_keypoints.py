"""COCO's keypoints: x, y and visibility of each, beside the box or outline of the same annotation, called as its category calls them.

Source: cocodataset.org/#format-data, "Keypoint Detection". A visibility is 0 (not labelled), 1 (hidden) or 2 (visible).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from msgspec import Raw
from numpy.typing import NDArray

from assay.formats.coco_extras import Extras
from assay.formats.coco_json import any_value, fields_of
from assay.formats.coco_outlines import MOST_PIXELS
from assay.formats.fault import Fault
from assay.formats.json_text import brief
from assay.formats.numbers import number, whole
from assay.formats.reading import Note
from assay.model.annotations import RECORD, UNKNOWN, Annotations, joined
from assay.model.shapes import ShapeKind

ENOUGH = 1e-3
"""Pixels by which a box may differ from the bounds of its keypoints and still be nothing but those bounds."""


@dataclass(slots=True)
class PointNames:
    """What categories call their keypoints, by the number of the class. skeletons: how many say which points are joined by lines."""

    names: dict[int, list[str]] = field(default_factory=dict)
    skeletons: int = 0


def point_names(categories: Sequence[Raw], class_of: Mapping[int | str, int]) -> PointNames:
    """The names of keypoints that the entries of "categories" give. class_of: the number of the class of each category's id."""
    found = PointNames()
    for raw in categories:
        fields = fields_of(raw)
        if not {"keypoints", "skeleton"} & fields.keys():
            continue
        key = any_value(fields["id"]) if "id" in fields else None
        names = any_value(fields["keypoints"]) if "keypoints" in fields else []
        if isinstance(key, (int, str)) and key in class_of and isinstance(names, list) and names:
            found.names.setdefault(class_of[key], [str(name) for name in names])
        found.skeletons += bool("skeleton" in fields and any_value(fields["skeleton"]))
    return found


@dataclass(frozen=True, slots=True)
class Keypoints:
    """The keypoints of one annotation. points: (k, 2) pixels. visibility: of each."""

    points: NDArray[np.float64]
    visibility: list[int]

    @property
    def labelled(self) -> NDArray[np.float64]:
        """The points that were labelled."""
        return self.points[np.array(self.visibility) > 0]

    def bounds(self) -> list[float]:
        """The smallest box around the labelled points."""
        return [*self.labelled.min(axis=0).tolist(), *self.labelled.max(axis=0).tolist()]


def keypoints_of(value: Any) -> Keypoints:
    """The keypoints that a list of x, y, visibility … says. Fault when it is no such list."""
    if not isinstance(value, list) or not value or len(value) % 3:
        raise Fault(f"keypoints is no list of x, y and visibility but {brief(value)}")
    points, seen = plain_keypoints(value) or checked_keypoints(value)
    return Keypoints(points, seen)


def plain_keypoints(value: list[Any]) -> tuple[NDArray[np.float64], list[int]] | None:
    """Points and visibilities when nothing is amiss, None otherwise: looking at each number on its own takes five times as long."""
    if not set(map(type, value)) <= {int, float}:
        return None
    try:
        triples = np.array(value, np.float64).reshape(-1, 3)
    except OverflowError:
        return None
    seen = triples[:, 2].tolist()
    if not set(seen) <= {0, 1, 2} or not (np.abs(triples) <= MOST_PIXELS).all():
        return None
    return triples[:, :2].copy(), [int(one) for one in seen]


def checked_keypoints(value: list[Any]) -> tuple[NDArray[np.float64], list[int]]:
    """Points and visibilities. Fault that names what is amiss with them."""
    x, y = ([number(one, "a number of keypoints") for one in value[axis::3]] for axis in (0, 1))
    points = np.array([x, y]).T
    if not (np.abs(points) <= MOST_PIXELS).all():
        raise Fault(f"keypoints has a coordinate that no image has ({np.abs(points).max():g})")
    return points, [whole(seen, "a visibility of keypoints", most=2) for seen in value[2::3]]


@dataclass(slots=True)
class BlockKeypoints:
    """The keypoints of a block of annotations, by item. odd: what is wrong with some."""

    found: dict[int, Keypoints] = field(default_factory=dict)
    odd: dict[int, str] = field(default_factory=dict)

    def take(self, learned: Mapping[str, list[tuple[int, Any]]], extras: Extras) -> None:
        """Take the keypoints from the learned fields of a block; what cannot be understood stays among the fields that are kept as they are."""
        for item, value in learned.get("keypoints", ()):
            if value in (None, []):
                continue
            try:
                self.found[item] = keypoints_of(value)
            except Fault as fault:
                self.odd[item] = f"{fault}; the keypoints are not drawn"
                continue
            extras.drop_other(item, "keypoints")
        counts = {item: value for item, value in learned.get("num_keypoints", ()) if item in self.found}
        for item, count in counts.items():
            if count == len(self.found[item].labelled):
                extras.drop_other(item, "num_keypoints")
            else:
                self.odd[item] = f"num_keypoints is {brief(count)}, but {len(self.found[item].labelled)} are labelled"

    def alone(self, boxes: NDArray[np.float64], has_box: NDArray[np.bool_], outlined: set[int]) -> list[int]:
        """The items whose only shape is their keypoints: they have no outline, and no box but the bounds of the points. boxes: (n, 4) corners."""
        return [
            item
            for item, points in self.found.items()
            if item not in outlined
            and len(points.labelled)
            and (not has_box[item] or np.abs(boxes[item] - points.bounds()).max() <= ENOUGH)
        ]

    def keep(
        self, records: NDArray[np.void], extras: Extras, names: Mapping[int, Sequence[str]], alone: Sequence[int]
    ) -> None:
        """Put what the keypoints say into the extras: beside another shape their points too, as "keypoints". names: of the points of each class."""
        shapes = set(alone)
        for item, points in self.found.items():
            if item not in shapes:
                extras.keep(item, "keypoints", points.points.tolist())
            extras.keep(item, "visibility", points.visibility)
            known = names.get(int(records["class_id"][item]), ())
            if len(known) == len(points.visibility):
                extras.keep(item, "keypoint_names", list(known))
            elif known:
                self.odd.setdefault(
                    item, f"has {len(points.visibility)} keypoints, but its category names {len(known)}"
                )

    def drawn(self, annotations: Annotations, alone: Sequence[int]) -> Annotations:
        """The annotations of a block with those items drawn as their keypoints."""
        if not alone:
            return annotations
        records = np.zeros(len(alone), RECORD)
        for row, item in enumerate(alone):
            points = self.found[item]
            records[row] = annotations.records[item]
            records[row]["kind"], records[row]["rings"] = ShapeKind.KEYPOINTS, 1
            records[row]["box"] = points.bounds()
        rings = [self.found[item].points for item in alone]
        drawn = Annotations(
            records,
            np.array([len(ring) for ring in rings], np.int32),
            np.zeros(len(rings), bool),
            np.concatenate(rings),
            np.zeros(0, np.uint32),
            {row: annotations.extra[item] for row, item in enumerate(alone) if item in annotations.extra},
        )
        order = np.arange(len(annotations))
        order[list(alone)] = len(annotations) + np.arange(len(alone))
        return joined([annotations, drawn]).take(order)


def names_by_class(annotations: Annotations) -> dict[int, list[str]]:
    """What the keypoints of each class are called, as the first annotation of it that has names says."""
    found: dict[int, list[str]] = {}
    for row, extra in annotations.extra.items():
        class_id = int(annotations.records["class_id"][row])
        if "keypoint_names" in extra and class_id != UNKNOWN:
            found.setdefault(class_id, list(extra["keypoint_names"]))
    return found


def keypoint_fields(points: Sequence[Any], visibility: Sequence[int]) -> dict[str, Any]:
    """The fields of an annotation that say its keypoints. points: x, y, x, y …, as they are to be written."""
    seen = list(visibility) or [2] * (len(points) // 2)
    flat = [value for x, y, v in zip(points[0::2], points[1::2], seen, strict=True) for value in (x, y, v)]
    return {"keypoints": flat, "num_keypoints": sum(v > 0 for v in seen)}


def is_bounds(box: NDArray[np.float64], points: NDArray[np.float64], visibility: Sequence[int]) -> bool:
    """Whether a box is nothing but the bounds of the labelled points, as it is read again."""
    labelled = Keypoints(points, list(visibility) or [2] * len(points))
    return bool(len(labelled.labelled)) and bool(np.abs(box - labelled.bounds()).max() <= ENOUGH)


def skeleton_notes(names: PointNames) -> list[Note]:
    """What must be known of the skeletons, which nothing keeps."""
    if not names.skeletons:
        return []
    return [Note("categories", f"{names.skeletons:,} have a skeleton, the lines between keypoints, which is not kept")]

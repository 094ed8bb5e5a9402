"""Writing Datumaro's JSON: one subset in one file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from assay.formats.coco_keypoints import is_bounds, names_by_class
from assay.formats.coco_lines import runs_with_holes
from assay.formats.datumaro import CAPTION, TRACKED
from assay.formats.drawn_shapes import DrawnShape, drawn_shapes
from assay.formats.reading import Contents, Note, ReadImage
from assay.formats.right_angles import angle_of, is_right_angled
from assay.formats.safe_writing import replacing
from assay.geometry.rle import compressed_from_runs
from assay.model.annotations import NO_ID, UNKNOWN
from assay.model.progress import Progress, Work
from assay.model.shapes import Flag, ShapeKind

EVERY = 256
VERSION = "1.0"
IMAGES = 2
"""The kind of media that the items are."""

OWN = frozenset({"score", "is_crowd", "annotator", "rotation", *TRACKED})
"""Attributes that mean something else than what an annotator chose."""

FIELDS = ("z_order", "group", "object_id")
AROUND = 64
"""Points of an ellipse that is written as an outline."""

Entry = dict[str, Any]


def write(target: Path, contents: Contents) -> Work[Sequence[Note]]:
    """Write an item for each image, a line each, and tell what Datumaro cannot hold. The same contents give the same bytes."""
    writer = ItemWriter(contents)
    shapes = drawn_shapes(contents.annotations)
    waiting = next(shapes, None)
    with replacing(target) as file:
        head = {"dm_format_version": VERSION, "media_type": IMAGES, "infos": {}, "categories": categories(contents)}
        file.write(msgspec.json.encode(head)[:-1] + b',"items":[')
        for at, image in enumerate(contents.images):
            if at % EVERY == 0:
                yield Progress(at, len(contents.images), f"Writing {target.name}")
            entries: list[Entry] = []
            while waiting is not None and waiting.image == at:
                entries += writer.entries(waiting, image)
                waiting = next(shapes, None)
            file.write((b",\n" if at else b"\n") + writer.item(image, entries))
        file.write(b"\n]}\n")
    return [*writer.notes, *lost_notes(contents)]


def categories(contents: Contents) -> Entry:
    """The classes, and the names of the keypoints of some."""
    labels = [{"name": one.name, "parent": one.supercategory, "attributes": []} for one in contents.classes]
    points = [
        {"label_id": label, "labels": list(names), "joints": []}
        for label, names in sorted(names_by_class(contents.annotations).items())
        if label != UNKNOWN
    ]
    found: Entry = {"label": {"labels": labels, "label_groups": [], "attributes": []}}
    return {**found, "points": {"items": points}} if points else found


def lost_notes(contents: Contents) -> Iterator[Note]:
    """What the format has no place for, one note each."""
    records, extra = contents.annotations.records, contents.annotations.extra.values()
    if count := int((records["flags"] & Flag.IGNORE > 0).sum()):
        yield Note("annotations", f'{count:,} have the mark "ignore", which is not written')
    if count := sum("id" in one for one in extra):
        yield Note("annotations", f"{count:,} have an id that is text, where Datumaro has numbers; it is not written")
    if count := sum("keypoints" in one for one in extra):
        yield Note("annotations", f"{count:,} have keypoints beside their shape, which are not written")
    if count := sum(any(name not in (*FIELDS, *TRACKED) for name in one.get("other", {})) for one in extra):
        yield Note(
            "annotations", f"{count:,} have times and other fields of the file they came from, which are not written"
        )
    if names := sorted({name for one in extra for name in one.get("attributes", {}) if name in OWN}):
        yield Note(
            "annotations", f"attributes called {', '.join(names)} mean something else in Datumaro and are not written"
        )


@dataclass(slots=True)
class ItemWriter:
    """Makes items. `notes`: what had to be changed."""

    contents: Contents
    notes: list[Note] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    group: int = 0
    point_names: Mapping[int, Sequence[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        others = (one.get("other", {}).get("group") for one in self.contents.annotations.extra.values())
        self.group = max((group for group in others if isinstance(group, int)), default=0)
        self.point_names = names_by_class(self.contents.annotations)

    def item(self, image: ReadImage, entries: Sequence[Entry]) -> bytes:
        """An item as a line of JSON, called as it was, or after its file."""
        folder, _, last = image.file_name.rpartition("/")
        stem = "/".join(filter(None, (folder, last.rpartition(".")[0] or last)))
        key = image.key if isinstance(image.key, str) else stem
        key = key if key not in self.ids else image.file_name
        self.ids.add(key)
        media: Entry = {"path": image.file_name}
        if image.width is not None and image.height is not None:
            media["size"] = [plain(image.height), plain(image.width)]
        return msgspec.json.encode({"id": key, "annotations": entries, "image": media})

    def entries(self, shape: DrawnShape, image: ReadImage) -> list[Entry]:
        """An annotation: an entry for each of the parts of a polygon, one for anything else, none for what cannot be written."""
        record = self.contents.annotations.records[shape.row]
        extra = self.contents.annotations.extra.get(shape.row, {})
        place = f"annotation {record['number']} (id {self.contents.annotations.source_id(shape.row)})"
        if record["class_id"] == UNKNOWN:
            self.notes.append(Note(place, "has no class; it is left out"))
            return []
        common = self.common(shape.row, extra)
        if shape.kind is ShapeKind.TAG:
            return [tag(common, self.contents.classes[record["class_id"]].name)]
        drawn = self.drawn(shape, image, place)
        if len(drawn) > 1 and not common["group"]:
            self.group += 1
            common["group"] = self.group
        if "rotation" in drawn[0]:
            common["attributes"]["rotation"] = drawn[0].pop("rotation")
        return [{**common, **one} for one in drawn]

    def common(self, row: int, extra: Mapping[str, Any]) -> Entry:
        """What is said of an annotation besides its shape."""
        record, other = self.contents.annotations.records[row], extra.get("other", {})
        attributes = {name: value for name, value in extra.get("attributes", {}).items() if name not in OWN}
        attributes |= {name: other[name] for name in TRACKED if name in other}
        if not np.isnan(record["score"]):
            attributes["score"] = round(float(record["score"]), 9)
        if record["flags"] & Flag.CROWD:
            attributes["is_crowd"] = True
        if record["annotator_id"] != UNKNOWN:
            attributes["annotator"] = self.contents.annotators[record["annotator_id"]]
        key = int(record["source_id"])
        common: Entry = {
            "id": 0 if key == NO_ID else key,
            "attributes": attributes,
            "group": 0,
            "label_id": int(record["class_id"]),
            "z_order": 0,
        }
        return common | {name: other[name] for name in FIELDS if isinstance(other.get(name), int)}

    def drawn(self, shape: DrawnShape, image: ReadImage, place: str) -> list[Entry]:
        """The fields that say the shape, for each part of it."""
        rings = [ring.ravel().tolist() for ring in shape.rings]
        if shape.kind is ShapeKind.BOX:
            x_min, y_min, x_max, y_max = shape.box
            return [{"type": "bbox", "bbox": [x_min, y_min, x_max - x_min, y_max - y_min]}]
        if shape.kind is ShapeKind.ROTATED_BOX and is_right_angled(shape.rings[0]):
            return [rotated(shape.rings[0])]
        if shape.kind is ShapeKind.MASK:
            return [mask(shape.runs)]
        if shape.kind is ShapeKind.POLYLINE:
            return [{"type": "polyline", "points": rings[0]}]
        if shape.kind is ShapeKind.KEYPOINTS:
            return [self.keypoints(shape, rings[0], place)]
        if shape.kind is ShapeKind.ELLIPSE:
            return [self.ellipse(shape, place)]
        if any(shape.holes):
            self.notes.append(Note(place, "has a hole, which Datumaro's polygons cannot say; it is written as a mask"))
            unknown = float("nan")
            size = (unknown if image.height is None else image.height, unknown if image.width is None else image.width)
            return [mask(runs_with_holes(shape.rings, np.array(shape.holes), size))]
        if shape.kind is ShapeKind.ROTATED_BOX:
            self.notes.append(Note(place, "is a rotated box without right angles; it is written as an outline"))
        return [{"type": "polygon", "points": ring} for ring in rings]

    def keypoints(self, shape: DrawnShape, points: list[float], place: str) -> Entry:
        """Keypoints with their visibility."""
        extra = self.contents.annotations.extra.get(shape.row, {})
        seen = list(extra.get("visibility") or [2] * (len(points) // 2))
        if not is_bounds(self.contents.annotations.boxes[shape.row], shape.rings[0], seen):
            self.notes.append(Note(place, "has a box that is not around its keypoints, which is not written"))
        names = extra.get("keypoint_names")
        label = int(self.contents.annotations.records["class_id"][shape.row])
        if names and list(names) != list(self.point_names.get(label, ())):
            self.notes.append(Note(place, "calls its keypoints otherwise than its class does; the names are lost"))
        return {"type": "points", "points": points, "visibility": seen}

    def ellipse(self, shape: DrawnShape, place: str) -> Entry:
        """An ellipse by the box around it; one that is turned as an outline."""
        centre, a, b = shape.rings[0]
        ends = np.abs(np.stack([a - centre, b - centre]))
        if max(ends[0, 1], ends[1, 0]) < 1e-9 or max(ends[0, 0], ends[1, 1]) < 1e-9:
            return {"type": "ellipse", "points": [float(side) for side in shape.box]}
        self.notes.append(
            Note(
                place, f"is a turned ellipse, which Datumaro cannot say; it is written as an outline of {AROUND} points"
            )
        )
        angles = np.linspace(0, 2 * np.pi, AROUND, endpoint=False)[:, None]
        points = centre + np.cos(angles) * (a - centre) + np.sin(angles) * (b - centre)
        return {"type": "polygon", "points": points.ravel().tolist()}


def tag(common: Entry, label: str) -> Entry:
    """A class of an image, or a text about it."""
    text = common["attributes"].get(CAPTION)
    if label == CAPTION and isinstance(text, str):
        attributes = {name: value for name, value in common["attributes"].items() if name != CAPTION}
        return {**common, "type": "caption", "caption": text, "attributes": attributes}
    return {**common, "type": "label"}


def rotated(corners: NDArray[np.float64]) -> Entry:
    """A rotated box as CVAT has it: the box before it was turned about its centre, and the angle."""
    centre = corners.mean(axis=0)
    width, height, degrees = angle_of(corners)
    x, y = (centre - np.array([width, height]) / 2).tolist()
    # 360 is drawn like 0, and says that the box may be turned
    return {"type": "bbox", "bbox": [x, y, width, height], "rotation": degrees or 360}


def mask(runs: NDArray[np.uint32]) -> Entry:
    """A mask."""
    return {"type": "mask", "rle": {"counts": compressed_from_runs(runs), "size": runs[:2].tolist()}}


def plain(side: float) -> int | float:
    """A width or height as a person writes it."""
    return int(side) if side.is_integer() else side

"""Writing Label Studio's tasks: an image each, its annotations as predictions, in percent. Person or model: `model_version` says whose they are."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from assay.formats.drawn_shapes import DrawnShape, drawn_shapes
from assay.formats.fault import Fault
from assay.formats.label_studio_brush import encoded_brush, row_runs
from assay.formats.reading import Contents, Note, ReadImage
from assay.formats.right_angles import angle_of, is_right_angled
from assay.formats.safe_writing import replacing
from assay.formats.skips import who_skipped
from assay.geometry.masks import runs_from_polygon
from assay.geometry.rle import raster_from_runs
from assay.model.annotations import UNKNOWN
from assay.model.progress import Progress, Work
from assay.model.shapes import Flag, ShapeKind

EVERY = 256
WRITTEN = frozenset({"from_name", "points"})
"""Fields kept from another file of tasks that are written again."""

Result = dict[str, Any]


def write(target: Path, contents: Contents) -> Work[Sequence[Note]]:
    """Write a task for each image, a line each, and tell what Label Studio cannot hold. The same contents give the same bytes."""
    writer = TaskWriter(contents, [])
    shapes = drawn_shapes(contents.annotations)
    waiting = next(shapes, None)
    with replacing(target) as file:
        file.write(b"[")
        for at, image in enumerate(contents.images):
            if at % EVERY == 0:
                yield Progress(at, len(contents.images), f"Writing {target.name}")
            predictions: dict[int, list[Result]] = {}
            while waiting is not None and waiting.image == at:
                writer.add(waiting, image, predictions)
                waiting = next(shapes, None)
            file.write((b",\n" if at else b"\n") + writer.task(image, predictions, skip_of(contents.skipped.get(at))))
        file.write(b"\n]\n")
    return [*writer.notes, *lost_notes(contents)]


def lost_notes(contents: Contents) -> Iterator[Note]:
    """What the format has no place for, one note each."""
    records, extra = contents.annotations.records, contents.annotations.extra.values()
    for flag in (Flag.CROWD, Flag.IGNORE):
        if count := int((records["flags"] & flag > 0).sum()):
            yield Note("annotations", f'{count:,} have the mark "{str(flag.name).lower()}", which is not written')
    if count := sum(any(seen != 2 for seen in one.get("visibility", ())) for one in extra):
        yield Note("annotations", f"{count:,} have keypoints that are hidden or not labelled, which is not written")
    if count := sum(any(name not in WRITTEN for name in one.get("other", {})) for one in extra):
        yield Note(
            "annotations", f"{count:,} have times and other fields of the file they came from, which are not written"
        )
    if count := sum(any(is_changed(value) for value in one.get("attributes", {}).values()) for one in extra):
        yield Note(
            "annotations", f"{count:,} have attributes that are neither text nor numbers, which are written as text"
        )
    if count := sum(name.isdigit() for name in contents.annotators):
        yield Note("annotators", f'{count:,} are numbers, which are read again as the number of a model ("model 5")')
    if count := sum(bool(one.supercategory) for one in contents.classes):
        yield Note("classes", f"{count:,} have a class above them, which is not written")


def is_changed(value: Any) -> bool:
    """Whether an attribute is read again as something else."""
    return isinstance(value, bool) or not isinstance(value, (str, int, float))


def skip_of(said: str | None) -> Result:
    """The fields of a task that its annotator skipped: a cancelled annotation without results. Source: Label Studio's export format."""
    if said is None:
        return {}
    by = who_skipped(said)
    return {"annotations": [{**({"completed_by": {"email": by}} if by else {}), "was_cancelled": True, "result": []}]}


@dataclass(slots=True)
class TaskWriter:
    """Makes the results of annotations. `notes`: what had to be changed."""

    contents: Contents
    notes: list[Note]

    def task(self, image: ReadImage, predictions: Mapping[int, list[Result]], skip: Result) -> bytes:
        """A task as a line of JSON. skip: the fields that say who skipped it, none where nobody did."""
        made = []
        for annotator, results in predictions.items():
            by = {} if annotator == UNKNOWN else {"model_version": self.contents.annotators[annotator]}
            made.append({**by, "result": results})
        key = {"id": image.key} if isinstance(image.key, int) else {}
        return msgspec.json.encode({**key, "data": {"image": image.file_name}, **skip, "predictions": made})

    def add(self, shape: DrawnShape, image: ReadImage, predictions: dict[int, list[Result]]) -> None:
        """Add the results of an annotation to those of its annotator; one that cannot be written is noted."""
        number = int(self.contents.annotations.records["number"][shape.row])
        place = f"annotation {number} (id {self.contents.annotations.source_id(shape.row)})"
        annotator = int(self.contents.annotations.records["annotator_id"][shape.row])
        results = predictions.setdefault(annotator, [])
        try:
            found = self.results(shape, image, place)
        except Fault as fault:
            self.notes.append(Note(place, f"{fault}; it is left out"))
            return
        results += found

    def results(self, shape: DrawnShape, image: ReadImage, place: str) -> list[Result]:
        """The results of an annotation: its shape, and each of its attributes."""
        record = self.contents.annotations.records[shape.row]
        if record["class_id"] == UNKNOWN:
            raise Fault("has no class")
        label = self.contents.classes[record["class_id"]].name
        key = self.contents.annotations.source_id(shape.row)
        common: Result = {} if key is None else {"id": str(key)}
        if not np.isnan(record["score"]):
            common["score"] = round(float(record["score"]), 9)
        if shape.kind is ShapeKind.TAG:
            chosen = self.contents.annotations.extra.get(shape.row, {}).get("other", {}).get("from_name")
            name = chosen if isinstance(chosen, str) else "choice"
            if self.contents.annotations.attributes(shape.row):
                self.notes.append(Note(place, "speaks of the whole image and has attributes, which are not written"))
            return [{**common, "type": "choices", "from_name": name, "to_name": "image", "value": {"choices": [label]}}]
        width, height = sides_of(image)
        common |= {"to_name": "image", "original_width": whole(width), "original_height": whole(height)}
        attributes = self.contents.annotations.attributes(shape.row)
        if attributes or shape.kind is ShapeKind.KEYPOINTS:
            common["id"] = common.get("id") or f"assay-{record['number']}"
        drawn = self.drawn(shape, label, np.array([width, height]) / 100, common, place)
        return drawn + [answer(common, name, value) for name, value in attributes.items()]

    def drawn(
        self, shape: DrawnShape, label: str, per_cent: NDArray[np.float64], common: Result, place: str
    ) -> list[Result]:
        """The results that draw a shape."""
        rings = [ring / per_cent for ring in shape.rings]
        if shape.kind is ShapeKind.BOX:
            return [result(common, "rectangle", label, {**box_value(shape.box, per_cent), "rotation": 0})]
        if shape.kind is ShapeKind.ROTATED_BOX and is_right_angled(shape.rings[0]):
            return [result(common, "rectangle", label, turned_value(shape.rings[0], per_cent))]
        if shape.kind is ShapeKind.POLYGON and len(rings) > 1:
            self.notes.append(
                Note(place, "has several parts or holes, which one outline cannot say; it is written as a mask")
            )
            height, width = common["original_height"], common["original_width"]
            runs = runs_from_polygon(shape.rings, shape.holes, height=math.ceil(height), width=math.ceil(width))
            return [brush_result(common, label, runs)]
        if shape.kind in (ShapeKind.POLYGON, ShapeKind.ROTATED_BOX):
            if shape.kind is ShapeKind.ROTATED_BOX:
                self.notes.append(Note(place, "is a rotated box without right angles; it is written as an outline"))
            return [result(common, "polygon", label, {"points": rings[0].tolist(), "closed": True})]
        if shape.kind is ShapeKind.POLYLINE:
            return [result(common, "vector", label, {"vertices": list(vertices(rings[0])), "closed": False})]
        if shape.kind is ShapeKind.ELLIPSE:
            return [result(common, "ellipse", label, ellipse_value(shape.rings[0], per_cent, place, self.notes))]
        if shape.kind is ShapeKind.KEYPOINTS:
            return self.keypoints(shape, label, per_cent, common)
        return [brush_result(common, label, shape.runs)]

    def keypoints(self, shape: DrawnShape, label: str, per_cent: NDArray[np.float64], common: Result) -> list[Result]:
        """One point as such, several inside the box that is theirs; those that are not labelled are left out."""
        extra = self.contents.annotations.extra.get(shape.row, {})
        points = (shape.rings[0] / per_cent).tolist()
        if len(points) == 1 and shape.box == (*shape.rings[0][0].tolist(), *shape.rings[0][0].tolist()):
            return [result(common, "keypoint", label, {"x": points[0][0], "y": points[0][1], "width": 0.5})]
        names = extra.get("keypoint_names") or [f"point {at}" for at in range(1, len(points) + 1)]
        seen = extra.get("visibility") or [2] * len(points)
        box = result(common, "rectangle", label, {**box_value(shape.box, per_cent), "rotation": 0})
        inside = {**common, "parentID": common["id"]}
        keys = extra.get("other", {}).get("points")
        if not isinstance(keys, list) or len(keys) != len(points):
            keys = [f"{common['id']}-{at}" for at in range(1, len(points) + 1)]
        return [box] + [
            result({**inside, "id": key}, "keypoint", name, {"x": x, "y": y, "width": 0.5})
            for (x, y), name, visible, key in zip(points, names, seen, keys, strict=True)
            if visible
        ]


def sides_of(image: ReadImage) -> tuple[float, float]:
    """Width and height of an image. Fault when they are not known."""
    if image.width is None or image.height is None:
        raise Fault(f"is on the image {image.file_name}, whose size is not known, and percent need it")
    return image.width, image.height


def whole(side: float) -> int | float:
    """A width or height as a person writes it."""
    return int(side) if side.is_integer() else side


def result(common: Result, kind: str, label: str, value: Result) -> Result:
    """A result that draws."""
    name = f"{kind}labels"
    return {**common, "type": name, "from_name": kind, "image_rotation": 0, "value": {**value, name: [label]}}


def answer(common: Result, name: str, value: Any) -> Result:
    """An attribute as an answer about one region: a number as such, anything else as a choice."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return {**common, "type": "number", "from_name": name, "value": {"number": value}}
    texts = (
        [value] if isinstance(value, str) else [text_of(one) for one in (value if isinstance(value, list) else [value])]
    )
    return {**common, "type": "choices", "from_name": name, "value": {"choices": texts}}


def text_of(value: Any) -> str:
    """A value as the text of a choice."""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def box_value(box: Sequence[float], per_cent: NDArray[np.float64]) -> Result:
    """A box in percent."""
    x, y, right, bottom = (np.array(box).reshape(2, 2) / per_cent).ravel().tolist()
    return {"x": x, "y": y, "width": right - x, "height": bottom - y}


def turned_value(corners: NDArray[np.float64], per_cent: NDArray[np.float64]) -> Result:
    """A rotated box in percent, by its first corner and its angle."""
    width, height, degrees = angle_of(corners)
    x, y = (corners[0] / per_cent).tolist()
    across, down = (np.array([width, height]) / per_cent).tolist()
    # 360 is drawn like 0, and says that the box may be turned
    return {"x": x, "y": y, "width": across, "height": down, "rotation": degrees or 360}


def ellipse_value(ring: NDArray[np.float64], per_cent: NDArray[np.float64], place: str, notes: list[Note]) -> Result:
    """An ellipse in percent."""
    centre, a, b = ring
    wide, high = a - centre, b - centre
    if abs(float(wide @ high)) > 1e-6 * max(1.0, float(np.abs(wide).max() * np.abs(high).max())):
        notes.append(Note(place, "has half axes that are not at right angles; only their lengths are written"))
    x, y = (centre / per_cent).tolist()
    degrees = math.degrees(math.atan2(wide[1], wide[0])) % 360
    radii = {"radiusX": float(np.hypot(*wide) / per_cent[0]), "radiusY": float(np.hypot(*high) / per_cent[1])}
    return {"x": x, "y": y, **radii, "rotation": degrees}


def vertices(points: NDArray[np.float64]) -> Iterator[Result]:
    """The points of a line, each with the one before it."""
    for at, (x, y) in enumerate(points.tolist()):
        yield {"id": f"p{at}", "prevPointId": f"p{at - 1}" if at else None, "x": x, "y": y, "isBezier": False}


def brush_result(common: Result, label: str, runs: NDArray[np.uint32]) -> Result:
    """A mask."""
    raster = raster_from_runs(runs)
    packed = encoded_brush(row_runs(raster), width=raster.shape[1], height=raster.shape[0])
    return result(common, "brush", label, {"format": "rle", "rle": packed})

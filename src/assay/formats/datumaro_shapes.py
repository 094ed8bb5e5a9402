"""The shapes of Datumaro's JSON, in pixels."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.json_labels import as_object
from assay.formats.json_text import brief
from assay.formats.numbers import number, numbers, whole
from assay.formats.pending import Said
from assay.formats.shape_checks import box_corners, turned
from assay.geometry.rle import runs_from_compressed

MOST_PIXELS = 2**32 - 1


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where a shape is to be drawn, and what is said of it."""

    gatherer: Gatherer
    image: int
    label: str
    said: Said

    def with_said(self, **said: Any) -> "Drawing":
        """The same with something said otherwise."""
        return replace(self, said=replace(self.said, **said))


Parts = Sequence[Mapping[str, Any]]


def label(drawing: Drawing, parts: Parts, _: Sequence[str]) -> None:
    """A class of the whole image."""
    drawing.gatherer.tag(drawing.image, drawing.label, drawing.said)


def box(drawing: Drawing, parts: Parts, _: Sequence[str]) -> None:
    """A box; one with a rotation among its attributes is turned about its centre, as CVAT has it."""
    x, y, width, height = numbers(parts[0].get("bbox") or [], "bbox", count=4)
    rotation = drawing.said.attributes.get("rotation")
    degrees = 0.0 if rotation is None else number(rotation, "rotation")
    if rotation is not None:
        rest = {name: value for name, value in drawing.said.attributes.items() if name != "rotation"}
        drawing = drawing.with_said(attributes=rest)
    if degrees == 0:
        drawing.gatherer.box(drawing.image, drawing.label, x, y, x + width, y + height, drawing.said)
    else:
        turned_box(drawing, (x + width / 2, y + height / 2), (width, height), degrees)


def turned_box(drawing: Drawing, centre: tuple[float, float], size: tuple[float, float], degrees: float) -> None:
    """A box turned about its centre, clockwise."""
    (x, y), (width, height) = centre, size
    corners = box_corners((x - width / 2, y - height / 2, x + width / 2, y + height / 2))
    drawing.gatherer.rotated_box(drawing.image, drawing.label, turned(corners, degrees, about=centre), drawing.said)


def rotated_box(drawing: Drawing, parts: Parts, _: Sequence[str]) -> None:
    """A box by its centre, width, height and angle."""
    x, y, width, height, degrees = numbers(parts[0].get("points") or [], "points", count=5)
    turned_box(drawing, (x, y), (width, height), degrees)


def polygon(drawing: Drawing, parts: Parts, _: Sequence[str]) -> None:
    """An outline of one part or several."""
    drawing.gatherer.polygon(drawing.image, drawing.label, [points_of(one) for one in parts], said=drawing.said)


def points_of(annotation: Mapping[str, Any]) -> list[float]:
    """The coordinates of an annotation, x, y, x, y …."""
    return numbers(annotation.get("points") or [], "points")


def polyline(drawing: Drawing, parts: Parts, _: Sequence[str]) -> None:
    """An open line."""
    drawing.gatherer.polyline(drawing.image, drawing.label, points_of(parts[0]), drawing.said)


def keypoints(drawing: Drawing, parts: Parts, names: Sequence[str]) -> None:
    """Points with their visibility: 0 absent, 1 hidden, 2 visible."""
    points = points_of(parts[0])
    said = parts[0].get("visibility")
    seen = [whole(one, "visibility", most=2) for one in said] if isinstance(said, list) else []
    if names and 2 * len(names) != len(points):
        names = ()
    drawing.gatherer.keypoints(drawing.image, drawing.label, points, drawing.said, visibility=seen, names=names)


def ellipse(drawing: Drawing, parts: Parts, _: Sequence[str]) -> None:
    """An ellipse by the box around it."""
    x_min, y_min, x_max, y_max = numbers(parts[0].get("points") or [], "points", count=4)
    x, y = (x_min + x_max) / 2, (y_min + y_max) / 2
    drawing.gatherer.ellipse(drawing.image, drawing.label, (x, y), (x_max, y), (x, y_max), drawing.said)


def mask(drawing: Drawing, parts: Parts, _: Sequence[str]) -> None:
    """A mask by COCO's run lengths, compressed or not."""
    rle = as_object(parts[0].get("rle"), "rle")
    height, width = (whole(side, "size", least=1) for side in numbers(rle.get("size") or [], "size", count=2))
    counts = rle.get("counts")
    if height * width > MOST_PIXELS:
        raise Fault(f"the mask has a size that no image has ({width} × {height})")
    if not isinstance(counts, (str, list)):
        raise Fault(f"counts is no run lengths but {brief(counts)}")
    try:
        lengths = runs_from_compressed(counts, height=height, width=width)[2:] if isinstance(counts, str) else counts
    except (ValueError, OverflowError) as error:
        raise Fault(f"is no mask: {error}") from None
    drawing.gatherer.mask(drawing.image, drawing.label, lengths, drawing.said, size=(width, height))


SHAPES: Mapping[str, Callable[[Drawing, Parts, Sequence[str]], None]] = {
    "label": label,
    "bbox": box,
    "rotated_bbox": rotated_box,
    "polygon": polygon,
    "polyline": polyline,
    "points": keypoints,
    "ellipse": ellipse,
    "mask": mask,
}


def unreadable(kind: Any) -> str:
    """The clause for a kind of annotation that has no place on an image."""
    return f"is of the type {brief(kind)}, which is no shape on an image"

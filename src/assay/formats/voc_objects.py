"""One <object> of a Pascal VOC file: its box, its attributes and its parts."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.numbers import number
from assay.formats.pending import Said
from assay.formats.shape_checks import box_corners, turned
from assay.formats.voc_masks import ObjectMask
from assay.formats.xml_labels import children, id_of, value_of
from assay.formats.xml_text import Placed, number_in, text_in
from assay.geometry.boxes import ious

LEAST_IOU = 0.3
"""Of the box of an object and the box around its mask; people draw the two apart, but not as far apart as that."""

TRUTHS = ("difficult", "truncated", "occluded")
SCORES = ("score", "confidence")
KNOWN = frozenset(
    [*TRUTHS, *SCORES, "name", "bndbox", "pose", "part", "actions", "attributes", "id", "polygon", "robndbox"]
)
YES_OR_NO = {"0": False, "1": True, "no": False, "yes": True}


def read_object(
    gatherer: Gatherer, image: int, element: Placed, file: str, *, shared: Mapping[str, Any], first_pixel: float,
    mask: ObjectMask | None = None,
) -> None:  # fmt: skip
    """Take in one object and its parts. shared: what is said of all objects of the file. mask: its own, in place of its box. Fault when it has neither."""
    label = text_in(element, "name")
    if mask is None:
        add_shape(gatherer, image, element, label, said_of(element, shared), first_pixel)
    else:
        box = box_beside(element, first_pixel)
        said = said_of(element, {**shared, **({"bndbox": box} if box else {})})
        gatherer.mask(image, label, mask.runs, said, size=mask.size)
        if box and ious(np.array([box]), mask.bounds)[0] < LEAST_IOU:
            note_other_place(gatherer, gatherer.delivered.place(file, line=element.line), box, mask)
    for part in children(element, "part"):
        with gatherer.rejecting(gatherer.delivered.place(file, line=part.line)):
            said = Said(other={**shared, "part_of": label})
            add_shape(gatherer, image, part, text_in(part, "name"), said, first_pixel)


def add_shape(gatherer: Gatherer, image: int, element: Placed, label: str, said: Said, first_pixel: float) -> None:
    """The shape of an object: a polygon or a turned box where a tool wrote one, else the box."""
    polygon, turned_box = element.find("polygon"), element.find("robndbox")
    if polygon is not None and polygon.find("x1") is not None:
        gatherer.polygon(image, label, [numbered_points(polygon)], said=said)  # pyright: ignore[reportArgumentType] - the factory makes them
    elif turned_box is not None:
        cx, cy, width, height, angle = (number_in(turned_box, name) for name in ("cx", "cy", "w", "h", "angle"))
        corners = box_corners((cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2))
        gatherer.rotated_box(image, label, turned(corners, math.degrees(angle), about=(cx, cy)), said)
    elif element.find("bndbox") is None:
        raise Fault("<bndbox> is missing")
    else:
        x_min, y_min, x_max, y_max = (number_in(element, f"bndbox/{name}") for name in ("xmin", "ymin", "xmax", "ymax"))
        gatherer.box(image, label, x_min - first_pixel, y_min - first_pixel, x_max, y_max, said)


def note_other_place(gatherer: Gatherer, place: str, box: list[float], mask: ObjectMask) -> None:
    """Say that the box of an object is not where its mask is: the objects of the two files are hardly in the same order."""
    is_at, lies_at = (", ".join(f"{side:g}" for side in sides) for sides in (box, mask.bounds[0].tolist()))
    gatherer.note(
        place, f"the box is {is_at}, but the mask of this object lies at {lies_at}; the mask counts", "FMT-COORD"
    )


def box_beside(element: Placed, first_pixel: float) -> list[float]:
    """The box that an object with a mask has as well, empty where it has none or a broken one."""
    try:
        x_min, y_min, x_max, y_max = (number_in(element, f"bndbox/{name}") for name in ("xmin", "ymin", "xmax", "ymax"))
    except Fault:
        return []
    return [x_min - first_pixel, y_min - first_pixel, x_max, y_max]


def numbered_points(polygon: Placed) -> list[tuple[float, float]]:
    """The points <x1>, <y1>, <x2>, <y2> … of a polygon."""
    texts = {child.tag: child.text for child in polygon}
    points = []
    while f"x{len(points) + 1}" in texts:
        at = len(points) + 1
        points.append((number(texts[f"x{at}"], f"<x{at}>"), number(texts.get(f"y{at}"), f"<y{at}>")))
    return points


def said_of(element: Placed, shared: Mapping[str, Any]) -> Said:
    """What an object says besides its box."""
    score = next((text for name in SCORES if (text := text_in(element, name))), "")
    other = {
        child.tag: text
        for child in element
        if child.tag not in KNOWN and (text := " ".join("".join(child.itertext()).split()))
    }
    return Said(
        source_id=id_of(text_in(element, "id")),
        score=number(score, "the score") if score else None,
        attributes=attributes_in(element),
        other={**shared, **other},
    )


def attributes_in(element: Placed) -> dict[str, Any]:
    """The pose, the marks, the actions and the named attributes of an object; what is left empty is not said."""
    found: dict[str, Any] = {}
    pose = text_in(element, "pose")
    if pose and pose != "Unspecified":
        found["pose"] = pose
    for name in TRUTHS:
        if text := text_in(element, name):
            found[name] = YES_OR_NO.get(text.lower(), value_of(text))
    for action in element.findall("actions/*"):
        text = (action.text or "").strip()
        found[action.tag] = YES_OR_NO.get(text, value_of(text))
    for attribute in element.findall("attributes/attribute"):
        if name := text_in(attribute, "name"):
            found[name] = value_of(text_in(attribute, "value"))
    return found

"""One line of a YOLO label file: a class by its number, then a shape in shares of the image's width and height.

Source: docs.ultralytics.com/datasets. After the class stand, by the task of the data set,
detect: x y width height, of the middle; segment: x1 y1 x2 y2 … of an outline; obb: the same of four corners; pose: as detect, then x y or x y visibility of each
keypoint. Results of a model may end in a confidence, and then in the number of a track. The task is told in data.yaml by `kpt_shape` only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.numbers import numbers, whole
from assay.formats.pending import NOTHING_SAID, Said
from assay.formats.shape_checks import Corners

BOX, QUAD, FEWEST = 4, 8, 6
MOST_CLASSES = 100_000


class Task(StrEnum):
    """What a data set is for, which is how its lines are read."""

    DETECT = "detect"
    SEGMENT = "segment"
    OBB = "obb"
    POSE = "pose"


@dataclass(frozen=True, slots=True)
class Layout:
    """How lines are read. task: None when nobody says it. keypoints: how many there are, 0 when nobody says it, each of so many numbers. names: theirs by class."""

    task: Task | None = None
    keypoints: int = 0
    dimensions: int = 3
    names: Mapping[int, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A line taken apart. values: of its shape, in shares; said: confidence and track."""

    class_index: int
    values: list[float]
    said: Said
    is_box: bool
    keypoints: NDArray[np.float64] | None = None


def line_of(words: Sequence[str], layout: Layout) -> Line:
    """What the words of a line say. Fault when they are no shape."""
    index = whole(words[0], "the class", most=MOST_CLASSES)
    values = numbers(list(words[1:]), "a number of the line")
    if layout.task is Task.POSE:
        return pose_line(index, values, layout)
    count, is_box = shape_length(values, layout.task)
    said = said_after(values[count:])
    return Line(index, values[:count], said, is_box)


def shape_length(values: Sequence[float], task: Task | None) -> tuple[int, bool]:
    """How many of the numbers are the shape, and whether that is a box. Fault when they are none."""
    count = len(values)
    tracked = count > BOX and values[-1].is_integer() and values[-1] > 1
    if (
        (task is Task.DETECT and count >= BOX)
        or count == BOX
        or (task is None and (count == BOX + 1 or (count == BOX + 2 and tracked)))
    ):
        found, is_box = BOX, True
    elif task is Task.OBB:
        found, is_box = QUAD, False
    else:
        found, is_box = count - (2 if tracked and count % 2 == 0 else count % 2), False
    if not found <= count <= found + 2 or not (is_box or found >= FEWEST):
        raise Fault(f"has {count} numbers after the class, which is no shape{'' if task is None else f' to {task}'}")
    return found, is_box


def pose_line(index: int, values: list[float], layout: Layout) -> Line:
    """A box with keypoints, or a box alone."""
    if len(values) == BOX:
        return Line(index, values, NOTHING_SAID, is_box=True)
    count, dimensions = layout.keypoints or (len(values) - BOX) // 3, layout.dimensions
    end = BOX + count * dimensions
    if count < 1 or not end <= len(values) <= end + 2 or (not layout.keypoints and end != len(values)):
        raise Fault(f"has {len(values)} numbers after the class, not a box and {count} keypoints of {dimensions}")
    said = said_after(values[end:])
    points = np.array(values[BOX:end]).reshape(count, dimensions)
    return Line(index, values[:BOX], said, is_box=True, keypoints=points)


def said_after(rest: Sequence[float]) -> Said:
    """The confidence and the number of the track that follow a shape. Fault when they are neither."""
    if not rest:
        return NOTHING_SAID
    score, track = (rest[0], rest[1]) if len(rest) == 2 else (rest[0], None)
    if track is None and score > 1 and score.is_integer():
        score, track = None, score
    if score is not None and not 0 <= score <= 1:
        raise Fault(f"a number follows the shape that is no confidence from 0 to 1 ({score:g})")
    other = {} if track is None else {"track_id": int(track) if track.is_integer() else track}
    return Said(score=score, other=other)


def far_out(points: Sequence[float], size: tuple[float, float]) -> float | None:
    """The first of x, y, x, y … in pixels that lies out of the image by more than its longer side, None when none does."""
    reach = max(size)
    return next((value for at, value in enumerate(points) if not -reach <= value <= size[at % 2] + reach), None)


def add_line(gatherer: Gatherer, image: int, size: tuple[float, float], label: str, line: Line, layout: Layout) -> None:
    """Take in what a line says. size: the image's width and height. Fault when its coordinates are pixels, or nonsense."""
    if not line.is_box:
        points = np.array(line.values).reshape(-1, 2) * size
        check_reach(points.ravel().tolist(), size)
        if layout.task is Task.OBB:
            gatherer.rotated_box(image, label, points, line.said)
        else:
            gatherer.polygon(image, label, [points], said=line.said)
        return
    box = box_in_pixels(line.values, *size)
    check_reach(box, size)
    if line.keypoints is None or not any(visibility := visibility_of(line.keypoints)):
        gatherer.box(image, label, *box, line.said)
        return
    points = line.keypoints[:, :2] * size
    check_reach(points.ravel().tolist(), size)
    names = layout.names.get(line.class_index, ())
    named = names if len(names) == len(points) else ()
    gatherer.keypoints(image, label, points, line.said, visibility=visibility, names=named, box=box)


def check_reach(points: Sequence[float], size: tuple[float, float]) -> None:
    """Fault when a shape lies so far out of the image that its coordinates are no shares."""
    if (far := far_out(points, size)) is not None:
        where = f"reaches to {far:g}, far out of the image ({size[0]:g} × {size[1]:g})"
        raise Fault(f"the shape {where}; coordinates are shares from 0 to 1, not pixels")


def box_in_pixels(values: Sequence[float], width: float, height: float) -> Corners:
    """The corners of a box from its middle and sides in shares."""
    x, y, wide, high = values
    return (x - wide / 2) * width, (y - high / 2) * height, (x + wide / 2) * width, (y + high / 2) * height


def visibility_of(keypoints: NDArray[np.float64]) -> list[int]:
    """0 not labelled, 1 hidden, 2 visible, for each. Without it, a point counts as visible unless both its coordinates are 0, or one is below."""
    if keypoints.shape[1] == 3:
        return [whole(value, "a visibility", most=2) for value in keypoints[:, 2].tolist()]
    return [2 if min(x, y) >= 0 < max(x, y) else 0 for x, y in keypoints[:, :2].tolist()]

"""Writing YOLO: a folder with data.yaml, the list of images and a text file for each, all for one task."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from assay.formats.drawn_shapes import drawn_shapes
from assay.formats.label_file_names import label_file_names
from assay.formats.lost_facts import lost_facts
from assay.formats.reading import Contents, Note
from assay.formats.safe_writing import new_folder, write_inside
from assay.formats.yolo_line_writing import LineWriter
from assay.formats.yolo_lines import Task
from assay.model.progress import Progress, Work
from assay.model.shapes import ShapeKind

EVERY = 4096
OUTLINES = (ShapeKind.POLYGON, ShapeKind.MASK)
IMAGE_LIST = "images.txt"


def writing_as(task: Task | None) -> Callable[[Path, Contents], Work[Sequence[Note]]]:
    """How contents are written for a task, or for the one that holds most of them."""
    return lambda target, contents: write(target, contents, task)


def write(target: Path, contents: Contents, task: Task | None = None) -> Work[Sequence[Note]]:
    """Write a new folder, and tell what YOLO cannot hold."""
    images = contents.images
    names, notes = label_file_names(images.file_names, ".txt")
    writer = LineWriter(contents, task or task_for(contents))
    lines: list[list[str]] = [[] for _ in names]
    for shape in drawn_shapes(contents.annotations):
        if shape.row % EVERY == 0:
            yield Progress(shape.row, len(contents.annotations), f"Writing {target.name}")
        lines[shape.image] += writer.lines(shape)
    with new_folder(target) as folder:
        write_inside(folder, "data.yaml", settings(contents, writer))
        write_inside(folder, IMAGE_LIST, "".join(f"./images/{name}\n" for name in images.file_names).encode())
        for at, name in enumerate(names):
            if at % EVERY == 0:
                yield Progress(at, len(names), f"Writing {target.name}")
            write_inside(folder, f"labels/{name}", "".join(lines[at]).encode())
    return (*notes, *writer.notes(), *lost_facts(contents))


def task_for(contents: Contents) -> Task:
    """The task whose lines hold most of what was drawn."""
    kinds = {ShapeKind(kind) for kind in np.unique(contents.annotations.records["kind"]).tolist()}
    if ShapeKind.KEYPOINTS in kinds:
        return Task.POSE
    if kinds & {*OUTLINES}:
        return Task.SEGMENT
    return Task.OBB if ShapeKind.ROTATED_BOX in kinds else Task.DETECT


def settings(contents: Contents, writer: LineWriter) -> bytes:
    """The text of data.yaml. Without `path`, programs start from the folder that it lies in."""
    said: dict[str, Any] = {
        "train": IMAGE_LIST,
        "val": IMAGE_LIST,
        "task": writer.task.value,
        "nc": len(contents.classes),
        "names": {index: one.name for index, one in enumerate(contents.classes)},
    }
    if writer.task is Task.POSE:
        said["kpt_shape"] = [writer.keypoints, 3]
        if writer.keypoint_names:
            said["kpt_names"] = {index: list(names) for index, names in sorted(writer.keypoint_names.items())}
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=1 << 30).encode()

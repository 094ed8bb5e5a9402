"""Writing COCO panoptic: panoptic.json with the segments of every image, and a PNG per image in the folder panoptic.

A pixel belongs to one segment; where masks overlap, the later annotation has it. Shapes without an area cannot be written.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from assay.formats.label_file_names import label_file_names
from assay.formats.lost_facts import lost_facts
from assay.formats.png_writing import png_of
from assay.formats.reading import Contents, Note, ReadImage
from assay.formats.safe_writing import new_folder, write_inside
from assay.geometry.masks import runs_from_polygon
from assay.geometry.rle import raster_from_runs
from assay.model.annotations import NO_ID
from assay.model.progress import Progress, Work
from assay.model.shapes import SHAPE_NAMES, Flag, ShapeKind

FILLED = (ShapeKind.BOX, ShapeKind.ROTATED_BOX, ShapeKind.POLYGON)
LARGEST_ID = (1 << 24) - 1
"""Red + 256 green + 65536 blue; 0 is no segment."""

MOST_PIXELS = 1 << 28
"""Of an image whose segments are painted: eight bytes each are 2 GB. A file may claim to be a thousand times larger."""

HELD = frozenset({"isthing"})
EVERY = 8


@dataclass(slots=True)
class SegmentWriter:
    """Paints the annotations of one image after another. changed: what had to be done otherwise, with how often."""

    contents: Contents
    changed: Counter[str] = field(default_factory=Counter)
    ids: set[int] = field(default_factory=set)

    def painted(self, image: ReadImage, rows: range) -> tuple[NDArray[np.uint32], list[dict[str, Any]]]:
        """The ids of the segments of an image, (height, width), and the entries of those that have pixels."""
        ids = np.zeros((round(image.height or 0), round(image.width or 0)), np.uint32)
        segments: dict[int, dict[str, Any]] = {}
        for row in rows:
            raster = self.raster(row, ids.shape)
            if raster is None:
                continue
            if not raster.any():
                self.changed["without any pixel inside their image, left out"] += 1
                continue
            self.changed["overlapped by others, whose pixels are theirs now"] += bool(ids[raster].any())
            key = self.id_of(row)
            ids[raster] = key
            segments[key] = self.entry(row, key)
        return ids, [one | facts_of(ids, key) for key, one in segments.items() if (ids == key).any()]

    def raster(self, row: int, shape: tuple[int, ...]) -> NDArray[np.bool_] | None:
        """The pixels of an annotation on its image, None when its shape has no area."""
        annotations = self.contents.annotations
        kind = ShapeKind(annotations.records["kind"][row])
        height, width = shape
        if kind is ShapeKind.MASK:
            found = raster_from_runs(annotations.mask_runs(row)).astype(bool)
            return found if found.shape == (height, width) else np.zeros(shape, bool)
        if kind not in FILLED:
            self.changed[f"with the shape {SHAPE_NAMES[kind]}, which has no pixels, left out"] += 1
            return None
        self.changed[f"with the shape {SHAPE_NAMES[kind]}, written as the pixels inside it"] += 1
        x_min, y_min, x_max, y_max = annotations.boxes[row].tolist()
        rings = [np.array([(x_min, y_min), (x_max, y_min), (x_max, y_max), (x_min, y_max)])]
        holes = [False]
        if kind is not ShapeKind.BOX:
            rings, holes = annotations.rings(row), annotations.holes(row).tolist()
        return raster_from_runs(runs_from_polygon(rings, holes, height=height, width=width)).astype(bool)

    def id_of(self, row: int) -> int:
        """The id that an annotation came with where it can be a colour and is still free; the next free one otherwise."""
        key = int(self.contents.annotations.records["source_id"][row])
        if key == NO_ID or not 0 < key <= LARGEST_ID or key in self.ids:
            if self.contents.annotations.source_id(row) is not None:
                self.changed["with an id that is no colour or is given twice; another is written"] += 1
            key = max(self.ids, default=0) + 1
        self.ids.add(key)
        return key

    def entry(self, row: int, key: int) -> dict[str, Any]:
        """What a segment says besides its pixels."""
        record = self.contents.annotations.records[row]
        other = self.contents.annotations.extra.get(row, {}).get("other", {})
        return {
            "id": key,
            "category_id": self.contents.classes[int(record["class_id"])].key,
            "iscrowd": int(bool(record["flags"] & Flag.CROWD)),
            "isthing": other.get("isthing", 1),
        }


def unpaintable(image: ReadImage) -> str:
    """Why the segments of an image cannot be painted, "" where they can."""
    if not (image.width and image.height):
        return "has no known size"
    pixels = image.width * image.height
    return f"has {pixels:,.0f} pixels, more than {MOST_PIXELS:,}" if pixels > MOST_PIXELS else ""


def facts_of(ids: NDArray[np.uint32], key: int) -> dict[str, Any]:
    """Area and box (x, y, width, height) of a segment, of the pixels that it has in the end."""
    rows, columns = np.nonzero(ids == key)
    x, y = int(columns.min()), int(rows.min())
    return {"area": len(rows), "bbox": [x, y, int(columns.max()) - x + 1, int(rows.max()) - y + 1]}


def write(target: Path, contents: Contents) -> Work[Sequence[Note]]:
    """Write a new folder with panoptic.json and the PNGs, and tell what panoptic segmentation cannot hold."""
    writer = SegmentWriter(contents)
    names, notes = label_file_names(contents.images.file_names, ".png")
    firsts = np.searchsorted(contents.annotations.records["image"], np.arange(len(contents.images) + 1)).tolist()
    entries, things = [], {}
    with new_folder(target) as folder:
        for at, (name, image) in enumerate(zip(names, contents.images, strict=True)):
            if at % EVERY == 0:
                yield Progress(at, len(contents.images), f"Writing {target.name}")
            if why := unpaintable(image):
                notes.append(Note(image.file_name, f"{why}, and no segments can be written for it"))
                continue
            ids, segments = writer.painted(image, range(firsts[at], firsts[at + 1]))
            for one in segments:
                things[one["category_id"]] = one.pop("isthing")
            write_inside(folder, f"panoptic/{name}", png_of(ids))
            entries.append({"image_id": image.key, "file_name": name, "segments_info": segments})
        write_inside(folder, "panoptic.json", document(contents, entries, things))
    changed = [Note("annotations", f"{count:,} {what}") for what, count in writer.changed.items() if count]
    return (*notes, *changed, *lost_attributes(contents), *lost_facts(contents, other=HELD))


def lost_attributes(contents: Contents) -> list[Note]:
    """How many annotations have attributes, for which there is no room."""
    count = sum(bool(one.get("attributes")) for one in contents.annotations.extra.values())
    return [Note("annotations", f"{count:,} have attributes, which are not written")] if count else []


def document(contents: Contents, entries: Sequence[dict[str, Any]], things: dict[Any, Any]) -> bytes:
    """panoptic.json."""
    images = [
        {"id": one.key, "file_name": one.file_name, "width": round(one.width or 0), "height": round(one.height or 0)}
        for one in contents.images
    ]
    categories = [
        {"id": one.key, "name": one.name, "supercategory": one.supercategory, "isthing": things.get(one.key, 1)}
        for one in contents.classes
    ]
    whole = {
        "info": {"description": "Written by Assay"},
        "images": images,
        "annotations": list(entries),
        "categories": categories,
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"

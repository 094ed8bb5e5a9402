"""COCO's annotations turned into columns, a block at a time, with a reason for each one that cannot be placed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assay.formats.coco_extras import AnnotatorNames, Extras, extras_of
from assay.formats.coco_json import Decoded, Id, Rle
from assay.formats.coco_keypoints import BlockKeypoints
from assay.formats.coco_outlines import MOST_PIXELS, mask_runs, numbers_of, polygons_of
from assay.formats.id_index import IdIndex, whole_numbers
from assay.formats.json_text import brief, plain
from assay.formats.ordering import packed
from assay.formats.outline_faults import polygon_faults, with_faults
from assay.geometry.masks import masks_from_runs
from assay.model.annotations import NO_ID, RECORD, UNKNOWN, Annotations
from assay.model.shapes import Flag, ShapeKind

NO_BOX = (0.0, 0.0, 0.0, 0.0)
CROWD = int(Flag.CROWD)
BOX_SLACK = 1.5
"""Pixels by which a delivered bbox may differ from the bounds of its outline: tools round outwards, by at most one pixel and a bit."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What annotations refer to: images, classes and image-level annotators by the ids of the file, and the images' (height, width).

    names: the numbers of the image-level annotators. point_names: what the keypoints of each class are called.
    """

    images: IdIndex
    classes: IdIndex
    sizes: NDArray[np.float64]
    annotators: Mapping[Id, int] = field(default_factory=dict)
    names: Mapping[str, int] = field(default_factory=dict)
    point_names: Mapping[int, Sequence[str]] = field(default_factory=dict)


class Block(NamedTuple):
    """A block in columns, packed, its faults noted. `entries`: how many it had. `rows`: where in the block each annotation stood. `refused`: (row, id, why).

    `loose`: pixels by which bboxes differ, by row. `odd`: (row, id, what is wrong with its keypoints, though it is kept). `names`: annotators that turn up in it, whose
    numbers go on after those that were known before.
    """

    annotations: Annotations
    entries: int
    rows: NDArray[np.int64]
    refused: list[tuple[int, Id | None, str]]
    loose: dict[int, float]
    odd: list[tuple[int, Id | None, str]]
    names: list[str]


def block_of(decoded: Decoded, lookup: Lookup) -> Block:
    """The columns of a block of decoded annotations."""
    items = decoded.items
    names = AnnotatorNames(lookup.names)
    extras = extras_of(decoded.learned, names)
    points = BlockKeypoints()
    points.take(decoded.learned, extras)
    records = np.zeros(len(items), RECORD)
    why = fill_references(records, items, lookup)
    boxes, has_box = given_boxes(items, why)
    outlines = fill_shapes(records, decoded, boxes, has_box, lookup, why, points)
    points.keep(records, extras, lookup.point_names, outlines.alone)
    fill_extras(records, items, extras, lookup, outlines.faulty)
    loose = loose_boxes(records, boxes, has_box, extras)
    annotations = Annotations(
        records,
        outlines.ring_points,
        np.zeros(len(outlines.ring_points), bool),
        outlines.points,
        outlines.runs,
        extras.kept,
    )
    annotations = points.drawn(annotations, outlines.alone)
    rows = np.asarray(decoded.rows, np.int64)
    refused = decoded.refused + [(int(rows[item]), items[item].id, reason) for item, reason in why.items()]
    if why:
        good = np.delete(np.arange(len(items)), list(why))
        annotations, rows = annotations.take(good), rows[good]
    kept_loose = {int(row): loose[item] for item, row in enumerate(decoded.rows) if item in loose} if loose else {}
    odd = [(int(decoded.rows[item]), items[item].id, points.odd[item]) for item in sorted(points.odd.keys() - why)]
    annotations = packed(with_faults(annotations, polygon_faults(annotations)))
    refused.sort(key=lambda entry: entry[0])
    return Block(annotations, decoded.entries, rows, refused, kept_loose, odd, list(names.index))


def fill_references(records: NDArray[np.void], items: Sequence[Any], lookup: Lookup) -> dict[int, str]:
    """Fill in image and class; a reason for each item that names none of this file's."""
    records["image"] = lookup.images.find([item.image_id for item in items])
    records["class_id"] = lookup.classes.find([item.category_id for item in items])
    why: dict[int, str] = {}
    for item in np.flatnonzero(records["class_id"] < 0).tolist():
        why[item] = unknown("category_id", items[item].category_id, "category")
    for item in np.flatnonzero(records["image"] < 0).tolist():
        why[item] = unknown("image_id", items[item].image_id, "image")
    return why


def unknown(name: str, value: Id | None, what: str) -> str:
    """The reason for a reference that leads nowhere."""
    return f"{name} is missing" if value is None else f"{name} {brief(value)} names no {what} of this file"


def given_boxes(items: Sequence[Any], why: dict[int, str]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """(n, 4) The boxes as delivered, corners, and which items have one; a reason for each that cannot be placed."""
    given = [item.bbox for item in items]
    has_box = np.ones(len(given), bool)
    if not all(given):
        has_box = np.fromiter((box is not None for box in given), bool, len(given))
        given = [box or NO_BOX for box in given]
    values = np.fromiter(chain.from_iterable(given), np.float64, 4 * len(given)).reshape(-1, 4)
    for item in np.flatnonzero((values[:, 2:] < 0).any(axis=1)).tolist():
        width, height = values[item, 2:]
        side, value = ("width", width) if width < 0 else ("height", height)
        why.setdefault(item, f"bbox has a negative {side} ({value:g})")
    for item in np.flatnonzero(~(np.abs(values) <= MOST_PIXELS).all(axis=1)).tolist():
        worst = max(values[item], key=abs)
        why.setdefault(item, f"bbox has a coordinate that no image has ({worst:g})")
    return np.concatenate([values[:, :2], values[:, :2] + values[:, 2:]], axis=1), has_box


class Outlines(NamedTuple):
    """The outlines of a block, in the order of its items, and what is wrong with some that can be drawn all the same. alone: items that are keypoints only."""

    ring_points: NDArray[np.int32]
    points: NDArray[np.float64]
    runs: NDArray[np.uint32]
    faulty: dict[int, str]
    alone: list[int]


def fill_shapes(
    records: NDArray[np.void],
    decoded: Decoded,
    boxes: NDArray[np.float64],
    has_box: NDArray[np.bool_],
    lookup: Lookup,
    why: dict[int, str],
    points: BlockKeypoints,
) -> Outlines:
    """Fill in kind, box, rings and runs; a reason for each item that has no shape."""
    records["kind"] = ShapeKind.BOX
    records["box"] = boxes
    outlines = [] if decoded.outlines else [item.segmentation for item in decoded.items]
    drawn = [item for item, outline in enumerate(outlines) if outline] if any(outlines) else []
    masks = [item for item in drawn if isinstance(outlines[item], Rle)]
    is_mask = set(masks)
    listed = [item for item in drawn if item not in is_mask and any(outlines[item])] if drawn else []
    faulty = box_faults(boxes)
    if decoded.outlines:
        listed = list(range(len(decoded.items)))
    polygons = polygons_of(decoded.outlines or numbers_of([outlines[item] for item in listed]))
    if listed:
        records["kind"][listed] = ShapeKind.POLYGON
        records["box"][listed] = polygons.box
        records["rings"][listed] = polygons.rings
        for place, reason in polygons.refused.items():
            why.setdefault(listed[place], reason)
    alone = points.alone(boxes, has_box, {*listed, *masks}) if points.found else []
    if listed or masks or alone:
        outlined = {*listed, *masks, *alone}
        faulty = {item: reason for item, reason in faulty.items() if item not in outlined}
    faulty |= {listed[place]: reason for place, reason in polygons.faulty.items()}
    runs = fill_masks(records, {item: outlines[item] for item in masks}, lookup, why, faulty)
    shapeless = ~has_box
    shapeless[listed + masks + alone] = False
    for item in np.flatnonzero(shapeless).tolist():
        why.setdefault(item, "has neither a bbox nor a segmentation")
    return Outlines(polygons.ring_points.astype(np.int32), polygons.points, runs, faulty, alone)


def box_faults(boxes: NDArray[np.float64]) -> dict[int, str]:
    """What is wrong with boxes that can be placed: they have no area."""
    sides = boxes[:, 2:] - boxes[:, :2]
    return {
        item: f"the box has no area ({sides[item, 0]:g} × {sides[item, 1]:g})"
        for item in np.flatnonzero((sides <= 0).any(axis=1)).tolist()
    }


def fill_masks(
    records: NDArray[np.void], masks: Mapping[int, Rle], lookup: Lookup, why: dict[int, str], faulty: dict[int, str]
) -> NDArray[np.uint32]:
    """Fill in kind, box and runs of the masks, and give back their runs."""
    if not masks:
        return np.zeros(0, np.uint32)
    runs = [np.zeros(0, np.uint32)]
    placed = []
    for item, rle in masks.items():
        image = int(records["image"][item])
        try:
            height, width = lookup.sizes[image] if image >= 0 else (np.nan, np.nan)
            runs.append(mask_runs(rle, (float(height), float(width))))
        except ValueError as error:
            why.setdefault(item, str(error))
            continue
        placed.append(item)
    records["kind"][placed] = ShapeKind.MASK
    records["runs"][placed] = list(map(len, runs[1:]))
    drawn = masks_from_runs(np.concatenate(runs), records["runs"][placed])
    # A mask without any pixel keeps the delivered box, so that it can be found.
    some = drawn.counts > 0
    records["box"][np.array(placed, np.int64)[some]] = drawn.bounds()[some]
    faulty |= {placed[place]: "the mask has no pixel" for place in np.flatnonzero(~some).tolist()}
    return np.concatenate(runs)


def fill_extras(
    records: NDArray[np.void], items: Sequence[Any], extras: Extras, lookup: Lookup, faulty: Mapping[int, str]
) -> None:
    """Fill in ids, score, annotator and flags, and put what few annotations have into the extras."""
    records["score"] = np.nan
    records["annotator_id"] = UNKNOWN
    if lookup.annotators:
        records["annotator_id"] = [lookup.annotators.get(item.image_id, UNKNOWN) for item in items]
    for column, values in (("score", extras.scores), ("annotator_id", extras.annotators)):
        if values:
            records[column][list(values)] = list(values.values())
    records["flags"] = [CROWD if item.iscrowd else 0 for item in items]
    records["flags"][extras.ignored] |= np.uint8(Flag.IGNORE)
    records["flags"][list(faulty)] |= np.uint8(Flag.INVALID)
    for item, reason in faulty.items():
        extras.keep(item, "why", reason)
    fill_ids(records, [item.id for item in items], extras)


def fill_ids(records: NDArray[np.void], ids: Sequence[Id | None], extras: Extras) -> None:
    """Whole numbers that fit go into the column, everything else into the extras."""
    odd: list[int] = []
    if (whole := whole_numbers(ids)) is not None and not (whole == NO_ID).any():
        records["source_id"] = whole
    else:
        odd = [item for item, value in enumerate(ids) if not isinstance(value, int) or not NO_ID < value < 2**63]
        fitting = np.setdiff1d(np.arange(len(ids)), odd)
        records["source_id"] = NO_ID
        records["source_id"][fitting] = [ids[item] for item in fitting]
    for item in odd:
        if ids[item] is not None:
            extras.keep(item, "id", str(plain(ids[item])))


def loose_boxes(
    records: NDArray[np.void], boxes: NDArray[np.float64], has_box: NDArray[np.bool_], extras: Extras
) -> dict[int, float]:
    """By how many pixels the delivered boxes differ from the bounds of their outlines, where that is too much; the delivered one is kept."""
    if (records["kind"] == ShapeKind.BOX).all():
        return {}
    apart = np.abs(boxes - records["box"]).max(axis=1, initial=0)
    loose = {item: float(apart[item]) for item in np.flatnonzero(has_box & (apart > BOX_SLACK)).tolist()}
    for item in loose:
        x, y, right, bottom = boxes[item].tolist()
        extras.keep_other(item, "bbox", [x, y, right - x, bottom - y])
    return loose

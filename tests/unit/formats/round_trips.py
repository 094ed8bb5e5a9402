"""Random contents that are written, read again, and must be the same as far as the format can hold them.

A writer's test says what its format holds and is then a few lines:

    HELD = Held(kinds={ShapeKind.BOX}, precision=1e-6)

    @given(contents_held(HELD))
    @AT_RANDOM
    def test_that_what_is_written_is_read_again(tmp_path_factory, contents):
        assert_round_trip("yolo", contents, HELD, tmp_path_factory.mktemp("written"))
"""

import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from PIL import Image

from assay.formats.catalogue import format_named
from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.pending import Pending, Said
from assay.formats.reading import Contents, ReadClass, ReadImage, ReadImages, Reading
from assay.formats.shape_checks import bounds_of, box_corners, ellipse_bounds, turned
from assay.geometry.masks import masks_from_runs
from assay.geometry.rle import runs_from_raster
from assay.model.annotations import UNKNOWN, Annotations
from assay.model.progress import result_of
from assay.model.shapes import Flag, ShapeKind
from tests.unit.formats.soundness import assert_sound

AT_RANDOM = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
AWKWARD_NAMES = (
    "a.jpg", "a b.jpg", "ü – 图.png", "deep/er/x.y.z.jpg", "(1).JPG", "'quoted'.png", "a,b;c.png", "#1.png", "%41.png", "-x.png", "x&y.png", "1.png", "001.png",
    "a.txt.png", "é.jpg",
)  # fmt: skip
SIZES = ((64, 48), (48, 64), (7, 300), (1, 1), (1000, 999))
NO_FLAG = Flag(0)


@dataclass(frozen=True, kw_only=True)
class Held:
    """What a format can hold.

    precision: pixels by which coordinates may differ. empty_images, unused_classes: whether what has no annotations survives. parts, holes: of polygons.
    attributes: whether any names with text, numbers and truths survive. class_names: which can be written.
    attribute_values: what values can be. images_of: which sizes.
    """

    kinds: Collection[ShapeKind]
    precision: float = 1e-6
    ids: bool = False
    annotators: bool = False
    scores: bool = False
    flags: Flag = NO_FLAG
    attributes: bool = False
    parts: bool = False
    holes: bool = False
    empty_images: bool = True
    unused_classes: bool = False
    image_sizes: bool = True
    image_names: Collection[str] = AWKWARD_NAMES
    images_of: Collection[tuple[int, int]] = SIZES
    class_names: st.SearchStrategy[str] = field(
        default_factory=lambda: st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=8)
    )
    attribute_values: st.SearchStrategy[Any] = field(
        default_factory=lambda: (
            st.booleans() | st.integers(0, 99) | st.text(st.characters(categories=["L", "N"]), max_size=5)
        )
    )


@st.composite
def contents_held(draw: st.DrawFn, held: Held) -> Contents:
    """Random contents that the format can hold."""
    names = draw(st.lists(st.sampled_from(sorted(held.image_names)), max_size=4, unique=True))
    drawn_sizes = [draw(st.sampled_from(held.images_of)) for _ in names]
    images = [
        ReadImage(at, name, float(width), float(height), name)
        for at, (name, (width, height)) in enumerate(zip(names, drawn_sizes, strict=True), 1)
    ]
    labels = draw(st.lists(held.class_names.map(str.strip).filter(bool), min_size=1, max_size=4, unique=True))
    pending = Pending()
    for number, image in enumerate(images):
        for _ in range(draw(st.integers(0 if held.empty_images else 1, 4))):
            add_shape(draw, held, pending, number, image, len(labels))
    annotations = pending.columns()
    annotations.records["number"] = np.arange(1, len(annotations) + 1)
    return Contents(
        images=ReadImages.of(images),
        classes=tuple(ReadClass(at, name) for at, name in enumerate(labels)),
        annotators=("Ann É", "图 2"),
        annotations=annotations,
    )


def add_shape(draw: st.DrawFn, held: Held, pending: Pending, number: int, image: ReadImage, classes: int) -> None:
    """One random annotation inside an image."""
    kind = draw(st.sampled_from(sorted(held.kinds)))
    said = Said(
        source_id=len(pending.rows) + 10 if held.ids else None,
        score=draw(st.none() | st.integers(0, 16).map(lambda value: value / 16)) if held.scores else None,
        flags=draw(st.sampled_from([0, *held.flags])) if held.flags else 0,
        attributes=draw(attributes(held)) if held.attributes else {},
    )
    pending.add(
        kind,
        **drawn(draw, held, kind, image),
        image=number,
        class_id=draw(st.integers(0, classes - 1)),
        annotator_id=draw(st.sampled_from([UNKNOWN, 0, 1])) if held.annotators else UNKNOWN,
        said=said,
    )


def attributes(held: Held) -> st.SearchStrategy[Mapping[str, Any]]:
    """Random attributes."""
    return st.dictionaries(st.sampled_from(["colour", "größe", "is it"]), held.attribute_values, max_size=2)


def drawn(draw: st.DrawFn, held: Held, kind: ShapeKind, image: ReadImage) -> dict[str, Any]:
    """A random shape of a kind: its box, rings, runs and what else it has."""
    box = a_box(draw, image)
    if kind is ShapeKind.BOX:
        return {"box": box}
    if kind is ShapeKind.TAG:
        return {"box": (0.0, 0.0, image.width, image.height)}
    if kind is ShapeKind.MASK:
        return a_mask(draw, image)
    if kind is ShapeKind.POLYGON:
        rings, holes = a_polygon(draw, held, box, image)
        return {"box": bounds_of(rings), "rings": rings, "holes": holes}
    if kind is ShapeKind.KEYPOINTS:
        ring = box_corners(box)[: draw(st.integers(1, 4))]
        seen = draw(st.lists(st.sampled_from([1, 2]), min_size=len(ring), max_size=len(ring)))
        return {"box": bounds_of([ring]), "rings": [ring], "visibility": seen}
    if kind is ShapeKind.ELLIPSE:
        centre = np.array([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2])
        ring = np.array([centre, (box[2], centre[1]), (centre[0], box[3])])
        return {"box": ellipse_bounds(ring), "rings": [ring]}
    ring = box_corners(box)
    if kind is ShapeKind.ROTATED_BOX:
        centre = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        ring = turned(ring, draw(st.sampled_from([0.0, 10.0, 45.0, 90.0, -30.0])), about=centre)
    return {"box": bounds_of([ring]), "rings": [ring]}


def a_box(draw: st.DrawFn, image: ReadImage) -> tuple[float, float, float, float]:
    """A box with an area inside an image, of at least an eighth of a pixel."""
    sides = []
    for side in (image.width or 1, image.height or 1):
        eighths = int(side * 8)
        start = draw(st.integers(0, eighths - 1))
        sides.append((start / 8, draw(st.integers(start + 1, eighths)) / 8))
    (x_min, x_max), (y_min, y_max) = sides
    return x_min, y_min, x_max, y_max


def a_polygon(
    draw: st.DrawFn, held: Held, box: tuple[float, float, float, float], image: ReadImage
) -> tuple[list[np.ndarray], list[bool]]:
    """A polygon of one or two parts, maybe with a hole, none of which crosses itself."""
    x_min, y_min, x_max, y_max = box
    middle = (x_max, y_max), ((x_min + x_max) / 2, y_max), (x_min, (y_min + y_max) / 2)
    rings, holes = [np.array([(x_min, y_min), (x_max, y_min), *middle])], [False]
    if held.holes and draw(st.booleans()):
        width, height = (x_max - x_min) / 8, (y_max - y_min) / 8
        rings.append(box_corners((x_min + 4 * width, y_min + 2 * height, x_min + 6 * width, y_min + 4 * height)))
        holes.append(True)
    if held.parts and draw(st.booleans()):
        rings.append(box_corners(a_box(draw, image))[:3])
        holes.append(False)
    return rings, holes


def a_mask(draw: st.DrawFn, image: ReadImage) -> dict[str, Any]:
    """A mask of some of the pixels of an image, at least one."""
    raster = np.zeros((int(image.height or 1), int(image.width or 1)), bool)
    for _ in range(draw(st.integers(1, 3))):
        x_min, y_min, x_max, y_max = a_box(draw, image)
        raster[int(y_min) : int(np.ceil(y_max)), int(x_min) : int(np.ceil(x_max))] ^= True
    raster[0, 0] = True
    runs = runs_from_raster(raster)
    return {"box": masks_from_runs(runs, np.array([len(runs)])).bounds()[0].tolist(), "runs": runs}


@cache
def picture(width: int, height: int) -> bytes:
    """A blank image file."""
    file = io.BytesIO()
    Image.new("1", (width, height)).save(file, "PNG")
    return file.getvalue()


def write_images(contents: Contents, folder: Path) -> None:
    """The image files that the contents speak of."""
    for image in contents.images:
        path = folder / image.file_name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture(int(image.width or 1), int(image.height or 1)))


def written_and_read(format_name: str, contents: Contents, folder: Path) -> Reading:
    """Write contents into a fresh folder, find out what they are, and read them."""
    one = format_named(format_name)
    assert one.write
    images, target = folder / "images", folder / ("labels" if one.writes_folder else f"labels{one.extensions[0]}")
    images.mkdir()
    write_images(contents, images)
    notes = result_of(one.write(target, contents))
    assert not notes, f"what can be held needs no note: {notes[0]}"
    with Delivered.open(target, images=images) as delivered:
        reading = result_of(detect(delivered, format_name).read(delivered))
    assert_sound(reading)
    return reading


def assert_round_trip(format_name: str, contents: Contents, held: Held, folder: Path) -> Reading:
    """What is written is read again, as far as the format holds it."""
    reading = written_and_read(format_name, contents, folder)
    assert reading.rejected == ()
    assert_same(reading, contents, held)
    return reading


def assert_same(found: Contents, wanted: Contents, held: Held) -> None:
    """Two contents say the same, image by image and each in its order, as far as the format holds it."""
    theirs, ours = by_image(found), by_image(wanted)
    if not held.empty_images:
        ours = {name: rows for name, rows in ours.items() if rows}
    assert set(theirs) == set(ours)
    if held.image_sizes:
        assert sizes(found) == {name: size for name, size in sizes(wanted).items() if name in ours}
    if held.unused_classes:
        assert [one.name for one in found.classes] == [one.name for one in wanted.classes]
    for name, rows in ours.items():
        assert len(theirs[name]) == len(rows), name
        for row, other in zip(rows, theirs[name], strict=True):
            assert facts(found, other, held) == facts(wanted, row, held), name
            assert_same_shape(found.annotations, other, wanted.annotations, row, held)


def by_image(contents: Contents) -> dict[str, list[int]]:
    """The annotations of each image."""
    rows: dict[str, list[int]] = {name: [] for name in contents.images.file_names}
    for row, image in enumerate(contents.annotations.records["image"].tolist()):
        rows[contents.images.file_names[image]].append(row)
    return rows


def sizes(contents: Contents) -> dict[str, Any]:
    """The sizes of images by name."""
    return {image.file_name: (image.width, image.height) for image in contents.images}


def facts(contents: Contents, row: int, held: Held) -> dict[str, Any]:
    """What is said of an annotation besides its shape, as far as the format holds it."""
    record = contents.annotations.records[row]
    annotator, score = int(record["annotator_id"]), float(record["score"])
    said: dict[str, Any] = {
        "kind": ShapeKind(record["kind"]),
        "class": contents.classes[record["class_id"]].name,
        "flags": int(record["flags"]) & int(held.flags | Flag.INVALID),
    }
    if held.ids:
        said["id"] = contents.annotations.source_id(row)
    if held.annotators:
        said["annotator"] = None if annotator == UNKNOWN else contents.annotators[annotator]
    if held.scores:
        said["score"] = None if np.isnan(score) else score
    if held.attributes:
        said["attributes"] = dict(contents.annotations.attributes(row))
    return said


def assert_same_shape(found: Annotations, other: int, wanted: Annotations, row: int, held: Held) -> None:
    """Two annotations lie at the same place to the format's precision."""
    np.testing.assert_allclose(found.boxes[other], wanted.boxes[row], rtol=0, atol=held.precision)
    theirs, ours = found.rings(other), wanted.rings(row)
    assert [len(ring) for ring in theirs] == [len(ring) for ring in ours]
    for ring, its in zip(theirs, ours, strict=True):
        np.testing.assert_allclose(ring, its, rtol=0, atol=held.precision)
    assert found.holes(other).tolist() == wanted.holes(row).tolist()
    assert found.mask_runs(other).tolist() == wanted.mask_runs(row).tolist()
    seen = [one.extra.get(at, {}).get("visibility") for one, at in ((found, other), (wanted, row))]
    assert seen[0] == seen[1]

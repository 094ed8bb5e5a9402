import json
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.formats import coco, json_blocks
from assay.formats.reading import Contents, ReadClass, ReadImage, ReadImages, Reading
from assay.geometry.rle import raster_from_runs
from assay.model.annotations import UNKNOWN, Annotations
from assay.model.errors import AssayError
from assay.model.progress import Progress, result_of
from assay.model.shapes import Flag, ShapeKind
from tests import annotation_builder as build
from tests.shared_folder import data
from tests.unit.formats.coco_files import annotation, read, read_annotations, reading_of

NUCLEI = "01-nuclei/vendor"


def kinds(reading: Reading) -> dict[ShapeKind, int]:
    values, counts = np.unique(reading.annotations.records["kind"], return_counts=True)
    return dict(zip(map(ShapeKind, values.tolist()), counts.tolist(), strict=True))


@pytest.mark.parametrize(
    ("path", "images", "classes", "annotations"),
    [
        ("01-nuclei/vendor/annotations.coco.poly.json", 26, 1, {ShapeKind.POLYGON: 1272}),
        ("01-nuclei/gold/annotations.coco.poly.json", 26, 1, {ShapeKind.POLYGON: 1280}),
        ("01-nuclei/vendor/annotations.coco.rle.json", 26, 1, {ShapeKind.MASK: 1272}),
        ("01-nuclei/gold/annotations.coco.rle.json", 26, 1, {ShapeKind.MASK: 1280}),
        ("03-kitchen-two-annotators-62k/annotator_1.coco.json", 4983, 19, {ShapeKind.BOX: 61624}),
        ("03-kitchen-two-annotators-62k/annotator_2.coco.json", 4983, 19, {ShapeKind.BOX: 61456}),
        ("09-coco-photos-cc-by/instances.json", 33, 80, {ShapeKind.POLYGON: 320, ShapeKind.MASK: 3}),
        ("10-taco-annotations-only/annotations.json", 1500, 60, {ShapeKind.POLYGON: 4784}),
        ("05-three-annotators-known-alpha/test_annotation.json", 3, 3, {ShapeKind.POLYGON: 29}),
    ],
)
def test_that_a_real_file_is_read_whole(path, images, classes, annotations):
    reading = read(data(path))
    assert (len(reading.images), len(reading.classes), kinds(reading)) == (images, classes, annotations)
    assert reading.rejected == ()
    assert (np.diff(reading.annotations.records["image"]) >= 0).all()
    assert reading.annotations.records["number"].tolist() == list(range(1, len(reading.annotations) + 1))


def test_that_crowds_keep_their_flag_and_their_pixels():
    path = data("09-coco-photos-cc-by/instances.json")
    reading = read(path)
    crowds = np.flatnonzero(reading.annotations.records["flags"] & Flag.CROWD).tolist()
    delivered = {one["id"]: one["segmentation"] for one in json.loads(path.read_text("utf-8"))["annotations"]}
    assert len(crowds) == 3
    for row in crowds:
        outline = delivered[reading.annotations.source_id(row)]
        assert reading.annotations.mask_runs(row).tolist() == [*outline["size"], *outline["counts"]]


def test_that_a_mask_has_the_box_that_was_delivered_with_it():
    path = data(NUCLEI, "annotations.coco.rle.json")
    reading = read(path)
    delivered = {one["id"]: one["bbox"] for one in json.loads(path.read_text("utf-8"))["annotations"]}
    for row, (x_min, y_min, x_max, y_max) in enumerate(reading.annotations.boxes.tolist()):
        assert [x_min, y_min, x_max - x_min, y_max - y_min] == delivered[reading.annotations.source_id(row)]


def test_that_images_of_several_annotators_become_one_image_with_several_annotators():
    reading = read(data("05-three-annotators-known-alpha/fruits.json"))
    by_annotator = np.bincount(reading.annotations.records["annotator_id"])
    assert reading.images.file_names == ("apple_banana.jpg",)
    assert reading.annotators == ("Ann1", "Ann2", "ann3")
    assert by_annotator.tolist() == [3, 3, 3]
    assert [note.where for note in reading.notes] == ["images[1]", "images[2]"]


def test_that_repeated_ids_are_kept_and_noted():
    reading = read(data("10-taco-annotations-only/annotations.json"))
    repeated = [note for note in reading.notes if note.code == "FMT-ID"]
    assert [note.where for note in repeated] == ["annotations[309] (id 309)", "annotations[4040] (id 4040)"]
    assert "annotations[308]" in repeated[0].what


def test_that_a_self_crossing_outline_is_kept_with_its_fault(tmp_path):
    bow_tie = [[0, 0, 10, 10, 10, 0, 0, 10]]
    reading = read_annotations(tmp_path, annotation(bbox=None, segmentation=bow_tie))
    assert reading.annotations.records["flags"].tolist() == [Flag.INVALID]
    assert "self-intersection at 5, 5" in reading.annotations.extra[0]["why"]
    assert reading.annotations.boxes.tolist() == [[0, 0, 10, 10]]


@pytest.mark.parametrize("outline", [[[0, 0, 5, 5, 10, 10]], [[3, 3, 3, 3, 3, 3]]])
def test_that_an_outline_without_area_is_kept_with_its_fault(tmp_path, outline):
    reading = read_annotations(tmp_path, annotation(bbox=None, segmentation=outline))
    assert reading.annotations.records["flags"].tolist() == [Flag.INVALID]
    assert reading.annotations.extra[0]["why"]


def test_that_a_box_without_area_is_kept_with_its_fault(tmp_path):
    reading = read_annotations(tmp_path, annotation(bbox=[5, 5, 0, 9]))
    assert reading.annotations.records["flags"].tolist() == [Flag.INVALID]
    assert reading.annotations.extra[0]["why"] == "the box has no area (0 × 9)"


def test_that_parts_are_rings_without_holes(tmp_path):
    parts = [[0, 0, 4, 0, 4, 4], [10, 10, 14, 10, 14, 14, 10, 14], []]
    reading = read_annotations(tmp_path, annotation(bbox=None, segmentation=parts))
    assert [ring.ravel().tolist() for ring in reading.annotations.rings(0)] == parts[:2]
    assert reading.annotations.holes(0).tolist() == [False, False]
    assert reading.annotations.boxes.tolist() == [[0, 0, 14, 14]]


def test_that_a_part_too_short_to_draw_is_left_out_of_an_outline_that_keeps_the_rest(tmp_path):
    parts = [[0, 0, 4, 0, 4, 4], [10, 10, 14, 10]]
    reading = read_annotations(tmp_path, annotation(bbox=None, segmentation=parts))
    assert reading.annotations.records["rings"].tolist() == [1]
    assert reading.annotations.extra[0]["why"] == "segmentation[1] has fewer than 3 points (2)"


@pytest.mark.parametrize("segmentation", [[], None, [[]]])
def test_that_an_empty_outline_leaves_a_box(tmp_path, segmentation):
    fields = annotation(bbox=[1, 2, 3, 4]) | {"segmentation": segmentation}
    reading = read_annotations(tmp_path, fields)
    assert kinds(reading) == {ShapeKind.BOX: 1}
    assert reading.annotations.boxes.tolist() == [[1, 2, 4, 6]]


def test_that_an_outline_that_is_a_rectangle_stays_a_polygon(tmp_path):
    reading = read_annotations(tmp_path, annotation(bbox=[0, 0, 4, 4], segmentation=[[0, 0, 4, 0, 4, 4, 0, 4]]))
    assert kinds(reading) == {ShapeKind.POLYGON: 1}
    assert not reading.notes


def test_that_a_bbox_that_does_not_fit_its_outline_is_kept_beside_it_and_noted(tmp_path):
    outline = [[0, 0, 4, 0, 4, 4, 0, 4]]
    fits = annotation(id=1, bbox=[-1, 0, 5, 4], segmentation=outline)
    does_not = annotation(id=2, bbox=[0, 0, 4, 9], segmentation=outline)
    reading = read_annotations(tmp_path, fits, does_not)
    assert reading.annotations.boxes.tolist() == [[0, 0, 4, 4], [0, 0, 4, 4]]
    assert dict(reading.annotations.extra) == {1: {"other": {"bbox": [0, 0, 4, 9]}}}
    assert "the first is annotations[1], by 5.0 px" in reading.notes[0].what


def test_that_what_a_tool_adds_to_an_annotation_survives(tmp_path):
    said = {
        "attributes": {"occluded": True, "annotator": "ann"},
        "score": 0.5,
        "ignore": 1,
        "track_id": "t7",
        "area": 3,
    }
    reading = read_annotations(
        tmp_path, annotation(id="x1", iscrowd=True, **said), annotation(id=2**70, worker={"id": 5})
    )
    first, second = reading.annotations.records
    assert reading.annotations.attributes(0) == {"occluded": True}
    assert (float(first["score"]), int(first["flags"])) == (0.5, Flag.CROWD | Flag.IGNORE)
    assert reading.annotations.extra[0]["other"] == {"track_id": "t7"}
    assert [reading.annotations.source_id(row) for row in (0, 1)] == ["x1", str(2**70)]
    assert [reading.annotators[row["annotator_id"]] for row in (first, second)] == ["ann", "5"]
    assert np.isnan(second["score"])


def test_that_an_annotator_of_the_annotation_goes_before_that_of_the_image(tmp_path):
    images = [{"id": 1, "file_name": "a.jpg", "annotator": "of the image"}]
    reading = read_annotations(tmp_path, annotation(), annotation(id=2, created_by="of the box"), images=images)
    names = [reading.annotators[number] for number in reading.annotations.records["annotator_id"]]
    assert names == ["of the image", "of the box"]


def test_that_ids_written_as_text_and_as_numbers_meet(tmp_path):
    one = annotation(image_id="1", category_id="7")
    other = annotation(id=2, image_id=5, category_id=7)
    images = [{"id": 1, "file_name": "a.jpg"}, {"id": "5", "file_name": "b.jpg"}]
    reading = read_annotations(tmp_path, one, other, images=images)
    assert reading.annotations.records["image"].tolist() == [0, 1]
    assert [reading.classes[number].name for number in reading.annotations.records["class_id"]] == ["dog", "dog"]


def test_that_annotations_are_grouped_by_image_and_keep_their_order_there(tmp_path):
    made = [annotation(id=number, image_id=image) for number, image in ((4, 2), (3, 1), (2, 2), (1, 1))]
    reading = read_annotations(tmp_path, *made)
    assert reading.annotations.records["source_id"].tolist() == [3, 1, 4, 2]
    assert reading.annotations.records["number"].tolist() == [1, 2, 3, 4]


def test_that_categories_of_one_name_are_one_class(tmp_path):
    categories = [{"id": 0, "name": "cat", "supercategory": "none"}, {"id": 1, "name": "cat"}]
    reading = read_annotations(tmp_path, annotation(category_id=0), annotation(id=2), categories=categories)
    assert reading.classes == (ReadClass(0, "cat", "none"),)
    assert reading.annotations.records["class_id"].tolist() == [0, 0]


def test_that_a_file_without_categories_has_classes_called_after_their_ids(tmp_path):
    path = tmp_path / "labels.json"
    path.write_text(json.dumps({"images": [{"id": 1, "file_name": "a"}], "annotations": [annotation(category_id=3)]}))
    reading = read(path)
    assert reading.classes == (ReadClass(3, "3"),)
    assert [note.code for note in reading.notes] == ["FMT-SCHEMA"]


def test_that_reading_says_how_far_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr(json_blocks, "BLOCK_BYTES", 200)
    path = tmp_path / "five.json"
    result_of(
        coco.write(
            path, contents_of(build.annotations(*(build.box(0, 0, 9, 9, image=0, class_id=0) for _ in range(5))))
        )
    )
    seen = list(reading_of(path))
    shares = [one.done / one.total for one in seen[1:]]
    assert (seen[0].done, seen[0].total) == (0, 0)
    assert shares == sorted(shares)
    assert len(shares) > 2
    assert shares[-1] == 1
    assert all("five.json" in one.doing for one in seen)


def test_that_blocks_do_not_change_what_is_read(tmp_path, monkeypatch):
    path = data("05-three-annotators-known-alpha/test_annotation.json")
    whole = read(path)
    monkeypatch.setattr(json_blocks, "BLOCK_BYTES", 300)
    assert_equal(read(path), whole)


def test_that_an_abandoned_reading_stops(tmp_path):
    path = tmp_path / "labels.json"
    path.write_text(json.dumps({"images": [], "annotations": [annotation()] * 10, "categories": []}))
    reading = reading_of(path)
    assert len(list(islice(reading, 2))) == 2
    reading.close()
    with pytest.raises(StopIteration):
        next(reading)


# Writing


def contents_of(annotations: Annotations, annotators: tuple[str, ...] = ()) -> Contents:
    images = [ReadImage(5, "a/b.jpg", 64.0, 48.0, "images[0]"), ReadImage("é", "ü – 图.png", None, None, "images[1]")]
    classes = (ReadClass(3, "Größe", "top"), ReadClass("x", "图"))
    return Contents(images=ReadImages.of(images), classes=classes, annotators=annotators, annotations=annotations)


def written(folder: Path, contents: Contents) -> Reading:
    path = folder / "written.json"
    result_of(coco.write(path, contents))
    return read(path)


def assert_equal(found: Contents, wanted: Contents) -> None:
    a, b = found.annotations, wanted.annotations
    assert list(found.images) == list(wanted.images)
    assert found.classes == wanted.classes
    for name in ("image", "number", "source_id", "class_id", "kind", "flags", "rings", "runs"):
        assert a.records[name].tolist() == b.records[name].tolist(), name
    np.testing.assert_array_equal(a.records["score"], b.records["score"])
    np.testing.assert_allclose(a.boxes, b.boxes, rtol=0, atol=1e-6)
    np.testing.assert_allclose(a.points, b.points, rtol=0, atol=1e-6)
    for name in ("ring_points", "ring_hole", "runs"):
        np.testing.assert_array_equal(getattr(a, name), getattr(b, name))
    assert dict(a.extra) == dict(b.extra)
    assert annotator_names(found) == annotator_names(wanted)


def annotator_names(contents: Contents) -> list[str | None]:
    numbers = contents.annotations.records["annotator_id"].tolist()
    return [None if number == UNKNOWN else contents.annotators[number] for number in numbers]


@pytest.mark.parametrize(
    "path",
    [
        "01-nuclei/vendor/annotations.coco.poly.json",
        "01-nuclei/vendor/annotations.coco.rle.json",
        "05-three-annotators-known-alpha/test_annotation.json",
        "09-coco-photos-cc-by/instances.json",
        "09-coco-photos-cc-by/person_keypoints.json",
        "10-taco-annotations-only/annotations.json",
        "06-formats/v7-darwin-convert/coco/to/output.json",
    ],
)
def test_that_a_real_file_written_and_read_again_is_the_same(tmp_path, path):
    reading = read(data(path))
    again = written(tmp_path, reading)
    assert_images_same_but_for_places(again, reading)
    assert again.rejected == ()


def assert_images_same_but_for_places(found: Contents, wanted: Contents) -> None:
    assert [image[:4] for image in found.images] == [image[:4] for image in wanted.images]
    same_places = Contents(
        images=wanted.images, classes=found.classes, annotators=found.annotators, annotations=found.annotations
    )
    assert_equal(same_places, wanted)


coordinate = st.floats(0, 60, allow_subnormal=False).map(lambda value: round(value, 4))
said = {
    "image": st.integers(0, 1),
    "class_id": st.integers(0, 1),
    "flags": st.sampled_from([Flag(0), Flag.CROWD, Flag.IGNORE, Flag.CROWD | Flag.IGNORE]),
    "annotator": st.sampled_from([UNKNOWN, 0, 1]),
    "source_id": st.integers(-(2**63) + 1, 2**63 - 1),
    "attributes": st.dictionaries(st.text(max_size=4), st.none() | st.booleans() | st.integers(0, 9) | st.text(max_size=5), max_size=2)
    .map(lambda found: {name: value for name, value in found.items() if name != "annotator"}),
}  # fmt: skip


def a_box(x, y, width, height, **more):
    return build.box(x, y, x + width, y + height, **more)


def a_polygon(corners, **more):
    return build.polygon(*([(x, y), (x + w, y), (x + w, y + h)] for x, y, w, h in corners), **more)


side = st.floats(0.5, 60, allow_subnormal=False).map(lambda value: round(value, 4))
boxes = st.builds(a_box, coordinate, coordinate, side, side, **said)
polygons = st.builds(a_polygon, st.lists(st.tuples(coordinate, coordinate, side, side), min_size=1, max_size=3), **said)
small = st.integers(0, 2**48 - 1).map(lambda bits: np.kron(bits_of(bits), np.ones((8, 8))))
masks = st.builds(build.mask, small, **said)


def bits_of(number: int) -> np.ndarray:
    found = np.array([number >> place & 1 for place in range(48)], bool).reshape(6, 8)
    found[0, 0] = True
    return found


@given(st.lists(st.one_of(boxes, polygons, masks), max_size=6), st.lists(st.floats(0, 1), min_size=6, max_size=6))
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_that_anything_written_and_read_again_is_the_same(tmp_path, made, scores):
    made = [
        build.moved(
            one,
            number=number,
            source_id=number if one.source_id in {m.source_id for m in made[: number - 1]} else one.source_id,
        )
        for number, one in enumerate(sorted(made, key=lambda one: one.image), 1)
    ]
    annotations = build.annotations(*made)
    annotations.records["score"] = np.round(scores[: len(made)], 4)
    contents = contents_of(annotations, ("Ann É", "图"))
    assert_equal(written(tmp_path, contents), contents)


def test_that_the_same_contents_give_the_same_bytes_one_annotation_a_line(tmp_path):
    contents = contents_of(
        build.annotations(
            build.box(0.5, 1, 2.5, 3.1234567, image=0, class_id=0, source_id=4, attributes={"colour": "rød"}),
            build.polygon([(0, 0), (4, 0), (4, 4)], image=1, class_id=1),
        ),
    )
    result_of(coco.write(tmp_path / "one.json", contents))
    result_of(coco.write(tmp_path / "two.json", contents))
    text = (tmp_path / "one.json").read_text("utf-8")
    assert text == (tmp_path / "two.json").read_text("utf-8")
    assert text.splitlines()[-4:-2] == [
        '{"id":4,"image_id":5,"category_id":3,"bbox":[0.5,1,2,2.123457],"area":4.246914,"iscrowd":0,"attributes":{"colour":"rød"}},',
        '{"id":5,"image_id":"é","category_id":"x","bbox":[0,0,4,4],"segmentation":[[0,0,4,0,4,4]],"area":8,"iscrowd":0}',
    ]


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # pycocotools 2.0.11 with numpy 2
def test_that_pycocotools_reads_what_is_written(tmp_path):
    from pycocotools.coco import COCO

    raster = np.zeros((48, 64), bool)
    raster[4:9, 5:12] = True
    contents = contents_of(
        build.annotations(
            build.mask(raster, image=0, class_id=0, source_id=8),
            build.polygon([(0, 0), (4, 0), (4, 4)], image=0, class_id=1, source_id=9),
        )
    )
    result_of(coco.write(tmp_path / "written.json", contents))
    peer = COCO(str(tmp_path / "written.json"))
    assert (peer.annToMask(peer.anns[8]) == raster).all()
    assert peer.getAnnIds(imgIds=[5]) == [8, 9]


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # pycocotools 2.0.11 with numpy 2
@given(st.binary(min_size=10, max_size=300), st.integers(1, 9))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_that_run_lengths_compressed_or_not_are_the_pixels_of_pycocotools(tmp_path_factory, noise, blocks):
    from pycocotools import mask as peer

    rows, columns = (np.arange(side) // blocks for side in (80, 100))
    bits = np.unpackbits(np.frombuffer(noise, np.uint8))
    raster = bits[(rows[:, None] * 101 + columns) % len(bits)].astype(bool)
    raster[3, 4] = True
    compressed = peer.encode(np.asfortranarray(raster.astype(np.uint8)))
    changes = np.flatnonzero(np.diff(np.concatenate([[False], raster.ravel("F"), [not raster[-1, -1]]])))
    plain = np.diff(changes, prepend=0).tolist()
    reading = read_annotations(
        tmp_path_factory.mktemp("masks"),
        annotation(bbox=None, segmentation={"size": [80, 100], "counts": compressed["counts"].decode()}),
        annotation(id=2, bbox=None, segmentation={"size": [80, 100], "counts": plain}),
    )
    assert reading.rejected == ()
    for row in (0, 1):
        assert (raster_from_runs(reading.annotations.mask_runs(row)) == peer.decode(compressed).astype(bool)).all()


def test_that_a_hole_is_written_as_a_mask_and_said(tmp_path):
    holed = build.polygon(
        [(0, 0), (20, 0), (20, 20), (0, 20)], [(5, 5), (15, 5), (15, 15), (5, 15)], holes=[1], image=0, class_id=0
    )
    path = tmp_path / "written.json"
    notes = result_of(coco.write(path, contents_of(build.annotations(holed))))
    again = read(path)
    pixels = raster_from_runs(again.annotations.mask_runs(0))
    assert "hole" in notes[0].what
    assert pixels.shape == (48, 64)
    assert not pixels[10, 10]
    assert pixels[2, 2]


def test_that_a_shape_that_coco_has_not_is_left_out_and_said(tmp_path):
    line = build.polygon([(0, 0), (4, 4)], kind=ShapeKind.POLYLINE, image=0, class_id=0)
    path = tmp_path / "written.json"
    notes = result_of(
        coco.write(path, contents_of(build.annotations(line, build.box(0, 0, 5, 5, image=0, class_id=0))))
    )
    assert len(read(path).annotations) == 1
    assert [str(note) for note in notes] == [
        "annotation 1 (id None): is a polyline, which COCO cannot say; it is left out"
    ]


def test_that_an_abandoned_writing_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "labels.json"
    path.write_text("old")
    work = coco.write(path, contents_of(build.annotations()))
    assert isinstance(next(work), Progress)
    work.close()
    assert [one.name for one in tmp_path.iterdir()] == ["labels.json"]
    assert path.read_text() == "old"


def test_that_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(AssayError, match="cannot be written"):
        result_of(coco.write(tmp_path / "nowhere" / "labels.json", contents_of(build.annotations())))

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.formats.catalogue import format_named
from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.pending import Pending, Said
from assay.formats.reading import Contents, Note, ReadClass, ReadImage, ReadImages, Reading
from assay.formats.shape_checks import bounds_of, box_corners
from assay.geometry.rle import runs_from_raster
from assay.model.annotations import UNKNOWN
from assay.model.progress import result_of
from assay.model.shapes import Flag, ShapeKind
from tests.unit.formats.round_trips import AT_RANDOM, Held, assert_round_trip, contents_held, write_images

DETECTION = Held(kinds={ShapeKind.BOX}, unused_classes=True)
SEGMENTATION = Held(kinds={ShapeKind.POLYGON}, unused_classes=True)
OBB = Held(kinds={ShapeKind.ROTATED_BOX}, unused_classes=True)
POSE = Held(kinds={ShapeKind.KEYPOINTS}, unused_classes=True)
BY_NAME = {"yolo-detection": DETECTION, "yolo-segmentation": SEGMENTATION, "yolo-obb": OBB}
BOX = (10.0, 20.0, 30.0, 60.0)


@pytest.mark.parametrize("name", BY_NAME)
@given(drawn=st.data())
@AT_RANDOM
def test_that_what_is_written_for_a_task_is_read_again(tmp_path_factory, name, drawn):
    held = BY_NAME[name]
    assert_round_trip(name, drawn.draw(contents_held(held)), held, tmp_path_factory.mktemp("written"))


@pytest.mark.parametrize("held", BY_NAME.values(), ids=BY_NAME)
@given(drawn=st.data())
@AT_RANDOM
def test_that_the_task_is_chosen_by_what_is_written_and_known_when_it_is_read(tmp_path_factory, held, drawn):
    assert_round_trip("yolo", drawn.draw(contents_held(held)), held, tmp_path_factory.mktemp("written"))


@given(contents_held(POSE))
@AT_RANDOM
def test_that_poses_with_one_number_of_keypoints_are_read_again(tmp_path_factory, contents):
    alike = contents.annotations.take(np.flatnonzero(contents.annotations.ring_points == 3))
    alike.records["number"] = np.arange(1, len(alike) + 1)
    for name in ("yolo-pose", "yolo"):
        assert_round_trip(name, replace(contents, annotations=alike), POSE, tmp_path_factory.mktemp("written"))


def contents_of(pending: Pending, *names: str, size: tuple[float | None, float | None] = (100, 200)) -> Contents:
    images = [ReadImage(at, name, *size, name) for at, name in enumerate(names or ("a.jpg",), 1)]
    annotations = pending.columns()
    annotations.records["number"] = np.arange(1, len(annotations) + 1)
    return Contents(
        images=ReadImages.of(images),
        classes=(ReadClass(7, "person"), ReadClass(9, "a: #dog")),
        annotators=("Ann",),
        annotations=annotations,
    )


def add(pending: Pending, kind: ShapeKind, said: Said | None = None, **more) -> None:
    ids = {"image": 0, "class_id": 0, "annotator_id": UNKNOWN} | {
        name: more.pop(name) for name in ("image", "class_id", "annotator_id") if name in more
    }
    rings = more.get("rings", ())
    pending.add(kind, more.pop("box", bounds_of(rings) if rings else BOX), said=said or Said(), **ids, **more)


def written(tmp_path, pending: Pending, name: str = "yolo", **more) -> list[str]:
    """What is told of writing; the files lie in tmp_path / "out"."""
    write = format_named(name).write
    assert write
    return [note.what for note in result_of(write(tmp_path / "out", contents_of(pending, **more)))]


def label(tmp_path, name: str = "a.txt") -> str:
    return (tmp_path / "out" / "labels" / name).read_text("utf-8")


def read_again(tmp_path, contents: Contents) -> Reading:
    write_images(contents, tmp_path / "images")
    with Delivered.open(tmp_path / "out", images=tmp_path / "images") as delivered:
        return result_of(detect(delivered).read(delivered))


def test_that_a_box_is_written_as_its_middle_and_sides(tmp_path):
    pending = Pending()
    add(pending, ShapeKind.BOX, class_id=1)
    assert written(tmp_path, pending) == []
    assert label(tmp_path) == "1 0.2 0.2 0.2 0.2\n"
    assert (tmp_path / "out/data.yaml").read_text("utf-8") == (
        "train: images.txt\nval: images.txt\ntask: detect\nnc: 2\nnames:\n  0: person\n  1: 'a: #dog'\n"
    )
    assert (tmp_path / "out/images.txt").read_text("utf-8") == "./images/a.jpg\n"


def test_that_an_image_without_objects_has_an_empty_file(tmp_path):
    assert written(tmp_path, Pending()) == []
    assert label(tmp_path) == ""


def test_that_a_pose_is_written_with_kpt_shape_and_the_names_of_keypoints(tmp_path):
    pending = Pending()
    points = np.array([[10.0, 20.0], [30.0, 60.0]])
    add(pending, ShapeKind.KEYPOINTS, rings=[points], holes=[False], visibility=[2, 1], keypoint_names=["nose", "no"])
    add(pending, ShapeKind.KEYPOINTS, rings=[points[:1]], holes=[False], visibility=[2], box=BOX)
    add(pending, ShapeKind.BOX)
    assert written(tmp_path, pending) == ["1 have fewer than 2 keypoints; the others are written as not labelled"]
    assert label(tmp_path).splitlines() == [
        "0 0.2 0.2 0.2 0.2 0.1 0.1 2 0.3 0.3 1",
        "0 0.2 0.2 0.2 0.2 0.1 0.1 2 0 0 0",
        "0 0.2 0.2 0.2 0.2 0 0 0 0 0 0",
    ]
    reading = read_again(tmp_path, contents_of(pending))
    assert reading.annotations.records["kind"].tolist() == [ShapeKind.KEYPOINTS, ShapeKind.KEYPOINTS, ShapeKind.BOX]
    assert reading.annotations.extra[0] == {"visibility": [2, 1], "keypoint_names": ["nose", "no"]}


def test_that_keypoints_beside_a_box_are_written_as_a_pose_when_that_is_wanted(tmp_path):
    pending = Pending()
    add(pending, ShapeKind.BOX, keypoints=[[10, 20], [0, 0]], visibility=[2, 0])
    assert written(tmp_path, pending, "yolo-pose") == []
    assert label(tmp_path) == "0 0.2 0.2 0.2 0.2 0.1 0.1 2 0 0 0\n"


def test_that_keypoints_that_are_lost_are_told(tmp_path):
    pending = Pending()
    add(pending, ShapeKind.BOX, keypoints=[[10, 20]], visibility=[2])
    assert written(tmp_path, pending, "yolo-detection") == ["1 have keypoints, which are not written"]


def test_that_shapes_which_a_task_does_not_hold_are_written_otherwise_and_told(tmp_path):
    ring = box_corners(BOX)
    hole = box_corners((14.0, 30.0, 20.0, 40.0))
    raster = np.zeros((200, 100), bool)
    raster[20:60, 10:30] = True
    pending = Pending()
    add(pending, ShapeKind.BOX)
    add(pending, ShapeKind.POLYGON, rings=[ring, hole, ring + 40], holes=[False, True, False], box=(10, 20, 70, 100))
    add(pending, ShapeKind.MASK, runs=runs_from_raster(raster))
    add(pending, ShapeKind.ROTATED_BOX, rings=[ring], holes=[False])
    add(pending, ShapeKind.TAG, box=(0, 0, 100, 200))
    quad = "0 0.1 0.1 0.3 0.1 0.3 0.3 0.1 0.3"
    for name, lines, notes in (
        (
            "yolo",
            [quad, quad, "0 0.5 0.3 0.7 0.3 0.7 0.5 0.5 0.5", quad, quad],
            [
                "1 have the shape box: each is written as its outline",
                "1 have holes, which are filled",
                "1 have several parts; each part is written as an object of its own",
                "1 are masks; each is written as its outline",
                "1 are rotated boxes; each is written as an outline of four corners",
                "1 speak of the whole image; they are left out",
            ],
        ),
        (
            "yolo-detection",
            ["0 0.2 0.2 0.2 0.2", "0 0.4 0.3 0.6 0.4", "0 0.2 0.2 0.2 0.2", "0 0.2 0.2 0.2 0.2"],
            [
                "1 have the shape polygon: each is written as the box around it",
                "1 have the shape mask: each is written as the box around it",
                "1 have the shape rotated box: each is written as the box around it",
                "1 speak of the whole image; they are left out",
            ],
        ),
        (
            "yolo-obb",
            [quad, "0 0.1 0.1 0.7 0.1 0.7 0.5 0.1 0.5", quad, quad],
            [
                "1 have the shape box: each is written as a rotated box with no angle",
                "1 have the shape polygon: each is written as a rotated box with no angle around it",
                "1 have the shape mask: each is written as a rotated box with no angle around it",
                "1 speak of the whole image; they are left out",
            ],
        ),
    ):
        folder = tmp_path / name
        folder.mkdir()
        assert written(folder, pending, name) == notes
        assert [set(line.split()) for line in label(folder).splitlines()] == [set(line.split()) for line in lines]


def test_that_facts_which_yolo_does_not_hold_are_told(tmp_path):
    pending = Pending()
    said = Said(source_id=3, score=0.5, flags=Flag.CROWD, attributes={"colour": "red"}, other={"track_id": 4})
    add(pending, ShapeKind.BOX, said, annotator_id=0)
    assert written(tmp_path, pending) == [
        "1 have attributes, which are not written",
        "1 have an id, which is not written",
        "1 have an annotator, which is not written",
        "1 have a score, which is not written",
        '1 have the mark "crowd", which is not written',
        '1 have the field "track_id", which is not written',
    ]


def test_that_images_of_unknown_size_lose_their_labels(tmp_path):
    pending = Pending()
    add(pending, ShapeKind.BOX)
    assert written(tmp_path, pending, size=(None, None)) == [
        "1 are on an image whose size is not known; they are left out"
    ]


def test_that_what_lies_far_outside_the_image_is_left_out(tmp_path):
    pending = Pending()
    add(pending, ShapeKind.BOX, box=(900.0, 0.0, 910.0, 10.0))
    assert written(tmp_path, pending) == ["1 reach farther out of the image than YOLO can say; they are left out"]
    assert label(tmp_path) == ""


def test_that_images_of_one_name_but_for_the_ending_are_told_apart_when_they_are_read(tmp_path):
    pending = Pending()
    add(pending, ShapeKind.BOX)
    add(pending, ShapeKind.BOX, image=1, class_id=1)
    contents = contents_of(pending, "a.jpg", "A.png")
    write = format_named("yolo").write
    assert write
    what = "has the name of another image but for its ending; its labels are in A.png.txt"
    assert list(result_of(write(tmp_path / "out", contents))) == [Note("A.png", what)]
    reading = read_again(tmp_path, contents)
    found = zip(reading.annotations.records["image"], reading.annotations.records["class_id"], strict=True)
    assert {reading.images.file_names[image]: reading.classes[label].name for image, label in found} == {
        "a.jpg": "person",
        "A.png": "a: #dog",
    }


def test_that_the_same_contents_give_the_same_bytes(tmp_path):
    pending = Pending()
    add(pending, ShapeKind.BOX)
    contents = contents_of(pending)
    write = format_named("yolo").write
    assert write
    for name in ("one", "two"):
        result_of(write(tmp_path / name, contents))
    one, two = ({path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")} for name in ("one", "two"))  # fmt: skip
    assert one == two
    assert len(one) == 3

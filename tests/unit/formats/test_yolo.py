import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from assay.formats.delivered import Delivered
from assay.formats.detect import Detection, detect
from assay.formats.reading import Reading
from assay.formats.recognised import Certainty
from assay.formats.yolo import recognise
from assay.model.errors import AssayError
from assay.model.progress import result_of
from assay.model.shapes import Flag, ShapeKind
from tests.shared_folder import data
from tests.unit.formats.archives import zipped
from tests.unit.formats.fuzzing import CASES, DAMAGES, SAME_READER, fuzz
from tests.unit.formats.round_trips import picture
from tests.unit.formats.soundness import assert_sound

DATUMARO = "06-formats/datumaro-fixtures"
DARKNET = f"{DATUMARO}/yolo-darknet-and-ultralytics"
LABEL_STUDIO = "06-formats/label-studio"
LABELFORMAT = "06-formats/labelformat-fixtures"
CARS = "06-formats/yolo-polygons-cars-shuffler"
NO_NAMES = (
    "classes: no list of class names was found (data.yaml, obj.names, classes.txt) for 0; the first is called 'class_0'"
)


def detected(path: Path, name: str = "", *, images: Path | None = None) -> tuple[Detection, Reading]:
    with Delivered.open(path, images=images) as delivered:
        found = detect(delivered, name)
        reading = result_of(found.read(delivered))
    assert_sound(reading)
    return found, reading


def read(path: Path, name: str = "", *, images: Path | None = None) -> Reading:
    found, reading = detected(path, name, images=images)
    assert found.format.name == (name or "yolo")
    return reading


def folder(path: Path, files: dict[str, str], size: tuple[int, int] = (100, 200)) -> Path:
    """A delivery of label files, and of blank images for names that end like one."""
    for name, text in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(picture(*size) if name.endswith((".jpg", ".png")) else text.encode())
    return path


def read_lines(path: Path, *lines: str, name: str = "", settings: str = "names: [cat, dog]") -> Reading:
    files = {"images/a.jpg": "", "labels/a.txt": "\n".join(lines), "data.yaml": settings}
    return read(folder(path, files), name)


def kinds(reading: Reading) -> list[str]:
    return [ShapeKind(kind).name for kind in reading.annotations.records["kind"]]


def classes(reading: Reading) -> list[str]:
    return [reading.classes[index].name for index in reading.annotations.records["class_id"]]


def counts(reading: Reading) -> dict[str, int]:
    names = reading.images.file_names
    found = Counter(names[image] for image in reading.annotations.records["image"])
    return {name: found[name] for name in names}


def said(entries: Iterable[object]) -> list[str]:
    return [str(entry) for entry in entries]


def test_that_darknet_and_ultralytics_folders_are_read_each_with_its_own_list_of_names():
    reading = read(data(DARKNET))
    assert counts(reading) == {
        "annotations/Images/1.jpg": 2,
        "labels/images/train/1.jpg": 2,
        "labels/images/val/1.jpg": 2,
        "strict/obj_train_data/1.jpg": 2,
    }
    assert [one.name for one in reading.classes] == [f"label_{at}" for at in range(10)]
    assert classes(reading) == ["label_2", "label_4"] * 4
    assert reading.annotations.boxes[0] == pytest.approx([0, 2, 4, 4], abs=1e-4)
    assert reading.annotations.boxes[1] == pytest.approx([3, 3, 5, 6], abs=1e-4)
    assert said(reading.notes) == [
        "text files: 1 hold no labels of this format and are not read (the first is 'labels/README.txt')"
    ]
    assert not reading.rejected


@pytest.mark.parametrize(
    ("part", "images"), [("annotations", 1), ("labels", 2), ("strict", 1)]
)  # annotations: folders called otherwise; labels: parallel trees with splits; strict: obj.data and images beside
def test_that_each_darknet_layout_is_read_alone(part, images):
    found, reading = detected(data(DARKNET, part))
    assert (found.format.name, found.recognised.certainty) == ("yolo", Certainty.LIKELY)
    assert list(counts(reading).values()) == [2] * images
    assert not reading.rejected


def test_that_data_yaml_makes_sure_and_names_the_classes():
    found, reading = detected(data(DATUMARO, "roboflow-yolo"))
    assert found.recognised.certainty is Certainty.CERTAIN
    assert found.why == (
        "the lines of its text files are the number of a class and shares of an image's width and height, and data.yaml names the classes"
    )
    assert counts(reading) == {
        "train/images/train_001.jpg": 1,
        "train/images/train_002.jpg": 1,
        "val/images/val_001.jpg": 2,
    }
    assert reading.annotations.boxes[0] == pytest.approx([2, 1, 5, 2])
    assert classes(reading) == ["label_0", "label_1", "label_0", "label_1"]
    assert (reading.rejected, reading.notes) == ((), ())


def test_that_label_studio_s_export_is_read_but_for_images_that_are_missing():
    reading = read(data(LABEL_STUDIO, "test_import_yolo_data"))
    assert counts(reading) == {
        "images/img_1.jpg": 4,
        "images/img_2.png": 4,
        "images/img_5.jpg": 3,
        "images/img_6.jpeg": 4,
        "images/img_7.jpeg": 2,
    }
    assert reading.annotations.boxes[0] == pytest.approx([10, 9, 627, 295])
    assert classes(reading)[:4] == ["bus", "number", "closed_door", "closed_door"]
    assert said(reading.rejected) == [
        f"labels/img_{at}.txt: no image 'img_{at}' was found, and its size is needed; say where the images are; left out"
        for at in (3, 4)
    ]


def test_that_label_studio_s_export_of_images_of_one_size_is_read_whole():
    reading = read(data(LABEL_STUDIO, "test_import_yolo_data_unif_dims"))
    assert list(counts(reading).values()) == [4, 4, 4, 4, 3]
    assert reading.rejected == ()


def test_that_awkward_file_names_and_class_names_with_spaces_are_read():
    reading = read(data(LABELFORMAT, "object_detection/YOLOv8"))
    start = "images/a-difficult subfolder/"
    assert counts(reading) == {
        f"{start}a-weird Filename.asdf.jpg": 8,
        f"{start}aNother-weird__ filename.with.many.characters.jpg": 8,
    }
    assert len(reading.classes) == 32
    assert Counter(classes(reading)) == {"snowboard": 6, "person": 5, "bench": 2, "bicycle with space": 2, "dog": 1}
    assert reading.annotations.boxes[0] == pytest.approx([539.72, 295.45, 562.63, 313.84], abs=0.01)
    assert (reading.rejected, reading.notes) == ((), ())


def test_that_outlines_are_read():
    reading = read(data(LABELFORMAT, "instance_segmentation/YOLOv8"))
    assert counts(reading) == {"images/000000036086.jpg": 2, "images/000000109005.jpg": 1}
    assert kinds(reading) == ["POLYGON"] * 3
    assert classes(reading) == ["sports ball", "person", "elephant"]
    outline = reading.annotations.rings(0)[0]
    assert [len(reading.annotations.rings(row)[0]) for row in range(3)] == [20, 34, 54]
    assert outline[0] == pytest.approx([0.248797 * 482, 0.763484 * 640])
    assert reading.rejected == ()


def test_that_several_label_files_for_one_image_are_not_mixed():
    reading = read(data(CARS))
    assert counts(reading) == {"images/000000.jpg": 1, "images/000001.jpg": 1}
    second = "speaks of the same image as yolo/labels/car/00000{}.txt, which was read; hand over the one that was delivered; left out"
    assert said(reading.rejected) == [
        "images/000004.txt: no image '000004' was found, and its size is needed; say where the images are; left out",
        f"yolo/labels/car_and_bus/000000.txt: {second.format(0)}",
        f"yolo/labels/car_and_bus/000001.txt: {second.format(1)}",
        f"yolo/labels/car_as_polygons/000000.txt: {second.format(0)}",
    ]
    assert said(reading.notes) == [
        "images: 3 have no label file and count as not labelled (the first is 'images/000002.jpg')",
        NO_NAMES,
    ]


def test_that_labels_without_any_list_of_names_are_read_with_a_folder_of_images():
    images = data(CARS, "images")
    car = read(data(CARS, "yolo/labels/car"), images=images)
    assert counts(car) == {"000000.jpg": 1, "000001.jpg": 1}
    assert car.annotations.boxes[0] == pytest.approx([225.1, 134.2, 581.4, 511.6], abs=1e-4)
    assert said(car.notes) == [NO_NAMES]
    both = read(data(CARS, "yolo/labels/car_and_bus"), images=images)
    assert (counts(both), classes(both)) == ({"000000.jpg": 1, "000001.jpg": 2}, ["class_0", "class_0", "class_1"])
    outlined = read(data(CARS, "yolo/labels/car_as_polygons"), images=images)
    assert kinds(outlined) == ["POLYGON"]
    assert outlined.annotations.boxes[0] == pytest.approx([225.1, 134.2, 581.4, 511.6], abs=1e-4)
    assert [note.what for note in outlined.notes if note.where == "outlines"] == [
        "all 1 have four corners and are read as polygons; if they are rotated boxes, read them as yolo-obb"
    ]
    turned = read(data(CARS, "yolo/labels/car_as_polygons"), "yolo-obb", images=images)
    assert kinds(turned) == ["ROTATED_BOX"]


def test_that_a_list_of_names_without_labels_is_no_delivery():
    with pytest.raises(AssayError, match="holds no labels"):
        read(data("06-formats/v7-darwin-convert/yolo/to"))
    with (
        Delivered.open(data("06-formats/v7-darwin-convert/yolo")) as delivered,
    ):
        assert detect(delivered).format.name == "darwin"


def test_that_a_data_yaml_alone_is_told_from_labels():
    with pytest.raises(AssayError, match=r"the settings of a YOLO data set without its labels; hand over the folder"):
        read(data(DATUMARO, "roboflow-yolo/data.yaml"))


@pytest.mark.parametrize(
    "path",
    [
        f"{DATUMARO}/kitti-detection",
        f"{DATUMARO}/dota-obb",
        f"{DATUMARO}/roboflow-yolo-obb",
        f"{LABELFORMAT}/object_detection/KITTI",
        "08-pcb-defects",
        "07-known-numbers/padilla-7-images/groundtruths",
        "07-known-numbers/padilla-7-images/detections",
    ],
)
def test_that_other_text_files_are_not_taken(path):
    with Delivered.open(data(path)) as delivered:
        assert recognise(delivered) is None


def test_that_an_empty_label_file_means_no_objects_and_a_missing_one_not_labelled(tmp_path):
    files = {"images/a.jpg": "", "images/b.jpg": "", "images/c.jpg": ""}
    reading = read(
        folder(tmp_path, {**files, "labels/a.txt": "0 .5 .5 .5 .5", "labels/b.txt": "\n", "classes.txt": "x"})
    )
    assert counts(reading) == {"images/a.jpg": 1, "images/b.jpg": 0}
    assert said(reading.notes) == [
        "images: 1 have no label file and count as not labelled (the first is 'images/c.jpg')"
    ]
    assert reading.annotations.boxes[0].tolist() == [25, 50, 75, 150]


def test_that_a_delivery_of_empty_label_files_is_known_by_its_list_of_names(tmp_path):
    found, reading = detected(folder(tmp_path, {"a.jpg": "", "a.txt": "", "classes.txt": "x\ny"}))
    assert (found.format.name, found.recognised.certainty) == ("yolo", Certainty.POSSIBLE)
    assert counts(reading) == {"a.jpg": 0}


def test_that_train_txt_names_images_that_are_missing(tmp_path):
    files = {
        "obj.names": "x",
        "train.txt": "data/obj/a.jpg\n/home/me/obj/b.png\n",
        "obj/a.txt": "",
        "obj/b.txt": "0 .5 .5 1 1",
    }
    reading = read(folder(tmp_path, files))
    assert counts(reading) == {"data/obj/a.jpg": 0, "home/me/obj/b.png": 0}
    assert said(reading.rejected) == [
        "obj/b.txt, line 1: the image 'home/me/obj/b.png' is missing, and its size is needed; say where the images are; left out"
    ]


def test_that_a_list_of_images_tells_which_of_two_images_of_one_name_is_meant(tmp_path):
    lines = {"labels/a.txt": "0 .5 .5 1 1", "labels/a.png.txt": "0 .5 .5 1 1\n0 .5 .5 .5 .5"}
    files = {"images/a.jpg": "", "images/a.png": "", **lines, "data.yaml": "names: [x]"}
    alone = read(folder(tmp_path / "alone", files))
    assert counts(alone) == {"images/a.png": 2}
    listed = read(folder(tmp_path / "listed", {**files, "train.txt": "./images/a.jpg\n./images/a.png\n"}))
    assert counts(listed) == {"images/a.png": 2, "images/a.jpg": 1}


def test_that_images_lie_in_the_folder_parallel_to_that_of_the_labels(tmp_path):
    line = "0 .5 .5 1 1"
    files = {
        f"{split}/{part}/a.{ending}": line
        for split in ("train", "val")
        for part, ending in (("images", "jpg"), ("labels", "txt"))
    }
    files |= {"labels/test/a.txt": line, "images/test/a.jpg": "", "masks/test/a.png": ""}
    reading = read(folder(tmp_path, files))
    assert counts(reading) == {"images/test/a.jpg": 1, "train/images/a.jpg": 1, "val/images/a.jpg": 1}
    assert not reading.rejected


def test_that_labels_lie_beside_images_in_an_archive(tmp_path):
    files = {"x/a.png": picture(10, 10), "x/a.txt": b"1 0.5 0.5 0.2 0.2", "x/classes.txt": b"cat\r\ndog\r\n"}
    reading = read(zipped(tmp_path / "labels.zip", files))
    assert (counts(reading), classes(reading)) == ({"x/a.png": 1}, ["dog"])
    assert reading.annotations.boxes[0] == pytest.approx([4, 4, 6, 6])


def test_that_a_single_label_file_is_read_with_the_image_beside_it(tmp_path):
    path = folder(tmp_path, {"images/a.jpg": "", "labels/a.txt": "0 .5 .5 1 1"})
    reading = read(path / "labels/a.txt")
    assert counts(reading) == {"a.jpg": 1}
    with pytest.raises(AssayError, match=r"a\.txt: no image 'a' was found"):
        read(folder(tmp_path / "other", {"labels/a.txt": "0 .5 .5 1 1"}) / "labels/a.txt")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("cat 0.5 0.5 0.1 0.1", "the class is no finite number but 'cat'"),
        ("-1 0.5 0.5 0.1 0.1", "the class is no whole number from 0 on but '-1'"),
        ("0.5 0.5 0.5 0.1 0.1", "the class is no whole number from 0 on but '0.5'"),
        ("0 0.5 nan 0.1 0.1", "a number of the line is no finite number but 'nan'"),
        ("0 0.5 0.5 0.1", "has 3 numbers after the class, which is no shape"),
        ("0", "has 0 numbers after the class, which is no shape"),
        (
            "0 320 240 100 80",
            "the shape reaches to 27000, far out of the image (100 × 200); coordinates are shares from 0 to 1, not pixels",
        ),
        ("0 0.5 0.5 -0.1 0.1", "the box has a negative width (-10)"),
        ("0 0.5 0.5 0.1 0.1 1.57", "a number follows the shape that is no confidence from 0 to 1 (1.57)"),
        ("0, 0.5, 0.5, 0.1, 0.1", "the class is no finite number but '0,'"),
    ],
)
def test_that_a_line_that_is_no_shape_costs_only_itself(tmp_path, line, why):
    reading = read_lines(tmp_path, "0 .5 .5 .1 .1", "", line, "1 .5 .5 .2 .2")
    assert classes(reading) == ["cat", "dog"]
    assert said(reading.rejected) == [f"labels/a.txt, line 3: {why}; left out"]


def test_that_a_box_without_area_is_kept_and_flagged(tmp_path):
    reading = read_lines(tmp_path, "0 .5 .5 0 .1", "0 .5 .5 .1 .1")
    assert reading.annotations.records["flags"].tolist() == [Flag.INVALID, 0]


def test_that_a_box_may_reach_a_little_out_of_the_image(tmp_path):
    reading = read_lines(tmp_path, "0 0 0.5 0.2 1.01")
    assert reading.annotations.boxes[0] == pytest.approx([-10, -1, 10, 201])


def test_that_confidences_and_tracks_are_kept(tmp_path):
    outline = ".1 .1 .9 .1 .9 .9 .5 .9 .1 .5"
    reading = read_lines(
        tmp_path,
        "0 .5 .5 .1 .1 0.75",
        "0 .5 .5 .1 .1 7",
        "0 .5 .5 .1 .1 0.5 12",
        f"1 {outline} 0.25",
        f"1 {outline} 0.5 3",
        "1 .1 .1 .9 .1 .9 .9",
    )
    assert kinds(reading) == ["BOX"] * 3 + ["POLYGON"] * 3
    assert reading.annotations.records["score"].tolist() == pytest.approx(
        [0.75, float("nan"), 0.5, 0.25, 0.5, float("nan")], nan_ok=True
    )
    others = [reading.annotations.extra.get(row, {}).get("other") for row in range(6)]
    assert others == [None, {"track_id": 7}, {"track_id": 12}, None, {"track_id": 3}, None]
    assert [len(ring) for row in range(3, 6) for ring in reading.annotations.rings(row)] == [5, 5, 3]


def test_that_outlines_of_four_corners_are_rotated_boxes_when_they_are_turned(tmp_path):
    turned = "0 0.5 0.1 0.9 0.3 0.5 0.5 0.1 0.3"  # on 100 × 200 pixels: corners 50 20, 90 60, 50 100, 10 60
    reading = read_lines(tmp_path, turned, "1 .1 .1 .2 .1 .2 .2 .1 .2")
    assert kinds(reading) == ["ROTATED_BOX"] * 2
    assert reading.annotations.rings(0)[0].ravel() == pytest.approx([50, 20, 90, 60, 50, 100, 10, 60])
    assert reading.annotations.boxes[0] == pytest.approx([10, 20, 90, 100])
    assert said(reading.notes) == [
        "outlines: all 2 have four corners, and at least half are turned boxes; they are read as rotated boxes"
    ]


def test_that_one_outline_with_more_corners_makes_all_polygons(tmp_path):
    turned = "0 0.5 0.1 0.9 0.3 0.5 0.5 0.1 0.3"
    reading = read_lines(tmp_path, turned, "1 .1 .1 .2 .1 .2 .2 .1 .2 .05 .15")
    assert kinds(reading) == ["POLYGON"] * 2
    assert reading.notes == ()


def test_that_the_task_in_data_yaml_and_the_one_that_somebody_says_count(tmp_path):
    turned = "0 0.5 0.1 0.9 0.3 0.5 0.5 0.1 0.3"
    told = read_lines(tmp_path / "told", turned, settings="names: [x]\ntask: segment")
    assert (kinds(told), told.notes) == (["POLYGON"], ())
    assert kinds(read_lines(tmp_path / "obb", turned, settings="names: [x]\ntask: obb")) == ["ROTATED_BOX"]
    assert kinds(read_lines(tmp_path / "said", turned, name="yolo-segmentation")) == ["POLYGON"]
    no_box = read_lines(tmp_path / "boxes", "0 .5 .5 .1 .1", turned, name="yolo-detection")
    assert [one.why for one in no_box.rejected] == [
        "has 8 numbers after the class, which is no shape to detect; left out"
    ]


def test_that_keypoints_are_read_as_kpt_shape_says(tmp_path):
    settings = "kpt_shape: [2, 3]\nnames: {0: person}\nkpt_names:\n  0: [nose, tail]"
    lines = ["0 .5 .5 .4 .4 .4 .4 2 .6 .6 1", "0 .5 .5 .4 .4 0 0 0 0 0 0 0.5", "0 .5 .5 .4 .4", "0 .5 .5 .4 .4 .1 .1 2"]
    reading = read_lines(tmp_path, *lines, settings=settings)
    assert kinds(reading) == ["KEYPOINTS", "BOX", "BOX"]
    assert reading.annotations.rings(0)[0].ravel() == pytest.approx([40, 80, 60, 120])
    assert reading.annotations.boxes[0] == pytest.approx([30, 60, 70, 140])
    assert reading.annotations.extra[0] == {"visibility": [2, 1], "keypoint_names": ["nose", "tail"]}
    assert reading.annotations.records["score"][1] == 0.5
    assert [one.why for one in reading.rejected] == [
        "has 7 numbers after the class, not a box and 2 keypoints of 3; left out"
    ]


def test_that_keypoints_without_visibility_are_labelled_unless_they_lie_at_zero(tmp_path):
    reading = read_lines(tmp_path, "0 .5 .5 .4 .4 .4 .4 0 0", settings="kpt_shape: [2, 2]\nnames: [x]")
    assert reading.annotations.extra[0] == {"visibility": [2, 0]}


def test_that_poses_are_known_by_their_visibilities_without_data_yaml(tmp_path):
    files = {"a.jpg": "", "a.txt": "0 .5 .5 .4 .4 .4 .4 2 .6 .6 0\n0 .5 .5 .4 .4 .4 .4 1 .6 .6 2", "classes.txt": "x"}
    reading = read(folder(tmp_path / "poses", files))
    assert kinds(reading) == ["KEYPOINTS"] * 2
    files["a.txt"] = "0 .5 .5 .4 .4 .4 .4 1 .6 .6 1"
    assert kinds(read(folder(tmp_path / "outline", files))) == ["POLYGON"]
    assert kinds(read(folder(tmp_path / "said", files), "yolo-pose")) == ["KEYPOINTS"]


@pytest.mark.parametrize(
    ("settings", "names", "notes"),
    [
        ("names: [no, 1e3]", ["no", "1e3"], []),
        ("names:\n  0: a\n  1: b", ["a", "b"], []),
        ("names: {1: b, 0: a}\nnc: 3", ["a", "b"], ["data.yaml: says that there are 3 classes (nc), but names 2"]),
        ("names: [a, a]", ["a", "a"], ["data.yaml: gives several classes the name 'a'; they are read as one"]),
        ("nc: 2", ["class_0", "class_1"], ["data.yaml: has no name for the classes 0, 1, which labels use; the first is called 'class_0'"]),
        ("names: [a]", ["a", "class_1"], ["data.yaml: has no name for the classes 1, which labels use; the first is called 'class_1'"]),
    ],
)  # fmt: skip
def test_that_class_names_come_from_data_yaml(tmp_path, settings, names, notes):
    reading = read_lines(tmp_path, "0 .5 .5 .1 .1", "1 .5 .5 .1 .1", settings=settings)
    assert classes(reading) == names
    assert said(reading.notes) == notes


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        ("names: [a", "is no valid YAML, line 1: "),
        ("names: [[a]]", "a name of names is no text but ['a']"),
        ("names: {x: a}", "a class of names is no finite number but 'x'"),
        ("names: coco.names", "names is no list but 'coco.names'"),
        ("names: [a]\nnc: many", "nc is no finite number but 'many'"),
        ("names: [a]\nkpt_shape: 17", "kpt_shape is no list of two numbers but '17'"),
        ("names: &a [x]\nnc: *a", "is no valid YAML, line 2: found an alias"),
    ],
)
def test_that_a_broken_data_yaml_is_listed_and_the_labels_are_read(tmp_path, settings, why):
    reading = read_lines(tmp_path, "0 .5 .5 .1 .1", settings=settings)
    assert classes(reading) == ["class_0"]
    assert [one.where for one in reading.rejected] == ["data.yaml"]
    assert reading.rejected[0].why.startswith(why)
    assert reading.rejected[0].why.endswith("; its class names are not known")


def test_that_lists_of_names_that_differ_are_noted(tmp_path):
    files = {"a.jpg": "", "a.txt": "1 .5 .5 .1 .1", "classes.txt": "dog\ncat\n", "data.yaml": "names: [cat, dog]"}
    reading = read(folder(tmp_path, files))
    assert classes(reading) == ["dog"]
    assert said(reading.notes) == ["data.yaml: names other classes than classes.txt, which does not count"]


def test_that_an_image_called_classes_keeps_its_labels(tmp_path):
    files = {"images/classes.jpg": "", "labels/classes.txt": "0 .5 .5 .1 .1", "data.yaml": "names: [cat]"}
    assert counts(read(folder(tmp_path, files))) == {"images/classes.jpg": 1}


def test_that_a_blank_line_in_a_list_of_names_leaves_its_class_without_a_name(tmp_path):
    files = {"a.jpg": "", "a.txt": "2 .5 .5 .1 .1\n1 .5 .5 .1 .1", "classes.txt": "cat\n\ndog\n"}
    assert classes(read(folder(tmp_path, files))) == ["dog", "class_1"]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", SAME_READER)
def test_that_a_damaged_file_whose_lines_were_told_is_read_or_refused_with_a_sentence(tmp_path, name):
    fuzz(name, data(f"{LABELFORMAT}/object_detection/YOLOv8"), tmp_path)


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "source", [f"{LABELFORMAT}/object_detection/YOLOv8", f"{LABELFORMAT}/instance_segmentation/YOLOv8", DARKNET]
)
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path, source):
    fuzz("yolo", data(source), tmp_path)


@pytest.mark.timeout(600)
def test_that_damaged_settings_are_read_or_refused_with_a_sentence(tmp_path):
    settings = "kpt_shape: [2, 3]\nnc: 2\nnames: {0: person, 1: dog}\nkpt_names:\n  0: [nose, tail]\n"
    path = folder(tmp_path, {"a.jpg": "", "a.txt": "0 .5 .5 .4 .4 .4 .4 2 .6 .6 1"})
    read_whole = 0
    for case in range(CASES // 8):
        chance = random.Random(case)
        (path / "data.yaml").write_bytes(chance.choice(DAMAGES)(settings.encode(), chance))
        read_whole += not read(path).rejected
    assert read_whole > CASES / 160

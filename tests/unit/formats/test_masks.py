from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from assay.formats import masks
from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.geometry.rle import raster_from_runs
from assay.model.progress import result_of
from assay.model.shapes import Flag, ShapeKind
from tests.shared_folder import data
from tests.unit.formats.detecting import detected, picture
from tests.unit.formats.fuzzing import fuzz


def drawn(
    path: Path, *blocks: tuple[int, int, int, int, int], mode: str = "L", size: tuple[int, int] = (40, 30)
) -> Path:
    """A label image with rectangles of values: (x_min, y_min, x_max, y_max, value)."""
    values = np.zeros(size[::-1], np.uint16 if mode == "I;16" else np.uint8)
    for x_min, y_min, x_max, y_max, value in blocks:
        values[y_min:y_max, x_min:x_max] = value
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.fromarray(values)
    if mode == "P":
        image.putpalette([0, 0, 0, 128, 0, 0, 0, 128, 0] + [9] * 759)
    image.save(path)
    return path


def test_that_the_values_of_a_semantic_fixture_are_its_classes():
    reading = detected(data("06-formats/labelformat-fixtures/semantic_segmentation"), "masks")
    assert [image[1:4] for image in reading.images] == [
        ("pascalvoc/JPEGImages/2007_000032.jpg", 500, 281),
        ("pascalvoc/JPEGImages/subdir/2007_000033.jpg", 500, 366),
    ]
    named = [reading.classes[number].name for number in reading.annotations.records["class_id"]]
    assert named == ["aeroplane", "person", "void", "aeroplane", "void"]
    pixels = [int(raster_from_runs(reading.annotations.mask_runs(row)).sum()) for row in range(5)]
    assert pixels == [4734, 866, 5355, 30937, 8195]
    assert reading.annotations.records["flags"].tolist() == [0, 0, Flag.IGNORE, 0, Flag.IGNORE]
    assert len(reading.classes) == 21
    assert (reading.rejected, reading.notes) == ((), ())


def test_that_a_file_per_object_is_a_mask_each():
    reading = detected(data("06-formats/v7-darwin-convert/instance_mask/to"), "masks")
    assert [image[1:4] for image in reading.images] == [("masks/000000021295", 640, 427)]
    assert reading.annotations.records["kind"].tolist() == [ShapeKind.MASK] * 3
    pixels = [int(raster_from_runs(reading.annotations.mask_runs(row)).sum()) for row in range(3)]
    assert pixels == [9265, 10801, 14231]
    assert [one.name for one in reading.classes] == ["object"]
    assert len(reading.notes) == 1


def test_that_files_per_object_find_their_image_and_name_their_class(tmp_path):
    picture(tmp_path / "images/a_1.jpg", width=40, height=30)
    drawn(tmp_path / "masks/a_1_cat_0.png", (1, 2, 11, 22, 255))
    drawn(tmp_path / "masks/a_1_dog_1.png", (20, 2, 30, 4, 255))
    reading = detected(tmp_path, "masks")
    assert reading.images.file_names == ("images/a_1.jpg",)
    assert [one.name for one in reading.classes] == ["cat", "dog"]
    assert reading.annotations.boxes.tolist() == [[1, 2, 11, 22], [20, 2, 30, 4]]


def test_that_objects_beside_their_classes_are_objects_of_those_classes(tmp_path):
    picture(tmp_path / "JPEGImages/a.jpg", width=40, height=30)
    picture(tmp_path / "SegmentationObjectVisualization/a.jpg", width=40, height=30)
    drawn(tmp_path / "SegmentationObject/a.png", (0, 0, 9, 9, 1), (9, 0, 18, 9, 2), (30, 0, 34, 9, 255), mode="P")
    classes = (0, 0, 9, 9, 1), (9, 0, 17, 9, 1), (17, 0, 18, 9, 2), (30, 0, 34, 9, 255)
    drawn(tmp_path / "SegmentationClass/a.png", *classes, mode="P")
    drawn(tmp_path / "SegmentationClass/b.png", (5, 5, 9, 9, 2), mode="P")
    (tmp_path / "class_names.txt").write_text("__ignore__\n_background_\ncat\ndog\n")
    reading = detected(tmp_path, "masks")
    assert reading.images.file_names == ("SegmentationClass/b", "JPEGImages/a.jpg")
    named = [reading.classes[number].name for number in reading.annotations.records["class_id"]]
    assert named == ["dog", "cat", "cat", "void"]
    assert reading.annotations.boxes.tolist() == [[5, 5, 9, 9], [0, 0, 9, 9], [9, 0, 18, 9], [30, 0, 34, 9]]
    assert reading.annotations.records["flags"].tolist() == [0, 0, 0, Flag.IGNORE]
    assert reading.rejected == ()


def test_that_objects_of_another_size_than_their_classes_are_told_of(tmp_path):
    drawn(tmp_path / "SegmentationObject/a.png", (0, 0, 9, 9, 1), mode="P")
    drawn(tmp_path / "SegmentationClass/a.png", (0, 0, 9, 9, 1), mode="P", size=(41, 30))
    drawn(tmp_path / "SegmentationObject/b.png", (0, 0, 9, 9, 1), mode="P")
    drawn(tmp_path / "SegmentationClass/b.png", (0, 0, 9, 9, 7), mode="P")
    reading = detected(tmp_path, "masks")
    assert [one.name for one in reading.classes] == ["7"]
    assert [one.why for one in reading.rejected] == [
        "is 40 × 30, but the label image of its classes is 41 × 30; left out"
    ]


@pytest.mark.parametrize("mode", ["L", "I;16"])
def test_that_each_value_of_an_instance_map_is_an_object(tmp_path, mode):
    picture(tmp_path / "a.jpg", width=40, height=30)
    drawn(tmp_path / "masks/a.png", (0, 0, 5, 5, 1), (10, 0, 15, 5, 2), (20, 0, 25, 5, 200), mode=mode)
    reading = detected(tmp_path, "masks")
    assert reading.annotations.boxes.tolist() == [[0, 0, 5, 5], [10, 0, 15, 5], [20, 0, 25, 5]]
    assert [reading.annotations.source_id(row) for row in range(3)] == [1, 2, 200]


def test_that_the_values_of_a_palette_without_names_are_classes(tmp_path):
    drawn(tmp_path / "a.png", (0, 0, 5, 5, 1), (10, 0, 15, 5, 2), (20, 0, 25, 5, 255), mode="P")
    reading = detected(tmp_path, "masks")
    assert [one.name for one in reading.classes] == ["1", "2", "void"]
    assert reading.annotations.records["flags"].tolist() == [0, 0, Flag.IGNORE]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("class_mapping.csv", "class_name,class_color\n__background__,0 0 0\ncat,128 0 0\ndog,0 128 0\n"),
        ("labelmap.txt", "# label:color_rgb:parts:actions\nbackground:0,0,0::\ncat:128,0,0::\ndog:0,128,0::\n"),
    ],
)
@pytest.mark.parametrize("mode", ["P", "RGB"])
def test_that_colours_are_classes_where_a_list_names_them(tmp_path, name, text, mode):
    path = drawn(tmp_path / "a.png", (0, 0, 5, 5, 1), (10, 0, 15, 5, 2), mode="P")
    Image.open(path).convert(mode).save(path)
    (tmp_path / name).write_text(text)
    reading = detected(tmp_path, "masks")
    assert [one.name for one in reading.classes] == ["cat", "dog"]
    assert reading.annotations.boxes.tolist() == [[0, 0, 5, 5], [10, 0, 15, 5]]


def test_that_the_lists_of_labelme_begin_before_the_background(tmp_path):
    drawn(tmp_path / "a.png", (0, 0, 5, 5, 1))
    (tmp_path / "class_names.txt").write_text("__ignore__\n_background_\ncat\n")
    assert [one.name for one in detected(tmp_path, "masks").classes] == ["cat"]


def test_that_a_value_that_is_not_listed_is_told_of(tmp_path):
    drawn(tmp_path / "a.png", (0, 0, 5, 5, 1), (10, 0, 15, 5, 9))
    (tmp_path / "classes.json").write_text('{"0": "background", "1": "cat"}')
    reading = detected(tmp_path, "masks")
    assert [str(one) for one in reading.rejected] == [
        "a.png: has the value 9, which classes.json does not name; left out"
    ]
    assert len(reading.annotations) == 1


def test_that_a_mask_of_another_size_than_its_image_is_left_out(tmp_path):
    picture(tmp_path / "a.jpg", width=41, height=30)
    drawn(tmp_path / "masks/a.png", (0, 0, 5, 5, 1))
    reading = detected(tmp_path, "masks")
    assert [str(one) for one in reading.rejected] == [
        "masks/a.png: the mask is 40 × 30, but the image is 41 × 30; left out"
    ]


@pytest.mark.parametrize(
    "folder", ["12-raccoon-voc/images", "01-nuclei/images", "09-coco-photos-cc-by/images", "11-awkward-images"]
)
def test_that_photos_are_no_label_images(folder):
    with Delivered.open(data(folder)) as delivered:
        assert masks.recognise(delivered) is None


def test_that_blank_images_are_no_label_images(tmp_path):
    picture(tmp_path / "a_1.png", width=40, height=30)
    with Delivered.open(tmp_path) as delivered:
        assert masks.recognise(delivered) is None


def test_that_a_broken_image_is_listed(tmp_path):
    for name in ("a_1.png", "a_2.png"):
        drawn(tmp_path / name, (0, 0, 5, 5, 1))
    (tmp_path / "a_2.png").write_bytes((tmp_path / "a_2.png").read_bytes()[:60])
    with Delivered.open(tmp_path) as delivered:
        reading = result_of(detect(delivered, "masks").read(delivered))
    assert [one.where for one in reading.rejected] == ["a_2.png"]
    assert "the label image a_2.png cannot be opened" in reading.rejected[0].why


@pytest.mark.timeout(600)
def test_that_a_damaged_image_is_read_or_refused_with_a_sentence(tmp_path):
    fuzz("masks", data("06-formats/labelformat-fixtures/semantic_segmentation"), tmp_path)

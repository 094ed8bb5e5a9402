"""COCO files that are broken, each in its own way: what can be kept is kept, the rest is listed with its place and its value."""

import json
import time
from pathlib import Path

import pytest

from assay.formats import coco
from assay.model.errors import AssayError
from assay.model.progress import result_of
from tests.unit.formats.coco_files import annotation, document, read, read_annotations, read_text

GOOD = annotation(id=99)
SQUARE = [0, 0, 4, 0, 4, 4, 0, 4]
NAN, INFINITY = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"bbox": [1, 2, -4, 3]}, "bbox has a negative width (-4)"),
        ({"bbox": [1, 2, 4, -3.5]}, "bbox has a negative height (-3.5)"),
        ({"bbox": [1, NAN, 4, 3]}, "bbox is not four finite numbers but [1, NaN, 4, 3]"),
        ({"bbox": [1, 2, INFINITY, 3]}, "bbox is not four finite numbers but [1, 2, Infinity, 3]"),
        ({"bbox": [1, 2, -INFINITY, 3]}, "bbox is not four finite numbers but [1, 2, -Infinity, 3]"),
        ({"bbox": [1, 2, 3]}, "bbox is not four finite numbers but [1, 2, 3]"),
        ({"bbox": [1, 2, 3, 4, 5]}, "bbox is not four finite numbers but [1, 2, 3, 4, 5]"),
        ({"bbox": [1, "2", 3, 4]}, 'bbox is not four finite numbers but [1, "2", 3, 4]'),
        ({"bbox": "1 2 3 4"}, 'bbox is not four finite numbers but "1 2 3 4"'),
        ({"bbox": {"x": 1}}, 'bbox is not four finite numbers but {"x": 1}'),
        ({"bbox": [1e8, 0, 1, 1]}, "bbox has a coordinate that no image has (1e+08)"),
        ({"bbox": [0, 0, 1, 10**400]}, "bbox is not four finite numbers but [0, 0, 1, 1000000000"),
        ({"bbox": None}, "has neither a bbox nor a segmentation"),
        ({"bbox": []}, "has neither a bbox nor a segmentation"),
        ({"image_id": 3}, "image_id 3 names no image of this file"),
        ({"image_id": "c.jpg"}, "image_id 'c.jpg' names no image of this file"),
        ({"image_id": None}, "image_id is missing"),
        ({"image_id": [1]}, "image_id is neither a whole number nor a text but [1]"),
        ({"image_id": True}, "image_id is neither a whole number nor a text but true"),
        ({"category_id": 2}, "category_id 2 names no category of this file"),
        ({"category_id": None}, "category_id is missing"),
        ({"segmentation": [SQUARE[:7]]}, "segmentation[0] has an odd number of coordinates (7)"),
        ({"segmentation": [SQUARE, [1, 2, 3]]}, "segmentation[1] has an odd number of coordinates (3)"),
        ({"segmentation": [[1, 2, 3, 4]]}, "segmentation[0] has fewer than 3 points (2)"),
        ({"segmentation": [[0, 0, 4, NAN, 4, 4]]}, "segmentation is neither polygons of finite numbers nor run lengths"),
        ({"segmentation": [[0, 0, 4, 2e7, 4, 4]]}, "segmentation[0] has a coordinate that no image has (2e+07)"),
        ({"segmentation": "circle"}, "segmentation is neither polygons of finite numbers nor run lengths but \"circle\""),
        ({"segmentation": {"size": [80, 100], "counts": [7999]}}, "add up to 7999, not to 100 × 80 pixels"),
        ({"segmentation": {"size": [80, 100], "counts": [9000, -1000]}}, "a run length is negative"),
        ({"segmentation": {"size": [80, 100], "counts": [2**70]}}, "segmentation.counts is no mask"),
        ({"segmentation": {"size": [80, 100], "counts": "é"}}, "segmentation.counts is no mask"),
        ({"segmentation": {"size": [80, 100], "counts": ""}}, "segmentation.counts is no mask"),
        ({"segmentation": {"size": [100, 80], "counts": [8000]}}, "is 100 × 80 (height × width), but the image is 80 × 100"),
        ({"image_id": 2, "segmentation": {"size": [-1, 9], "counts": [9]}}, "segmentation.size is no image's (-1 × 9)"),
        ({"image_id": 2, "segmentation": {"size": [10**6, 10**6], "counts": [10**12]}}, "segmentation.size is no image's"),
        ({"segmentation": {"counts": [8000]}}, "segmentation is neither polygons"),
        ({"iscrowd": "perhaps"}, 'iscrowd is neither 0 nor 1 but "perhaps"'),
        ({"id": [3]}, "id is neither a whole number nor a text but [3]"),
    ],
)  # fmt: skip
def test_that_a_bad_annotation_is_left_out_and_the_others_are_kept(tmp_path, said, why):
    fields = annotation(id=88) | said
    reading = read_annotations(
        tmp_path, GOOD, {name: value for name, value in fields.items() if value is not None}, GOOD
    )
    assert len(reading.annotations) == 2
    assert len(reading.rejected) == 1
    assert reading.rejected[0].where == ("annotations[1] (id 88)" if said.get("id", 88) == 88 else "annotations[1]")
    assert why in reading.rejected[0].why
    assert reading.rejected[0].why.endswith("; left out")
    assert len(str(reading.rejected[0])) < 250


@pytest.mark.parametrize("entry", ["2", "null", '"box"', "[1, 2]", "[]", "true", "{}"])
def test_that_an_entry_that_is_no_annotation_is_left_out(tmp_path, entry):
    text = json.dumps(document(GOOD, "HERE")).replace('"HERE"', entry)
    reading = read_text(tmp_path, text)
    assert (len(reading.annotations), [one.where for one in reading.rejected]) == (1, ["annotations[1]"])


@pytest.mark.parametrize("name", ["id", "image_id", "category_id", "bbox", "segmentation", "iscrowd", "area", "score"])
@pytest.mark.parametrize("digits", [300, 4300, 5000])
def test_that_a_number_without_end_costs_only_its_annotation(tmp_path, name, digits):
    text = json.dumps(document(GOOD, annotation(**{name: "HERE"}), GOOD)).replace('"HERE"', "9" * digits)
    reading = read_text(tmp_path, text)
    assert len(reading.annotations) >= 2
    assert all(len(str(one)) < 250 for one in reading.rejected)


def test_that_values_of_the_wrong_type_with_a_plain_meaning_are_understood(tmp_path):
    reading = read_annotations(tmp_path, annotation(id=5.0, image_id=1.0, iscrowd="1", segmentation=SQUARE))
    assert reading.rejected == ()
    assert reading.annotations.records[["source_id", "image", "flags"]].tolist() == [(5, 0, 1)]
    assert reading.annotations.rings(0)[0].ravel().tolist() == SQUARE


def test_that_a_file_with_fields_without_end_is_read(tmp_path):
    reading = read_annotations(tmp_path, *(annotation(id=n, **{f"field {n}": n}) for n in range(300)))
    assert reading.rejected == ()
    assert [reading.annotations.extra[row]["other"] for row in (0, 299)] == [{"field 0": 0}, {"field 299": 299}]


def test_that_kept_values_can_be_written_again(tmp_path):
    nested: list = []
    for _ in range(200):
        nested = [nested]
    reading = read_annotations(tmp_path, annotation(deep=nested, long=[2**80]))
    result_of(coco.write(tmp_path / "again.json", reading))
    again = read(tmp_path / "again.json")
    assert again.annotations.extra[0]["other"]["long"] == [str(2**80)]
    assert dict(again.annotations.extra) == dict(reading.annotations.extra)


@pytest.mark.parametrize(
    ("images", "place", "why"),
    [
        ([{"file_name": "a.jpg"}], "images[0]", "has no id"),
        ([3], "images[0]", "has no id (3)"),
        (
            [{"id": 1, "file_name": "a.jpg"}, {"id": 1, "file_name": "b.jpg"}],
            "images[1]",
            "id 1 is already that of images[0]",
        ),
        (
            [{"id": 1, "file_name": "../../etc/x.jpg"}],
            "images[0]",
            "climbs out of the image folder; it is read as 'etc/x.jpg'",
        ),
        ([{"id": 1, "file_name": "a\0.jpg"}], "images[0]", "holds control characters; it is read as 'a_.jpg'"),
        ([{"id": {}, "file_name": "a.jpg"}], "images[0]", "id is neither a whole number nor a text but {}"),
    ],
)
def test_that_a_bad_image_is_listed(tmp_path, images, place, why):
    reading = read_annotations(tmp_path, images=images)
    assert [one.where for one in reading.rejected] == [place]
    assert why in reading.rejected[0].why


@pytest.mark.parametrize(
    ("image", "what"),
    [
        ({"id": 4, "width": 3, "height": 3}, "has no file_name; it is called '4'"),
        ({"id": 4, "file_name": None}, "has no file_name; it is called '4'"),
        ({"id": 4, "file_name": "a.jpg", "width": -3, "height": 3}, "width -3 is no image's"),
        ({"id": 4, "file_name": "a.jpg", "width": 3, "height": "tall"}, "height 0 is no image's"),
        ({"id": 4, "file_name": "a.jpg", "width": 3, "height": NAN}, "height 0 is no image's"),
    ],
)
def test_that_an_odd_image_is_kept_and_noted(tmp_path, image, what):
    reading = read_annotations(tmp_path, annotation(image_id=4), images=[image])
    assert (len(reading.images), len(reading.annotations), reading.rejected) == (1, 1, ())
    assert what in reading.notes[0].what


def test_that_absolute_names_become_relative_and_are_told_of_once(tmp_path):
    names = ["/data/a.jpg", "C:\\data\\b.jpg", "https://host/c.jpg?signature=1", "d\\e.jpg"]
    images = [{"id": number, "file_name": name} for number, name in enumerate(names)]
    reading = read_annotations(tmp_path, images=images)
    assert reading.images.file_names == ("data/a.jpg", "data/b.jpg", "c.jpg", "d/e.jpg")
    assert [note.where for note in reading.notes] == ["images"]
    assert reading.notes[0].what.startswith("3 have absolute file names (the first is images[0], '/data/a.jpg')")


@pytest.mark.parametrize(
    ("categories", "place"),
    [([{"name": "cat"}], "categories[0]"), ([{"id": 1, "name": "a"}, {"id": 1, "name": "b"}], "categories[1]"), (["cat"], "categories[0]")],
)  # fmt: skip
def test_that_a_bad_category_is_listed(tmp_path, categories, place):
    assert [one.where for one in read_annotations(tmp_path, categories=categories).rejected] == [place]


def test_that_a_category_without_a_name_is_called_after_its_id(tmp_path):
    reading = read_annotations(
        tmp_path, annotation(category_id=4), categories=[{"id": 4, "name": None}, {"id": 5, "name": 7}]
    )
    assert [one.name for one in reading.classes] == ["4", "7"]
    assert "has no name" in reading.notes[0].what


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_that_every_unicode_encoding_is_read(tmp_path, encoding):
    text = json.dumps(document(GOOD, images=[{"id": 1, "file_name": "größe 图.jpg"}]), ensure_ascii=False)
    reading = read_text(tmp_path, text.encode(encoding))
    assert (reading.images.file_names, len(reading.annotations)) == (("größe 图.jpg",), 1)


def test_that_half_a_character_costs_nothing_else(tmp_path):
    reading = read_annotations(tmp_path, GOOD, images=[{"id": 1, "file_name": "a\ud800\\\\ud800 \ud83d\ude00.jpg"}])
    assert reading.images.file_names == ("a\ufffd/ud800 😀.jpg",)
    assert len(reading.annotations) == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"", "is empty"),
        (b"  \n ", "is empty"),
        (b'{"images": [{"id": 1,\n "file', "stops in the middle, line 2, column 7 (byte 28 of 28)"),
        (b'{"images": [],\n "annotations": [1 2]}', "is not valid JSON, line 2, column 20 (byte 34 of 37)"),
        (b'{"images": [], "annotations": []} and more', "trailing characters"),
        (b"\x89PNG\r\n", "is no JSON file: it starts with b'\\x89PNG"),
        ('{"images": [{"id": 1, "file_name": "größe"}]}'.encode("latin-1"), "line 1, column 39 (byte 38 of 45): the text is not valid UTF-8"),
        (b"\xff\xfe{\x00\xd8", "is not valid UTF-16"),
        (b"[]", "is a list, as COCO results are"),
        (b"7", "expected object, got int"),
        (b"{}", 'has no "images" list'),
        (b'{"images": []}', 'has no "annotations" list'),
        (b'{"images": {}, "annotations": []}', "expected array, got object - at $.images"),
        (b'{"images": [], "annotations": null}', "expected array, got null - at $.annotations"),
        (b'{"images": [], "annotations": [], "categories": 3}', "expected array, got int - at $.categories"),
        (b'{"images": [], "annotations": [{"segments_info": []}]}', "COCO panoptic"),
        (b'{"x": ' + b"[" * 100_000, "nests lists and objects too deeply"),
        (b'{"images": [], "annotations": [{"id": ' + b"[" * 5000 + b"]" * 5000 + b"}]}", "nests lists and objects too deeply"),
    ],
)  # fmt: skip
def test_that_a_file_that_cannot_be_read_gets_a_sentence(tmp_path, text, sentence):
    with pytest.raises(AssayError) as error:
        read_text(tmp_path, text)
    assert sentence in str(error.value)
    assert str(tmp_path / "labels.json") in str(error.value)
    assert len(str(error.value)) < 400


def test_that_a_file_that_is_not_there_and_a_device_get_a_sentence(tmp_path):
    with pytest.raises(AssayError, match="does not exist"):
        read(tmp_path / "nothing.json")
    with pytest.raises(AssayError, match="is neither a file nor a folder"):
        read(Path("/dev/null"))


@pytest.mark.parametrize(
    "piece", [b'"', b'\\"', b'"\\', b"N", b"-", b"-Infinit", b"NaN,", b'"NaN"', b"\\ud800", b'\\"NaN']
)
def test_that_mending_takes_time_in_proportion_to_the_text(tmp_path, piece):
    text = b'{"images": [NaN, ' + piece * (400_000 // len(piece))
    started = time.perf_counter()
    with pytest.raises(AssayError):
        read_text(tmp_path, text)
    assert time.perf_counter() - started < 3


def test_that_nan_inside_a_text_stays_a_text(tmp_path):
    images = [{"id": 1, "file_name": 'a "NaN, -Infinity\\" .jpg'}]
    reading = read_annotations(tmp_path, annotation(), annotation(id=2, bbox=[NAN, 0, 1, 1]), images=images)
    assert reading.images.file_names == ('a "NaN, -Infinity/" .jpg',)
    assert [one.where for one in reading.rejected] == ["annotations[1] (id 2)"]


@pytest.mark.parametrize(("key", "name"), [("../../x", "x"), ("/etc/x", "etc/x"), ("..", "images[0]"), ("a\0b", "a_b")])
def test_that_an_id_that_stands_in_for_a_file_name_is_as_harmless_as_one(tmp_path, key, name):
    reading = read_annotations(tmp_path, images=[{"id": key}])
    assert reading.images.file_names == (name,)

import shutil

import numpy as np
import pytest
from PIL import Image

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.geometry.rle import raster_from_runs
from assay.model.errors import AssayError
from tests.shared_folder import data
from tests.unit.formats.fuzzing import fuzz
from tests.unit.formats.label_folders import counts, kinds, labels, people, read, written

SUPERANNOTATE = ("06-formats", "superannotate-vector")
BOX = {"x1": 1, "y1": 2, "x2": 4, "y2": 6}


def instance(**more):
    return {"type": "bbox", "classId": 1, "className": "cat", "points": BOX} | more


def whole(*instances, name="a.jpg", tags=(), comments=(), **metadata):
    metadata = {"name": name, "width": 20, "height": 10} | metadata
    return {"metadata": metadata, "instances": list(instances), "tags": list(tags), "comments": list(comments)}


def test_that_the_fixture_has_three_images_and_its_second_copy_of_one_is_left_out():
    reading = read(data(*SUPERANNOTATE), "superannotate")
    assert counts(reading) == (3, 29 + 9 + 14 + 3, 1)
    assert [image[1:4] for image in reading.images] == [
        ("example_image_1.jpg", 1024, 683), ("example_image_3.jpg", 1200, 675), ("example_image_4.jpg", 680, 382),
    ]  # fmt: skip
    found = kinds(reading)
    assert {kind: found.count(kind) for kind in found} == {"BOX": 5, "KEYPOINTS": 7, "POLYGON": 17 + 9 + 14, "TAG": 3}
    assert reading.rejected[0].where == "example_without_postfixes/example_image_1.jpg.json"
    assert "speaks of the same image as example_image_1.jpg___objects.json" in reading.rejected[0].why
    assert [one[:2] for one in reading.classes][:5] == [
        (55917, "Personal vehicle"), (55918, "Large vehicle"), (55919, "Human"), (55920, "Plant"), (1, "Personal vehicle1"),
    ]  # fmt: skip
    assert [note.what for note in reading.notes] == [
        "has a comment at 621.41, 631.6 (resolved): 'Bordyuri mi mas@ petqa lini parking class-i mej myus mas@ Terrian class-i' by person05@example.com",
        "has a comment at 521.41, 531.6 (open): 'dd' by person05@example.com",
    ]


def test_that_the_fixture_gives_shapes_attributes_and_tracks_as_they_are_written():
    reading = read(data(*SUPERANNOTATE, "example_without_postfixes"), "superannotate")
    assert counts(reading) == (1, 29, 0)
    found = reading.annotations
    assert found.boxes[0].tolist() == [437.16, 341.5, 465.23, 357.09]
    assert found.extra[0]["other"]["trackingId"] == "aaa97f80c9e54a5f2dc2e920fc92e5033d9af45b"
    assert found.extra[0]["other"]["image"]["lastAction"] == {"email": "person04@example.com", "timestamp": 1644997568}
    assert (found.extra[0]["other"]["image"]["status"], float(found.records["score"][0])) == ("Completed", 1.0)
    assert found.attributes(2) == {"Num doors": "10"}
    template = found.extra[4]
    assert template["keypoint_names"] == ["1", "2", "3", "4", "top_left", "bottom_left"]
    assert template["other"]["templateName"] == "HandPose"
    assert len(template["other"]["connections"]) == 7
    assert found.rings(4)[0][0].tolist() == [800.8311630011381, 431.7220764160156]
    polygon = kinds(reading).index("POLYGON")
    assert found.rings(polygon)[0][:2].tolist() == [[281.98, 383.75], [282.55, 378.1]]


def test_that_tags_of_an_image_are_tags_with_its_status(tmp_path):
    reading = read(written(tmp_path, {"a.jpg.json": whole(tags=["wet", 5], status="QualityCheck")}), "superannotate")
    assert (counts(reading), labels(reading)) == ((1, 1, 1), ["wet"])
    assert reading.annotations.extra[0]["other"]["image"] == {"status": "QualityCheck"}


def test_that_the_status_of_a_skipped_image_is_kept(tmp_path):
    metadata = {"status": "Skipped", "annotatorEmail": "ana@v.org"}
    reading = read(written(tmp_path, {"a.jpg.json": whole(**metadata)}), "superannotate")
    assert reading.skipped == {0: "skipped by ana@v.org"}


def test_that_every_kind_of_shape_is_read(tmp_path):
    corners = {"f1": {"x": 1, "y": 1}, "f2": {"x": 5, "y": 5}, "r1": {"x": 3, "y": 0}, "r2": {"x": 7, "y": 4}}
    rotated = {"x1": 5, "y1": 0, "x2": 10, "y2": 5, "x3": 5, "y3": 9, "x4": 0, "y4": 5}
    instances = [
        instance(points={"x1": 4, "y1": 6, "x2": 1, "y2": 2}),
        instance(type="rbbox", points=rotated),
        instance(type="polygon", points=[0, 0, 10, 0, 10, 8, 0, 8], exclude=[[2, 2, 4, 2, 4, 4]]),
        instance(type="polyline", points=[0, 0, 5, 5]),
        instance(type="point", points=None, x=3, y=4),
        instance(type="ellipse", cx=10, cy=5, rx=4, ry=2, angle=90),
        instance(type="cuboid", points=corners),
        instance(
            type="template", points=[{"id": 1, "x": 1, "y": 2}, {"id": 2, "x": 5, "y": 6}], pointLabels={"0": "nose"}
        ),
        instance(type="tag"),
    ]
    reading = read(written(tmp_path, {"a.jpg.json": whole(*instances)}), "superannotate")
    found = reading.annotations
    assert (counts(reading), kinds(reading)) == (
        (1, 9, 0),
        ["BOX", "ROTATED_BOX", "POLYGON", "POLYLINE", "KEYPOINTS", "ELLIPSE", "BOX", "KEYPOINTS", "TAG"],
    )
    assert found.boxes.round(9).tolist() == [
        [1, 2, 4, 6], [0, 0, 10, 9], [0, 0, 10, 8], [0, 0, 5, 5], [3, 4, 3, 4], [8, 1, 12, 9], [1, 0, 7, 5], [1, 2, 5, 6], [0, 0, 20, 10],
    ]  # fmt: skip
    assert found.holes(2).tolist() == [False, True]
    assert found.rings(5)[0].round(9).tolist() == [[10, 5], [10, 9], [8, 5]]
    assert found.extra[6]["other"]["cuboid"] == corners
    assert found.extra[7]["keypoint_names"] == ["nose", "2"]


def pixel_instance(*colours, **more):
    return {"classId": 1, "className": "cat", "parts": [{"color": colour} for colour in colours]} | more


def painted(path, *blocks, size=(20, 10)):
    """A PNG with rectangles of colours on nothing: (x_min, y_min, x_max, y_max, (red, green, blue))."""
    pixels = np.zeros((size[1], size[0], 4), np.uint8)
    for x_min, y_min, x_max, y_max, colour in blocks:
        pixels[y_min:y_max, x_min:x_max] = (*colour, 255)
    Image.fromarray(pixels).save(path)


def test_that_an_instance_of_a_pixel_project_is_all_pixels_of_its_colours(tmp_path):
    files = {"a.jpg___pixel.json": whole(pixel_instance("#00000F", "#010203", id=5), pixel_instance("#00002d"))}
    folder = written(tmp_path, files)
    blocks = [(0, 0, 4, 5, (0, 0, 15)), (4, 2, 6, 5, (1, 2, 3)), (10, 0, 15, 10, (0, 0, 45))]
    painted(tmp_path / "a.jpg___save.png", *blocks)
    reading = read(folder, "superannotate")
    assert (counts(reading), kinds(reading), labels(reading)) == ((1, 2, 0), ["MASK", "MASK"], ["cat", "cat"])
    assert reading.annotations.boxes.tolist() == [[0, 0, 6, 5], [10, 0, 15, 10]]
    pixels = [int(raster_from_runs(reading.annotations.mask_runs(row)).sum()) for row in range(2)]
    assert pixels == [4 * 5 + 2 * 3, 5 * 10]
    assert reading.annotations.source_id(0) == 5


def test_that_parts_of_a_pixel_project_that_are_nowhere_are_told_of(tmp_path):
    bad = [
        pixel_instance(),
        pixel_instance("#0000ff"),
        pixel_instance("blue"),
        pixel_instance(7),
        pixel_instance(type=[]),
    ]
    folder = written(tmp_path, {"a.jpg___pixel.json": whole(*bad)})
    painted(tmp_path / "a.jpg___save.png", (0, 0, 4, 5, (0, 0, 15)))
    nowhere = "no pixel of 'a.jpg___save.png' has a colour of its parts; left out"
    assert [one.why for one in read(folder, "superannotate").rejected] == [
        nowhere,
        nowhere,
        "the colour of a part is 'blue' instead of #rrggbb; left out",
        "the colour of a part is 7 instead of #rrggbb; left out",
        nowhere,
    ]


def test_that_a_picture_of_a_pixel_project_that_is_none_costs_a_sentence(tmp_path):
    folder = written(tmp_path, {"a.jpg___pixel.json": whole(pixel_instance("#00000f"))})
    (tmp_path / "a.jpg___save.png").write_bytes(b"no picture")
    [rejected] = read(folder, "superannotate").rejected
    why = "the image a.jpg___save.png is no image that can be opened (it begins like no kind of image that is known); left out"
    assert rejected.why == why


def test_that_who_made_an_instance_and_what_is_said_of_it_is_kept(tmp_path):
    said = {
        "createdBy": {"email": "ann@example.com", "role": "Annotator"},
        "updatedBy": {"email": "qa@example.com", "role": "QA"},
        "createdAt": "2022-02-15T08:26:58.119Z",
        "creationType": "Manual",
        "probability": 40,
        "groupId": 3,
        "trackingId": "t",
        "error": True,
        "attributes": [{"groupName": "colour", "name": "red"}, {"groupName": "colour", "name": "blue"}],
    }
    files = {
        "a.jpg.json": whole(
            instance(**said), instance(createdBy=None), annotatorEmail="bob@example.com", qaEmail="rae@example.com"
        )
    }
    reading = read(written(tmp_path, files), "superannotate")
    assert people(reading) == ["ann@example.com", "bob@example.com"]
    assert reading.annotations.records["score"].round(6).tolist()[0] == pytest.approx(0.4)
    kept = reading.annotations.extra[0]
    assert kept["attributes"] == {"colour": ["red", "blue"]}
    for name in (
        "createdBy",
        "updatedBy",
        "createdAt",
        "creationType",
        "groupId",
        "trackingId",
        "error",
        "probability",
    ):
        assert kept["other"][name] == said[name]
    assert kept["other"]["image"] == {"annotatorEmail": "bob@example.com", "qaEmail": "rae@example.com"}


def test_that_the_old_list_is_read_with_names_from_the_list_of_classes(tmp_path):
    old = [
        {"type": "meta", "name": "imageAttributes", "width": 20, "height": 10, "status": "Completed", "pinned": False},
        {
            "type": "bbox",
            "classId": 7,
            "probability": 100,
            "points": BOX,
            "attributes": [{"id": 9, "groupId": 8}, {"id": 1, "groupId": 2}],
            "groupId": 1,
        },
        {"type": "bbox", "classId": 6, "probability": 100, "points": BOX, "attributes": []},
        {
            "type": "comment",
            "x": 1,
            "y": 2,
            "resolved": True,
            "comments": [{"text": "why?", "email": "qa@example.com"}],
        },
    ]
    classes = [
        {
            "id": 7,
            "name": "cat",
            "attribute_groups": [{"id": 8, "name": "coat", "attributes": [{"id": 9, "name": "grey"}]}],
        }
    ]
    reading = read(written(tmp_path, {"a.jpg___objects.json": old, "classes/classes.json": classes}), "superannotate")
    assert counts(reading) == (1, 1, 1)
    assert reading.images[0][1:4] == ("a.jpg", 20, 10)
    assert (labels(reading), reading.classes[0].key) == (["cat"], 7)
    assert reading.annotations.attributes(0) == {"coat": "grey", "group 2": 1}
    assert str(reading.rejected[0]) == "a.jpg___objects.json, entry [2]: has no class; left out"
    assert [note.what for note in reading.notes] == ["has a comment at 1, 2 (resolved): 'why?' by qa@example.com"]


def test_that_bad_instances_and_bad_classes_are_listed_with_their_places(tmp_path):
    bad = [
        instance(points=None),
        instance(type="mask", parts=[]),
        instance(type=5),
        7,
        instance(type="polygon", points=[1, 2, 3]),
        instance(probability="sure"),
        instance(type="template", points={}),
    ]
    files = {
        "a.jpg.json": whole(instance(), *bad),
        "classes.json": [5, {"name": "dog", "id": 1, "attribute_groups": 3}],
    }
    reading = read(written(tmp_path, files), "superannotate")
    assert counts(reading) == (1, 1, len(bad) + 2)
    assert [str(one) for one in reading.rejected] == [
        "classes.json, entry [0]: the class is no object but 5; left out",
        "classes.json, entry [1]: attribute_groups is no list but 3; left out",
        "a.jpg.json, instances[1]: points is no object but None; left out",
        "a.jpg.json, instances[2]: its pixels are in 'a.jpg___save.png', which is missing; hand it over together with this file; left out",
        "a.jpg.json, instances[3]: its type is no shape that can be read but 5; left out",
        "a.jpg.json, instances[4]: the instance is no object but 7; left out",
        "a.jpg.json, instances[5]: the outline has an odd number of coordinates (3); left out",
        "a.jpg.json, instances[6]: the probability is no finite number but 'sure'; left out",
        "a.jpg.json, instances[7]: points is no list but {}; left out",
    ]


def test_that_a_video_project_is_refused_with_what_to_ask_for(tmp_path):
    path = written(tmp_path, {"v.json": whole(duration=5)}) / "v.json"
    with Delivered.open(path) as delivered, pytest.raises(AssayError, match="ask for frames as images"):
        detect(delivered)


@pytest.mark.timeout(600)
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path):
    folder = shutil.copytree(data(*SUPERANNOTATE), tmp_path / "labels")
    shutil.rmtree(folder / "example_without_postfixes")
    fuzz("superannotate", folder, tmp_path)

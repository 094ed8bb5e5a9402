from collections import Counter

import numpy as np
import pytest

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.reading import Reading
from assay.geometry.rle import raster_from_runs
from assay.model.progress import result_of
from assay.model.shapes import ShapeKind
from tests.shared_folder import data
from tests.unit.formats.archives import zipped
from tests.unit.formats.fuzzing import fuzz

TRUCKS = "04-trucks-labelme-xml-4-annotators"
FIXTURE = "06-formats/datumaro-fixtures/labelme-legacy-xml"
POINTS = ((1, 2), (9, 2), (9, 8))


def read(path, images=None) -> Reading:
    with Delivered.open(path, images=images) as delivered:
        detection = detect(delivered)
        assert detection.format.name == "labelme-xml"
        return result_of(detection.read(delivered))


def object_text(name="cat", points=POINTS, *, more="<deleted>0</deleted><id>0</id>", username="ann") -> str:
    places = "".join(f"<pt><x>{x}</x><y>{y}</y></pt>" for x, y in points)
    return f"<object><name>{name}</name>{more}<polygon><username>{username}</username>{places}</polygon></object>"


def read_objects(folder, *objects, size="<nrows>40</nrows><ncols>50</ncols>") -> Reading:
    text = "\n".join(["<filename>a.jpg</filename>", *objects, f"<imagesize>{size}</imagesize>"])
    (folder / "a.xml").write_text(f"<annotation>{text}</annotation>")
    return read(folder)


@pytest.mark.parametrize(
    ("folder", "annotator", "kept", "deleted", "classes"),
    [
        ("w55-e04-objects1", "annotator1", 20, 4, {"car": 20}),
        ("w55-e04-objects2", "annotator2", 20, 0, {"car": 19, "truck": 1}),
        ("w55-e04-objects4", "annotator4", 20, 1, {"car": 20}),
        ("w55-e04-images1", "annotator1", 20, 4, {"car": 20}),
    ],
)
def test_that_each_annotators_labels_are_read_with_their_name(folder, annotator, kept, deleted, classes):
    reading = read(data(TRUCKS, folder))
    assert (len(reading.images), len(reading.annotations)) == (20, kept)
    assert reading.annotators == (annotator,)
    assert (reading.annotations.records["annotator_id"] == 0).all()
    assert Counter(reading.classes[one].name for one in reading.annotations.records["class_id"]) == classes
    assert len(reading.rejected) == deleted
    assert all("was deleted by its annotator; left out" in one.why for one in reading.rejected)


def test_that_class_names_are_kept_as_the_third_annotator_wrote_them():
    reading = read(data(TRUCKS, "w55-e04-objects3"))
    assert (len(reading.images), len(reading.annotations), reading.annotators) == (20, 20, ("annotator3",))
    assert len(reading.rejected) == 4
    names = {one.name for one in reading.classes}
    assert {"acar_618", "car_276", "car_250", "car_942"} <= names


def test_that_deleted_objects_are_listed_by_name_and_place():
    reading = read(data(TRUCKS, "w55-e04-objects4"))
    [deleted] = reading.rejected
    assert deleted.where.endswith(".xml, line 1")
    assert deleted.why.startswith("the object 'truck' (id 0) was deleted")


def test_that_images_called_as_the_label_files_are_found_and_noted():
    reading = read(data(TRUCKS, "w55-e04-images1"))
    assert reading.images.file_names == tuple(f"{number:06d}.jpg" for number in range(20))
    assert len(reading.notes) == 20
    assert reading.notes[0].what.startswith(
        "names the image '000000084.jpg', which is not there; '000000.jpg' is taken"
    )


def test_that_images_that_are_not_there_keep_their_names_and_declared_sizes():
    reading = read(data(TRUCKS, "w55-e04-objects2"))
    assert reading.images.file_names[0] == "000000084.jpg"
    assert {(image.width, image.height) for image in reading.images} == {(64, 64)}
    assert reading.annotations.rings(0)[0][:3].tolist() == [[6, 9], [7, 27], [9, 30]]
    assert reading.annotations.source_id(0) == 0
    assert reading.annotations.attributes(0) == {"occluded": False}
    assert reading.annotations.extra[0]["other"] == {"date": "10-Jun-2018 07:14:49"}


def test_that_several_opinions_on_one_image_are_not_mixed():
    reading = read(data(TRUCKS))
    assert (len(reading.annotations), reading.annotators) == (20, ("annotator1",))
    other = [one for one in reading.rejected if "speaks of the same image as" in one.why]
    assert len(other) == 80


def test_that_the_fixture_is_read_whole():
    reading = read(data(FIXTURE))
    annotations = reading.annotations
    assert reading.images.file_names == ("Images/subset1/img1.png",)
    assert (reading.images[0].width, reading.images[0].height) == (102, 77)
    assert Counter(ShapeKind(kind) for kind in annotations.records["kind"].tolist()) == {
        ShapeKind.POLYGON: 4,
        ShapeKind.MASK: 2,
        ShapeKind.BOX: 1,
    }
    assert reading.rejected == reading.notes == ()
    assert reading.annotators == ("admin", "brussell", "anonymous")
    assert [one.name for one in reading.classes] == ["window", "license plate", "o1", "q1", "b1", "m1", "hg"]
    assert annotations.rings(0)[0].tolist() == [[43, 34], [45, 34], [45, 37], [43, 37]]
    assert annotations.boxes[4].tolist() == [13, 19, 23, 30]
    assert annotations.boxes[5].tolist() == [55, 14, 70, 24]
    assert np.argwhere(raster_from_runs(annotations.mask_runs(1))).max(axis=0).tolist() == [68, 62]


def test_that_attributes_parts_and_dates_are_kept():
    annotations = read(data(FIXTURE)).annotations
    assert annotations.attributes(2) == {"occluded": True, "a1": True}
    assert annotations.attributes(6) == {"occluded": False, "gfd lkj lkj hi": True}
    assert annotations.extra[2]["other"] == {"date": "15-Nov-2019 14:38:51", "hasparts": "3,4"}
    assert annotations.extra[3]["other"] == {"date": "15-Nov-2019 14:39:00", "ispartof": "2"}
    assert [annotations.source_id(row) for row in range(7)] == list(range(7))


def test_that_masks_are_found_in_an_archive(tmp_path):
    files = {str(path.relative_to(data(FIXTURE))): path.read_bytes() for path in data(FIXTURE).rglob("*.*")}
    reading = read(zipped(tmp_path / "labels.zip", files))
    assert (reading.annotations.records["kind"] == ShapeKind.MASK).sum() == 2


def test_that_a_missing_mask_leaves_its_box():
    reading = read(data(FIXTURE, "Annotations"))
    assert (reading.annotations.records["kind"] == ShapeKind.BOX).sum() == 3
    assert reading.annotations.boxes[1].tolist() == [58, 66, 62, 68]
    assert [note.where for note in reading.notes] == ["subset1/img1.xml, line 1"] * 2
    assert reading.notes[0].what == (
        "the mask 'img1_mask_1.png' of 'license plate' was not found; the box around it is kept"
    )


def test_that_typed_attributes_can_have_values(tmp_path):
    more = "<attributes> red, doors = 4 ,,</attributes><verified>1</verified><occluded>maybe</occluded>"
    reading = read_objects(tmp_path, object_text(more=more))
    assert reading.annotations.attributes(0) == {"occluded": "maybe", "red": True, "doors": "4"}
    assert reading.annotations.extra[0]["other"] == {"verified": "1"}
    assert reading.annotations.source_id(0) is None


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (object_text(more="<deleted>1</deleted>"), "the object 'cat' was deleted by its annotator; left out"),
        (object_text(points=[(1, 2), (3, 4)]), "the outline has fewer than 3 points (2); left out"),
        (object_text(points=[(1, 2), (3, "x"), (5, 6)]), "<y> is no finite number but 'x'; left out"),
        (object_text(""), "has no class; left out"),
        ("<object><name>cat</name></object>", "the object 'cat' has neither <polygon> nor <segm>; left out"),
        (object_text(more="<deleted>?</deleted>"), "<deleted> is neither yes nor no but '?'; left out"),
    ],
)
def test_that_a_bad_object_is_left_out_with_its_line(tmp_path, entry, why):
    reading = read_objects(tmp_path, object_text(), entry, object_text())
    assert len(reading.annotations) == 2
    assert [tuple(one) for one in reading.rejected] == [("a.xml, line 3", why)]


def test_that_an_image_without_objects_is_read(tmp_path):
    reading = read_objects(tmp_path)
    assert (len(reading.images), len(reading.annotations)) == (1, 0)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("path", [FIXTURE, f"{TRUCKS}/w55-e04-objects3"])
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path, path):
    fuzz("labelme-xml", data(path), tmp_path)

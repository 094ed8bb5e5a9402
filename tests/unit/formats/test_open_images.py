import numpy as np
import pytest
from PIL import Image

from assay.formats.reading import ReadClass
from assay.geometry.rle import raster_from_runs
from assay.model.shapes import Flag, ShapeKind
from tests.shared_folder import data
from tests.unit.formats.detecting import detected, files, picture
from tests.unit.formats.fuzzing import fuzz

FIXTURE = "06-formats/datumaro-fixtures/open-images-csv"
HEADER = (
    "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside\n"
)


def test_that_boxes_masks_and_labels_of_version_6_are_read():
    reading = detected(data(FIXTURE, "v6"), "open-images")
    assert set(reading.images.file_names) == {"images/train/a.jpg", "images/train/b.jpg", "images/test/c.jpg"}
    assert reading.classes == tuple(ReadClass(f"/m/{number}", f"Generic label #{number}") for number in range(4))
    kinds = [ShapeKind(kind).name for kind in reading.annotations.records["kind"]]
    assert kinds == ["TAG", "MASK", "TAG", "TAG", "BOX"]
    assert [str(one) for one in reading.rejected] == [
        "annotations/image_ids_and_rotation.csv, line 5: has 11 columns where there are 12; left out"
    ]
    assert [str(one) for one in reading.notes] == [
        "labels of images: 1 have confidence 0: the class was looked for and is not there; they are no annotations"
    ]


def test_that_shares_become_pixels_and_every_attribute_stays():
    reading = detected(data(FIXTURE, "v6"), "open-images")
    np.testing.assert_allclose(reading.annotations.boxes[4], [0.7 * 5, 0, 0.8 * 5, 0.5 * 10])
    assert reading.annotations.attributes(4) == {
        "IsOccluded": True,
        "IsTruncated": False,
        "IsGroupOf": True,
        "IsDepiction": False,
        "IsInside": False,
    }
    assert reading.annotations.records["flags"][4] == Flag.CROWD
    assert reading.annotations.records["score"][4] == np.float32(0.7)
    assert reading.annotations.extra[4]["other"] == {"Source": "xclick"}


def test_that_a_mask_takes_the_place_of_the_box_of_its_object():
    reading = detected(data(FIXTURE, "v6"), "open-images")
    assert raster_from_runs(reading.annotations.mask_runs(1)).sum() == 4
    assert reading.annotations.source_id(1) == "01234567"
    assert reading.annotations.records["score"][1] == 1


def test_that_lists_of_images_are_read_without_labels():
    reading = detected(data(FIXTURE, "v5"), "open-images")
    assert (len(reading.images), len(reading.annotations), len(reading.classes)) == (2, 0, 2)
    assert (reading.rejected, reading.notes) == ((), ())
    assert len(detected(data(FIXTURE), "open-images").images) == 5


def test_that_a_box_on_an_image_whose_size_is_not_known_is_listed(tmp_path):
    reading = detected(files(tmp_path, a_csv=f"{HEADER}x,xclick,/m/1,1,0,1,0,1,-1,-1,-1,-1,-1\n"), "open-images")
    assert [str(one) for one in reading.rejected] == [
        "a.csv, line 2: the image 'x' is missing, and its size is needed; say where the images are; left out"
    ]


def test_that_a_mask_of_another_size_is_scaled_to_its_image(tmp_path):
    picture(tmp_path / "images/x.png", width=8, height=4)
    Image.fromarray(np.array([[255, 0]], np.uint8)).save(tmp_path / "x_m.png")
    rows = "MaskPath,ImageID,LabelName,BoxID,BoxXMin,BoxXMax,BoxYMin,BoxYMax,PredictedIoU,Clicks\nx_m.png,x,/m/1,b1,0,0.5,0,1,0.9,\n"
    reading = detected(files(tmp_path, a_csv=rows), "open-images")
    assert reading.annotations.boxes.tolist() == [[0, 0, 4, 4]]
    assert [str(one) for one in reading.notes] == [
        "masks: 1 are of another size than their images and were scaled to it"
    ]


def test_that_two_ids_that_are_called_the_same_stay_two_classes(tmp_path):
    tables = {"a_csv": "ImageID,Source,LabelName,Confidence\nx,v,/m/1,1\nx,v,/m/2,1\n", "d_csv": "/m/1,Cat\n/m/2,Cat\n"}
    assert [one.name for one in detected(files(tmp_path, **tables), "open-images").classes] == ["Cat", "/m/2"]


@pytest.mark.timeout(600)
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path):
    fuzz("open-images", data(FIXTURE, "v6"), tmp_path)

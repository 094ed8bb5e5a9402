import pytest
from PIL import Image

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.label_image import LabelImages, image_of


@pytest.fixture
def gatherer(tmp_path):
    (tmp_path / "labels").mkdir()
    (tmp_path / "images").mkdir()
    Image.new("1", (30, 20)).save(tmp_path / "images" / "a.png")
    with Delivered.open(tmp_path) as delivered:
        yield Gatherer(delivered, "toy")


@pytest.mark.parametrize("name", ["a.png", "a", "images/a.png", "..\\images\\a.png", "/home/ann/images/a.png", ""])
def test_that_an_image_is_found_by_its_name_or_that_of_the_label_file(gatherer, name):
    assert image_of(gatherer, "labels/a.xml", name) == 0
    assert gatherer.images.names == ["images/a.png"]
    assert gatherer.images.sides == [[30, 20]]
    assert gatherer.rejected == gatherer.notes == []


def test_that_a_declared_size_is_kept(gatherer):
    image_of(gatherer, "labels/a.xml", "a.png", 300, 200)
    assert gatherer.images.sides == [[300, 200]]


def test_that_the_image_called_as_the_label_file_stands_in_for_one_that_is_not_there(gatherer):
    image_of(gatherer, "labels/a.xml", "other.png")
    assert gatherer.images.names == ["images/a.png"]
    assert "'other.png', which is not there; 'images/a.png' is taken" in gatherer.notes[0].what


def test_that_an_image_that_is_nowhere_keeps_its_name(gatherer):
    image_of(gatherer, "labels/b.xml", "b.png", 5, 6)
    assert gatherer.images.names == ["b.png"]


def test_that_no_name_and_no_image_is_a_fault(gatherer):
    with pytest.raises(Fault, match="names no image"):
        image_of(gatherer, "labels/b.xml", "")


def test_that_the_second_file_on_an_image_is_a_fault(gatherer):
    images = LabelImages()
    images.image(gatherer, "labels/a.xml", "a.png")
    images.image(gatherer, "labels/a.xml", "a.png")
    with pytest.raises(Fault, match=r"the same image as labels/a\.xml"):
        images.image(gatherer, "labels/b.xml", "a.png")

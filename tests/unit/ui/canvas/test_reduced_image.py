from concurrent.futures import wait

from PySide6.QtGui import QImage

from assay.pictures.facts import PictureFacts
from assay.ui.canvas.decoded_image import DecodedImage
from assay.ui.canvas.reduced_image import ReducedImage


def image(width=400, height=300):
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill("red")
    return DecodedImage(PictureFacts(format="PNG", width=width, height=height, mode="RGB"), (made,))


def test_that_a_copy_is_made_when_a_scale_is_painted_a_second_time():
    reduced, source = ReducedImage(), image()
    assert reduced.at(source, 0.5) is None
    copy = reduced.at(source, 0.5)
    assert (copy.width(), copy.height()) == (200, 150)
    assert reduced.at(source, 0.5) is copy


def test_that_another_scale_or_image_drops_the_copy():
    reduced, source = ReducedImage(), image()
    reduced.at(source, 0.5)
    assert reduced.at(source, 0.4) is None
    assert reduced.at(image(), 0.4) is None


def test_that_a_copy_that_was_foreseen_is_there_the_first_time():
    reduced, source = ReducedImage(), image()
    reduced.foresee(source, 0.5, 90.0)
    wait([reduced._foreseen[2]])
    assert reduced.at(source, 0.5) is None
    copy = reduced.at(source, 0.5, 90.0)
    assert (copy.width(), copy.height()) == (150, 200)


def test_that_a_copy_is_foreseen_once():
    reduced, source = ReducedImage(), image()
    reduced.foresee(source, 0.5)
    first = reduced._foreseen
    reduced.foresee(source, 0.5)
    assert reduced._foreseen is first


def test_that_enlarged_images_are_not_copied():
    reduced, source = ReducedImage(), image()
    reduced.at(source, 2.0)
    assert reduced.at(source, 2.0) is None


def test_that_what_would_take_long_to_make_is_resampled():
    reduced, source = ReducedImage(), image(4000, 3000)
    reduced.at(source, 0.9)
    assert reduced.at(source, 0.9) is None

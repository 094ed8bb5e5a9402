import pytest
from PySide6.QtGui import QColor, QImage

from assay.ui.canvas.spare_pictures import MOST, SparePictures


def test_that_a_picture_taken_back_is_painted_on_again_and_empty(qapp):
    spare = SparePictures()
    first = spare.blank(30, 20, ratio=1.0)
    first.fill(QColor("red"))
    spare.take_back(first)
    again = spare.blank(30, 20, ratio=2.0)
    assert again is first
    assert again.pixelColor(5, 5).alpha() == 0
    assert again.devicePixelRatio() == 2.0


def test_that_no_picture_is_given_to_two(qapp):
    spare = SparePictures()
    spare.take_back(spare.blank(30, 20, ratio=1.0))
    assert spare.blank(30, 20, ratio=1.0) is not spare.blank(30, 20, ratio=1.0)


def test_that_somebody_who_still_looks_at_a_picture_taken_back_sees_it_unchanged(qapp):
    spare = SparePictures()
    first = spare.blank(30, 20, ratio=1.0)
    first.fill(QColor("red"))
    seen = QImage(first)
    spare.take_back(first)
    spare.blank(30, 20, ratio=1.0)
    assert seen.pixelColor(5, 5) == QColor("red")


@pytest.mark.parametrize("size", [(30, 21), (31, 20)])
def test_that_another_size_gets_a_picture_of_its_own(qapp, size):
    spare = SparePictures()
    spare.take_back(spare.blank(30, 20, ratio=1.0))
    made = spare.blank(*size, ratio=1.0)
    assert (made.width(), made.height()) == size


def test_that_few_pictures_wait(qapp):
    spare = SparePictures()
    made = [spare.blank(30, 20, ratio=1.0) for _ in range(MOST + 2)]
    for one in made:
        spare.take_back(one)
    again = [spare.blank(30, 20, ratio=1.0) for _ in range(MOST + 2)]
    assert sum(any(one is other for other in made) for one in again) == MOST

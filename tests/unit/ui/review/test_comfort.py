from assay.ui.canvas.view_transform import View
from assay.ui.review.comfort import is_comfortable

VIEWPORT = (400.0, 400.0)
HALF = View(scale=0.5, centre_x=400, centre_y=400)


def test_that_an_object_in_the_middle_of_the_view_is_comfortable():
    assert is_comfortable((380, 380, 480, 480), HALF, viewport=VIEWPORT)


def test_that_an_object_that_is_a_few_pixels_on_screen_is_not():
    assert not is_comfortable((400, 400, 420, 420), HALF, viewport=VIEWPORT)


def test_that_an_object_at_the_edge_is_not():
    assert not is_comfortable((0, 380, 100, 480), HALF, viewport=VIEWPORT)


def test_that_a_tiny_object_is_comfortable_when_one_is_as_near_as_it_makes_sense():
    assert is_comfortable((400, 400, 402, 402), View(scale=8, centre_x=401, centre_y=401), viewport=VIEWPORT)


def test_that_an_object_larger_than_the_view_is_comfortable_while_its_middle_is_seen():
    assert is_comfortable((0, 0, 900, 800), HALF, viewport=VIEWPORT)
    assert not is_comfortable((0, 0, 3000, 3000), HALF, viewport=VIEWPORT)

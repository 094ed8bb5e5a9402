import pytest

from assay.reports.evidence.window import WIDEST, context_window

IMAGE = (2000, 1500)


def test_that_a_window_shows_twice_the_place_and_more_around_its_middle():
    window = context_window((900, 700, 1100, 800), IMAGE)
    assert window.width >= 400
    assert window.height >= 200
    assert window.x <= 800
    assert window.x + window.width >= 1200
    assert abs(window.y + window.height / 2 - 750) <= 1


def test_that_a_tiny_place_gets_surroundings_and_is_enlarged_by_a_whole_number():
    window = context_window((1000, 700, 1004, 703), IMAGE)
    assert min(window.width, window.height) >= 120
    assert window.scale == 3
    assert window.size == (480, 360)


@pytest.mark.parametrize("side", [1, 10, 70, 130, 250, 700])
def test_that_pictures_are_of_one_size_wherever_the_image_is_large_enough(side):
    assert context_window((800, 600, 800 + side, 600 + side / 2), IMAGE).size == (WIDEST, 360)


def test_that_a_window_at_the_edge_is_moved_into_the_image():
    window = context_window((0, 0, 10, 10), IMAGE)
    assert (window.x, window.y) == (0, 0)
    window = context_window((1990, 1490, 2000, 1500), IMAGE)
    assert (window.x + window.width, window.y + window.height) == IMAGE


def test_that_a_small_image_is_shown_whole():
    window = context_window((10, 10, 20, 20), (50, 40))
    assert (window.x, window.y, window.width, window.height) == (0, 0, 50, 40)
    assert window.scale == 9


def test_that_a_place_beyond_the_image_is_looked_at_a_little_way():
    window = context_window((1900, 700, 2030, 800), IMAGE)
    assert 2030 <= window.x + window.width <= 2500
    far = context_window((1900, 700, 1e7, 800), IMAGE)
    assert far.x + far.width <= 2500


def test_that_a_place_in_an_image_of_unknown_size_is_not_cut_off():
    window = context_window((-5, -5, 5, 5), None)
    assert window.x < -5
    assert window.size == (480, 360)

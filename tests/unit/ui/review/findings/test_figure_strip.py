import pytest

from assay.ui.review.findings.figure_strip import FigureStrip

FOUR = [("0.36", "IoU"), ("+94 px", "left"), ("−33 px", "top"), ("+27 px", "bottom")]
TWO = [("0.81", "IoU"), ("−12°", "turned")]


@pytest.fixture
def strip(qtbot):
    made = FigureStrip()
    qtbot.addWidget(made)
    return made


def said(strip):
    return [tile.accessibleName() for tile in strip._tiles if not tile.isHidden()]


def test_that_each_figure_stands_over_its_caption(strip):
    strip.show_figures(FOUR)
    assert said(strip) == ["IoU: 0.36", "left: +94 px", "top: −33 px", "bottom: +27 px"]


def test_that_the_tiles_serve_other_figures_and_those_left_over_are_not_seen(strip):
    strip.show_figures(FOUR)
    tiles = list(strip._tiles)
    strip.show_figures(TWO)
    assert said(strip) == ["IoU: 0.81", "turned: −12°"]
    strip.show_figures(FOUR)
    assert strip._tiles == tiles


def test_that_there_is_no_box_without_figures(strip):
    strip.show_figures([])
    assert strip.isHidden()


def test_that_a_fifth_figure_has_no_room(strip):
    strip.show_figures([*FOUR, ("1", "more")])
    assert len(said(strip)) == 4

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from assay.model.defect_types import Severity
from assay.reports.evidence.caption import HEIGHT, Caption, fitted, font, letters, strip
from assay.reports.evidence.drawing import DELIVERED, EXPECTED
from assay.reports.evidence.evidence_picture import BOARD, evidence_picture, save_png
from assay.reports.evidence.window import context_window

BLUE, AMBER, RED, GREY = (0x0B, 0x62, 0xD6), (0xFF, 0xC5, 0x3D), (0xC6, 0x2A, 0x2F), (128, 128, 128)


def image():
    return Image.new("RGB", (640, 480), GREY)


def at(picture, item, point, size=(640, 480)):
    """The colour of the picture at a place of the image."""
    window = context_window(item.defect.box, size)
    x, y = ((point[0] - window.x) * window.scale, (point[1] - window.y) * window.scale)
    return picture.getpixel((round(x - 0.5), round(y - 0.5)))


def near(colour, wanted, by=40):
    return max(abs(a - b) for a, b in zip(colour, wanted, strict=True)) <= by


def colours_along(picture, item, start, end):
    return [at(picture, item, start + (end - start) * t) for t in np.linspace(0, 1, 200)]


def test_that_what_was_delivered_is_a_solid_blue_line(facts):
    item = facts.items[0]
    picture = evidence_picture(item, image(), facts.schema)
    side = colours_along(picture, item, np.array([100.0, 110]), np.array([100.0, 170]))
    assert all(near(colour, BLUE) for colour in side)


def test_that_what_is_expected_is_a_dashed_amber_line(facts):
    item = facts.items[0]
    picture = evidence_picture(item, image(), facts.schema)
    side = colours_along(picture, item, np.array([110.0, 110]), np.array([110.0, 170]))
    amber = sum(near(colour, AMBER) for colour in side)
    assert 80 < amber < 180
    assert any(near(colour, GREY, 10) for colour in side)


def test_that_an_amber_line_has_a_dark_and_a_blue_line_a_light_casing(facts):
    item = facts.items[0]
    picture = evidence_picture(item, image(), facts.schema)
    across_blue = colours_along(picture, item, np.array([97.0, 140]), np.array([103.0, 140]))
    across_amber = [
        colour
        for y in (130, 140, 150)
        for colour in colours_along(picture, item, np.array([107.0, y]), np.array([113.0, y]))
    ]
    assert max(map(min, across_blue)) > 200
    assert min(map(max, across_amber)) < 60


def test_that_the_image_stays_as_it_is_beside_the_lines(facts):
    item = facts.items[0]
    picture = evidence_picture(item, image(), facts.schema)
    assert at(picture, item, (150, 140)) == GREY
    assert at(picture, item, (90, 90)) == GREY


def test_that_a_place_without_annotations_is_marked_at_its_corners(facts):
    item = facts.items[5]
    picture = evidence_picture(item, Image.new("RGB", (90, 60), GREY), facts.schema)
    assert near(at(picture, item, (12, 10), (90, 60)), RED)
    assert near(at(picture, item, (50, 38), (90, 60)), RED)
    assert near(at(picture, item, (30, 10), (90, 60)), GREY, 5)


def test_that_a_polygon_is_drawn_along_its_outline(facts):
    item = facts.items[2]
    picture = evidence_picture(item, image(), facts.schema)
    assert near(at(picture, item, (450, 360)), BLUE)
    assert near(at(picture, item, (500, 330)), BLUE)


def test_that_a_missing_image_leaves_the_shapes_on_an_empty_board(facts):
    item = facts.items[0]
    picture = evidence_picture(item, None, facts.schema)
    assert near(at(picture, item, (100, 140)), BLUE)
    assert at(picture, item, (150, 140)) == BOARD


def test_that_an_image_of_unknown_size_that_is_missing_still_gives_a_picture(facts):
    item = replace(facts.items[0], image=replace(facts.items[0].image, width=None, height=None))
    assert evidence_picture(item, None, facts.schema).width == 480


@pytest.mark.parametrize("size", [(640, 480), (30, 400), (4, 4), (4000, 50)])
def test_that_pictures_are_wide_enough_for_their_caption_and_never_huge(facts, size):
    item = replace(facts.items[0], defect=replace(facts.items[0].defect, box=(0.0, 0.0, 3.0, 3.0)))
    picture = evidence_picture(item, Image.new("RGB", size, GREY), facts.schema)
    assert 320 <= picture.width <= 640
    assert picture.height <= 640 + HEIGHT


def test_that_a_picture_file_holds_nothing_but_pixels(facts, tmp_path):
    picture = image()
    picture.info["comment"] = b"secret"
    save_png(picture, tmp_path / "r.png")
    content = (tmp_path / "r.png").read_bytes()
    kinds, place = [], 8
    while place < len(content):
        length = int.from_bytes(content[place : place + 4], "big")
        kinds.append(content[place + 4 : place + 8])
        place += length + 12
    assert set(kinds) == {b"IHDR", b"IDAT", b"IEND"}


def test_that_accents_are_dropped_and_other_scripts_left_out():
    assert letters("Ampel → Fußgänger") == ""
    assert letters("Müll → café") == "Mull > cafe"
    assert letters("信号") == ""


def test_that_a_text_too_long_for_its_place_ends_in_dots():
    face = font(12)
    assert fitted("short", face, 100) == "short"
    long = fitted("a very long class name indeed", face, 100)
    assert long.endswith("...")
    assert face.getlength(long) <= 100


def test_that_a_caption_shows_the_severity_and_a_sample_of_each_line():
    legend = [(DELIVERED, "delivered: car"), (EXPECTED, "expected: truck")]
    made = strip(Caption("R001", "CLS-SWAP", "car", Severity.CRITICAL, legend), 400)
    colours = set(map(tuple, np.asarray(made).reshape(-1, 3).tolist()))
    assert made.size == (400, HEIGHT)
    assert {RED, BLUE, AMBER} <= colours

import os
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from assay.pictures.decoder import Decoder
from assay.ui.review.thumbnails import HEIGHT, WAITING, WIDTH, Thumbnails, thumbnail_of


@pytest.fixture
def thumbnails(qapp):
    made = Thumbnails()
    yield made
    made.close()


@pytest.fixture(scope="module")
def decoder():
    made = Decoder()
    yield made
    made.close()


def write(path: Path, pixels: np.ndarray) -> Path:
    Image.fromarray(pixels).save(path)
    return path


@pytest.mark.parametrize(
    "pixels",
    [
        np.full((90, 300, 3), 200, np.uint8),
        np.full((300, 90), 200, np.uint8),
        np.arange(90 * 300, dtype=np.uint16).reshape(90, 300),
        np.full((90, 300, 4), 120, np.uint8),
    ],
    ids=["colour", "grey", "16 bit", "transparent"],
)
def test_that_a_thumbnail_has_one_size_whatever_the_image(tmp_path, decoder, pixels):
    made = thumbnail_of(write(tmp_path / "image.png", pixels), decoder)
    assert (made.width(), made.height()) == (WIDTH, HEIGHT)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n cut short", b"no image at all"])
def test_that_a_file_that_is_no_image_has_no_thumbnail(tmp_path, decoder, content):
    path = tmp_path / "bad.png"
    path.write_bytes(content)
    assert thumbnail_of(path, decoder) is None


def test_that_an_absent_file_has_no_thumbnail(tmp_path, decoder):
    assert thumbnail_of(tmp_path / "absent.png", decoder) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_that_a_pipe_has_no_thumbnail_and_is_not_waited_for(tmp_path, decoder):
    os.mkfifo(tmp_path / "pipe.png")
    assert thumbnail_of(tmp_path / "pipe.png", decoder) is None


def test_that_a_thumbnail_is_made_when_it_is_asked_for_and_kept(tmp_path, thumbnails, qtbot):
    path = write(tmp_path / "image.png", np.full((40, 40, 3), 9, np.uint8))
    with qtbot.waitSignal(thumbnails.arrived) as caught:
        assert thumbnails.thumbnail(path) is None
    assert caught.args == [path]
    assert thumbnails.thumbnail(path) is not None


def test_that_thumbnails_leave_the_moment_in_which_they_are_asked_for_to_the_image(tmp_path, thumbnails, qtbot):
    path = write(tmp_path / "image.png", np.full((40, 40, 3), 9, np.uint8))
    with qtbot.waitSignal(thumbnails.arrived):
        thumbnails.thumbnail(path)
        QApplication.processEvents()
        assert thumbnails._maker.decoder.process_id() is None


def test_that_nothing_is_begun_after_closing(tmp_path, qapp, qtbot):
    closed, other = Thumbnails(), Thumbnails()
    closed.thumbnail(tmp_path / "absent.png")
    closed.close()
    with qtbot.waitSignal(other.arrived), qtbot.assertNotEmitted(closed.arrived):
        other.thumbnail(tmp_path / "absent.png")
    other.close()


def test_that_an_unreadable_file_is_known_as_such_and_not_asked_for_again(tmp_path, thumbnails, qtbot):
    path = tmp_path / "absent.png"
    with qtbot.waitSignal(thumbnails.arrived):
        thumbnails.thumbnail(path)
    assert thumbnails.is_unreadable(path)


def test_that_what_was_scrolled_past_is_forgotten_and_the_last_wish_served(tmp_path, thumbnails, qtbot):
    wishes = [tmp_path / f"{number}.png" for number in range(3 * WAITING)]
    served = []
    thumbnails.arrived.connect(served.append)
    for path in wishes:
        thumbnails.thumbnail(path)
    qtbot.waitUntil(lambda: wishes[-1] in served)
    qtbot.waitUntil(lambda: len(served) >= WAITING)
    assert len(served) < len(wishes)


def test_that_a_thumbnail_is_found_again_beside_the_project(tmp_path, qapp, qtbot):
    path = write(tmp_path / "image.png", np.full((40, 40, 3), (200, 30, 30), np.uint8))
    for _ in range(2):
        made = Thumbnails(tmp_path / "pilot.assay")
        with qtbot.waitSignal(made.arrived):
            made.thumbnail(path)
        colour = made.thumbnail(path).pixelColor(WIDTH // 2, HEIGHT // 2)
        assert abs(colour.red() - 200) < 6
        running = made._maker.decoder.process_id()
        made.close()
    assert running is None  # the second time nothing had to be decoded


def test_that_a_changed_image_has_a_new_thumbnail(tmp_path, qapp, qtbot):
    for red in (200, 20):
        path = write(tmp_path / "image.png", np.full((40, 40, 3), (red, 30, 30), np.uint8))
        os.utime(path, ns=(red, red))
        made = Thumbnails(tmp_path / "pilot.assay")
        with qtbot.waitSignal(made.arrived):
            made.thumbnail(path)
        assert abs(made.thumbnail(path).pixelColor(WIDTH // 2, HEIGHT // 2).red() - red) < 6
        made.close()

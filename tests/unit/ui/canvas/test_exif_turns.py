"""Images that EXIF turns, small and large: shown as their labels' size says."""

import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageOps

from assay.pictures.orientation import turned_box, turned_size
from assay.ui.canvas.view_transform import View
from tests.unit.ui.canvas.test_turning import at

QUARTERS = np.array([[40, 100], [220, 160]], np.uint8)
"""Grey of the upper left, upper right, lower left and lower right quarter, as stored."""
LARGE = (6_600, 6_200)
MARK = (700, 500, 708, 508)
"""A bright square in the upper left quarter, which a coarse picture does not show."""


def seen_quarters(canvas):
    """The greys of the quarters as shown, each measured at its middle."""
    width, height = canvas.image_size()
    picture = canvas.grab().toImage()
    return [[picture.pixelColor(at(canvas, width * x, height * y)).red() for x in (0.25, 0.75)] for y in (0.25, 0.75)]


def wanted_quarters(orientation, declared, stored):
    """What Pillow makes of the quarters; as stored where the declared size is the stored one."""
    image = Image.fromarray(QUARTERS)
    if declared != stored:
        image.getexif()[0x0112] = orientation
        image = ImageOps.exif_transpose(image)
    return np.asarray(image).tolist()


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("is_turned", [True, False])
@pytest.mark.parametrize("mode", ["RGB", "I;16"])
def test_that_a_small_image_is_turned_when_its_labels_are(canvas, qtbot, tmp_path, orientation, is_turned, mode):
    stored, exif = (60, 40), Image.Exif()
    exif[0x0112] = orientation
    grey = np.kron(QUARTERS, np.ones((20, 30), np.uint8))
    image = (
        Image.fromarray(grey).convert("RGB") if mode == "RGB" else Image.fromarray((grey - 40).astype(np.uint16) * 300)
    )
    image.save(tmp_path / "a.png", exif=exif)
    declared = turned_size(stored, orientation) if is_turned else stored
    with qtbot.waitSignal(canvas.settled):
        canvas.show_image(tmp_path / "a.png", size=declared)
    assert canvas.image_size() == declared
    wanted = np.array(wanted_quarters(orientation, declared, stored), float)
    if mode != "RGB":
        wanted = (wanted - 40) * 255 / 180  # stretched from the darkest to the brightest
    np.testing.assert_allclose(seen_quarters(canvas), wanted, atol=2)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A PNG of 41 million pixels without EXIF."""
    width, height = LARGE
    grey = np.repeat(np.repeat(QUARTERS, height // 2, axis=0), width // 2, axis=1)
    grey[MARK[1] : MARK[3], MARK[0] : MARK[2]] = 255
    path = tmp_path_factory.mktemp("large") / "plain.png"
    Image.fromarray(grey).save(path, compress_level=1)
    return path


def with_orientation(path, folder, orientation):
    """The same PNG with a chunk that says how to turn it, before its pixels (PNG 3rd edition, 11.3.2.7)."""
    content = path.read_bytes()
    tiff = struct.pack("<2sHIHHHIHHI", b"II", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    chunk = struct.pack(">I", len(tiff)) + b"eXIf" + tiff + struct.pack(">I", zlib.crc32(b"eXIf" + tiff))
    turned = folder / f"turned_{orientation}.png"
    turned.write_bytes(content[:33] + chunk + content[33:])
    return turned


@pytest.mark.parametrize("orientation", range(1, 9))
def test_that_a_large_image_is_turned_and_its_detail_with_it(canvas, qtbot, tmp_path, large, orientation):
    path, declared = with_orientation(large, tmp_path, orientation), turned_size(LARGE, orientation)
    with qtbot.waitSignal(canvas.settled, timeout=20_000):
        canvas.show_image(path, size=declared)
    wanted = wanted_quarters(orientation, declared, LARGE)
    qtbot.waitUntil(lambda: seen_quarters(canvas) == wanted, timeout=20_000)
    assert canvas.image_size() == declared
    is_turned = declared != LARGE
    x_min, y_min, x_max, y_max = turned_box(MARK, orientation if is_turned else 1, stored=LARGE)
    canvas.set_view(View(10.0, (x_min + x_max) / 2, (y_min + y_max) / 2))
    inside, beside = (x_min + 0.5, y_min + 0.5), (x_min - 0.5, y_max - 0.5)

    def is_sharp():
        picture = canvas.grab().toImage()
        bright, dark = (picture.pixelColor(at(canvas, *place)).red() for place in (inside, beside))
        return bright > 250 and dark == QUARTERS[0, 0]

    qtbot.waitUntil(is_sharp, timeout=20_000)


def test_that_labels_of_the_stored_size_lie_on_the_stored_pixels_of_a_large_image(canvas, qtbot, tmp_path, large):
    with qtbot.waitSignal(canvas.settled, timeout=20_000):
        canvas.show_image(with_orientation(large, tmp_path, 6), size=LARGE)
    qtbot.waitUntil(lambda: seen_quarters(canvas) == QUARTERS.tolist(), timeout=20_000)

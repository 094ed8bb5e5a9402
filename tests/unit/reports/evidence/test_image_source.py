import os
import struct
import sys

import numpy as np
import pytest
from PIL import Image

from assay.reports.evidence.image_source import BEHIND, ImageSource


def decoded(path):
    return ImageSource().image(path)


def test_that_the_pixels_stay_as_stored_whatever_exif_says(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 20), "red").save(tmp_path / "turned.jpg", exif=exif)
    image = decoded(tmp_path / "turned.jpg")
    assert image is not None
    assert image.size == (40, 20)


TIFF_THAT_ENDS_EARLY = b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHIII", 270, 2, 1000, 100, 0)


@pytest.mark.parametrize("content", [b"", b"no image", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, TIFF_THAT_ENDS_EARLY])
def test_that_a_damaged_file_gives_no_image(tmp_path, content):
    (tmp_path / "bad.png").write_bytes(content)
    assert decoded(tmp_path / "bad.png") is None


def test_that_an_absent_file_gives_no_image(tmp_path):
    assert ImageSource().image(tmp_path / "absent.png") is None
    assert ImageSource().image(None) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_that_a_pipe_gives_no_image_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.png")
    assert decoded(tmp_path / "pipe.png") is None
    assert decoded(tmp_path / ("x" * 5000)) is None


def test_that_a_file_cut_short_gives_no_image(tmp_path):
    noise = np.random.default_rng(1).integers(0, 255, (64, 64, 3), np.uint8)
    Image.fromarray(noise).save(tmp_path / "whole.png")
    (tmp_path / "half.png").write_bytes((tmp_path / "whole.png").read_bytes()[:2000])
    assert decoded(tmp_path / "half.png") is None


def test_that_a_file_which_claims_more_pixels_than_memory_holds_gives_no_image(tmp_path):
    claims = struct.pack("<2sIHHIIiiHHIIiiII", b"BM", 122, 0, 0, 54, 40, 2_000_000, 3_000_000, 1, 24, 0, 0, 0, 0, 0, 0)
    (tmp_path / "bomb.bmp").write_bytes(claims + b"\0" * 64)
    assert decoded(tmp_path / "bomb.bmp") is None


def test_that_transparent_pixels_show_the_surround(tmp_path):
    Image.new("RGBA", (2, 2), (255, 0, 0, 0)).save(tmp_path / "clear.png")
    assert decoded(tmp_path / "clear.png").getpixel((0, 0)) == BEHIND


def test_that_a_deep_image_is_stretched_to_what_can_be_seen(tmp_path):
    Image.fromarray(np.array([[100, 600], [1100, 1100]], np.uint16)).save(tmp_path / "deep.tif")
    assert np.asarray(decoded(tmp_path / "deep.tif"))[..., 0].tolist() == [[0, 128], [255, 255]]


def test_that_the_last_image_is_kept(tmp_path):
    Image.new("RGB", (4, 4), "red").save(tmp_path / "one.png")
    source = ImageSource()
    first = source.image(tmp_path / "one.png")
    (tmp_path / "one.png").unlink()
    assert source.image(tmp_path / "one.png") is first

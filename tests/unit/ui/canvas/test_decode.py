import csv
import os
import sys

import numpy as np
import pytest
from PIL import Image

from assay.model.errors import AssayError
from assay.ui.canvas.decode import PIXEL_LIMIT, decode
from tests.shared_folder import data


def saved(tmp_path, image, name="a.png", **options):
    path = tmp_path / name
    image.save(path, **options)
    return path


def colour(decoded, x, y):
    return decoded.levels[0].pixelColor(x, y).getRgb()


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA"])
def test_that_every_colour_model_shows_white_as_white(tmp_path, mode):
    image = Image.new("RGB", (4, 3), "white").convert(mode)
    assert colour(decode(saved(tmp_path, image)), 2, 1) == (255, 255, 255, 255)


def test_that_cmyk_is_shown_in_its_colours(tmp_path):
    red = Image.new("CMYK", (8, 8), (0, 255, 255, 0))
    r, g, b, _ = colour(decode(saved(tmp_path, red, "a.tif")), 4, 4)
    assert r > 200
    assert max(g, b) < 80


@pytest.mark.parametrize("dtype", [np.uint16, np.int32, np.float32])
def test_that_deep_images_are_stretched_from_black_to_white(tmp_path, dtype):
    values = np.array([[1000, 1500, 2000]], dtype)
    decoded = decode(saved(tmp_path, Image.fromarray(values), "a.tif"))
    assert [colour(decoded, x, 0)[0] for x in range(3)] == [0, 128, 255]


def test_that_values_which_are_no_numbers_are_black(tmp_path):
    values = np.array([[np.nan, 1.0, 2.0, np.inf]], np.float32)
    decoded = decode(saved(tmp_path, Image.fromarray(values), "a.tif"))
    assert [colour(decoded, x, 0)[0] for x in range(4)] == [0, 0, 255, 255]


def test_that_transparency_is_kept(tmp_path):
    decoded = decode(saved(tmp_path, Image.new("RGBA", (2, 2), (255, 0, 0, 0))))
    assert decoded.has_alpha
    assert colour(decoded, 0, 0)[3] == 0


def test_that_an_alpha_channel_without_any_transparency_is_dropped(tmp_path):
    assert not decode(saved(tmp_path, Image.new("RGBA", (2, 2), (255, 0, 0, 255)))).has_alpha


def test_that_pixels_stay_as_stored_unless_turning_is_asked_for(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    path = saved(tmp_path, Image.new("RGB", (20, 10)), "a.jpg", exif=exif)
    assert (decode(path).width, decode(path).height) == (20, 10)
    assert decode(path, apply_orientation=True).width == 10


def test_that_large_images_bring_their_halves(tmp_path):
    decoded = decode(saved(tmp_path, Image.new("L", (4100, 30))))
    assert [level.width() for level in decoded.levels] == [4100, 2050, 1025, 513]
    assert decoded.level(1.0)[0].width() == 4100
    assert decoded.level(0.3)[0].width() == 2050
    assert decoded.level(0.01)[0].width() == 513


def test_that_an_absent_file_gets_a_sentence(tmp_path):
    with pytest.raises(AssayError, match=r"Image not found: nowhere\.png"):
        decode(tmp_path / "nowhere.png")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_that_a_pipe_gets_a_sentence_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(AssayError, match="not found"):
        decode(tmp_path / "pipe.png")


def test_that_a_truncated_file_gets_a_sentence(tmp_path):
    path = saved(tmp_path, Image.effect_noise((64, 64), 50))
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(AssayError, match=r"a\.png is damaged or cut short"):
        decode(path)


def test_that_what_is_no_image_gets_a_sentence(tmp_path):
    path = tmp_path / "a.png"
    path.write_text("not an image")
    with pytest.raises(AssayError, match=r"a\.png is not an image"):
        decode(path)


def test_that_an_image_that_claims_too_many_pixels_is_not_opened(tmp_path):
    path = tmp_path / "bomb.png"
    Image.new("1", (8, 8)).save(path)
    content = bytearray(path.read_bytes())
    content[16:24] = (50_000).to_bytes(4, "big") * 2
    header_crc = __import__("zlib").crc32(bytes(content[12:29]))
    content[29:33] = header_crc.to_bytes(4, "big")
    path.write_bytes(bytes(content))
    with pytest.raises(AssayError, match=f"more than {PIXEL_LIMIT // 1_000_000} million pixels"):
        decode(path)


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
def test_that_awkward_images_are_shown_or_get_a_sentence(qapp):
    folder = data("11-awkward-images")
    with (folder / "manifest.tsv").open() as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    failed = []
    for row in rows:
        try:
            decode(folder / row["file"])
        except AssayError:
            failed.append(row["file"])
    expected = {row["file"] for row in rows if row["Pillow_13_error"]}
    assert set(failed) - expected <= {"palette_alpha_gray/p_8.tga", "bombs/decompression_bomb.ico"}

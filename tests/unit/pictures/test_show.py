import os
import struct
import sys
import zlib

import numpy as np
import pytest
from PIL import Image

from assay.model.errors import AssayError
from tests.unit.pictures.conftest import pixels


def saved(tmp_path, image, name="a.png", **options):
    path = tmp_path / name
    image.save(path, **options)
    return path


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA"])
def test_that_every_colour_model_shows_white_as_white(tmp_path, show, mode):
    image = Image.new("RGB", (4, 3), "white").convert(mode)
    assert (pixels(show(saved(tmp_path, image))) == 255).all()


def test_that_cmyk_is_shown_in_its_colours(tmp_path, show):
    red = Image.new("CMYK", (8, 8), (0, 255, 255, 0))
    assert pixels(show(saved(tmp_path, red, "a.tif")))[4, 4].tolist() == [255, 0, 0]


@pytest.mark.parametrize("dtype", [np.uint16, np.int32, np.float32])
def test_that_deep_images_are_stretched_from_black_to_white_and_bring_their_values(tmp_path, show, dtype):
    values = np.array([[1000, 1500, 2000]], dtype)
    decoded = show(saved(tmp_path, Image.fromarray(values), "a.tif"))
    assert pixels(decoded)[0, :, 0].tolist() == [0, 128, 255]
    assert pixels(decoded, -1).tolist() == values.tolist()
    assert (decoded.facts.low, decoded.facts.high, decoded.facts.is_deep) == (1000, 2000, True)


def test_that_values_which_are_no_numbers_are_black(tmp_path, show):
    values = np.array([[np.nan, 1.0, 2.0, np.inf]], np.float32)
    assert pixels(show(saved(tmp_path, Image.fromarray(values), "a.tif")))[0, :, 0].tolist() == [0, 0, 255, 255]


def test_that_values_in_the_other_byte_order_are_the_same(tmp_path, show):
    path = saved(tmp_path, Image.fromarray(np.array([[1, 258]], ">u2")), "a.tif")
    assert pixels(show(path), -1).tolist() == [[1, 258]]


def test_that_transparency_is_kept(tmp_path, show):
    image = Image.new("RGBA", (2, 2), (255, 0, 0, 0))
    image.putpixel((0, 0), (255, 0, 0, 128))
    shown = pixels(show(saved(tmp_path, image)))
    assert shown[0, 0].tolist() == [128, 0, 0, 128]
    assert shown[1, 1].tolist() == [0, 0, 0, 0]


def test_that_the_value_which_stands_for_nothing_is_transparent(tmp_path, show):
    deep = Image.fromarray(np.array([[100, 300, 500]], np.uint16))
    shown = pixels(show(saved(tmp_path, deep, transparency=300)))
    assert shown[0].tolist() == [[0, 0, 0, 255], [0, 0, 0, 0], [255, 255, 255, 255]]


def test_that_an_alpha_channel_without_any_transparency_is_dropped(tmp_path, show):
    assert pixels(show(saved(tmp_path, Image.new("RGBA", (2, 2), (255, 0, 0, 255))))).shape == (2, 2, 3)


def test_that_pixels_stay_as_stored_and_the_turn_is_told(tmp_path, show):
    exif = Image.Exif()
    exif[0x0112] = 6
    facts = show(saved(tmp_path, Image.new("RGB", (20, 10)), "a.jpg", exif=exif)).facts
    assert (facts.width, facts.height, facts.orientation) == (20, 10, 6)


def test_that_large_images_bring_their_halves(tmp_path, show):
    planes = show(saved(tmp_path, Image.new("L", (4100, 30)))).planes
    assert [plane.width for plane in planes] == [4100, 2050, 1025, 513]


def test_that_the_first_frame_is_shown_and_the_others_counted(tmp_path, show):
    first, second = Image.new("RGB", (4, 4), "red"), Image.new("RGB", (4, 4), "blue")
    decoded = show(saved(tmp_path, first, "a.gif", save_all=True, append_images=[second, first]))
    assert decoded.facts.frames == 3
    assert pixels(decoded)[0, 0].tolist() == [255, 0, 0]


def test_that_an_absent_file_gets_a_sentence(tmp_path, show):
    with pytest.raises(AssayError, match=r"Image not found: nowhere\.png"):
        show(tmp_path / "nowhere.png")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_that_a_pipe_gets_a_sentence_and_is_not_waited_for(tmp_path, show):
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(AssayError, match="not found"):
        show(tmp_path / "pipe.png")


def test_that_a_truncated_file_gets_a_sentence(tmp_path, show):
    path = saved(tmp_path, Image.effect_noise((64, 64), 50))
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(AssayError, match=r"a\.png is damaged or cut short"):
        show(path)


def test_that_what_is_no_image_gets_a_sentence(tmp_path, show):
    path = tmp_path / "a.png"
    path.write_text("not an image")
    with pytest.raises(AssayError, match=r"a\.png is not an image"):
        show(path)


def test_that_a_file_in_a_format_that_starts_other_programs_is_no_image(tmp_path, show):
    path = tmp_path / "a.eps"
    path.write_text("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n")
    with pytest.raises(AssayError, match=r"a\.eps is not an image"):
        show(path)


def test_that_a_file_which_claims_more_pixels_than_memory_holds_gets_a_sentence(tmp_path, show):
    header = struct.pack("<2sIHHIIiiHHIIiiII", b"BM", 122, 0, 0, 54, 40, 200_000, 300_000, 1, 24, 0, 0, 0, 0, 0, 0)
    path = tmp_path / "bomb.bmp"
    path.write_bytes(header + b"\0" * 64)
    with pytest.raises(AssayError, match=r"bomb\.bmp needs more memory"):
        show(path)


def test_that_a_name_that_is_no_text_is_no_hindrance(tmp_path, show):
    path = tmp_path / os.fsdecode(b"\xff\xe9.png")
    try:
        Image.new("L", (3, 3)).save(path)
    except OSError:
        pytest.skip("this file system takes only text as names")
    assert show(path).facts.width == 3


def test_that_a_header_with_a_wrong_checksum_gets_a_sentence(tmp_path, show):
    path = saved(tmp_path, Image.new("L", (8, 8)))
    content = bytearray(path.read_bytes())
    content[16:24] = (50_000).to_bytes(4, "big") * 2
    assert zlib.crc32(bytes(content[12:29])) != int.from_bytes(content[29:33], "big")
    path.write_bytes(bytes(content))
    with pytest.raises(AssayError, match=r"a\.png"):
        show(path)


def photograph(path, size, **options):
    """Four quarters of different colours."""
    image = Image.new("RGB", size, "black")
    for place, colour in enumerate(("red", "green", "blue", "white")):
        image.paste(colour, (place % 2 * size[0] // 2, place // 2 * size[1] // 2, size[0], size[1]))
    image.save(path, **options)
    return path


def test_that_a_jpeg_that_somebody_waits_for_comes_at_half_its_size_first(tmp_path, decoder):
    path = photograph(tmp_path / "photograph.jpg", (1600, 1200))
    glimpse, whole = decoder.ask(path, "show", is_awaited=True)
    assert (glimpse.planes[0].width, glimpse.planes[0].height) == (800, 600)
    assert (glimpse.facts.width, glimpse.facts.height) == (1600, 1200)
    assert (whole.planes[0].width, whole.planes[0].height) == (1600, 1200)
    assert glimpse.extras["passes"]
    assert "passes" not in whole.extras
    half = pixels(glimpse).astype(int)[10::20, 10::20]
    assert np.abs(half - pixels(whole).astype(int)[20::40, 20::40]).max() < 12


@pytest.mark.parametrize(("name", "size", "options"), [("small.jpg", (600, 400), {}), ("image.png", (1600, 1200), {})])
def test_that_other_images_come_as_a_whole_at_once(tmp_path, decoder, name, size, options):
    (only,) = decoder.ask(photograph(tmp_path / name, size, **options), "show", is_awaited=True)
    assert (only.planes[0].width, only.planes[0].height) == size


def test_that_nobody_who_does_not_wait_gets_a_glimpse(tmp_path, decoder):
    (only,) = decoder.ask(photograph(tmp_path / "photograph.jpg", (1600, 1200)), "show")
    assert only.is_last


def test_that_a_jpeg_cut_short_is_a_sentence_whoever_waits(tmp_path, decoder):
    path = photograph(tmp_path / "photograph.jpg", (1600, 1200))
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(AssayError, match=r"photograph\.jpg"):
        list(decoder.ask(path, "show", is_awaited=True))

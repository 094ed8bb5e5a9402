import cv2
import numpy as np
import pytest
from PIL import Image

from assay.model.errors import AssayError
from tests.shared_folder import data


@pytest.fixture
def words(decoder):
    """What is said of a stored pixel."""
    return lambda path, x, y: next(decoder.ask(path, "values", x=x, y=y)).extras["words"]


def saved(tmp_path, image, name="a.png", **options):
    image.save(tmp_path / name, **options)
    return tmp_path / name


MODES = [
    (Image.new("RGB", (3, 2), (1, 2, 3)), "a.png", "R 1 G 2 B 3"),
    (Image.new("RGBA", (3, 2), (200, 2, 3, 7)), "a.png", "R 200 G 2 B 3 A 7"),
    (Image.new("LA", (3, 2), (9, 128)), "a.png", "L 9 A 128"),
    (Image.new("L", (3, 2), 77), "a.png", "grey 77"),
    (Image.new("1", (3, 2), 1), "a.png", "grey 1"),
    (Image.new("CMYK", (3, 2), (10, 20, 30, 40)), "a.tif", "C 10 M 20 Y 30 K 40"),
    (Image.fromarray(np.full((2, 3), 40_231, np.uint16)), "a.png", "grey 40231"),
    (Image.fromarray(np.full((2, 3), -7, np.int32)), "a.tif", "grey -7"),
    (Image.fromarray(np.full((2, 3), 0.125, np.float32)), "a.tif", "grey 0.125"),
]


@pytest.mark.parametrize(("image", "name", "said"), MODES, ids=[said for *_, said in MODES])
def test_that_every_band_is_told_as_it_is_stored(tmp_path, words, image, name, said):
    assert words(saved(tmp_path, image, name), 2, 1) == said


def test_that_a_palette_tells_its_index_and_colour(tmp_path, words):
    image = Image.new("P", (3, 2), 5)
    image.putpalette([channel for colour in range(256) for channel in (colour, 2 * colour % 256, 9)])
    assert words(saved(tmp_path, image), 1, 1) == "index 5 · R 5 G 10 B 9"
    assert words(saved(tmp_path, image, "t.png", transparency=5), 1, 1) == "index 5 · R 5 G 10 B 9 A 0"


@pytest.mark.parametrize(("name", "channels"), [("a.png", 3), ("a.png", 4), ("a.tif", 3)])
def test_that_colours_of_16_bits_are_told_whole(tmp_path, words, name, channels):
    stored = np.zeros((2, 3, channels), np.uint16)
    stored[1, 2] = (300, 20_000, 65_535, 1_234)[:channels]  # blue, green, red, alpha
    cv2.imwrite(str(tmp_path / name), stored)
    alpha = " A 1234" if channels == 4 else ""
    assert words(tmp_path / name, 2, 1) == f"R 65535 G 20000 B 300{alpha}"


@pytest.mark.parametrize("name", ["a.png", "a.tif", "a.jpg"])
def test_that_pixels_of_a_large_image_are_told_anywhere(tmp_path, words, name):
    stored = np.zeros((6_400, 6_500), np.uint8)
    stored[5_000:5_064, 6_400:6_464] = 200
    path = saved(tmp_path, Image.fromarray(stored), name)
    assert words(path, 6_410, 5_010) == "grey 200"
    assert words(path, 6_499, 6_399) == "grey 0"
    assert words(path, 6_411, 5_011) == "grey 200"


def test_that_a_large_image_of_16_bits_tells_its_values(tmp_path, words):
    stored = np.zeros((6_400, 6_500), np.uint16)
    stored[6_000, 6_000] = 54_321
    assert words(saved(tmp_path, Image.fromarray(stored), "a.tif"), 6_000, 6_000) == "grey 54321"


def test_that_a_damaged_file_gets_a_sentence(tmp_path, words):
    path = saved(tmp_path, Image.effect_noise((64, 64), 50))
    path.write_bytes(path.read_bytes()[:900])
    with pytest.raises(AssayError, match="damaged"):
        words(path, 0, 0)


def test_that_each_awkward_image_tells_what_pillow_reads(words):
    folder = data("11-awkward-images")
    for name in (
        "cmyk/pil_sample_cmyk.jpg",
        "palette_alpha_gray/pil123rgba.png",
        "palette_alpha_gray/uncompressed_la.png",
    ):
        with Image.open(folder / name) as image:
            values = image.getpixel((11, 13))
            said = " ".join(f"{band} {value}" for band, value in zip(image.getbands(), values, strict=True))
        assert words(folder / name, 11, 13) == said

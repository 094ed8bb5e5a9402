import numpy as np
import pytest
from PIL import Image

from assay.pictures.bands import HeldBands
from assay.pictures.large import Source
from assay.pictures.png_bands import PngBands
from assay.pictures.tiff_bands import TiffBands

WIDTH, HEIGHT = 701, 907
BOX = (130, 277, 611, 905)


def noise(mode: str) -> Image.Image:
    """An image in which neighbouring pixels resemble one another, so that PNG uses all of its filters."""
    rng = np.random.default_rng(4)
    rough = np.cumsum(rng.integers(-3, 4, (HEIGHT, WIDTH, 4)), axis=1) % 256
    image = Image.fromarray(rough.astype(np.uint8), "RGBA")
    if mode == "I;16":
        return Image.fromarray((rough[..., 0] * 250).astype(np.uint16))
    return image if mode == "RGBA" else image.convert("RGB").convert(mode)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_that_a_part_of_a_png_is_what_pillow_makes_of_it(tmp_path, monkeypatch, mode):
    monkeypatch.setattr("assay.pictures.png_bands.BAND_BYTES", 40_000)
    path = tmp_path / "a.png"
    noise(mode).save(path)
    source = Source(path)
    assert isinstance(source._bands, PngBands)
    assert source._bands.step < HEIGHT / 5 or mode == "1"
    with Image.open(path) as image:
        for box in (BOX, (0, 0, 5, 5), (0, HEIGHT - 1, WIDTH, HEIGHT)):
            np.testing.assert_array_equal(np.asarray(source._bands.read(box)), np.asarray(image.crop(box)))


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "I;16", "CMYK"])
@pytest.mark.parametrize("compression", [None, "tiff_lzw", "tiff_adobe_deflate", "packbits"])
def test_that_a_part_of_a_tiff_is_what_pillow_makes_of_it(tmp_path, mode, compression):
    path = tmp_path / "a.tif"
    noise(mode).save(path, compression=compression)
    bands = Source(path)._bands
    assert isinstance(bands, TiffBands)
    with Image.open(path) as image:
        for box in (BOX, (0, 0, 5, 5), (0, HEIGHT - 1, WIDTH, HEIGHT)):
            np.testing.assert_array_equal(np.asarray(bands.read(box)), np.asarray(image.crop(box)))


def test_that_a_part_of_another_format_is_cut_from_the_whole(tmp_path):
    path = tmp_path / "a.bmp"
    noise("RGB").save(path)
    source = Source(path)
    assert isinstance(source._bands, HeldBands)
    np.testing.assert_array_equal(np.asarray(source.part(BOX, 1)), np.asarray(noise("RGB").crop(BOX)))


@pytest.mark.parametrize("name", ["a.png", "a.tif", "a.bmp"])
def test_that_a_reduced_part_is_the_part_reduced(tmp_path, monkeypatch, name):
    monkeypatch.setattr("assay.pictures.bands.CHUNK", 50_000)
    monkeypatch.setattr("assay.pictures.png_bands.BAND_BYTES", 40_000)
    noise("RGB").save(tmp_path / name)
    made = Source(tmp_path / name).part(BOX, 4)
    np.testing.assert_array_equal(np.asarray(made), np.asarray(noise("RGB").crop(BOX).reduce(4)))


def test_that_the_coarse_picture_grows_and_ends_complete(tmp_path, monkeypatch):
    monkeypatch.setattr("assay.pictures.large.COARSE_PIXELS", 50_000)
    monkeypatch.setattr("assay.pictures.large.EVERY", 0)
    monkeypatch.setattr("assay.pictures.bands.CHUNK", 50_000)
    noise("RGB").save(tmp_path / "a.tif")
    states = list(Source(tmp_path / "a.tif").coarse())
    assert [is_last for _, is_last in states] == [False] * (len(states) - 1) + [True]
    np.testing.assert_array_equal(np.asarray(states[-1][0]), np.asarray(noise("RGB").reduce(4)))

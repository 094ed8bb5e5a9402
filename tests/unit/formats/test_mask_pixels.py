import io

import numpy as np
import pytest
from PIL import Image

from assay.formats.fault import Fault
from assay.formats.mask_pixels import mask_pixels

SET = [[False, True], [True, False]]


def png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "I;16"])
def test_that_pixels_that_are_not_black_are_set(mode):
    values = np.array(SET, np.uint8) * 255
    grey = Image.fromarray(values.astype(np.uint16) if mode == "I;16" else values)
    image = (
        grey if mode == "I;16" else grey.point(lambda v: v and 1).convert("L") if mode == "P" else grey.convert(mode)
    )
    assert mask_pixels(png(image)).tolist() == SET


def test_that_transparent_pixels_are_not_set_whatever_their_colour():
    pixels = np.full((2, 2, 4), 200, np.uint8)
    pixels[..., 3] = np.array(SET) * 5
    assert mask_pixels(png(Image.fromarray(pixels))).tolist() == SET


@pytest.mark.parametrize("data", [b"", b"no image", png(Image.new("L", (64, 64)))[:60]])
def test_that_a_broken_mask_is_a_fault(data):
    with pytest.raises(Fault, match="opened"):
        mask_pixels(data)


def test_that_a_mask_without_end_is_a_fault(monkeypatch):
    monkeypatch.setattr("assay.formats.mask_pixels.MOST_PIXELS", 3)
    with pytest.raises(Fault, match=r"the mask is too large \(2 × 2\)"):
        mask_pixels(png(Image.new("L", (2, 2))))

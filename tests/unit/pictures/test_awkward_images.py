import csv
import re

import numpy as np
import pytest
from PIL import Image

from assay.model.errors import AssayError
from tests.shared_folder import data
from tests.unit.pictures.conftest import pixels

NO_FORMAT = {"palette_alpha_gray/p_8.tga", "bombs/decompression_bomb.ico"}
"""Of these the manifest names no format, and Pillow opens neither."""


def awkward() -> list[dict[str, str]]:
    with (data("11-awkward-images") / "manifest.tsv").open() as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_that_awkward_images_are_shown_as_the_manifest_says_or_get_a_sentence(show):
    folder = data("11-awkward-images")
    for row in awkward():
        if row["Pillow_13_error"] or row["file"] in NO_FORMAT:
            with pytest.raises(AssayError, match=re.escape(row["file"].split("/")[1])):
                show(folder / row["file"])
            continue
        facts = show(folder / row["file"]).facts
        if row["format"]:
            said = (facts.format, facts.mode, f"{facts.width}x{facts.height}", str(facts.frames))
            assert said == (row["format"], row["PIL_mode"], row["size"], row["frames"]), row["file"]


def test_that_the_pixels_of_awkward_images_are_those_of_the_first_frame(show):
    folder = data("11-awkward-images")
    plain = [row["file"] for row in awkward() if row["PIL_mode"] in ("1", "L", "RGB") and not row["Pillow_13_error"]]
    assert len(plain) > 20
    for name in plain:
        with Image.open(folder / name) as image:
            if not image.has_transparency_data:
                np.testing.assert_array_equal(pixels(show(folder / name)), np.asarray(image.convert("RGB")), name)


def test_that_the_values_of_deep_images_are_those_in_the_file(show):
    folder = data("11-awkward-images")
    deep = [row["file"] for row in awkward() if row["PIL_mode"].startswith(("I", "F"))]
    assert len(deep) >= 6
    for name in deep:
        decoded = show(folder / name)
        with Image.open(folder / name) as image:
            np.testing.assert_array_equal(pixels(decoded, -1), np.asarray(image), name)
        shades = pixels(decoded)
        is_whole = shades.shape[2] == 3 and decoded.facts.low < decoded.facts.high
        assert not is_whole or (shades.min(), shades.max()) == (0, 255), name

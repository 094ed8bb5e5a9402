"""Each awkward image on the canvas, pixel by pixel, and every way of laying label sets over the kinds among them."""

import csv
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint

from assay.ui.canvas.scene import Mode
from assay.ui.canvas.view_transform import View
from tests.annotation_builder import annotations, box
from tests.shared_folder import data
from tests.unit.ui.canvas.conftest import GOLD, VENDOR, gold, vendor
from tests.unit.ui.canvas.test_canvas import is_vendor
from tests.unit.ui.canvas.test_turning import at

SCALE = 8.0
"""From here on a pixel is a square."""
SHARES = (0.1, 0.35, 0.5, 0.8)


def awkward(room):
    """The files of a room, and what Pillow says against each."""
    with data("11-awkward-images", "manifest.tsv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["file"].startswith(f"{room}/")]
    return [(data("11-awkward-images", *row["file"].split("/")), row["Pillow_13_error"]) for row in rows]


def as_shown(path):
    """(height, width, 4) red, green, blue and opacity by Pillow; a deep image from its darkest value to its brightest."""
    with Image.open(path) as image:
        image.load()
        if image.mode in ("I", "F") or image.mode.startswith("I;"):
            values = np.asarray(image).astype(float)
            low, high = values.min(), values.max()
            grey = np.round((values - low) * 255 / ((high - low) or 1))
            solid = np.full(values.shape, 255.0)
            nothing = image.info.get("transparency")
            if isinstance(nothing, int):
                solid[values == nothing] = 0
            return np.stack([grey, grey, grey, solid], axis=-1)
        return np.asarray(image.convert("RGBA")).astype(float)


def shown(canvas, qtbot, path):
    with qtbot.waitSignal(canvas.settled, timeout=20_000):
        canvas.show_image(path)
    qtbot.waitUntil(lambda: canvas.colour_at(0, 0) is not None, timeout=20_000)


@pytest.mark.parametrize(
    "room", ["exif", "cmyk", "bitdepth", "palette_alpha_gray", "animated", "progressive_icc", "other"]
)
def test_that_each_readable_image_is_shown_in_the_colours_that_pillow_reads(canvas, qtbot, room):
    looked_at = 0
    for path, problem in awkward(room):
        try:
            wanted = as_shown(path)
        except (OSError, SyntaxError, ValueError):
            assert problem or path.stat().st_size < 4000, path
            continue
        shown(canvas, qtbot, path)
        height, width = wanted.shape[:2]
        assert canvas.image_size() == (width, height), path
        for x, y in ((int(width * across), int(height * down)) for across in SHARES for down in SHARES):
            *colour, opacity = wanted[y, x].tolist()
            if opacity == 255:
                canvas.set_view(View(SCALE, x + 0.5, y + 0.5))
                place = at(canvas, x + 0.5, y + 0.5)
                seen = canvas.grab().toImage().pixelColor(place).getRgb()[:3]
                assert seen == pytest.approx(colour, abs=2), (path, x, y)
                looked_at += 1
                break
    assert looked_at >= 2


@pytest.mark.parametrize("room", ["corrupt", "bombs"])
def test_that_each_damaged_image_says_so_and_its_labels_are_drawn_all_the_same(canvas, qtbot, room):
    for path, _ in awkward(room):
        with qtbot.waitSignal(canvas.settled, timeout=40_000):
            canvas.show_image(path, size=(100, 100), layers=[vendor(box(20, 20, 60, 60))])
        if canvas.colour_at(0, 0) is None:
            picture = canvas.grab().toImage()
            assert any(is_vendor(picture.pixelColor(at(canvas, 20 + by, 50))) for by in (-0.4, 0, 0.4)), path


def apart(one, other):
    return max(abs(a - b) for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))


KINDS = [
    "cmyk/pil_sample_cmyk.jpg",
    "bitdepth/12in16bit.tif",
    "bitdepth/10ct_32bit_128.tiff",
    "palette_alpha_gray/pil123p.png",
    "palette_alpha_gray/pil123rgba.png",
    "animated/iss634.gif",
    "exif/hopper_orientation_6.jpg",
]


@pytest.mark.parametrize("name", KINDS)
def test_that_every_mode_lays_the_label_sets_over_each_kind_of_image(canvas, qtbot, name):
    with qtbot.waitSignal(canvas.settled, timeout=20_000):
        canvas.show_image(
            data("11-awkward-images", *name.split("/")),
            layers=[vendor(box(10, 20, 40, 90), box(50, 20, 60, 30)), gold(box(20, 30, 70, 80))],
        )
    canvas.set_emphasis({VENDOR: [1], GOLD: [1]})

    layers = canvas.scene().layers
    bare_layers = tuple(replace(layer, annotations=annotations()) for layer in layers)

    def picture_of(some):
        with qtbot.waitSignal(canvas.settled, timeout=20_000):
            canvas.set_layers(some)
        return canvas.grab().toImage()

    def lines(mode, pane=0, **also):
        """Whether the vendor's left side and gold's right side are painted over what the image shows there."""
        canvas.set_mode(mode)
        canvas.set_blink_phase(on=also.get("blink", False))
        canvas.isolate(also.get("alone"))
        bare, picture = picture_of(bare_layers), picture_of(layers)

        def is_line(x):
            places = [at(canvas, x, y, pane) + QPoint(beside, 0) for y in range(34, 76) for beside in (-1, 0, 1)]
            changed = [apart(bare.pixelColor(place), picture.pixelColor(place)) > 20 for place in places]
            return sum(changed) > 12

        return is_line(10), is_line(70)

    assert lines(Mode.OVERLAY) == (True, True)
    assert lines(Mode.SIDE_BY_SIDE, pane=0) == (True, False)
    assert lines(Mode.SIDE_BY_SIDE, pane=1) == (False, True)
    assert lines(Mode.BLINK) == (True, False)
    assert lines(Mode.BLINK, blink=True) == (False, True)
    assert lines(Mode.DIFFERENCES) == (True, True)
    assert lines(Mode.AREAS) == (True, True)
    assert lines(Mode.OVERLAY, alone=(GOLD, 1)) == (False, True)
    assert lines(Mode.OVERLAY, alone=(VENDOR, 1)) == (True, False)

"""What must hold while the key for the next image is held down."""

import json

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from assay.model.batches import SetRole
from assay.store.queue import QueueFilter
from assay.ui.window.preferences import Preferences
from tests.small_delivery import bring_in

IMAGES = 500
SIDE = 96


@pytest.fixture
def long_queue(sit_down, project, me, tmp_path):
    """500 images, image n with a box as wide as n says; for at most 1 MB of them is there room."""
    for number in range(IMAGES):
        Image.fromarray(np.full((SIDE, SIDE, 3), number % 256, np.uint8)).save(tmp_path / f"{number:03}.png")
    images = [{"id": n + 1, "file_name": f"{n:03}.png", "width": SIDE, "height": SIDE} for n in range(IMAGES)]
    boxes = [
        {"id": n + 1, "image_id": n + 1, "category_id": 1, "bbox": [1, 1, 1 + n / 10, 5], "iscrowd": 0}
        for n in range(IMAGES)
    ]
    document = {"images": images, "annotations": boxes, "categories": [{"id": 1, "name": "car"}]}
    (tmp_path / "delivery.json").write_text(json.dumps(document))
    bring_in(project, tmp_path / "delivery.json", SetRole.DELIVERY, by=me, vendor="Labelworks")
    Preferences().image_megabytes = 64
    desk = sit_down()
    desk.page._images._bytes_limit = 1 << 20
    desk.page.queue.filters.chip(QueueFilter.ALL).click()
    return desk


def test_that_no_image_is_ever_shown_with_the_shapes_of_another(long_queue, qtbot):
    page, canvas, source = long_queue.page, long_queue.page.canvas, long_queue.page._images
    for _ in range(IMAGES - 1):
        QTest.keyPress(canvas, Qt.Key.Key_N)  # pressed again without being let go, as a held key is
        QApplication.processEvents()
        number = int(long_queue.image().removesuffix(".png"))
        (width,) = canvas.scene().layer("Vendor, round 0").annotations.boxes[:, 2]
        assert width == pytest.approx(2 + number / 10)
        colour = canvas.colour_at(SIDE // 2, SIDE // 2)
        if colour is not None:
            assert colour == (number % 256,) * 3
        assert source.bytes_held() <= 1 << 20
    assert number == IMAGES - 1
    qtbot.waitUntil(lambda: canvas.colour_at(5, 5) == ((IMAGES - 1) % 256,) * 3)
    assert page.queue.view.currentIndex().row() == IMAGES - 1


def test_that_a_wish_for_memory_is_kept_within_bounds():
    preferences = Preferences()
    for wished, kept in ((1, 64), (700, 700), (10**9, 65_536)):
        preferences.image_megabytes = wished
        assert Preferences().image_megabytes == kept

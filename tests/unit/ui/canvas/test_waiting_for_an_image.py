"""What is seen between two images while the second one is read."""

import threading

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QApplication

from assay.ui.canvas import image_source
from assay.ui.canvas.pane_overlay import overlay_content
from tests.annotation_builder import box
from tests.unit.ui.canvas.conftest import SIZE, gold, vendor

LONG = 60_000


class Painted(QObject):
    """What of a widget was painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.regions = []
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        del watched
        if event.type() is QEvent.Type.Paint:
            self.regions.append(event.region())
        return False


@pytest.fixture
def gate(monkeypatch):
    """No image is read while it is closed."""
    opened, deliver = threading.Event(), image_source.deliver
    opened.set()
    monkeypatch.setattr(image_source, "deliver", lambda *said, **more: (opened.wait(), deliver(*said, **more)))
    yield opened
    opened.set()


@pytest.fixture
def next_one(tmp_path):
    path = tmp_path / "next.png"
    Image.new("RGB", SIZE, "red").save(path)
    return path


@pytest.fixture
def painted(vendor_and_gold, gate, next_one):
    """From now on, with the next image asked for and not read."""
    QApplication.processEvents()
    gate.clear()
    found = Painted(vendor_and_gold)
    vendor_and_gold._patience.setInterval(LONG)
    vendor_and_gold.show_image(next_one, size=SIZE, layers=[vendor(box(5, 5, 9, 9)), gold(box(5, 5, 8, 8))])
    return found


def test_that_an_image_that_is_read_soon_is_painted_once(painted, vendor_and_gold, qtbot, gate):
    QApplication.processEvents()
    assert painted.regions == []
    with qtbot.waitSignal(vendor_and_gold.settled):
        gate.set()
    assert len(painted.regions) == 1


def test_that_its_outlines_are_ready_by_then(painted, vendor_and_gold, qtbot):
    canvas = vendor_and_gold
    content = overlay_content(canvas.panes()[0], canvas.scene(), ratio=canvas.devicePixelRatioF())
    qtbot.waitUntil(lambda: canvas._works._exact(content, canvas.view()) is not None)
    assert painted.regions == []


def test_that_one_that_takes_longer_has_its_shapes_shown_without_it(painted, vendor_and_gold, qtbot, next_one):
    canvas = vendor_and_gold
    canvas._patience.setInterval(1)
    qtbot.waitUntil(lambda: bool(painted.regions))
    assert canvas.colour_at(50, 50) is None


def test_that_nothing_of_it_is_painted_beside_the_image_before(painted, vendor_and_gold, qtbot):
    canvas = vendor_and_gold
    canvas.update(QRect(100, 100, 5, 5))

    def is_painted_wholly():
        around = QRect(100, 100, 200, 200)
        return any(region.intersected(around) == QRegion(around) for region in painted.regions)

    qtbot.waitUntil(is_painted_wholly)


def test_that_a_held_key_does_not_put_painting_off(painted, vendor_and_gold, next_one, qtbot):
    canvas = vendor_and_gold
    canvas._patience.setInterval(200)
    left = canvas._patience.remainingTime()
    canvas.show_image(next_one.with_name("other.png"), size=SIZE)
    assert canvas._patience.remainingTime() <= left


def test_that_a_file_that_is_known_to_be_absent_is_not_waited_for(show, vendor_and_gold, qtbot, next_one):
    canvas, absent = vendor_and_gold, next_one.with_name("absent.png")
    with qtbot.waitSignal(canvas.settled):
        canvas.show_image(absent, size=SIZE)
    canvas._rearrange()
    assert not canvas._patience.isActive()

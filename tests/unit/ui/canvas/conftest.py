from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from assay.ui.canvas.canvas import Canvas
from assay.ui.canvas.image_source import ImageSource
from assay.ui.canvas.layers import Layer
from assay.ui.theme.colours import LayerRole
from tests.annotation_builder import Made, annotations, box

SIZE = (100, 100)
VENDOR = "Vendor, round 1"
GOLD = "Gold, revision 2"


def vendor(*made: Made, **said) -> Layer:
    return Layer(
        name=VENDOR, role=LayerRole.VENDOR, annotations=annotations(*made), key="Q", class_names={1: "nucleus"}, **said
    )


def gold(*made: Made, **said) -> Layer:
    return Layer(
        name=GOLD, role=LayerRole.GOLD, annotations=annotations(*made), key="W", class_names={1: "nucleus"}, **said
    )


@pytest.fixture
def picture(tmp_path) -> Path:
    """A grey image of 100 × 100 pixels."""
    path = tmp_path / "grey.png"
    Image.fromarray(np.full((*SIZE, 3), 90, np.uint8)).save(path)
    return path


@pytest.fixture
def images():
    source = ImageSource()
    yield source
    source.close()


@pytest.fixture
def canvas(qtbot, images) -> Canvas:
    made = Canvas(images)
    made.resize(456, 456)  # the image is fitted at exactly four times its size
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def show(canvas, qtbot, picture):
    """Show the grey image with layers, and wait until all is painted."""

    def shown(*layers: Layer, path: Path = picture) -> Canvas:
        with qtbot.waitSignal(canvas.settled):
            canvas.show_image(path, size=SIZE, layers=layers)
        return canvas

    return shown


@pytest.fixture
def vendor_and_gold(show) -> Canvas:
    """Vendor's box from 20 to 60, gold's from 30 to 80, on 100 × 100 pixels."""
    return show(vendor(box(20, 20, 60, 60)), gold(box(30, 30, 80, 80)))

"""The canvas at work in a process of its own: `python -m tests.benchmarks.canvas_ways SHAPES ROUNDS` prints the milliseconds of each deed as JSON."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image
from PySide6.QtCore import QEvent, QEventLoop, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from assay.geometry.drawn_rings import DrawnRings
from assay.geometry.hit_test import annotations_at
from assay.model.annotations import RECORD, UNKNOWN, Annotations
from assay.model.shapes import ShapeKind
from assay.ui.application import make_application
from assay.ui.canvas.canvas import Canvas
from assay.ui.canvas.image_source import ImageSource
from assay.ui.canvas.layers import Layer
from assay.ui.canvas.view_transform import View
from assay.ui.theme.apply_theme import apply_theme
from assay.ui.theme.colours import LayerRole
from tests.benchmarks.synthetic_coco import star_polygons

SIZE = (4000, 3000)
WINDOW = (1600, 900)
VERTICES = 20


def main(shapes: int, rounds: int) -> dict[str, list[float]]:
    """Every deed, over and over."""
    application = make_application()
    sys.setswitchinterval(0.0005)
    apply_theme(application, "dark")
    with TemporaryDirectory() as folder:
        picture = photograph(Path(folder) / "picture.jpg")
        images = ImageSource()
        canvas = Canvas(images)
        canvas.resize(*WINDOW)
        canvas.show()
        layer = layer_of(shapes)
        canvas.set_style(fill=0.12, labels=True)
        opens = [opened(canvas, images, picture, layer) for _ in range(rounds + 1)]
        found: dict[str, list[float]] = {"first open": opens[:1], "open": opens[1:]}
        found |= measured(application, canvas, layer, rounds)
        images.close()
    return found


def opened(canvas: Canvas, images: ImageSource, picture: Path, layer: Layer) -> float:
    """Milliseconds until an image that nobody foresaw is painted, with what its file takes to be decoded."""
    canvas.show_image(None)
    images.forget()
    taken = settled(canvas, lambda: canvas.show_image(picture, size=SIZE, layers=[layer]))
    deadline = time.monotonic() + 20  # seconds
    while ((image := images.image(picture)) is None or image.passes) and time.monotonic() < deadline:
        QApplication.processEvents()  # the whole of it is read behind its glimpse
    return taken


def measured(application: QApplication, canvas: Canvas, layer: Layer, rounds: int) -> dict[str, list[float]]:
    """What is done to an image that is there."""
    steps = 40 * rounds
    found = {
        "refresh": [settled(canvas, lambda n=n: canvas.set_style(opacity=1.0 - n / 1000)) for n in range(1, rounds + 1)]
    }
    for name, scale in (("fit", canvas.view().scale), ("1:1", 1.0)):
        centre = View(scale, SIZE[0] / 2, SIZE[1] / 2)
        look(canvas, centre)
        moves = [View(scale, centre.centre_x + n * 4 / scale, centre.centre_y + n * 2 / scale) for n in swing(steps)]
        found[f"pan at {name}"] = [painted(canvas, lambda view=view: canvas.set_view(view)) for view in moves]
        settle(application, canvas)
        zooms = [View(scale * 1.06**n, centre.centre_x, centre.centre_y) for n in swing(steps)]
        found[f"zoom from {name}"] = [painted(canvas, lambda view=view: canvas.set_view(view)) for view in zooms]
        look(canvas, centre)
        places = np.random.default_rng(1).uniform((100, 100), (WINDOW[0] - 100, WINDOW[1] - 200), (steps, 2)).tolist()
        found[f"mouse move at {name}"] = [
            timed(lambda at=place: move_mouse(application, canvas, at)) for place in places
        ]
    for angle in (90.0, 30.0):
        look(canvas, View(1.0, SIZE[0] / 2, SIZE[1] / 2, angle))
        moves = [View(1.0, SIZE[0] / 2 + n * 4, SIZE[1] / 2 + n * 2, angle) for n in swing(steps)]
        found[f"pan at 1:1 turned by {angle:.0f}°"] = [
            painted(canvas, lambda view=view: canvas.set_view(view)) for view in moves
        ]
    drawn = DrawnRings(layer.annotations)
    points = np.random.default_rng(2).uniform((0, 0), SIZE, (steps, 2)).tolist()
    found["hit test"] = [timed(lambda at=point: annotations_at(drawn, *at, reach=2.0)) for point in points]
    found["bare blit"] = bare_blits(steps)
    return found


def swing(steps: int) -> list[int]:
    """To and fro: 0, 1, 2 … 20, 19 … −20 …"""
    return [20 - abs(20 - (n + 20) % 40) if (n // 40) % 2 == 0 else abs(20 - n % 40) - 20 for n in range(steps)]


def painted(canvas: Canvas, deed: Callable[[], object]) -> float:
    """Milliseconds of a deed with the frame that shows it; what a worker does goes on meanwhile."""
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return timed(lambda: (deed(), canvas.repaint()))


def timed(deed: Callable[[], object]) -> float:
    """Milliseconds of a deed."""
    started = time.perf_counter()
    deed()
    return (time.perf_counter() - started) * 1000


def settled(canvas: Canvas, deed: Callable[[], object]) -> float:
    """Milliseconds until everything is painted as well as can be."""
    loop = QEventLoop()
    canvas.settled.connect(loop.quit)
    QTimer.singleShot(60_000, loop.quit)
    started = time.perf_counter()
    deed()
    loop.exec()
    canvas.settled.disconnect(loop.quit)
    return (time.perf_counter() - started) * 1000


def look(canvas: Canvas, view: View) -> None:
    """See that part, with everything painted."""
    if view != canvas.view():
        settled(canvas, lambda: canvas.set_view(view))


def settle(application: QApplication, canvas: Canvas) -> None:
    """Let a worker finish."""
    view = canvas.view()
    settled(canvas, lambda: canvas.set_view(View(view.scale, view.centre_x + 1 / view.scale, view.centre_y)))
    application.processEvents()


def move_mouse(application: QApplication, canvas: Canvas, place: list[float]) -> None:
    """Move the pointer there, and paint what that changes."""
    at = QPointF(*place)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, canvas.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier)
    application.sendEvent(canvas, event)
    application.processEvents()


def bare_blits(rounds: int) -> list[float]:
    """The floor of a frame: one picture of the window's size drawn onto another."""
    source, target = (QImage(*WINDOW, QImage.Format.Format_ARGB32_Premultiplied) for _ in range(2))
    source.fill(QColor(30, 60, 90, 120))

    def blit() -> None:
        painter = QPainter(target)
        painter.drawImage(0, 0, source)
        painter.end()

    return [timed(blit) for _ in range(rounds)]


def photograph(path: Path) -> Path:
    """A 12-megapixel JPEG that looks like a photograph to a decoder."""
    chance = np.random.default_rng(3)
    small = chance.integers(0, 255, (SIZE[1] // 25, SIZE[0] // 25, 3), np.uint8)
    Image.fromarray(small).resize(SIZE, Image.Resampling.BICUBIC).save(path, quality=88)
    return path


def layer_of(shapes: int) -> Layer:
    """So many polygons of 20 vertices, spread over the image, of a dozen classes."""
    chance = np.random.default_rng(4)
    middle, half = (
        chance.uniform((60, 60), (SIZE[0] - 60, SIZE[1] - 60), (shapes, 2)),
        chance.uniform(10, 55, (shapes, 1)),
    )
    outlines = star_polygons(chance, np.concatenate([middle - half, middle + half], axis=1), VERTICES)
    records = np.zeros(shapes, RECORD)
    records["number"], records["image"], records["kind"] = np.arange(1, shapes + 1), 1, ShapeKind.POLYGON
    records["class_id"], records["annotator_id"], records["rings"] = chance.integers(1, 13, shapes), UNKNOWN, 1
    records["box"] = np.concatenate([outlines.min(axis=1), outlines.max(axis=1)], axis=1)
    annotations = Annotations(
        records,
        np.full(shapes, VERTICES, np.int32),
        np.zeros(shapes, bool),
        outlines.reshape(-1, 2),
        np.zeros(0, np.uint32),
    )
    names = {number: f"class {number}" for number in range(1, 13)}
    return Layer(name="Vendor, round 0", role=LayerRole.VENDOR, annotations=annotations, class_names=names)


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))

"""Corrections drawn in a window of their own: `python -m tests.benchmarks.edit_ways PROJECT ROUNDS` prints the milliseconds of each deed as JSON."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from assay.model.corrections import Corrects, Suggestion
from assay.review.propose_correction import propose_correction
from assay.store.annotation_reading import read_annotations
from assay.ui.actions import Page
from assay.ui.application import make_application, settle
from assay.ui.canvas.view_transform import to_screen
from assay.ui.review.page import ReviewPage
from assay.ui.theme.apply_theme import apply_theme
from assay.ui.window.main_window import MainWindow
from assay.ui.window.preferences import Preferences
from tests.benchmarks.canvas_ways import bare_blits
from tests.benchmarks.queue_ways import Paints

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Desk:
    """The Review page with drawing tools up, every outline painted."""

    def __init__(self, project: Path) -> None:
        self.application = make_application()
        sys.setswitchinterval(0.0005)
        apply_theme(self.application, "dark")
        self.window = MainWindow(Preferences())
        self.window.resize(1600, 900)
        self.window.show()
        self.window.open_project(project)
        assert self.window.bench is not None
        page = self.window.bench.widget_of(Page.REVIEW)
        assert isinstance(page, ReviewPage)
        self.page, self.canvas = page, page.canvas
        self.paints = Paints(self.canvas)
        self.settle()
        settle(self.window)
        self.window.actions_by_name["draw"].setChecked(True)
        self.window.actions_by_name["snap"].setChecked(False)

    def settle(self) -> None:
        """Let everything that is under way be finished."""
        done: list[bool] = []
        self.canvas.settled.connect(lambda: done.append(True))
        self.canvas.update()
        deadline = time.monotonic() + 20
        while not done and time.monotonic() < deadline:
            self.application.processEvents()

    def at(self, x: float, y: float) -> QPoint:
        """A place of the image on the canvas."""
        found = to_screen(self.canvas.view(), [(x, y)], viewport=self.canvas.panes()[0].size)[0]
        return QPoint(round(found[0]), round(found[1]))

    def painted(self, deed: Callable[[], object]) -> float:
        """Milliseconds until the canvas is painted after a deed."""
        QApplication.processEvents()
        self.paints.seen = False
        started = time.perf_counter()
        deed()
        while not self.paints.seen:
            self.application.processEvents()
        return (time.perf_counter() - started) * 1000

    def let_go(self, start: QPoint, end: QPoint) -> float:
        """Milliseconds from letting go of a drag."""
        QTest.mousePress(self.canvas, LEFT, PLAIN, start)
        for place in (start + (end - start) / 2, end):
            QTest.mouseMove(self.canvas, place)
            self.application.processEvents()
        return self.painted(lambda: QTest.mouseRelease(self.canvas, LEFT, PLAIN, end))

    def key(self, key: Qt.Key) -> float:
        """Milliseconds from letting go of a key that was pressed."""
        QTest.keyPress(self.canvas, key)
        return self.painted(lambda: QTest.keyRelease(self.canvas, key))


def main(project: Path, rounds: int) -> dict[str, list[float]]:
    """Draw boxes, move one polygon, nudge it, brush; and run the verb alone."""
    desk = Desk(project)
    actions, found = desk.window.actions_by_name, dict[str, list[float]]()
    actions["tool_box"].trigger()
    spots = [desk.at(40 + 12 * place, 40) for place in range(rounds)]
    found["a box drawn"] = [desk.let_go(spot, spot + QPoint(18, 14)) for spot in spots]
    actions["tool_mend"].trigger()
    found |= mended(desk, rounds)
    actions["tool_brush"].trigger()
    spots = [desk.at(200, 400 + 4 * place) for place in range(rounds)]
    found["a brush stroke"] = [desk.let_go(spot, spot + QPoint(60, 5)) for spot in spots]
    found["the verb alone"] = [verb_alone(desk) for _ in range(rounds)]
    desk.window.close()
    return found | {"bare blit": bare_blits(rounds)}


def mended(desk: Desk, rounds: int) -> dict[str, list[float]]:
    """One polygon of the vendor, dragged and nudged to and fro."""
    selection = desk.window.bench.selection if desk.window.bench else None
    assert selection is not None
    assert selection.delivery is not None
    desk.page.drawing.mending._click(selection.delivery.title, 1)
    x_min, y_min, x_max, y_max = desk.page.drawing.mending.chosen[0].says.shape.box
    moved = []
    for place in range(rounds):
        x, y = (x_min + x_max) / 2, (y_min + y_max) / 2
        step = 12 if place % 2 == 0 else -12
        start = desk.at(x, y)
        moved.append(desk.let_go(start, start + QPoint(step, 0)))
        x_min, y_min, x_max, y_max = desk.page.drawing.mending.chosen[0].says.shape.box
    keys = [Qt.Key.Key_Right if place % 2 else Qt.Key.Key_Left for place in range(rounds)]
    return {"a polygon moved": moved, "a nudge": [desk.key(key) for key in keys]}


def verb_alone(desk: Desk) -> float:
    """Milliseconds of the verb that suggests a missing polygon."""
    bench = desk.window.bench
    assert bench is not None
    assert bench.selection.delivery is not None
    delivery, image = bench.selection.delivery.id, bench.selection.image_id
    assert image is not None
    says = Suggestion.of(read_annotations(bench.project.connection, delivery, [image]), 1)
    started = time.perf_counter()
    propose_correction(bench.project, Corrects(label_set_id=delivery, image_id=image), says, by=bench.session.reviewer)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))

"""A window that follows changes: `python -m tests.benchmarks.live_ways PROJECT edit|slider ROUNDS` prints the milliseconds of each round as JSON."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QApplication, QWidget

from assay.compare.settings import ComparisonSettings
from assay.model.corrections import Corrects, Suggestion
from assay.model.ids import ImageId
from assay.model.progress import result_of
from assay.model.shapes import ShapeKind
from assay.model.single_shape import Shape
from assay.review.compare_delivery import compare_delivery
from assay.review.propose_correction import propose_correction
from assay.review.revise_gold import revise_gold
from assay.store.annotation_reading import read_annotations
from assay.ui.actions import Page
from assay.ui.application import make_application
from assay.ui.review.page import ReviewPage
from assay.ui.revision.revision_dialog import RevisionDialog
from assay.ui.scorecard.page import ScorecardPage
from assay.ui.theme.apply_theme import apply_theme
from assay.ui.window.main_window import MainWindow
from assay.ui.window.preferences import Preferences
from assay.ui.window.workbench import Workbench
from tests.benchmarks.queue_ways import Paints

POLL = 0.0005
PATIENCE = 60
"""Seconds until something is taken never to happen."""


class Desk:
    """A window with a project open."""

    def __init__(self, project: Path) -> None:
        self.application = make_application()
        sys.setswitchinterval(0.0005)
        apply_theme(self.application, "dark")
        self.window = MainWindow(Preferences())
        self.window.resize(1600, 900)
        self.window.show()
        self.window.open_project(project)
        assert self.window.bench is not None
        self.bench: Workbench = self.window.bench
        self.selection = self.bench.selection

    def wait(self, until: Callable[[], object]) -> None:
        """Let events be handled until something is so."""
        deadline = time.monotonic() + PATIENCE
        while not until():
            if time.monotonic() > deadline:
                raise TimeoutError("what was waited for did not happen")
            self.application.processEvents()
            time.sleep(POLL)  # a window waits for events without keeping the interpreter from its workers

    def painted(self, watched: QWidget, deed: Callable[[], object], done: Callable[[], object]) -> float:
        """Milliseconds from a deed until what it leads to is there and a widget is painted with it."""
        self.application.processEvents()
        paints = Paints(watched)
        started = time.perf_counter()
        deed()
        self.wait(done)
        paints.seen = False
        watched.update()
        self.wait(lambda: paints.seen)
        return (time.perf_counter() - started) * 1000


def edits(desk: Desk, rounds: int) -> dict[str, list[float]]:
    """One gold annotation mended after another, each with its revision."""
    page = desk.bench.widget_of(Page.REVIEW)
    assert isinstance(page, ReviewPage)
    # the Deliveries page does the comparing; it is there already in a window that somebody works in
    desk.bench.widget_of(Page.DELIVERIES)
    gold = desk.selection.gold
    assert gold is not None
    labelled = np.unique(read_annotations(desk.bench.project.connection, gold.id).records["image"])
    images = [ImageId(image) for image in labelled[: rounds + 1].tolist()]
    found = {"a gold annotation mended, on the screen": [edited(desk, page, image) for image in images][1:]}
    return found | {"the verbs alone": [verbs_alone(desk, image) for image in images]}


def edited(desk: Desk, page: ReviewPage, image: ImageId) -> float:
    """Milliseconds from pressing the button to the image painted with its new findings."""
    desk.selection.choose_image(image)
    desk.wait(lambda: page.image.labels is not None)
    mend_gold(desk, image)
    desk.window.actions_by_name["revise_gold"].trigger()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, RevisionDialog))
    dialog.reason.setText("it is larger")
    before = desk.selection.comparison
    done = lambda: desk.selection.comparison != before and not desk.bench.jobs.busy  # noqa: E731
    took = desk.painted(page.canvas, dialog.make.click, done)
    assert page.image.labels is not None
    dialog.deleteLater()
    return took


def verbs_alone(desk: Desk, image: ImageId) -> float:
    """Milliseconds of revising gold and comparing, without a window following."""
    mend_gold(desk, image)
    project, batch, by = desk.bench.project, desk.selection.batch, desk.bench.session.reviewer
    assert batch is not None
    started = time.perf_counter()
    result_of(revise_gold(project, batch, reason="it is larger", by=by))
    result_of(compare_delivery(project, batch, ComparisonSettings(), by=by))
    took = (time.perf_counter() - started) * 1000
    desk.selection.read_again()
    return took


def mend_gold(desk: Desk, image: ImageId) -> None:
    """Suggest that the first gold annotation of an image is larger."""
    gold = desk.selection.gold
    assert gold is not None
    record = read_annotations(desk.bench.project.connection, gold.id, [image]).records[0]
    x_min, y_min, x_max, y_max = record["box"].tolist()
    shape = Shape(kind=ShapeKind.BOX, box=(x_min, y_min, x_max + 40, y_max + 40))
    about = Corrects(label_set_id=gold.id, image_id=image, number=int(record["number"]))
    desk.bench.session.do(propose_correction, about, Suggestion(shape=shape, class_id=int(record["class_id"])))


def slides(desk: Desk, rounds: int) -> dict[str, list[float]]:
    """The slider of `t_ok` moved step by step, once the page has all its figures."""
    desk.bench.show_page(Page.SCORECARD)
    page = desk.bench.widget_of(Page.SCORECARD)
    assert isinstance(page, ScorecardPage)
    desk.wait(lambda: page.trying.now is not None and not desk.bench.jobs.busy)
    slider = page.board.settings_panel.rows["t_ok"].slider
    counted: list[object] = []
    page.trying.counted.connect(counted.append)
    times = []
    for step in range(rounds + 1):
        counted.clear()
        to = slider.maximum() // 2 + step + 1
        times.append(desk.painted(page.board.tiles, lambda to=to: slider.setValue(to), lambda: counted))
    return {"a step of the slider, on the screen": times[1:]}


DEEDS = {"edit": edits, "slider": slides}

if __name__ == "__main__":
    print(json.dumps(DEEDS[sys.argv[2]](Desk(Path(sys.argv[1])), int(sys.argv[3]))))

"""The Review page doing what other tools are timed at, in a process of its own: `python -m tests.benchmarks.peer_ways FOLDER CROWDED LISTED` prints milliseconds as JSON."""

import json
import sys
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QApplication

from assay.model.batches import SetRole
from assay.model.progress import result_of
from assay.review.create_project import create_project, last_reviewer
from assay.review.import_labels import import_labels
from assay.review.import_plan import ImportPlan, preview_import
from assay.store.queue import QueueFilter
from assay.store.schemas import current_schema
from assay.ui.actions import Page
from assay.ui.application import make_application
from assay.ui.review.page import ReviewPage
from assay.ui.theme.apply_theme import apply_theme
from assay.ui.window.main_window import MainWindow
from assay.ui.window.preferences import Preferences
from tests.benchmarks.canvas_ways import move_mouse, timed
from tests.benchmarks.image_ways import drop_kept, look, next_image, until_settled
from tests.benchmarks.queue_ways import Paints, painted

WINDOW = (1600, 900)
ROUNDS = 15
MOVES = 30


def main(folder: Path, crowded: Path, listed: Path) -> dict[str, list[float]]:
    """crowded: labels of photographs, the last of which has very many shapes. listed: labels of very many images."""
    application = make_application()
    sys.setswitchinterval(0.0005)
    apply_theme(application, "dark")
    window = MainWindow(Preferences())
    window.resize(*WINDOW)
    window.show()
    found = at_images(application, review_of(window, made(folder / "crowded.assay", crowded)))
    found |= at_list(application, review_of(window, made(folder / "listed.assay", listed)))
    window.close()
    return found


def made(path: Path, source: Path) -> Path:
    """A project of one delivery."""
    with create_project(path, name=path.stem, reviewer="Bench") as project:
        preview = result_of(preview_import(source, image_root=None, schema=current_schema(project.connection)))
        plan = ImportPlan(role=SetRole.DELIVERY, batch="bench", vendor="bench")
        result_of(import_labels(project, preview, plan, by=last_reviewer(project)))
    return path


def review_of(window: MainWindow, project: Path) -> ReviewPage:
    """The Review page of a project, with all its images listed by name."""
    window.open_project(project)
    assert window.bench is not None
    window.bench.show_page(Page.REVIEW)
    page = window.bench.widget_of(Page.REVIEW)
    assert isinstance(page, ReviewPage)
    page.queue.filters.chip(QueueFilter.ALL).click()
    window.actions_by_name["order_name"].trigger()
    look(500)
    return page


def at_images(application: QApplication, page: ReviewPage) -> dict[str, list[float]]:
    """From image to image, and the crowded one."""
    ids = page.queue.model.ids
    until_settled(page.canvas, lambda: page.queue.image_wanted.emit(ids[1]))
    found = {"next image": [next_image(application, page) for _ in range(min(len(ids) - 3, 50))], "open": []}
    for _ in range(ROUNDS // 3):
        until_settled(page.canvas, lambda: page.queue.image_wanted.emit(ids[0]))
        drop_kept(page)
        found["open"].append(until_settled(page.canvas, lambda: page.queue.image_wanted.emit(ids[-1])))
    canvas = page.canvas
    found["repaint"] = [timed(canvas.repaint) for _ in range(ROUNDS)]
    found["repaint, every outline anew"] = [
        until_settled(canvas, lambda n=n: canvas.set_style(opacity=1 - n / 1000)) for n in range(1, ROUNDS + 1)
    ]
    ends = np.array([canvas.width(), canvas.height()])
    places = (np.random.default_rng(3).uniform(0.1, 0.9, (MOVES, 2)) * ends).tolist()
    found["mouse move"] = [timed(lambda at=place: move_mouse(application, canvas, at)) for place in places]
    return found


def at_list(application: QApplication, page: ReviewPage) -> dict[str, list[float]]:
    """Narrowing the list."""
    paints = Paints(page.queue.view.viewport())
    filters = page.queue.filters
    found: dict[str, list[float]] = {"filter by name": [], "filter by status": []}
    for _ in range(ROUNDS // 3):
        found["filter by name"].append(painted(application, paints, lambda: filters.search.setText("0001")))
        painted(application, paints, filters.search.clear)
        for kind in (QueueFilter.TODO, QueueFilter.ALL):
            found["filter by status"].append(painted(application, paints, filters.chip(kind).click))
    return found


if __name__ == "__main__":
    print(json.dumps(main(*map(Path, sys.argv[1:]))))

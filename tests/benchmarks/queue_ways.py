"""The queue of a project at work in a process of its own: `python -m tests.benchmarks.queue_ways PROJECT` prints the milliseconds of each deed as JSON."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from assay.store.queue import QueueFilter
from assay.ui.actions import Page
from assay.ui.application import make_application
from assay.ui.review.page import ReviewPage
from assay.ui.theme.apply_theme import apply_theme
from assay.ui.window.main_window import MainWindow
from assay.ui.window.preferences import Preferences

PAGES_SCROLLED = 120


class Paints(QObject):
    """Tells whether a widget was painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.seen = False
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note it and let it pass."""
        self.seen |= event.type() == QEvent.Type.Paint
        return False


def main(project: Path) -> dict[str, list[float]]:
    """Open, filter, sort and scroll."""
    application = make_application()
    apply_theme(application, "dark")
    window = MainWindow(Preferences())
    window.show()
    application.processEvents()
    started = time.perf_counter()
    window.open_project(project)
    page = window.bench.widget_of(Page.REVIEW) if window.bench else None
    assert isinstance(page, ReviewPage)
    paints = Paints(page.queue.view.viewport())
    found = {"open": [until_painted(application, paints, started)]}
    deeds: dict[str, Callable[[], object]] = {
        "filter all": page.queue.filters.chip(QueueFilter.ALL).click,
        "filter findings": page.queue.filters.chip(QueueFilter.FINDINGS).click,
        "search": lambda: page.queue.filters.search.setText("77"),
        "search nothing": page.queue.filters.search.clear,
        "worst first": window.actions_by_name["order_worst"].trigger,
        "most to judge": window.actions_by_name["order_waiting"].trigger,
        "by name": window.actions_by_name["order_name"].trigger,
    }
    for _ in range(5):
        for name, deed in deeds.items():
            found.setdefault(name, []).append(painted(application, paints, deed))
    bar = page.queue.view.verticalScrollBar()
    steps = [bar.maximum() * step // PAGES_SCROLLED for step in range(PAGES_SCROLLED)]
    found["scroll"] = [painted(application, paints, lambda to=to: bar.setValue(to)) for to in steps[1:]]
    window.close()
    return found


def painted(application: QApplication, paints: Paints, deed: Callable[[], object]) -> float:
    """Milliseconds until the list is painted as the deed has made it."""
    paints.seen = False
    started = time.perf_counter()
    deed()
    return until_painted(application, paints, started)


def until_painted(application: QApplication, paints: Paints, started: float) -> float:
    """Milliseconds from a start until the events are done among which was a paint."""
    while not paints.seen:
        application.processEvents()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))

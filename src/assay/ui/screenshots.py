"""Photographs of the five pages and of drawing, for the docs and for machines without a display."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from assay.store.findings import all_findings
from assay.store.queue import QueueFilter, first_unjudged, queue_ids
from assay.ui.actions import PAGES, Page
from assay.ui.application import make_application
from assay.ui.scorecard.parts import AGREEMENT, COMPARISON, ScorecardParts
from assay.ui.theme.apply_theme import ThemeChoice, apply_theme
from assay.ui.window.main_window import MainWindow
from assay.ui.window.preferences import Preferences

SIZE = (1440, 900)
SETTLE_MS = 900
"""Pictures, thumbnails and the refined overlay come from threads; so long they have to arrive."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One photograph: what its file is called, the page, what is done there before, and how the window is left."""

    name: str
    page: Page
    before: Callable[[MainWindow], None] = lambda _: None
    after: Callable[[MainWindow], None] = lambda _: None


def save_screenshots(
    project: Path, folder: Path, *, themes: Sequence[ThemeChoice] = ("dark",), size: tuple[int, int] = SIZE
) -> list[Path]:
    """Photograph each page of a project, and drawing on it, in each theme; gives the PNG files, named scene-theme.png."""
    application = make_application()
    apply_theme(application, themes[0])
    window = MainWindow(Preferences())
    window.resize(*size)
    window.open_project(project)
    window.show()
    window.resize(*size)
    photographer = _Photographer(application, window, folder, themes)
    QTimer.singleShot(0, photographer.next)
    application.exec()
    window.close()
    return photographer.taken


class _Photographer(QObject):
    """Goes from scene to scene, lets each settle, and takes its picture."""

    def __init__(
        self, application: QApplication, window: MainWindow, folder: Path, themes: Sequence[ThemeChoice]
    ) -> None:
        super().__init__()
        self.taken: list[Path] = []
        self._application = application
        self._window = window
        self._folder = folder
        self._waiting = list(product(themes, SCENES))
        folder.mkdir(parents=True, exist_ok=True)

    def next(self) -> None:
        """Show the next scene, or end."""
        bench = self._window.bench
        if not self._waiting or bench is None:
            self._application.quit()
            return
        theme, scene = self._waiting[0]
        apply_theme(self._application, theme)
        bench.show_page(scene.page)
        scene.before(self._window)
        QTimer.singleShot(SETTLE_MS, self._take)

    def _take(self) -> None:
        if self._window.bench is not None and self._window.bench.jobs.busy:
            QTimer.singleShot(SETTLE_MS, self._take)
            return
        theme, scene = self._waiting.pop(0)
        path = self._folder / f"{scene.name}-{theme}.png"
        self._window.grab().save(str(path))
        scene.after(self._window)
        self.taken.append(path)
        self.next()


def _choose_a_telling_image(window: MainWindow) -> None:
    """Look at an image with a finding that waits, rather than at the first one."""
    bench = window.bench
    if bench is None or bench.selection.delivery is None:
        return
    connection, delivery = bench.project.connection, bench.selection.delivery
    waiting = first_unjudged(connection, delivery.id) or next(
        iter(queue_ids(connection, delivery.id, QueueFilter.FINDINGS)), None
    )
    if waiting is not None:
        bench.selection.choose_image(waiting)


def _take_up_the_tools(window: MainWindow) -> None:
    """Draw on a shape that lies badly: it is chosen, so its handles are there to be dragged."""
    bench = window.bench
    if bench is None or bench.selection.comparison is None or bench.project.read_only:
        return
    badly = [one for one in all_findings(bench.project.connection, bench.selection.comparison.id) if one.code in MENDED]
    for one in sorted(badly, key=lambda one: (MENDED.index(one.code), one.id))[:1]:
        bench.selection.choose_image(one.image_id, one.id)
        window.actions_by_name["zoom_to_finding"].trigger()
    window.actions_by_name["draw"].setChecked(True)


def _put_the_tools_down(window: MainWindow) -> None:
    window.actions_by_name["draw"].setChecked(False)
    window.actions_by_name["fit"].trigger()


def _show_agreement(window: MainWindow) -> None:
    """How far the batch's label sets, or its annotators, agree."""
    if (parts := window.findChild(ScorecardParts)) is not None:
        parts.choose(AGREEMENT)


def _show_comparison(window: MainWindow) -> None:
    if (parts := window.findChild(ScorecardParts)) is not None:
        parts.choose(COMPARISON)


MENDED = ("GEO-BOUND", "GEO-POOR", "GEO-LOOSE")
"""Findings that show what mending is, the most telling first."""

SCENES = (
    Scene(Page.DELIVERIES.lower(), Page.DELIVERIES),
    Scene(Page.REVIEW.lower(), Page.REVIEW, _choose_a_telling_image),
    Scene("drawing", Page.REVIEW, _take_up_the_tools, _put_the_tools_down),
    *(Scene(page.lower(), page) for page in PAGES[2:]),
    Scene("agreement", Page.SCORECARD, _show_agreement, _show_comparison),
)

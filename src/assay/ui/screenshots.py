"""Photographs of the five pages, for the docs and for machines without a display."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from assay.store.queue import QueueFilter, first_unjudged, queue_ids
from assay.ui.actions import PAGES, Page
from assay.ui.application import make_application
from assay.ui.theme.apply_theme import ThemeChoice, apply_theme
from assay.ui.window.main_window import MainWindow
from assay.ui.window.preferences import Preferences

SIZE = (1440, 900)
SETTLE_MS = 900
"""Pictures, thumbnails and the refined overlay come from threads; so long they have to arrive."""


def save_screenshots(
    project: Path, folder: Path, *, themes: Sequence[ThemeChoice] = ("dark",), size: tuple[int, int] = SIZE
) -> list[Path]:
    """Photograph each page of a project in each theme; gives the PNG files, named page-theme.png."""
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
    """Goes from page to page, lets each settle, and takes its picture."""

    def __init__(
        self, application: QApplication, window: MainWindow, folder: Path, themes: Sequence[ThemeChoice]
    ) -> None:
        super().__init__()
        self.taken: list[Path] = []
        self._application = application
        self._window = window
        self._folder = folder
        self._waiting: list[tuple[ThemeChoice, Page]] = [(theme, page) for theme in themes for page in PAGES]
        folder.mkdir(parents=True, exist_ok=True)

    def next(self) -> None:
        """Show the next page, or end."""
        bench = self._window.bench
        if not self._waiting or bench is None:
            self._application.quit()
            return
        theme, page = self._waiting[0]
        apply_theme(self._application, theme)
        bench.show_page(page)
        if page is Page.REVIEW:
            _choose_a_telling_image(self._window)
        QTimer.singleShot(SETTLE_MS, self._take)

    def _take(self) -> None:
        theme, page = self._waiting.pop(0)
        path = self._folder / f"{page.lower()}-{theme}.png"
        self._window.grab().save(str(path))
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

"""What opening a project will need, imported while nobody waits for it."""

from importlib import import_module

from PySide6.QtCore import QObject, QTimer

AHEAD = ("numpy", "assay.store.project", "assay.ui.canvas.canvas", "assay.ui.window.workbench", "assay.ui.review.page")
"""In portions of at most some 80 ms, so that a click in between is answered in time."""
PAUSE = 400
"""Milliseconds after the window is shown, in which it settles and a hand may be quicker."""


def import_ahead(parent: QObject) -> None:
    """Import one of these whenever the window has nothing else to do."""
    waiting = list(AHEAD)
    timer = QTimer(parent)

    def import_next() -> None:
        import_module(waiting.pop(0))
        if not waiting:
            timer.stop()
            timer.deleteLater()

    timer.timeout.connect(import_next)
    QTimer.singleShot(PAUSE, timer, lambda: timer.start(0))

"""Windows opened in processes of their own, which end when the first paint is done: `python -m tests.benchmarks.window_ways WAY [PROJECT]` prints the process's peak memory in MB."""

import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from tests.benchmarks.child import peak_megabytes


class QuitsWhenPainted(QObject):
    """Ends the application after the first paint of its main window."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for that paint."""
        if (
            event.type() == QEvent.Type.Paint
            and isinstance(watched, QWidget)
            and isinstance(watched.window(), QMainWindow)
        ):
            QApplication.instance().removeEventFilter(self)
            QTimer.singleShot(0, QApplication.quit)
        return False


def bare_window() -> None:
    """A PySide6 main window as large as ours, with nothing in it."""
    application = QApplication(["bare"])
    application.installEventFilter(watcher := QuitsWhenPainted(application))
    window = QMainWindow()
    window.resize(1440, 900)
    window.show()
    application.exec()
    del watcher


def our_window(*arguments: str) -> None:
    """Ours, as `assay` or `assay PROJECT.assay` opens it."""
    from assay.ui.application import make_application, run_window

    application = make_application()
    application.installEventFilter(QuitsWhenPainted(application))
    run_window(arguments)


if __name__ == "__main__":
    {"bare": bare_window, "ours": our_window}[sys.argv[1]](*sys.argv[2:])
    print(peak_megabytes())

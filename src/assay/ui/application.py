import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from assay import __version__
from assay.resource_files import resource_file
from assay.ui.theme.apply_theme import ThemeChoice, apply_theme
from assay.ui.window.importing_ahead import import_ahead
from assay.ui.window.main_window import MainWindow
from assay.ui.window.preferences import Preferences

FAULT = "Assay itself made a mistake here and left off; what was saved before is safe. The terminal says more"


def run_window(arguments: Sequence[str]) -> int:
    """Show the window, on a project when one is named, until it is closed; gives the exit code."""
    # a worker that fetches many small rows is starved by a busy window at the usual 5 ms
    sys.setswitchinterval(0.0005)
    application = make_application()
    preferences = Preferences()
    apply_theme(application, cast("ThemeChoice", preferences.theme))
    window = MainWindow(preferences)
    tell_of_faults(window)
    if arguments:
        window.open_project(Path(arguments[0]))
    window.show()
    QTimer.singleShot(0, lambda: settle(window))
    return application.exec()


def settle(window: MainWindow) -> None:
    """What is done once the window is shown."""
    gc.freeze()  # what the start has built stays for good, so it is never looked through
    gc.enable()  # `assay.__main__` had it pause
    if window.bench is None:
        import_ahead(window)


def tell_of_faults(window: MainWindow) -> None:
    """Let the window say so when Assay itself is at fault, as nobody looks at a terminal; the traceback goes there as ever."""
    to_terminal = sys.excepthook

    def tell(kind: type[BaseException], fault: BaseException, traceback: TracebackType | None) -> None:
        to_terminal(kind, fault, traceback)
        window.complain(FAULT)

    sys.excepthook = tell


def make_application() -> QApplication:
    """The application, with the names under which the system keeps its preferences."""
    application = cast("QApplication", QApplication.instance() or QApplication(["assay"]))
    application.setApplicationName("Assay")
    application.setOrganizationName("Assay")
    application.setApplicationVersion(__version__)
    application.setWindowIcon(QIcon(str(resource_file("icons", "assay.svg"))))
    return application

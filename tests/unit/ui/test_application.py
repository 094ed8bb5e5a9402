import sys

from assay.ui.application import FAULT, tell_of_faults
from assay.ui.window.main_window import MainWindow
from assay.ui.window.preferences import Preferences


def test_that_the_window_says_when_assay_itself_is_at_fault_and_the_terminal_still_does(qtbot, monkeypatch):
    to_terminal = []
    monkeypatch.setattr(sys, "excepthook", lambda *fault: to_terminal.append(fault))
    window = MainWindow(Preferences())
    qtbot.addWidget(window)
    tell_of_faults(window)
    fault = ValueError("a slip")
    sys.excepthook(ValueError, fault, None)
    assert window.said() == FAULT
    assert to_terminal == [(ValueError, fault, None)]

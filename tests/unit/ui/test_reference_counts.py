"""PySide6 6.12.0 on Python 3.11 drops a reference to None or True with every call, until the process aborts."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

CALLS = 1000
SLACK = 50
"""Other threads and caches may hold a few references more or less."""


class Sender(QObject):
    said = Signal(bool)


class Painted(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        del event


def emit_signals() -> None:
    sender, heard = Sender(), []
    sender.said.connect(heard.append)
    for _ in range(CALLS):
        sender.said.emit(True)
    assert heard == [True] * CALLS


def call_painter_methods() -> None:
    image = QImage(16, 16, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for _ in range(CALLS):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.drawLine(0, 0, 9, 9)
    painter.end()


def repaint_widgets() -> None:
    widget = Painted()
    widget.resize(16, 16)
    image = QImage(16, 16, QImage.Format.Format_RGB32)
    for _ in range(CALLS):
        widget.update()
        widget.render(image)


@pytest.mark.parametrize("act", [emit_signals, call_painter_methods, repaint_widgets])
@pytest.mark.parametrize("constant", [None, True], ids=["None", "True"])
def test_that_a_thousand_calls_keep_the_references_to_constants(qapp, act, constant):
    before = sys.getrefcount(constant)
    act()
    assert abs(sys.getrefcount(constant) - before) < SLACK

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from shiboken6 import Shiboken

from assay.model.errors import AssayError
from assay.ui.canvas.detail import Detail, PartWish
from assay.ui.canvas.pixel_probe import PixelProbe


class SlowDecoder:
    """Gives no answer before it may, and then none that is of use."""

    def __init__(self, may_answer: Event) -> None:
        self._may_answer = may_answer

    def ask(self, *question, **details):
        del question, details
        self._may_answer.wait()
        raise AssayError("the window is closing")

    def close(self) -> None:
        """There is nothing to close."""


def ask_for_detail(detail: Detail) -> None:
    detail._next = PartWish(Path("a.png"), (0, 0, 9, 9), 1)
    detail._begin()


def ask_for_pixel(probe: PixelProbe) -> None:
    probe.words((Path("a.png"), 3, 4))


@pytest.mark.parametrize(("reader", "ask"), [(Detail, ask_for_detail), (PixelProbe, ask_for_pixel)])
def test_that_a_worker_can_post_when_what_asked_is_gone(qapp, monkeypatch, reader, ask):
    submitted, submit = [], ThreadPoolExecutor.submit
    monkeypatch.setattr(ThreadPoolExecutor, "submit", lambda *task: submitted.append(submit(*task)))
    may_answer, made = Event(), reader()
    made._decoder.close()
    made._decoder = SlowDecoder(may_answer)
    ask(made)
    Shiboken.delete(made)
    may_answer.set()
    assert [one.exception(timeout=20) for one in submitted] == [None]

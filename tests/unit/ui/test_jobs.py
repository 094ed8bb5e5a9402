import threading

import pytest
from PySide6.QtCore import QCoreApplication

from assay.model.errors import AssayError
from assay.model.progress import Progress
from assay.ui.jobs import Jobs


@pytest.fixture
def jobs(qtbot):
    made = Jobs()
    yield made
    made.stop()


def steps(count, ended=None):
    """Work of some steps that notes how it ended."""
    try:
        for number in range(count):
            yield Progress(number, count, "Counting")
        return count
    finally:
        if ended is not None:
            ended.append(threading.current_thread())


def forever():
    while True:
        yield Progress(0, 0, "Waiting")


def test_that_work_runs_elsewhere_and_its_result_comes_home(qtbot, jobs):
    ended, results = [], []
    jobs.run(
        "Count",
        None,
        lambda _: steps(3, ended),
        then=lambda result: results.append((result, threading.current_thread())),
    )
    assert jobs.busy
    qtbot.waitUntil(lambda: not jobs.busy)
    assert results == [(3, threading.main_thread())]
    assert ended[0] is not threading.main_thread()


def test_that_progress_is_told(qtbot, jobs):
    told = []
    jobs.progressed.connect(told.append)
    jobs.run("Count", None, lambda _: steps(3), then=lambda _: None)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert told == [Progress(number, 3, "Counting") for number in range(3)]


def test_that_cancelled_work_is_closed_and_gives_no_result(qtbot, jobs):
    results, cancelled = [], []
    jobs.run("Wait", None, lambda _: forever(), then=results.append, cancelled=lambda: cancelled.append(True))
    jobs.cancel()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert (results, cancelled) == ([], [True])


def test_that_a_failure_is_a_sentence(qtbot, jobs):
    def fails(_):
        yield Progress(0, 0, "Trying")
        raise AssayError("the file is empty")

    with qtbot.waitSignal(jobs.refused) as refused:
        jobs.run("Try", None, fails, then=lambda _: None)
    assert refused.args == ["the file is empty"]
    said = []
    jobs.run("Try", None, fails, then=lambda _: None, failed=said.append)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert said == ["the file is empty"]


def test_that_a_second_piece_of_work_is_refused_while_one_runs(qtbot, jobs):
    jobs.run("Wait", None, lambda _: forever(), then=lambda _: None)
    with qtbot.waitSignal(jobs.refused):
        assert not jobs.run("Count", None, lambda _: steps(1), then=lambda _: None)


def test_that_nothing_happens_after_stop(qtbot, jobs):
    results, told = [], []
    jobs.run("Count", None, lambda _: steps(1), then=results.append)
    jobs.stop()
    jobs.started.connect(told.append)
    jobs.refused.connect(told.append)
    assert not jobs.run("Count", None, lambda _: steps(1), then=results.append)
    QCoreApplication.processEvents()
    assert (results, told, jobs.busy) == ([], [], False)

import pytest

from assay.model.errors import AssayError
from assay.model.progress import Progress
from assay.ui.deliveries.own_work import OwnWork
from assay.ui.jobs import Jobs


def steps(result: str, gate: list[bool] | None = None):
    yield Progress(0, 2, f"Doing {result}")
    while gate is not None and not gate:
        yield Progress(1, 2, f"Doing {result}")
    return result


def refused_work():
    yield Progress(0, 1, "Trying")
    raise AssayError("It cannot be done")


@pytest.fixture
def jobs(qtbot):
    made = Jobs()
    yield made
    made.stop()


@pytest.fixture
def work(jobs, project) -> OwnWork:
    return OwnWork(jobs, project)


def test_that_work_tells_its_progress_and_gives_its_result(qtbot, work):
    seen, results = [], []
    work.progressed.connect(lambda progress: seen.append(progress.doing))
    work.start("Counting", lambda _: steps("one"), then=results.append)
    qtbot.waitUntil(lambda: results == ["one"])
    assert seen == ["Doing one"]
    assert not work.is_active


def test_that_the_progress_of_others_is_not_passed_on(qtbot, jobs, work):
    seen, results = [], []
    work.progressed.connect(seen.append)
    jobs.run("Other work", None, lambda _: steps("other"), then=results.append)
    qtbot.waitUntil(lambda: results == ["other"])
    assert not seen


def test_that_work_waits_until_other_work_has_ended(qtbot, jobs, work):
    gate, results = [], []
    jobs.run("Other work", None, lambda _: steps("other", gate), then=results.append)
    work.start("Counting", lambda _: steps("own"), then=results.append)
    assert work.is_waiting
    gate.append(True)
    qtbot.waitUntil(lambda: results == ["other", "own"])


def test_that_newer_work_takes_the_place_of_older(qtbot, work):
    results = []
    work.start("First", lambda _: steps("first", []), then=results.append)
    work.start("Second", lambda _: steps("second"), then=results.append)
    qtbot.waitUntil(lambda: results == ["second"])
    assert not work.is_active


def test_that_cancelled_work_says_so_and_gives_nothing(qtbot, work):
    results = []
    work.start("Counting", lambda _: steps("one", []), then=results.append)
    with qtbot.waitSignal(work.cancelled):
        work.cancel()
    assert not results
    assert not work.is_active


def test_that_waiting_work_is_forgotten_when_it_is_cancelled(qtbot, jobs, work):
    gate, results = [], []
    jobs.run("Other work", None, lambda _: steps("other", gate), then=results.append)
    work.start("Counting", lambda _: steps("own"), then=results.append)
    with qtbot.waitSignal(work.cancelled):
        work.cancel()
    gate.append(True)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert results == ["other"]


def test_that_only_its_own_refusal_is_passed_on(qtbot, jobs, work):
    sentences, others = [], []
    work.refused.connect(sentences.append)
    jobs.refused.connect(others.append)
    jobs.run("Other work", None, lambda _: refused_work(), then=lambda _: None)
    qtbot.waitUntil(lambda: len(others) == 1)
    assert not sentences
    work.start("Counting", lambda _: refused_work(), then=lambda _: None)
    qtbot.waitUntil(lambda: sentences == ["It cannot be done"])

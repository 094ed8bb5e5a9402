import threading

import pytest
from PIL import Image
from PySide6.QtCore import QObject

from assay.ui.canvas import image_source
from assay.ui.canvas.image_source import ImageSource

BYTES = 64 * 64 * 4


@pytest.fixture
def paths(tmp_path):
    made = [tmp_path / f"{number}.png" for number in range(6)]
    for path in made:
        Image.new("RGB", (64, 64)).save(path)
    return made


@pytest.fixture
def source():
    made = ImageSource(bytes_limit=3 * BYTES, workers=1)
    yield made
    made.close()


def fetch(qtbot, source, consumer, path, **more):
    with qtbot.waitSignal(source.arrived, check_params_cb=lambda arrived: arrived == path):
        source.want(consumer, [path], **more)


def test_that_an_image_arrives(qtbot, source, paths):
    fetch(qtbot, source, QObject(), paths[0])
    assert source.image(paths[0]).width == 64
    assert source.problem(paths[0]) is None


def test_that_a_problem_arrives_as_a_sentence(qtbot, source, tmp_path):
    consumer = QObject()
    fetch(qtbot, source, consumer, tmp_path / "gone.png")
    assert source.problem(tmp_path / "gone.png") == "Image not found: gone.png."


def test_that_a_problem_is_looked_into_again_when_it_is_wanted_anew(qtbot, source, paths, tmp_path):
    consumer, path = QObject(), tmp_path / "late.png"
    fetch(qtbot, source, consumer, path)
    source.want(consumer, [])
    Image.new("RGB", (64, 64)).save(path)
    fetch(qtbot, source, consumer, path)
    assert source.image(path) is not None


def test_that_memory_is_bounded_and_the_longest_unused_goes_first(qtbot, source, paths):
    consumer = QObject()
    for path in paths[:3]:
        fetch(qtbot, source, consumer, path)
    source.image(paths[0])
    fetch(qtbot, source, consumer, paths[3])
    assert source.bytes_held() == 3 * BYTES
    assert [source.image(path) is not None for path in paths[:4]] == [True, False, True, True]


def test_that_an_image_larger_than_the_bound_is_shown_all_the_same(qtbot, paths):
    source = ImageSource(bytes_limit=1, workers=1)
    consumer = QObject()
    fetch(qtbot, source, consumer, paths[0])
    assert source.image(paths[0]) is not None
    fetch(qtbot, source, consumer, paths[1])
    assert source.bytes_held() == BYTES
    source.close()


def test_that_results_nobody_wants_any_more_are_dropped(qtbot, source, paths):
    consumer, arrived = QObject(), []
    source.arrived.connect(arrived.append)
    source.want(consumer, paths[:5])
    fetch(qtbot, source, consumer, paths[5])
    assert arrived == [paths[5]]
    assert [source.image(path) for path in paths[:5]] == [None] * 5


def test_that_one_consumers_wish_does_not_cancel_anothers(qtbot, source, paths):
    one, other, arrived = QObject(), QObject(), []
    source.arrived.connect(arrived.append)
    source.want(one, [paths[0]])
    source.want(other, [paths[1]])
    qtbot.waitUntil(lambda: set(arrived) == set(paths[:2]))


def test_that_prefetched_images_are_there_when_they_are_wanted(qtbot, source, paths):
    consumer, arrived = QObject(), []
    source.arrived.connect(arrived.append)
    source.want(consumer, paths[:3])
    qtbot.waitUntil(lambda: len(arrived) == 3)
    source.want(consumer, [paths[2]])
    assert source.image(paths[2]) is not None


def test_that_what_is_wanted_later_is_not_begun_beside_what_is_awaited(qtbot, source, paths):
    consumer, arrived = QObject(), []
    source.arrived.connect(arrived.append)
    source.want(consumer, [paths[0]], later=[paths[1]])
    qtbot.waitUntil(lambda: arrived == [paths[0]])
    assert not source._running
    source.want(consumer, [paths[0], paths[1]])
    qtbot.waitUntil(lambda: arrived == paths[:2])


def test_that_what_is_being_read_already_is_kept_though_it_is_wanted_later(qtbot, source, paths, monkeypatch):
    begun, deliver, consumer = threading.Event(), image_source.deliver, QObject()
    monkeypatch.setattr(image_source, "deliver", lambda *said, **more: (begun.set(), deliver(*said, **more)))
    source.want(consumer, [paths[1]])
    assert begun.wait(10)
    source.want(consumer, [paths[0]], later=[paths[1]])
    qtbot.waitUntil(lambda: source.image(paths[0]) is not None and source.image(paths[1]) is not None)


def test_that_reading_ahead_leaves_a_worker_to_what_is_awaited(qtbot, paths, monkeypatch, request):
    gate, deliver, consumer = threading.Event(), image_source.deliver, QObject()
    request.addfinalizer(gate.set)

    def delivered(path, *rest, is_awaited):
        if not is_awaited:
            gate.wait()
        deliver(path, *rest, is_awaited=is_awaited)

    monkeypatch.setattr(image_source, "deliver", delivered)
    source = ImageSource(workers=2)
    with qtbot.waitSignal(source.arrived, check_params_cb=lambda arrived: arrived == paths[0]):
        source.want(consumer, paths[:4])
    fetch(qtbot, source, consumer, paths[5])
    assert source.image(paths[1]) is None
    source.close()


def test_that_the_workers_outlive_a_source_that_is_thrown_away(qtbot, paths):
    source = ImageSource(workers=1)
    source.want(QObject(), paths)
    source.deleteLater()
    with qtbot.waitSignal(source.destroyed):
        del source

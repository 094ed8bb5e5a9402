"""A large file is read by several processes; what is read is the same, to the byte, whatever becomes of them."""

import json
import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.formats import coco, coco_beside, coco_blocks, coco_messages, json_blocks
from assay.formats.coco_json import AnnotationDecoder
from assay.formats.coco_messages import NO_BLOCK, answered, question
from assay.formats.coco_process import answer_to
from assay.formats.reading import Reading
from assay.model.progress import result_of
from tests.unit.formats.coco_files import CATEGORIES, IMAGES, annotation, document, reading_of

SQUARE = [0, 0, 4.25, 0, 4.25, 4, 0, 4]
BOW_TIE = [[0, 0, 10, 10, 10, 0, 0, 10]]
IMAGES_AND_PEOPLE = [*IMAGES, {"id": "x", "file_name": "c.jpg", "width": 9, "height": 9, "annotator": "Ann"}]

number = st.one_of(
    st.integers(-5, 200), st.floats(-5, 200), st.floats(-5, 200).map(lambda one: round(one, 2)), st.just(1e-7)
)
ring = st.one_of(st.just(SQUARE), st.lists(number, min_size=6, max_size=9))
segmentation = st.one_of(
    st.just(BOW_TIE),
    st.lists(ring, max_size=3),
    st.just({"size": [80, 100], "counts": [100, 50, 7850]}),
    st.sampled_from([None, [], [[]], "circle", {"counts": 3}, [[1, 2]]]),
)
person = st.sampled_from(["Ann", "Bob", "Zoë", "李", 7, "", None, {"name": "Eve"}])
anything = st.one_of(person, st.just(2**70), st.just([{"a": 1}, {"b": [{}, {}]}]), st.just("},{"), number)
field = st.sampled_from(["annotator", "score", "attributes", "ignore", "user", "é", "keypoints", "nested", "x y"])
entry = st.builds(
    lambda said, more: annotation(**said) | more,
    st.fixed_dictionaries(
        {},
        optional={
            "id": st.one_of(st.integers(-3, 2**70), st.just("a7"), st.just([3])),
            "image_id": st.sampled_from([1, 2, "x", "1", 3, 1.0]),
            "category_id": st.sampled_from([1, 7, "7", 8]),
            "bbox": st.one_of(st.lists(number, min_size=4, max_size=4), st.just([]), st.just([1, float("nan"), 2, 3])),
            "segmentation": segmentation,
            "iscrowd": st.sampled_from([0, 1, True, "1", "perhaps"]),
        },
    ),
    st.dictionaries(field, anything, max_size=2),
)


class InThisProcess:
    """What another process does, and what is said between both, without one: thousands of cases would wait for it to begin."""

    is_free = True

    def __init__(self):
        self.decoder, self.free = AnnotationDecoder(), 0

    def tell(self, lookup):
        self.lookup = lookup

    def ask(self, block, fields):
        found = Future()
        said = answer_to(question(block, fields), self.decoder, self.lookup)
        found.set_result(None if said == NO_BLOCK else answered(said))
        return found


class TakingTurns(InThisProcess):
    """Has room for every second block."""

    @property
    def is_free(self):  # pyright: ignore[reportIncompatibleVariableOverride]
        self.free += 1
        return self.free % 2 == 1


def beside(monkeypatch: pytest.MonkeyPatch, *processes: type[InThisProcess]) -> None:
    @contextmanager
    def processes_for(_size):
        yield [one() for one in processes]

    monkeypatch.setattr(coco, "processes_for", processes_for)


def write(path: Path, *entries, spaced: bool = False, **said) -> Path:
    said = {"images": IMAGES_AND_PEOPLE, "categories": [*CATEGORIES, {"id": 8, "name": "x", "keypoints": ["a"]}]} | said
    separators = (" , ", " : ") if spaced else (",", ":")
    path.write_text(json.dumps(document(*entries, **said), separators=separators), "utf-8")
    return path


def everything(reading: Reading) -> dict[str, object]:
    """All that was read, in a form that equals another only when every byte of it does."""
    found = reading.annotations
    arrays = (found.records, found.ring_points, found.ring_hole, found.points, found.runs)
    return {
        "arrays": [one.tobytes() for one in arrays],
        "extra": msgspec.json.encode(dict(sorted(found.extra.items()))),
        "annotators": reading.annotators,
        "rejected": reading.rejected,
        "notes": reading.notes,
        "digest": reading.sha256,
    }


@settings(max_examples=60)
@given(st.lists(entry, max_size=40), st.booleans(), st.sampled_from([20, 150, 600]))
def test_that_blocks_read_beside_are_the_same_to_the_byte(tmp_path_factory, entries, spaced, size):
    path = write(tmp_path_factory.mktemp("coco") / "labels.json", *entries, spaced=spaced)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_blocks, "BLOCK_BYTES", size)
        patch.setattr(coco_blocks, "MOST_UNUSUAL", 99)
        alone = everything(result_of(reading_of(path)))
        for processes in ((InThisProcess,), (TakingTurns,), (TakingTurns, TakingTurns)):
            beside(patch, *processes)
            assert everything(result_of(reading_of(path))) == alone


def many() -> list[dict]:
    """Annotations of all kinds: most of them plain, some that are not, and fields that turn up late."""
    plain = [annotation(id=n, image_id=1 + n % 2, segmentation=[SQUARE, SQUARE]) for n in range(400)]
    plain[97] |= {"segmentation": BOW_TIE}
    for n in range(150, 400):
        plain[n] |= {"score": n / 400, "annotator": f"person {n // 9}"}
    plain[301] |= {"bbox": [1, 2, -3, 4], "nested": [{"a": 1}, {"b": 2}]}
    plain[350] |= {"id": 2**70}
    return plain


@pytest.fixture
def file_of_many(tmp_path: Path) -> Path:
    return write(tmp_path / "labels.json", *many())


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are begun for any file, whatever this machine has."""
    monkeypatch.setattr(json_blocks, "BLOCK_BYTES", 1000)
    monkeypatch.setattr(coco_beside, "WORTH_IT", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Iterator[list]:
    """The processes that were begun; none runs any more at the end."""
    found = []
    begin = coco_beside.begin
    monkeypatch.setattr(coco_beside, "begin", lambda: found.append(begin()) or found[-1])
    yield found
    assert [one.poll() is not None for one in found] == [True] * len(found)


def test_that_other_processes_read_the_same(file_of_many, small_blocks, begun):
    alone = everything(result_of(reading_of(file_of_many)))
    assert len(begun) == 2
    with pytest.MonkeyPatch.context() as patch:
        beside(patch)
        assert everything(result_of(reading_of(file_of_many))) == alone


def test_that_a_frozen_application_is_such_a_process_itself(file_of_many, small_blocks, begun, monkeypatch):
    alone = everything(result_of(reading_of(file_of_many)))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    executable, option = coco_beside.command()
    monkeypatch.setattr(coco_beside, "command", lambda: [executable, "-m", "assay", option])
    answers = []
    answered = coco_beside.answered
    monkeypatch.setattr(coco_beside, "answered", lambda message: answers.append(message) or answered(message))
    assert everything(result_of(reading_of(file_of_many))) == alone
    assert answers


def test_that_a_small_file_is_read_by_one_process(file_of_many, begun):
    assert len(result_of(reading_of(file_of_many)).annotations) == 399
    assert not begun


@pytest.mark.parametrize("signal_number", [signal.SIGKILL, signal.SIGSTOP])
def test_that_a_process_that_ends_or_is_stuck_costs_time_only(
    file_of_many, small_blocks, begun, monkeypatch, signal_number
):
    monkeypatch.setattr(coco_blocks, "SECONDS", 0.2)
    with pytest.MonkeyPatch.context() as patch:
        beside(patch)
        alone = everything(result_of(reading_of(file_of_many)))
    work = reading_of(file_of_many)
    while not begun:
        next(work)
    for one in begun:
        one.send_signal(signal_number)
    assert everything(result_of(work)) == alone


@pytest.mark.parametrize("command", [["/no/such/python"], ["false"], ["cat"], ["yes"]])
def test_that_no_process_is_needed(file_of_many, small_blocks, monkeypatch, command):
    with pytest.MonkeyPatch.context() as patch:
        beside(patch)
        alone = everything(result_of(reading_of(file_of_many)))
    monkeypatch.setattr(coco_blocks, "SECONDS", 0.2)
    monkeypatch.setattr(coco_beside, "command", lambda: command)
    assert everything(result_of(reading_of(file_of_many))) == alone


def test_that_cancelling_ends_the_processes(file_of_many, small_blocks, begun):
    work = reading_of(file_of_many)
    while not begun:
        next(work)
    next(work)
    work.close()
    assert len(begun) == 2


def test_that_a_message_that_was_cut_short_is_none(tmp_path):
    path = tmp_path / "pipe"
    with path.open("wb") as file:
        coco_messages.send(file, b"whole")
        coco_messages.send(file, b"cut")
    path.write_bytes(path.read_bytes()[:-1])
    with path.open("rb") as file:
        assert [coco_messages.receive(file) for _ in range(3)] == [b"whole", None, None]

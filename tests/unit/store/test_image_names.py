import pytest

from assay.model.batches import SetRole
from assay.store import image_names
from assay.store.batches import batches, image_rows
from assay.store.image_names import ImageNames
from tests.small_delivery import NAMES, bring_in, lay_out


@pytest.fixture
def names(project, me, tmp_path):
    gold, _ = lay_out(tmp_path / "batch")
    bring_in(project, gold, SetRole.GOLD, by=me)
    return ImageNames(project.connection, batches(project.connection)[0].id)


def test_that_a_name_is_read_when_it_is_asked_for_and_only_once(project, names):
    asked = []
    project.connection.set_trace_callback(asked.append)
    assert (names[1], names[1], names.get(1), names.get(99, "–")) == ("one.png", "one.png", "one.png", "–")
    project.connection.set_trace_callback(None)
    assert len(asked) == 2


def test_that_whoever_asks_for_many_gets_all_at_once(project, names, monkeypatch):
    monkeypatch.setattr(image_names, "MOST_SINGLY", 1)
    asked = []
    project.connection.set_trace_callback(asked.append)
    assert [names[number] for number in (1, 2, 3)] == list(NAMES)
    project.connection.set_trace_callback(None)
    assert len(asked) == 2
    assert 99 not in names


def test_that_all_of_them_are_those_of_the_batch(project, names):
    assert dict(names) == {row: name for name, row in image_rows(project.connection, 1)}
    assert len(names) == 3

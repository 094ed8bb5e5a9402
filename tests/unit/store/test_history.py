"""What Undo and Redo do next, and which lines of the journal are put back."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.store.history import HANDED_OUT, NOT_WORK, history, next_up

PLAIN, PUT_BACK, BULK, UNDO, REDO = "judge_finding", "revert", "import_labels", "undo", "redo"
SWITCH, EXPORT = min(NOT_WORK), min(HANDED_OUT)
deeds = st.lists(st.sampled_from([PLAIN, PUT_BACK, BULK, UNDO, UNDO, UNDO, REDO, REDO, SWITCH, EXPORT]), max_size=40)


class Journal:
    """A journal with nothing but its lines, and two stacks beside it that say forwards what `next_up` finds backwards."""

    def __init__(self):
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute(
            "CREATE TABLE action (id INTEGER PRIMARY KEY, at, reviewer, role, verb, summary, reason, reverts, undoable)"
        )
        self.undo: list[int] = []
        self.redo: list[int] = []

    def add(self, verb: str, *, reverts: int | None = None) -> int | None:
        undoable = verb not in (BULK, EXPORT)
        row = (verb, reverts, undoable)
        return self.connection.execute("INSERT INTO action (verb, reverts, undoable) VALUES (?, ?, ?)", row).lastrowid

    def do(self, verb: str) -> None:
        if verb == UNDO and self.undo:
            self.redo.append(self.add(UNDO, reverts=self.undo.pop()))
        elif verb == REDO and self.redo:
            self.undo.append(self.add(REDO, reverts=self.redo.pop()))
        elif verb in (PLAIN, PUT_BACK):
            # any action may be put back, which is an action like others
            self.undo.append(self.add(verb, reverts=1 if verb == PUT_BACK else None))
            self.redo.clear()
        elif verb == BULK:
            self.add(BULK)
            self.undo.clear()
            self.redo.clear()
        elif verb in (SWITCH, EXPORT):
            self.add(verb)


@pytest.fixture
def journal():
    made = Journal()
    yield made
    made.connection.close()


@given(deeds)
def test_that_undo_and_redo_are_those_of_two_stacks(done):
    journal = Journal()
    for deed in done:
        journal.do(deed)
        found = next_up(journal.connection)
        assert (found.undo, found.redo) == (
            journal.undo[-1] if journal.undo else None,
            journal.redo[-1] if journal.redo else None,
        )
    journal.connection.close()


def test_that_a_long_day_makes_neither_slower(journal):
    for _ in range(50):
        journal.do(PLAIN)
    read = []
    journal.connection.set_progress_handler(lambda: read.append(1) and None, 1)
    next_up(journal.connection)
    early = len(read)
    journal.connection.set_progress_handler(None, 0)
    for _ in range(500):
        journal.do(PLAIN)
    read.clear()
    journal.connection.set_progress_handler(lambda: read.append(1) and None, 1)
    next_up(journal.connection)
    assert len(read) <= early + 1


def test_that_what_was_put_back_is_told_in_any_part_of_the_journal(journal):
    for deed in (PLAIN, PLAIN, UNDO, PLAIN, UNDO, REDO, UNDO):
        journal.do(deed)
    every = history(journal.connection)
    assert [one.id for one in every if one.reverted] == [6, 4, 2]
    for limit in range(1, 8):
        assert history(journal.connection, limit=limit) == every[:limit]
    assert history(journal.connection, limit=2, before=4) == every[4:6]

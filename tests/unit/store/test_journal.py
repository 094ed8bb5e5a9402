import json
import sqlite3

import pytest

from assay.store.audit import audit
from tests.small_delivery import compared


def add_vendor(project, me, name="Labelworks"):
    with project.action("add_vendor", f"Add {name}", by=me) as action:
        row = action.insert("vendor", {"name": name})
    return row, action


def test_that_an_action_keeps_who_what_when_and_the_rows_before_and_after(project, me):
    row, _ = add_vendor(project, me)
    with project.action("rename", "Rename", by=me, reason="typo") as action:
        action.update("vendor", row, {"name": "Label Works"})
    line = project.connection.execute(
        "SELECT reviewer, role, verb, reason FROM action ORDER BY id DESC LIMIT 1"
    ).fetchone()
    assert line == ("Ana Nowak", "lead", "rename", "typo")
    before, after = project.connection.execute(
        "SELECT before, after FROM change WHERE action_id = ?", (action.id,)
    ).fetchone()
    assert (json.loads(before)["name"], json.loads(after)["name"]) == ("Labelworks", "Label Works")


def test_that_a_failing_action_leaves_neither_rows_nor_a_line(project, me):
    actions = project.connection.execute("SELECT count(*) FROM action").fetchone()

    def add_twice():
        with project.action("twice", "twice", by=me) as action:
            action.insert("vendor", {"name": "A"})
            action.insert("vendor", {"name": "A"})

    with pytest.raises(sqlite3.IntegrityError):
        add_twice()
    assert project.connection.execute("SELECT count(*) FROM vendor").fetchone() == (0,)
    assert project.connection.execute("SELECT count(*) FROM action").fetchone() == actions


def test_that_an_update_that_changes_nothing_is_not_recorded(project, me):
    row, _ = add_vendor(project, me)
    with project.action("same", "same", by=me) as action:
        action.update("vendor", row, {"name": "Labelworks"})
    assert not action.changes("")


def test_that_changes_name_the_rows(project, me):
    row, action = add_vendor(project, me)
    assert action.changes("").rows == {"vendor": frozenset({row})}


@pytest.mark.parametrize(
    "statement",
    ["UPDATE action SET summary = 'x'", "DELETE FROM action", "UPDATE change SET after = 'x'", "DELETE FROM change"],
)
def test_that_the_journal_cannot_be_changed_or_erased(project, me, statement):
    add_vendor(project, me)
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        project.connection.execute(statement)


def test_that_an_untouched_project_is_whole(project, me):
    add_vendor(project, me)
    result = audit(project)
    assert result.problems == ()
    assert result.actions == 2
    assert result.head == project.connection.execute("SELECT hash FROM action WHERE id = 2").fetchone()[0]


def test_that_tampering_shows_with_its_place(project, me):
    add_vendor(project, me)
    add_vendor(project, me, "Other")
    project.connection.execute("DROP TRIGGER change_stays")
    project.connection.execute("UPDATE change SET after = replace(after, 'Labelworks', 'Somebody') WHERE action_id = 2")
    assert any("action 2 " in problem for problem in audit(project).problems)


def test_that_a_row_changed_behind_the_journal_shows(project, me):
    row, _ = add_vendor(project, me)
    project.connection.execute("UPDATE vendor SET name = 'Somebody'")
    assert audit(project).problems == (f"row {row} of vendor is not what action 2 left it as",)


def test_that_a_row_added_or_taken_away_behind_the_journal_shows(project, me):
    add_vendor(project, me)
    project.connection.execute("INSERT INTO vendor (name) VALUES ('Somebody')")
    assert audit(project).problems == ("row 2 of vendor was added by nobody",)
    project.connection.execute("DELETE FROM vendor")
    assert audit(project).problems == ("row 1 of vendor is not what action 2 left it as",)


def test_that_annotations_changed_after_their_import_show(project, me, tmp_path):
    compared(project, tmp_path / "batch", by=me)
    assert audit(project).problems == ()
    project.connection.execute(
        "UPDATE annotation_page SET records = zeroblob(length(records)) WHERE label_set_id = 2 AND image_id = 1"
    )
    assert audit(project).problems == ("the annotations of delivery 0 (label set 2) are not those that were imported",)


def test_that_a_dangling_reference_shows(project, me):
    project.connection.execute("PRAGMA foreign_keys = OFF")
    project.connection.execute("INSERT INTO annotator (vendor_id, name) VALUES (99, 'a1')")
    assert any("annotator" in problem for problem in audit(project).problems)


def test_that_an_action_on_a_full_disk_says_so_and_leaves_nothing(project, me):
    pages = project.connection.execute("PRAGMA page_count").fetchone()[0]
    project.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(sqlite3.OperationalError, match="full"):
        add_vendor(project, me, "x" * 1_000_000)
    project.connection.execute(f"PRAGMA max_page_count = {pages + 1000}")
    assert project.connection.execute("SELECT count(*) FROM vendor").fetchone() == (0,)
    add_vendor(project, me)
    assert audit(project).problems == ()

import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest

from assay.review.create_project import create_project, last_reviewer
from assay.store.project import Project
from assay.store.straight_writing import straight_into_file

MUCH = 4096


def mode(connection: sqlite3.Connection) -> str:
    return connection.execute("PRAGMA journal_mode").fetchone()[0]


def write_much(connection: sqlite3.Connection) -> None:
    """More than the cache holds, so that some of it reaches the file before the end."""
    connection.execute("PRAGMA cache_size = 10")
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO setting (name, value) VALUES (?, ?)", [(f"{n}", "x" * 999) for n in range(MUCH)]
    )


def count(connection: sqlite3.Connection) -> int:
    return connection.execute("SELECT count(*) FROM setting").fetchone()[0]


def test_that_bulk_is_written_without_a_log_and_the_log_comes_back(project: Project):
    before = count(project.connection)
    with straight_into_file(project.connection):
        assert mode(project.connection) == "delete"
        write_much(project.connection)
        project.connection.execute("COMMIT")
    assert mode(project.connection) == "wal"
    assert count(project.connection) == before + MUCH


def test_that_the_log_stays_where_the_file_is_open_elsewhere(project: Project):
    other = project.fork()
    before = count(other.connection)
    with straight_into_file(project.connection):
        assert mode(project.connection) == "wal"
        write_much(project.connection)
        assert count(other.connection) == before
        project.connection.execute("COMMIT")
    assert count(other.connection) == before + MUCH
    other.close()


def test_that_what_fails_leaves_the_file_as_it_was_and_the_log_back(project: Project):
    before = count(project.connection)
    with suppress(ZeroDivisionError), straight_into_file(project.connection):
        write_much(project.connection)
        project.connection.execute("ROLLBACK")
        raise ZeroDivisionError
    assert (mode(project.connection), count(project.connection)) == ("wal", before)


def test_that_a_reader_who_came_meanwhile_does_no_harm(project: Project):
    before = count(project.connection)
    with straight_into_file(project.connection):
        write_much(project.connection)
        project.connection.execute("COMMIT")
        reader = project.fork()
        assert count(reader.connection) == before + MUCH
    assert mode(project.connection) == "wal"
    with project.action("try", "Try", by=last_reviewer(project)):
        assert count(reader.connection) == before + MUCH
    reader.close()


def test_that_a_crash_in_the_middle_is_rolled_back_by_the_next_who_opens_the_file(tmp_path: Path):
    create_project(tmp_path / "pilot.assay").close()
    with Project.open(tmp_path / "pilot.assay") as project:
        before = count(project.connection)
        (tmp_path / "crashed").mkdir()
        with straight_into_file(project.connection):
            write_much(project.connection)
            for name in ("pilot.assay", "pilot.assay-journal"):
                shutil.copy(tmp_path / name, tmp_path / "crashed" / name)
            project.connection.execute("ROLLBACK")
    with Project.open(tmp_path / "crashed" / "pilot.assay") as project:
        assert (mode(project.connection), count(project.connection)) == ("wal", before)
        assert project.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert [one.name for one in (tmp_path / "crashed").iterdir()] == ["pilot.assay"]


@pytest.mark.parametrize("fails", [False, True])
def test_that_references_are_looked_up_again_after_a_bulk_action(project: Project, fails):
    def looked_up() -> bool:
        return bool(project.connection.execute("PRAGMA foreign_keys").fetchone()[0])

    with suppress(ZeroDivisionError), project.action("bench", "Much", by=last_reviewer(project), bulk=True):
        assert not looked_up()
        if fails:
            raise ZeroDivisionError
    assert looked_up()
    with pytest.raises(sqlite3.IntegrityError):
        project.connection.execute(
            "INSERT INTO annotation_page (label_set_id, image_id, count, records) VALUES (7, 7, 0, '')"
        )

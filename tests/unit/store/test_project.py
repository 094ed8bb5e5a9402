import os
import sqlite3
import sys
import tempfile
from pathlib import Path

import pytest

from assay.model.errors import AssayError
from assay.review.create_project import create_project
from assay.store import lock
from assay.store.lock import lock_path
from assay.store.migrations import VERSION
from assay.store.project import APPLICATION_ID, Project


def test_that_a_closed_project_is_one_file(tmp_path: Path):
    create_project(tmp_path / "pilot.assay").close()
    assert [path.name for path in tmp_path.iterdir()] == ["pilot.assay"]


def test_that_the_file_says_what_it_is(project: Project):
    read = project.connection.execute
    assert read("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert read("PRAGMA user_version").fetchone()[0] == VERSION
    assert read("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert read("PRAGMA synchronous").fetchone()[0] == 2
    assert read("PRAGMA foreign_keys").fetchone()[0] == 1


def test_that_an_existing_file_is_not_overwritten(tmp_path: Path):
    path = tmp_path / "pilot.assay"
    path.write_text("my notes")
    with pytest.raises(AssayError, match=r"pilot\.assay.*already"):
        Project.create(path)
    assert path.read_text() == "my notes"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "no Assay project"),
        (b"PK\x03\x04 not a project", "no Assay project"),
        (b"SQLite format 3\0" + bytes(200), "no Assay project"),
    ],
)
def test_that_what_is_no_project_is_refused_with_its_first_bytes(tmp_path: Path, content: bytes, complaint: str):
    path = tmp_path / "other.assay"
    path.write_bytes(content)
    with pytest.raises(AssayError, match=complaint) as refused:
        Project.open(path)
    assert str(path) in str(refused.value)
    assert path.read_bytes() == content
    assert [one.name for one in tmp_path.iterdir()] == ["other.assay"]


def test_that_another_programs_database_is_refused(tmp_path: Path):
    path = tmp_path / "other.assay"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(AssayError, match="no Assay project"):
        Project.open(path)


def test_that_a_missing_file_and_a_folder_are_refused(tmp_path: Path):
    with pytest.raises(AssayError, match="no such file"):
        Project.open(tmp_path / "nowhere.assay")
    with pytest.raises(AssayError, match="a folder"):
        Project.open(tmp_path)


def test_that_a_cut_off_project_is_refused(project: Project):
    project.close()
    whole = project.path.read_bytes()
    project.path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(AssayError, match="damaged"):
        Project.open(project.path)


def test_that_a_newer_project_is_refused(project: Project):
    project.connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    project.close()
    with pytest.raises(AssayError, match="newer Assay"):
        Project.open(project.path)


def test_that_a_second_window_can_only_look_and_says_who_holds_the_file(project: Project, me):
    with Project.open(project.path) as second:
        assert second.read_only
        assert "process" in second.held_by
        with pytest.raises(AssayError, match="open elsewhere"), second.action("x", "x", by=me):
            pass
    with project.action("x", "still writes", by=me) as action:
        action.insert("vendor", {"name": "Labelworks"})


def test_that_the_file_is_free_again_after_closing(project: Project):
    project.close()
    with Project.open(project.path) as again:
        assert not again.read_only


def test_that_a_fork_sees_what_was_committed(project: Project, me):
    with project.action("x", "x", by=me) as action:
        action.insert("vendor", {"name": "Labelworks"})
    worker = project.fork()
    assert worker.connection.execute("SELECT name FROM vendor").fetchall() == [("Labelworks",)]
    worker.close()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_that_a_link_in_place_of_the_lock_is_not_written_through(project: Project, tmp_path: Path):
    project.close()
    other = tmp_path / "other.txt"
    other.write_text("precious")
    lock_path(project.path).symlink_to(other)
    with pytest.raises(AssayError, match="lock file"):
        Project.open(project.path)
    assert other.read_text() == "precious"


def test_that_a_lock_left_by_a_crash_keeps_nobody_out(project: Project):
    project.close()
    lock_path(project.path).write_text("mara on desk-4 (process 812)")
    with Project.open(project.path) as again:
        assert not again.read_only


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no file that is open")
def test_that_a_lock_file_removed_while_it_is_taken_is_taken_anew(project: Project, monkeypatch: pytest.MonkeyPatch):
    project.close()
    path = lock_path(project.path)
    really_lock = lock._try_lock
    removed: list[Path] = []

    def lock_what_the_last_holder_removes(file):
        if not removed:
            removed.append(path)
            path.unlink()
        really_lock(file)

    monkeypatch.setattr(lock, "_try_lock", lock_what_the_last_holder_removes)
    with Project.open(project.path) as first, Project.open(project.path) as second:
        assert (first.read_only, second.read_only) == (False, True)


@pytest.fixture
def locked_folder():
    """A folder in which nobody may write, while root, whom no rights bind, is somebody else."""
    was = os.geteuid()
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to others
        create_project(Path(name) / "pilot.assay").close()
        Path(name).chmod(0o555)
        if was == 0:
            os.seteuid(65534)
        yield Path(name)
        os.seteuid(was)
        Path(name).chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows folders have no such rights")
def test_that_a_folder_without_rights_is_refused_with_what_to_do(locked_folder: Path):
    with pytest.raises(AssayError, match=r"lock file.*copy the project"):
        Project.open(locked_folder / "pilot.assay")
    with pytest.raises(AssayError, match="choose another folder"):
        Project.create(locked_folder / "two.assay")


def test_that_a_project_that_cannot_be_finished_is_not_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full_disk(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE setting (id)")
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("assay.store.project.migrate", full_disk)
    with pytest.raises(AssayError, match="make room"):
        Project.create(tmp_path / "pilot.assay")
    assert list(tmp_path.iterdir()) == []


def test_that_what_never_changes_is_asked_once_and_known_to_a_fork(project: Project):
    asked: list[str] = []

    def ask(answer: str) -> str:
        asked.append(answer)
        return answer

    fork = project.fork()
    found = [one.once(("says", key), lambda key=key: ask(key)) for one in (project, fork) for key in "aab"]
    fork.close()
    assert found == [*"aabaab"]
    assert asked == ["a", "b"]

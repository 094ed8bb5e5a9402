from pathlib import Path

import pytest

from assay.store.audit import audit
from assay.store.migrations import VERSION
from assay.store.project import Project
from assay.store.schemas import current_schema

PROJECTS = sorted((Path(__file__).parents[2] / "projects").glob("schema-*.assay"))


def test_that_every_version_before_this_one_is_kept():
    assert [path.stem for path in PROJECTS] == [f"schema-{version}" for version in range(1, VERSION)]


@pytest.mark.parametrize("kept", PROJECTS, ids=lambda path: path.stem)
def test_that_an_older_project_is_opened_whole(kept, tmp_path):
    path = tmp_path / kept.name
    path.write_bytes(kept.read_bytes())
    with Project.open(path) as project:
        assert audit(project).problems == ()
        assert project.connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert project.connection.execute("SELECT count(*) FROM verdict").fetchone() == (1,)
        assert project.connection.execute("SELECT count(*) FROM correction").fetchone() == (0,)
    backups = [one.name for one in tmp_path.iterdir() if "backup" in one.name]
    assert backups == [f"{kept.stem}.schema-{kept.stem[-1]}.backup.assay"]


def test_that_a_column_added_by_a_migration_is_under_the_audit(tmp_path):
    path = tmp_path / "old.assay"
    path.write_bytes(PROJECTS[0].read_bytes())
    with Project.open(path) as project:
        assert all(one.declared and not one.parent for one in current_schema(project.connection).classes)
        project.connection.execute("UPDATE class SET parent = 'vehicle' WHERE id = 1")
        assert any("row 1 of class" in problem for problem in audit(project).problems)

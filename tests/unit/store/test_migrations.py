from pathlib import Path

import pytest

from assay.store.audit import audit
from assay.store.batches import batches, label_sets
from assay.store.defects import defects, rework_requests
from assay.store.intake import intake_findings
from assay.store.migrations import VERSION
from assay.store.project import Project
from assay.store.schemas import current_schema

PROJECTS = sorted((Path(__file__).parents[2] / "projects").glob("schema-*.assay"))
JUDGED = Path(__file__).parents[2] / "projects" / "judged-1.assay"


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


@pytest.fixture
def judged(tmp_path):
    """A project of version 1 with complaints, three defects and a rework request of two of them, and its delivery."""
    path = tmp_path / "judged.assay"
    path.write_bytes(JUDGED.read_bytes())
    with Project.open(path) as project:
        (batch,) = batches(project.connection)
        yield project, label_sets(project.connection, batch.id)[0]


def test_that_complaints_of_an_older_project_are_intake_findings(judged):
    project, delivery = judged
    found = intake_findings(project.connection, delivery.id)
    assert [(one.rule, one.left_out) for one in found] == [("entry-left-out", True), ("note", False)]
    assert "77" in found[0].sentence
    assert "declared as 640 × 150" in found[1].sentence


def test_that_defects_and_their_requests_outlive_a_table_made_anew(judged):
    project, delivery = judged
    (request,) = rework_requests(project.connection, delivery.batch_id)
    sent = [one.request_id for one in defects(project.connection, delivery.id)]
    assert (len(sent), sent.count(request.id), request.items) == (3, 2, 2)
    assert audit(project).problems == ()
    assert project.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)

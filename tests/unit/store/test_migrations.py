import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from assay.compare.settings import ComparisonSettings
from assay.model.batches import SetRole
from assay.model.defect_types import Severity
from assay.model.errors import AssayError
from assay.model.findings import Verdict
from assay.model.ids import LabelSetId
from assay.model.progress import result_of
from assay.review.compare_again import compare_again
from assay.review.compare_delivery import compare_delivery
from assay.review.create_project import last_reviewer
from assay.store.audit import audit
from assay.store.batches import batches, label_sets
from assay.store.claimed_versions import claimed_versions
from assay.store.defects import defects, rework_requests
from assay.store.findings import all_findings, current_comparison
from assay.store.intake import intake_findings
from assay.store.migrations import VERSION
from assay.store.project import Project
from assay.store.schemas import current_schema

PROJECTS = sorted(
    (Path(__file__).parents[2] / "projects").glob("schema-*.assay"),
    key=lambda path: int(path.stem.removeprefix("schema-")),
)
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
    assert backups == [f"{kept.stem}.{kept.stem}.backup.assay"]


def test_that_findings_that_became_pages_are_what_they_were_and_come_out_again(tmp_path):
    path = tmp_path / "old.assay"
    path.write_bytes(next(one for one in PROJECTS if one.stem == "schema-8").read_bytes())
    with Project.open(path) as project:
        (batch,) = batches(project.connection)
        delivery = label_sets(project.connection, batch.id, SetRole.DELIVERY)[0]
        record = current_comparison(project.connection, delivery.id)
        found = {one.code: (one.id, one.verdict, one.severity) for one in all_findings(project.connection, record.id)}
        assert found == {
            "CLS-SWAP": (4, None, Severity.MAJOR),
            "MIS-OBJ": (5, Verdict.DEFECT, Severity.MAJOR),
            "EXT-GHOST": (6, None, Severity.CRITICAL),
        }
        assert project.connection.execute("SELECT id FROM finding").fetchall() == [(5,), (6,)]
        assert result_of(compare_again(project, record)).is_same
        again = result_of(compare_delivery(project, batch, ComparisonSettings(t_ok=0.6), by=last_reviewer(project)))
        said = {one.code: (one.verdict, one.severity) for one in all_findings(project.connection, again.id)}
        assert said == {code: (verdict, severity) for code, (_, verdict, severity) in found.items()}
        assert audit(project).problems == ()


def test_that_a_damaged_finding_of_an_older_project_is_told_when_it_is_opened(tmp_path):
    path = tmp_path / "old.assay"
    path.write_bytes(PROJECTS[7].read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE finding SET details = '{{' WHERE id = 4")
    with pytest.raises(AssayError, match="Finding 4 is damaged"):
        Project.open(path)


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


def test_that_the_versions_which_older_deliveries_claimed_are_kept_where_a_finding_tells_them(tmp_path):
    path = tmp_path / "old.assay"
    path.write_bytes(PROJECTS[7].read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        for details in (
            '{"what": "guideline version", "got": "2.1", "wanted": "2.2"}',
            "not JSON",
            '{"what": "x"}',
            "[]",
        ):
            connection.execute(
                "INSERT INTO intake_finding (label_set_id, rule, code, severity, place, sentence, details)"
                " VALUES (1, 'version-other', 'FMT-SCHEMA', 'major', 'a', 'b', ?)",
                (details,),
            )
    with Project.open(path) as project:
        assert claimed_versions(project.connection, LabelSetId(1)) == {"guideline": "2.1"}

import pytest

from assay.model.errors import AssayError
from assay.model.findings import Verdict
from assay.model.progress import result_of
from assay.review.judge_finding import judge_finding
from assay.review.request_rework import request_rework, rewrite_package
from assay.store.batches import batches
from assay.store.findings import all_findings


@pytest.fixture
def request_at(project, comparison, me):
    """A function that writes the package of all findings to a path."""
    judge_finding(project, [one.id for one in all_findings(project.connection, comparison.id)], Verdict.DEFECT, by=me)
    batch = batches(project.connection)[0]
    return lambda path: result_of(request_rework(project, batch, path, by=me))


def test_that_a_package_never_takes_the_place_of_another_file(project, request_at, tmp_path):
    with pytest.raises(AssayError, match="no package"):
        request_at(project.path)
    with pytest.raises(AssayError, match="no package"):
        request_at(tmp_path / "batch" / "gold.json")
    with pytest.raises(AssayError, match="no file"):
        request_at(tmp_path / "batch")
    (tmp_path / "link.zip").symlink_to("nowhere")
    with pytest.raises(AssayError, match="no file"):
        request_at(tmp_path / "link.zip")
    assert project.connection.execute("SELECT count(*) FROM rework_request").fetchone() == (0,)


def test_that_an_earlier_package_written_again_never_takes_the_place_of_a_project(project, request_at, tmp_path):
    sent, _ = request_at(tmp_path / "rework.zip")
    with pytest.raises(AssayError, match="no package"):
        result_of(rewrite_package(project, sent, project.path))
    assert project.path.read_bytes().startswith(b"SQLite format 3")


def test_that_a_package_takes_the_place_of_an_older_one(request_at, tmp_path):
    first, _ = request_at(tmp_path / "rework.zip")
    again, _ = request_at(tmp_path / "rework.zip")
    assert first.package_sha256 == again.package_sha256

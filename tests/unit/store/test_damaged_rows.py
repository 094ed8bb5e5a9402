import pytest

from assay.model.errors import AssayError
from assay.model.findings import Verdict
from assay.review.judge_finding import judge_finding
from assay.store.defects import defects
from assay.store.findings import all_findings
from tests.small_delivery import compared


@pytest.fixture
def comparison(project, me, tmp_path):
    """A comparison whose findings are all defects."""
    found = compared(project, tmp_path / "batch", by=me)
    judge_finding(project, [one.id for one in all_findings(project.connection, found.id)], Verdict.DEFECT, by=me)
    return found


@pytest.mark.parametrize(
    "damage",
    [
        "finding SET code = 'xx'",
        "finding SET severity = 'xx'",
        "finding SET details = '{{'",
        "finding SET details = '[1]'",
        "verdict SET verdict = 'xx'",
    ],
)
def test_that_a_damaged_finding_is_told(project, comparison, damage):
    project.connection.execute(f"UPDATE {damage}")
    with pytest.raises(AssayError, match=r"Finding 1 is damaged.*restore a copy"):
        all_findings(project.connection, comparison.id)


@pytest.mark.parametrize("damage", ["code = 'xx'", "severity = 'xx'"])
def test_that_a_damaged_defect_is_told(project, comparison, damage):
    project.connection.execute(f"UPDATE defect SET {damage}")
    with pytest.raises(AssayError, match=r"Defect 1 is damaged.*restore a copy"):
        defects(project.connection, comparison.delivery_id)

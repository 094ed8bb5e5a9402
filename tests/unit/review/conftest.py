import pytest

from assay.store.findings import all_findings
from tests.small_delivery import compared


@pytest.fixture
def comparison(project, me, tmp_path):
    return compared(project, tmp_path / "batch", by=me)


@pytest.fixture
def finding_of(project, comparison):
    """A function that gives the one finding of a code."""

    def the_one(code: str):
        (found,) = all_findings(project.connection, comparison.id, code)
        return found

    return the_one

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.model.defect_types import defect_types
from assay.model.errors import AssayError
from assay.model.finding_record import FINDING
from assay.model.findings import Verdict
from assay.model.ids import FindingId, ImageId
from assay.review.judge_finding import judge_finding
from assay.review.revert import undo
from assay.store.audit import audit
from assay.store.finding_pages import _unpacked, found_pages, found_with, read_found
from assay.store.findings import all_findings, finding
from assay.store.spoken_findings import spoken_ids
from tests.small_delivery import compared


@pytest.fixture
def comparison(project, me, tmp_path):
    """A comparison of a small delivery; it has one finding on each of three images."""
    return compared(project, tmp_path / "batch", by=me)


@st.composite
def bodies(draw):
    """Random findings on images 1 to 5, some with details."""
    images = sorted(draw(st.lists(st.integers(1, 5), max_size=12)))
    records = np.zeros(len(images), FINDING)
    records["image"] = images
    records["code"] = draw(
        st.lists(st.sampled_from([*defect_types()]), min_size=len(images), max_size=len(images))
    )  # fmt: skip
    number = st.floats(-1e6, 1e6) | st.just(float("nan"))
    records["iou"] = draw(st.lists(number, min_size=len(images), max_size=len(images)))
    rows = draw(st.sets(st.integers(0, len(images) - 1))) if images else set()
    said = st.dictionaries(st.text(max_size=5), st.integers() | st.floats(-1e6, 1e6) | st.text(max_size=5), min_size=1)
    return records, {row: draw(said) for row in sorted(rows)}


@given(bodies())
def test_that_findings_come_back_from_their_pages_as_they_went_in(body):
    records, details = body
    rows, start = [], 1
    for page in found_pages(records, details):
        rows.append((start, *page))
        start += page.findings
    found = _unpacked(rows)
    assert found.records.tobytes() == records.tobytes()
    assert found.details == details
    assert found.ids.tolist() == list(range(1, len(records) + 1))


def test_that_every_code_of_the_taxonomy_fits_into_a_record():
    assert max(map(len, defect_types())) <= FINDING["code"].itemsize


def test_that_a_finding_gets_a_row_of_its_own_when_it_is_judged_and_says_the_same_there(project, me, comparison):
    before = all_findings(project.connection, comparison.id)
    assert spoken_ids(project.connection, comparison.id) == []
    judge_finding(project, [before[1].id], Verdict.DISMISSED, by=me)
    assert spoken_ids(project.connection, comparison.id) == [before[1].id]
    undo(project, by=me)
    assert all_findings(project.connection, comparison.id) == before
    assert audit(project).problems == ()


def test_that_a_row_that_says_something_else_than_its_page_is_told(project, me, comparison):
    judge_finding(project, [FindingId(2)], Verdict.DISMISSED, by=me)
    project.connection.execute("UPDATE finding SET x_min = x_min - 1")
    assert audit(project).problems == (f"finding 2 does not say what comparison {comparison.id} turned up",)


def test_that_a_finding_that_is_not_there_any_more_is_said_so(project, comparison):
    assert found_with(project.connection, FindingId(99)) is None
    with pytest.raises(AssayError, match="Finding 99 is not there any more"):
        finding(project.connection, FindingId(99))


@pytest.mark.parametrize("damage", ["records = x'00'", "details = x'7b'", "count = 9"])
def test_that_a_damaged_page_is_told(project, comparison, damage):
    project.connection.execute(f"UPDATE finding_page SET {damage} WHERE image_id = 1")
    with pytest.raises(AssayError, match=r"damaged.*restore a copy"):
        read_found(project.connection, comparison.delivery_id, [ImageId(1)])
    assert audit(project).problems

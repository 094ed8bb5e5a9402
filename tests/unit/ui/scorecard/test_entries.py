from dataclasses import replace

import pytest

from assay.model.progress import result_of
from assay.review.measure import measure
from assay.store.findings import all_findings
from assay.ui.scorecard.entries import Entry, ObjectEntries, cell_rows
from assay.ui.scorecard.lookups import FindingLookup, speaks_of
from tests.small_delivery import compared


@pytest.fixture
def record(project, me, tmp_path):
    return compared(project, tmp_path / "batch", by=me)


def entry(**said) -> Entry:
    return Entry(
        **{"image_id": 1, "vendor_number": 0, "gold_number": 0, "delivered": 1, "expected": 1, "iou": None} | said
    )


def test_that_a_cells_objects_become_entries(project, record):
    measured = result_of(measure(project, record))
    (missing,) = ObjectEntries(measured.objects, cell_rows(measured, 0, 2))
    assert missing.vendor_number == 0
    assert missing.iou is None


def test_that_an_object_finds_the_finding_that_speaks_of_it(project, record):
    measured = result_of(measure(project, record))
    (swapped,) = ObjectEntries(measured.objects, measured.objects.mislabelled)
    found = FindingLookup(project, record.id).of(swapped)
    assert found is not None
    assert found.code == "CLS-SWAP"


def test_that_a_matched_object_without_a_finding_has_none(project, record):
    measured = result_of(measure(project, record))
    lookup = FindingLookup(project, record.id)
    assert [lookup.of(one) for one in ObjectEntries(measured.objects, measured.objects.right)] == [None, None]


def test_that_a_merge_speaks_of_all_its_gold(project, record):
    one = all_findings(project.connection, record.id)[0]
    merge = replace(one, vendor_number=9, gold_number=0, details={"gold_numbers": [4, 5]})
    assert speaks_of(merge, entry(gold_number=5))
    assert speaks_of(merge, entry(vendor_number=9))
    assert not speaks_of(merge, entry(gold_number=6))
    assert not speaks_of(merge, entry())


def test_that_a_finding_about_a_whole_image_is_found_by_its_code(project, record):
    one = all_findings(project.connection, record.id)[0]
    empty = replace(one, code="MIS-IMG", vendor_number=0, gold_number=0, details={"gold_numbers": [4, 5]})
    assert speaks_of(empty, entry(code="MIS-IMG"))
    assert not speaks_of(empty, entry(code="MIS-OBJ"))

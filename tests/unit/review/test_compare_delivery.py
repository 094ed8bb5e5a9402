import json

import pytest

from assay.compare.settings import ComparisonSettings
from assay.model.batches import SetRole
from assay.model.progress import result_of
from assay.review.compare_delivery import compare_delivery
from assay.review.recompare import recompare
from assay.store.batches import batches
from assay.store.findings import all_findings
from tests.small_delivery import GOLD, NAMES, bring_in, coco


@pytest.fixture
def compare_again(project, me):
    """A function that compares the batch's newest delivery with its newest gold."""

    def compare(**chosen):
        batch = batches(project.connection)[0]
        return result_of(compare_delivery(project, batch, ComparisonSettings(**chosen), by=me))

    return compare


@pytest.fixture
def bring(project, me, tmp_path):
    """A function that imports what a label file holds; gives the report."""

    def import_it(name, contents, role):
        path = tmp_path / name
        path.write_text(json.dumps(contents))
        return bring_in(project, path, role, by=me, vendor="Labelworks")

    return import_it


def skipped_task(name):
    annotation = {"id": 1, "completed_by": {"email": "ana@v.org"}, "was_cancelled": True, "result": []}
    return {"id": NAMES.index(name) + 1, "data": {"image": name}, "annotations": [annotation]}


def test_that_an_image_the_vendor_skipped_is_a_finding_where_gold_has_objects(project, bring, compare_again):
    bring("gold.json", coco(GOLD), SetRole.GOLD)
    report = bring("tasks.json", [skipped_task(name) for name in NAMES], SetRole.DELIVERY)
    assert report.label_set.rejected == 0
    record = compare_again()
    found = all_findings(project.connection, record.id)
    assert [(one.code, one.details["why"]) for one in found] == [("IMG-SKIP", "skipped by ana@v.org")] * 2
    assert [one.details["gold_numbers"] for one in found] == [[1, 2], [3, 4]]
    assert str(found[0].severity) == "major"
    again = result_of(recompare(project, record)).comparison
    assert again.findings.by_code() == {"IMG-SKIP": 2}

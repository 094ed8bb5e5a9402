import json
from dataclasses import replace

import pytest

from assay.compare.settings import ComparisonSettings
from assay.model.batches import SetRole
from assay.model.defect_types import Severity
from assay.model.errors import AssayError
from assay.model.findings import Verdict
from assay.model.progress import result_of
from assay.review.compare_delivery import compare_delivery, sets_to_compare
from assay.review.define_schema import define_schema
from assay.review.judge_finding import judge_finding, judge_severity
from assay.review.recompare import recompare
from assay.store.audit import audit
from assay.store.batches import batches, newest_set
from assay.store.defects import defects
from assay.store.findings import all_findings
from assay.store.queue import queue_ids, queue_rows
from assay.store.schemas import current_schema
from tests.small_delivery import DELIVERY, GOLD, NAMES, bring_in, coco


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


ATTRIBUTES = {"occluded": True, "colour": "red", "age": "old"}


@pytest.fixture
def of_attributes(project, bring, compare_again):
    """Gold and a delivery whose one pair differs in all three attributes, compared."""
    said = {"occluded": False, "colour": "blue", "age": "new"}
    bring("gold.json", coco(GOLD[:1], attributes=ATTRIBUTES), SetRole.GOLD)
    bring("delivery.json", coco(GOLD[:1], first_id=501, attributes=said), SetRole.DELIVERY)
    return all_findings(project.connection, compare_again().id)


def test_that_each_attribute_of_a_pair_keeps_its_own_verdict_when_compared_again(
    project, me, of_attributes, compare_again
):
    assert [(one.code, one.details["attribute"]) for one in of_attributes] == [
        ("ATT-WRONG", "age"), ("ATT-WRONG", "colour"), ("ATT-VIS", "occluded"),
    ]  # fmt: skip
    judge_finding(project, [of_attributes[0].id], Verdict.DISMISSED, by=me)
    judge_finding(project, [of_attributes[1].id], Verdict.DEFECT, by=me)
    again = all_findings(project.connection, compare_again().id)
    assert [(one.details["attribute"], one.verdict) for one in again] == [
        ("age", Verdict.DISMISSED), ("colour", Verdict.DEFECT), ("occluded", None),
    ]  # fmt: skip
    (logged,) = defects(project.connection, newest_set(project.connection, 1, SetRole.DELIVERY).id)
    assert logged.finding_id == again[1].id
    assert audit(project).problems == ()


def test_that_what_is_only_suggested_is_charged_when_a_person_confirms_it(project, me, bring, compare_again):
    bring("gold.json", coco(GOLD[:1]), SetRole.GOLD)
    bring("tasks.json", [skipped_task(NAMES[0])], SetRole.DELIVERY)
    (found,) = all_findings(project.connection, compare_again().id)
    delivery = newest_set(project.connection, 1, SetRole.DELIVERY)
    assert (found.code, found.is_suggested, defects(project.connection, delivery.id)) == ("IMG-SKIP", True, [])
    judge_finding(project, [found.id], Verdict.DEFECT, by=me)
    (logged,) = defects(project.connection, delivery.id)
    assert (logged.charged, logged.instruction) == (True, "This image can be labelled; annotate it.")
    (found,) = all_findings(project.connection, found.comparison_id)
    assert not found.is_suggested


def test_that_a_severity_that_was_overridden_outlives_comparisons_and_is_counted_in_the_queue(
    project, me, of_attributes, compare_again
):
    judge_severity(project, of_attributes[1].id, Severity.CRITICAL, by=me, reason="colour is what this batch is about")
    for _ in range(2):
        found = all_findings(project.connection, compare_again().id)
        assert [str(one.severity) for one in found] == ["minor", "critical", "minor"]
    delivery = newest_set(project.connection, 1, SetRole.DELIVERY)
    (first, *_) = queue_rows(project.connection, delivery.id, queue_ids(project.connection, delivery.id))
    assert (first.critical, first.minor, first.unjudged) == (1, 2, 3)


def test_that_a_safety_critical_class_makes_its_findings_weigh_more_up_to_the_queue_and_the_defect(
    project, me, bring, compare_again
):
    bring("gold.json", coco(GOLD), SetRole.GOLD)
    bring("delivery.json", coco(GOLD[:2], first_id=501), SetRole.DELIVERY)
    car = next(one for one in current_schema(project.connection).classes if one.name == "car")
    define_schema(project, [replace(car, safety_critical=True)], by=me)
    found = all_findings(project.connection, compare_again().id)
    assert [(one.code, str(one.severity)) for one in found] == [("MIS-IMG", "critical")]
    bring("less.json", coco([*GOLD[:2], GOLD[2]], first_id=601), SetRole.DELIVERY)
    (missing,) = all_findings(project.connection, compare_again().id)
    assert (missing.code, str(missing.severity)) == ("MIS-OBJ", "critical")
    assert missing.details["severity_reason"] == "car is a safety-critical class"
    judge_finding(project, [missing.id], Verdict.DEFECT, by=me)
    delivery = newest_set(project.connection, 1, SetRole.DELIVERY)
    assert [str(one.severity) for one in defects(project.connection, delivery.id)] == ["critical"]
    rows = queue_rows(project.connection, delivery.id, queue_ids(project.connection, delivery.id))
    assert [row.critical for row in rows] == [0, 0, 1]


def test_that_counts_in_the_queue_are_right_again_whatever_they_were(project, bring, compare_again):
    bring("gold.json", coco(GOLD), SetRole.GOLD)
    bring("delivery.json", coco(GOLD[:-1]), SetRole.DELIVERY)
    compare_again()
    counted = "SELECT image_id, critical, major, minor, observation, unjudged, contested FROM image_review ORDER BY id"
    right = project.connection.execute(counted).fetchall()
    assert {sum(row[1:]) for row in right} == {0, 2}
    project.connection.execute("UPDATE image_review SET minor = 9, contested = 9")
    compare_again()
    assert project.connection.execute(counted).fetchall() == right


OTHER = [(1, 1, (10, 10, 60, 40)), (2, 1, (20, 30, 80, 60))]


@pytest.fixture
def compare_with(project, me):
    """A function that compares the newest delivery with another label set, by its title; with gold when there is none."""

    def compare(against=""):
        batch = batches(project.connection)[0]
        sets = sets_to_compare(project, batch, against=against)
        return result_of(compare_delivery(project, batch, ComparisonSettings(), by=me, sets=sets))

    return compare


def test_that_a_verdict_stands_again_after_another_label_set_was_tried_for_gold(project, me, bring, compare_with):
    bring("gold.json", coco(GOLD), SetRole.GOLD)
    bring("delivery.json", coco(DELIVERY), SetRole.DELIVERY)
    bring("eva.json", coco(OTHER), SetRole.REVIEWER)
    first = compare_with()
    (swap,) = all_findings(project.connection, first.id, "CLS-SWAP")
    judge_finding(project, [swap.id], Verdict.DEFECT, by=me)
    (defect,) = defects(project.connection, first.delivery_id)
    second = compare_with("eva")
    assert all(one.verdict is None for one in all_findings(project.connection, second.id))
    assert audit(project).problems == ()
    third = compare_with()
    (again,) = all_findings(project.connection, third.id, "CLS-SWAP")
    assert again.verdict is Verdict.DEFECT
    assert [one.finding_id for one in defects(project.connection, first.delivery_id)] == [again.id]
    assert defect.finding_id != again.id
    assert {one.code for one in all_findings(project.connection, third.id)} == {"CLS-SWAP", "MIS-OBJ", "EXT-GHOST"}
    assert audit(project).problems == ()


def test_that_a_reviewers_labels_compared_with_gold_have_a_queue_of_their_own(project, me, bring):
    bring("gold.json", coco(GOLD), SetRole.GOLD)
    bring("eva.json", coco(OTHER), SetRole.REVIEWER)
    batch = batches(project.connection)[0]
    sets = sets_to_compare(project, batch, judged="eva")
    record = result_of(compare_delivery(project, batch, ComparisonSettings(), by=me, sets=sets))
    assert (record.delivery_id, record.counts["matched"], record.counts["gold"]) == (sets[0].id, 2, 4)
    assert [
        row.unjudged for row in queue_rows(project.connection, sets[0].id, queue_ids(project.connection, sets[0].id))
    ] == [1, 0, 1]
    assert audit(project).problems == ()


def test_that_a_label_set_is_not_compared_with_itself_and_a_wrong_name_lists_the_others(project, bring, compare_with):
    bring("gold.json", coco(GOLD), SetRole.GOLD)
    bring("delivery.json", coco(DELIVERY), SetRole.DELIVERY)
    with pytest.raises(AssayError, match="“Vendor, round 0” cannot be compared with itself"):
        compare_with("Vendor, round 0")
    with pytest.raises(AssayError, match="no label set called “eva”; there are: “Vendor, round 0”"):
        compare_with("eva")

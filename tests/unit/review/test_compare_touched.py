from collections import Counter
from dataclasses import replace

import pytest

from assay.compare.settings import ComparisonSettings
from assay.model.batches import SetRole
from assay.model.corrections import Corrects
from assay.model.findings import Verdict
from assay.model.progress import result_of
from assay.review.compare_again import compare_again
from assay.review.compare_delivery import compare_delivery
from assay.review.compare_touched import compare_touched
from assay.review.create_project import last_reviewer
from assay.review.judge_finding import judge_finding
from assay.review.make_demo import make_demo
from assay.review.recompare import recompare
from assay.review.revise_gold import revise_gold
from assay.review.take_over_shape import take_over_shape
from assay.store.audit import audit
from assay.store.batches import batches, newest_set
from assay.store.comparison_inputs import comparison_inputs
from assay.store.findings import all_findings, count_by_code, current_comparison
from assay.store.project import Project


@pytest.fixture
def demo(tmp_path):
    """The demo with one pair judged, and gold revised on another image to be what the vendor drew."""
    with Project.open(result_of(make_demo(tmp_path / "demo"))) as project:
        me, batch = last_reviewer(project), batches(project.connection)[0]
        delivery = newest_set(project.connection, batch.id, SetRole.DELIVERY)
        record = current_comparison(project.connection, delivery.id)
        pairs = [one for one in all_findings(project.connection, record.id) if one.vendor_number and one.gold_number]
        wrong, judged = pairs[0], next(one for one in pairs if one.image_id != pairs[0].image_id)
        judge_finding(project, [judged.id], Verdict.DISMISSED, by=me)
        about = Corrects(label_set_id=record.gold_id, image_id=wrong.image_id, number=wrong.gold_number)
        take_over_shape(project, about, from_set=delivery.id, from_number=wrong.vendor_number, by=me)
        gold = result_of(revise_gold(project, batch, reason="the vendor is right", by=me))
        yield project, batch, delivery, gold, record


def touched(project, delivery, gold, settings):
    inputs = comparison_inputs(project.connection, delivery.id, gold.id)
    return result_of(compare_touched(project, delivery, gold, settings, inputs))


def test_that_comparing_the_touched_images_alone_finds_what_comparing_all_finds(demo):
    project, batch, delivery, gold, before = demo
    assert touched(project, delivery, gold, ComparisonSettings()) is not None
    record = result_of(compare_delivery(project, batch, ComparisonSettings(), by=last_reviewer(project)))
    assert record.gold_id == gold.id
    assert record.counts != before.counts
    assert record.counts == result_of(recompare(project, record)).comparison.counts.as_json()
    made = result_of(compare_again(project, record))
    assert (made.is_same, made.kept["findings_sha256"]) == (True, made.now["findings_sha256"])
    verdicts = [one.verdict for one in all_findings(project.connection, record.id) if one.verdict]
    assert verdicts == [Verdict.DISMISSED]
    assert audit(project).problems == ()


def test_that_all_is_compared_when_settings_are_others_or_the_comparison_is_an_older_assays(demo):
    project, _, delivery, gold, _ = demo
    assert touched(project, delivery, gold, replace(ComparisonSettings(), t_ok=0.5)) is None
    project.connection.execute("UPDATE comparison SET provenance = json_set(provenance, '$.findings_sha256', 'ab')")
    assert touched(project, delivery, gold, ComparisonSettings()) is None


def test_that_what_is_kept_of_how_many_there_are_of_each_code_is_what_the_pages_hold(demo):
    project, batch, _, _, before = demo
    told_before = count_by_code(project.connection, before.id)
    record = result_of(compare_delivery(project, batch, ComparisonSettings(), by=last_reviewer(project)))
    found = Counter(one.code for one in all_findings(project.connection, record.id))
    told = count_by_code(project.connection, record.id)
    assert told == dict(sorted(found.items())) != told_before
    project.connection.execute("UPDATE comparison SET provenance = json_remove(provenance, '$.by_code')")
    assert count_by_code(project.connection, record.id) == told
    assert count_by_code(project.connection, before.id) == {}

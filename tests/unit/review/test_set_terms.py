from dataclasses import replace

import pytest

from assay.model.batches import SetRole
from assay.model.errors import AssayError
from assay.model.terms import MOST_HOURS, Terms
from assay.review.revert import undo
from assay.review.set_terms import set_terms, terms_of
from assay.store.audit import audit
from assay.store.batches import batches
from assay.store.history import history
from tests.small_delivery import bring_in, lay_out

AGREED = Terms(guideline_version="2.3", sla_hours=24, time_zone="Asia/Kolkata", contact="qa@labelworks.example")


@pytest.fixture
def batch(project, me, tmp_path):
    gold, delivery = lay_out(tmp_path / "batch")
    bring_in(project, gold, SetRole.GOLD, by=me, vendor="Labelworks", batch="spring")
    bring_in(project, delivery, SetRole.DELIVERY, by=me, batch="autumn", vendor="Labelworks")
    return batches(project.connection)[0]


def test_that_terms_are_kept_and_undone_in_one_step(project, me, batch):
    before = terms_of(project, batch)
    changes = set_terms(project, batch, AGREED, by=me)
    assert terms_of(project, batch) == AGREED
    assert changes.rows == {"batch": {batch.id}, "vendor": {batch.vendor_id}}
    assert history(project.connection, limit=1)[0].summary == (
        "Terms of spring: guideline 2.3; redelivery within 24 h; Labelworks works in Asia/Kolkata; contact at Labelworks: qa@labelworks.example"
    )
    undo(project, by=me)
    assert terms_of(project, batch) == before
    assert audit(project).problems == ()


def test_that_the_vendors_part_holds_for_its_other_batches_and_the_batchs_does_not(project, me, batch):
    set_terms(project, batch, AGREED, by=me)
    other = terms_of(project, batches(project.connection)[1])
    assert other == Terms(time_zone="Asia/Kolkata", contact="qa@labelworks.example")


def test_that_terms_as_they_are_make_no_action(project, me, batch):
    before = len(history(project.connection))
    assert not set_terms(project, batch, terms_of(project, batch), by=me)
    assert len(history(project.connection)) == before


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"sla_hours": 0}, "1 to 8,784 hours, not 0"),
        ({"sla_hours": -5}, "not -5"),
        ({"sla_hours": MOST_HOURS + 1}, "not 8,785"),
        ({"sla_hours": 10**30}, "hours"),
        ({"time_zone": ""}, "There is no time zone"),
        ({"time_zone": "Mars/Olympus"}, "There is no time zone 'Mars/Olympus'"),
        ({"time_zone": "../../../etc/passwd"}, "There is no time zone"),
        ({"time_zone": "/etc/localtime"}, "There is no time zone"),
        ({"time_zone": "Europe"}, "There is no time zone"),
        ({"time_zone": "UTC\0"}, "There is no time zone"),
        ({"time_zone": "A/" * 4000}, "There is no time zone"),
        ({"guideline_version": "x" * 41}, "too long"),
        ({"guideline_version": "2\n3"}, "characters that cannot be shown"),
        ({"guideline_version": "\ud800"}, "characters that cannot be shown"),
        ({"contact": "a\u202eb"}, "characters that cannot be shown"),
        ({"contact": "x" * 100_000}, "too long"),
    ],
)
def test_that_what_is_no_term_is_refused_with_a_sentence_and_nothing_changes(project, me, batch, wrong, why):
    before = terms_of(project, batch)
    with pytest.raises(AssayError, match=why) as refused:
        set_terms(project, batch, replace(before, **wrong), by=me)
    assert len(str(refused.value)) < 200
    assert terms_of(project, batch) == before


def test_that_a_time_zone_which_only_another_machine_knows_does_not_stand_in_the_way(project, me, batch):
    project.connection.execute("UPDATE vendor SET time_zone = 'Mars/Olympus'")
    set_terms(project, batch, replace(terms_of(project, batch), sla_hours=24), by=me)
    assert terms_of(project, batch) == Terms(sla_hours=24, time_zone="Mars/Olympus")


def test_that_an_import_says_which_guideline_its_batch_is_labelled_by(project, me, batch, tmp_path):
    delivery = tmp_path / "batch" / "delivery.json"
    report = bring_in(project, delivery, SetRole.DELIVERY, by=me, batch="winter", guideline_version="v4")
    assert report.batch.guideline_version == "v4"
    assert bring_in(project, delivery, SetRole.DELIVERY, by=me, batch="winter").batch.guideline_version == "v4"
    report = bring_in(project, delivery, SetRole.DELIVERY, by=me, batch="winter", guideline_version="v5")
    assert report.batch.guideline_version == "v5"
    with pytest.raises(AssayError, match="too long"):
        bring_in(project, delivery, SetRole.DELIVERY, by=me, batch="winter", guideline_version="v" * 100)

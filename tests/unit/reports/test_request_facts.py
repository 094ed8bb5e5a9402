from assay.model.terms import Terms
from assay.reports.request_facts import request_facts
from assay.review.set_terms import set_terms
from assay.store.audit import added_since, chain_head, head_before
from assay.store.batches import batches
from tests.unit.reports.conftest import add_request


def test_that_the_head_of_a_request_under_way_is_the_present_one_and_stays_it(judged, me):
    before = chain_head(judged.connection)
    with judged.action("request_rework", "Request rework", by=me) as action:
        request_id = add_request(judged, action, [1])
        assert head_before(judged.connection, "rework_request", request_id) == before
    with judged.action("other", "Something else", by=me) as action:
        action.update("rework_request", request_id, {"package_sha256": "x"})
    assert head_before(judged.connection, "rework_request", request_id) == before


def test_that_rows_added_after_an_action_are_told(judged, me):
    number, _ = chain_head(judged.connection)
    with judged.action("other", "Add a class", by=me) as action:
        row = action.insert("class", {"name": "tram", "colour": "#FFFFFF", "since_version": 1})
    assert added_since(judged.connection, "class", number) == {row}
    assert added_since(judged.connection, "class", number + 1) == set()


def test_that_counts_are_by_severity_and_by_code_in_the_taxonomys_order(facts):
    assert {str(severity): count for severity, count in facts.by_severity().items()} == {"critical": 1, "major": 5}
    assert list(facts.by_code()) == ["MIS-OBJ", "EXT-GHOST", "CLS-SWAP", "GEO-LOOSE", "GEO-PART", "GEO-BOUND"]
    assert facts.image_count == 3


def test_that_terms_agreed_later_do_not_change_what_an_old_request_says(judged, me, facts):
    batch = batches(judged.connection)[0]
    before = set_terms(judged, batch, Terms(guideline_version="v4", time_zone="Europe/Vienna", contact="new"), by=me)
    assert before.rows
    again = request_facts(judged, facts.request.id)
    assert (again.batch.guideline_version, again.vendor.time_zone, again.vendor.contact) == (
        "v3", "Asia/Kolkata", "qa@labelworks.example",
    )  # fmt: skip

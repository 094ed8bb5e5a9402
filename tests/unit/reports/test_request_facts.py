from assay.store.audit import added_since, chain_head, head_before
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

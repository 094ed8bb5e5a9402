"""Published in the vector file audit_chain.json: three events, tampering, truncation."""

import pytest

from assay.store.chain import FIRST_HASH, canonical, chain_hash, first_break
from tests.shared_folder import vectors


@pytest.fixture
def published():
    return vectors("audit_chain")


def links(published, changed=None):
    for number, link in enumerate(published["chain"], start=1):
        event = changed(link["event"]) if changed and number == 2 else link["event"]
        yield number, event, link["prev_hash"], link["hash"]


def test_that_canonical_json_is_as_published(published):
    assert [canonical(link["event"]) for link in published["chain"]] == [
        link["canonical"] for link in published["chain"]
    ]


def test_that_the_chain_has_the_published_hashes(published):
    previous = FIRST_HASH
    for link in published["chain"]:
        previous = chain_hash(previous, link["event"])
        assert previous == link["hash"]
    assert previous == published["truncation"]["head_hash"]


def test_that_a_whole_chain_has_no_break(published):
    assert first_break(links(published)) is None


def test_that_a_changed_event_is_the_first_break(published):
    def severity_lowered(event):
        return event | {"after": event["after"] | {"severity": "minor"}}

    event = severity_lowered(published["chain"][1]["event"])
    assert chain_hash(published["chain"][1]["prev_hash"], event) == published["tamper"]["recomputed_hash"]
    assert first_break(links(published, severity_lowered)) == published["tamper"]["first_bad_seq"]


def test_that_a_cut_off_tail_leaves_a_valid_chain_with_another_head(published):
    kept = list(links(published))[:-1]
    assert first_break(kept) is None
    assert kept[-1][3] != published["truncation"]["head_hash"]

from dataclasses import replace

import pytest

from assay.model.defect_types import Severity
from assay.model.findings import Finding, Ruling, Verdict
from assay.ui.adjudicate.next_case import next_case


@pytest.fixture
def waiting() -> list[Finding]:
    one = Finding(
        1, 1, 1, "MIS-OBJ", Severity.MAJOR, 0, 1, -1, 1, None, None, (0, 0, 1, 1), {}, Verdict.CONTESTED, "", None, ""
    )
    return [replace(one, id=number) for number in (1, 2, 3)]


def ruled(one: Finding) -> Finding:
    return replace(one, ruling=Ruling.GOLD_RIGHT, reason="so")


def test_that_at_first_the_first_one_is_looked_at(waiting):
    assert next_case(waiting, before=[], current=None) == 1


def test_that_the_current_one_stays_when_nothing_was_ruled(waiting):
    assert next_case(waiting, before=waiting, current=2) == 2


def test_that_after_a_ruling_the_next_waiting_one_follows(waiting):
    one, two, three = waiting
    assert next_case([one, three, ruled(two)], before=waiting, current=2) == 3


def test_that_after_the_last_one_it_begins_again_with_the_first_that_waits(waiting):
    one, two, three = waiting
    assert next_case([one, two, ruled(three)], before=waiting, current=3) == 1


def test_that_when_all_are_ruled_on_the_last_one_stays(waiting):
    before = [ruled(waiting[0]), waiting[1]]
    assert next_case([ruled(one) for one in before], before=before, current=2) == 2


def test_that_a_finding_that_is_gone_gives_way_to_the_next(waiting):
    one, two, three = waiting
    assert next_case([one, three], before=[one, two, three], current=2) == 3

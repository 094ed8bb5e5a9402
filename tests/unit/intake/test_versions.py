import pytest

from assay.intake.versions import other_versions
from tests.unit.intake.cases import case


def told(claims, wanted):
    return [one.sentence for one in other_versions(case(source="round 0.json", claims=claims, wanted_versions=wanted))]


def test_that_another_version_than_the_batchs_is_told_with_both():
    assert told({"guideline": "2.1"}, {"guideline": "2.2", "schema": "1"}) == [
        "the delivery says that it follows guideline version 2.1, but the batch asks for 2.2"
    ]


@pytest.mark.parametrize("claimed", ["v2.0", "2.0", "2", "Version 2", " V 2.0 "])
def test_that_the_same_version_may_be_written_differently(claimed):
    assert told({"guideline": claimed}, {"guideline": "2"}) == []


@pytest.mark.parametrize(
    ("claims", "wanted"), [({}, {"guideline": "2"}), ({"guideline": "2"}, {"guideline": ""}), ({"schema": "4"}, {})]
)
def test_that_nothing_is_told_where_either_side_names_no_version(claims, wanted):
    assert told(claims, wanted) == []

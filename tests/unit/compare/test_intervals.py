import pytest

from assay.compare.intervals import clopper_pearson, wilson
from tests.shared_folder import vectors


def test_that_wilson_reproduces_every_reference_case():
    for case in vectors("proportion_intervals")["cases"]:
        found = wilson(case["x"], case["n"], case["conf"])
        assert found == pytest.approx(case["wilson"], abs=1e-9), case


def test_that_clopper_pearson_reproduces_every_reference_case():
    for case in vectors("proportion_intervals")["cases"]:
        found = clopper_pearson(case["x"], case["n"], case["conf"])
        assert found == pytest.approx(case["clopper_pearson"], abs=1e-9), case


@pytest.mark.parametrize("interval", [wilson, clopper_pearson])
def test_that_nothing_inspected_has_no_interval(interval):
    assert interval(0, 0) is None


@pytest.mark.parametrize("interval", [wilson, clopper_pearson])
def test_that_an_interval_of_none_or_all_stays_within_zero_and_one(interval):
    assert interval(0, 7)[0] == 0.0
    assert interval(7, 7)[1] == 1.0

import pytest

from assay.compare.estimates.strata import Stratum, stratified
from tests.shared_folder import vectors


def test_that_strata_weigh_as_much_as_they_hold():
    """stratified_estimate.json."""
    case = vectors("stratified_estimate")
    strata = [Stratum(name=one["name"], lot=one["N"], sample=one["n"], defective=one["x"]) for one in case["strata"]]
    found = stratified(strata)
    assert found.value == pytest.approx(case["p_hat"])
    assert found.error == pytest.approx(case["se"])
    assert found.interval == pytest.approx(case["ci95_normal"])
    assert found.pooled == pytest.approx(case["naive_pooled"])


def test_that_a_stratum_that_nobody_looked_at_leaves_no_estimate():
    found = stratified(
        [Stratum(name="day", lot=10, sample=5, defective=1), Stratum(name="night", lot=10, sample=0, defective=0)]
    )
    assert (found.value, found.interval, found.pooled) == (None, None, 0.2)
    assert found.reason == "nothing was looked at in night"


def test_that_one_look_at_a_stratum_gives_an_estimate_without_an_interval():
    found = stratified(
        [Stratum(name="day", lot=10, sample=5, defective=1), Stratum(name="night", lot=10, sample=1, defective=0)]
    )
    assert found.value == pytest.approx(0.1)
    assert found.interval is None
    assert "night" in found.reason


def test_that_no_stratum_has_no_estimate():
    assert stratified([]).reason == "there is no stratum"

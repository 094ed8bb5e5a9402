import pytest

from assay.compare.estimates.gold_items import chance_of_so_many
from tests.shared_folder import vectors


def test_that_the_chance_of_so_many_errors_is_the_binomial_tail():
    """gold_honeypot.json: cases."""
    for case in vectors("gold_honeypot")["cases"]:
        found = chance_of_so_many(case["x"], case["n"], most=case["p_max"])
        assert found == pytest.approx(case["tail"])


def test_that_no_error_is_certain_to_be_reached_and_too_many_are_impossible():
    assert chance_of_so_many(0, 20, most=0.05) == 1.0
    assert chance_of_so_many(21, 20, most=0.05) == 0.0
    assert chance_of_so_many(1, 20, most=0.0) == 0.0
    assert chance_of_so_many(20, 20, most=1.0) == 1.0

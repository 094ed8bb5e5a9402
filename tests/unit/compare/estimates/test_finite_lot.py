import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from assay.compare.estimates.finite_lot import finite_lot, tail_from, tail_to
from tests.shared_folder import vectors


def test_that_the_defectives_of_a_lot_are_bounded_exactly():
    """proportion_intervals.json: finite_lot_hypergeometric."""
    for case in vectors("proportion_intervals")["finite_lot_hypergeometric"]:
        found = finite_lot(case["x"], case["n"], case["N"], case["conf"])
        assert [found.fewest, found.most] == case["defective_count_ci"]
        assert found.share == pytest.approx(case["proportion_ci"])


def test_that_a_lot_looked_at_whole_has_no_doubt_left():
    found = finite_lot(3, 40, 40)
    assert (found.fewest, found.most) == (3, 3)
    assert finite_lot(0, 0, 40) is None


@given(st.integers(1, 200), st.data())
def test_that_both_tails_are_those_of_scipy(lot, data):
    whole, defective = data.draw(st.integers(1, lot)), data.draw(st.integers(0, lot))
    part = data.draw(st.integers(0, whole))
    assert tail_to(part, whole, defective, lot) == pytest.approx(hypergeom.cdf(part, lot, defective, whole), abs=1e-9)
    above = hypergeom.sf(part - 1, lot, defective, whole)
    assert tail_from(part, whole, defective, lot) == pytest.approx(above, abs=1e-9)

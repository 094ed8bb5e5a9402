import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.stats import contingency

from assay.intake.class_shift import chi_square_tail, class_shifts, shift_between
from tests.annotation_builder import box
from tests.unit.intake.cases import case, other

COUNTS = st.lists(st.tuples(st.integers(5, 400), st.integers(5, 400)), min_size=2, max_size=8).map(
    lambda pairs: np.array(pairs, float).T
)


@given(st.floats(0.001, 2000), st.integers(1, 300))
def test_that_the_tail_of_chi_square_is_scipys(value, freedom):
    assert chi_square_tail(value, freedom) == pytest.approx(stats.chi2.sf(value, freedom), rel=1e-7, abs=1e-12)


@given(COUNTS)
def test_that_cramers_v_and_p_are_scipys_where_no_class_is_rare(counts):
    if (stats.contingency.expected_freq(counts) < 5).any():
        return
    shift = shift_between(*counts)
    assert shift.cramers_v == pytest.approx(contingency.association(counts.astype(int)), abs=1e-9)
    assert shift.p == pytest.approx(stats.chi2_contingency(counts, correction=False).pvalue, rel=1e-6, abs=1e-12)


@given(COUNTS)
def test_that_equal_shares_are_no_shift_and_psi_is_the_same_both_ways(counts):
    assert shift_between(counts[0], 3 * counts[0]).psi == pytest.approx(0, abs=1e-12)
    assert shift_between(counts[0], counts[1]).psi == pytest.approx(shift_between(counts[1], counts[0]).psi)


def boxes(cars, vans):
    return [box(10, 10, 60, 40, class_id=1 + (n >= cars)) for n in range(cars + vans)]


def test_that_other_shares_than_golds_are_told_with_the_class_that_differs_most():
    (one,) = class_shifts(case(*boxes(120, 30), gold=other(*boxes(60, 90), called="gold")))
    assert "differ from gold" in one.sentence
    assert "van, 20% instead of 60%" in one.sentence


@pytest.mark.parametrize(("delivered", "gold"), [((120, 30), (118, 32)), ((9, 1), (1, 9)), ((110, 90), (90, 110))])
def test_that_small_or_unsure_shifts_are_not_told(delivered, gold):
    assert list(class_shifts(case(*boxes(*delivered), gold=other(*boxes(*gold), called="gold")))) == []


def test_that_only_images_that_gold_covers_count_against_gold():
    delivered = [*boxes(75, 75), *(box(10, 10, 60, 40, image=2, class_id=2) for _ in range(400))]
    gold = other(*boxes(75, 75), called="gold", covered=[1])
    assert list(class_shifts(case(*delivered, gold=gold))) == []

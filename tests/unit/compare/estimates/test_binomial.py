import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta as scipy_beta
from scipy.stats import t as scipy_t

from assay.compare.estimates import binomial
from assay.compare.estimates.beta import beta_quantile, incomplete_beta, student_quantile, student_tails
from tests.shared_folder import vectors

INTERVALS = {
    "wald": binomial.wald, "wilson": binomial.wilson, "wilson_cc": binomial.wilson_corrected,
    "agresti_coull": binomial.agresti_coull, "clopper_pearson": binomial.clopper_pearson, "jeffreys": binomial.jeffreys,
}  # fmt: skip


@pytest.mark.parametrize("name", INTERVALS)
def test_that_an_interval_reproduces_every_reference_case(name):
    """proportion_intervals.json: cases."""
    for case in vectors("proportion_intervals")["cases"]:
        assert INTERVALS[name](case["x"], case["n"], case["conf"]) == pytest.approx(case[name], abs=1e-9), case


def test_that_published_intervals_are_reproduced_to_their_last_digit():
    """proportion_intervals.json: published_newcombe_1998, which counts a rounded standard error in the first Wald interval."""
    for case in vectors("proportion_intervals")["cases"]:
        for name, published in case.get("published_newcombe_1998", {}).items():
            found = INTERVALS[name](case["x"], case["n"])
            tolerance = 3e-4 if name == "wald" else 6e-5
            for end, told in zip(found, published, strict=True):
                assert told is None or end == pytest.approx(told, abs=tolerance), (case, name)


def test_that_so_many_without_a_defect_bound_the_share_from_above():
    """proportion_intervals.json: one_sided_zero_defect."""
    for case in vectors("proportion_intervals")["one_sided_zero_defect"]:
        expected = case["upper_one_sided_clopper_pearson"]
        assert binomial.upper_bound(case["x"], case["n"], case["conf"]) == pytest.approx(expected, abs=1e-12)
        other = binomial.lower_bound(case["n"] - case["x"], case["n"], case["conf"])
        assert other == pytest.approx(1 - expected, abs=1e-12)


def test_that_a_difference_has_newcombes_interval():
    """proportion_intervals.json: difference_newcombe."""
    for case in vectors("proportion_intervals")["difference_newcombe"]:
        found = binomial.difference((case["x1"], case["n1"]), (case["x2"], case["n2"]))
        assert found == pytest.approx(case["newcombe_score_ci"], abs=1e-12)
        assert found == pytest.approx(case["published_newcombe_1998b_method10"], abs=6e-5)


@pytest.mark.parametrize("interval", INTERVALS.values())
def test_that_nothing_inspected_has_no_interval(interval):
    assert interval(0, 0) is None


@pytest.mark.parametrize("bound", [binomial.upper_bound, binomial.lower_bound])
def test_that_nothing_inspected_has_no_bound(bound):
    assert bound(0, 0) is None
    assert binomial.difference((0, 0), (1, 2)) is None


@pytest.mark.parametrize("interval", [binomial.wilson, binomial.clopper_pearson, binomial.wilson_corrected])
def test_that_an_interval_of_none_or_all_stays_within_zero_and_one(interval):
    assert interval(0, 7)[0] == 0.0
    assert interval(7, 7)[1] == 1.0


@given(st.floats(0.001, 0.999), st.floats(0.5, 500), st.floats(0.5, 500))
def test_that_the_beta_distribution_is_that_of_scipy(x, a, b):
    probability = incomplete_beta(x, a, b)
    assert probability == pytest.approx(scipy_beta.cdf(x, a, b), abs=1e-10)
    if 1e-6 < probability < 1 - 1e-6:
        assert beta_quantile(probability, a, b) == pytest.approx(x, abs=1e-7)


@given(st.floats(0.6, 0.999), st.integers(1, 400))
def test_that_students_distribution_is_that_of_scipy(probability, freedom):
    t = student_quantile(probability, freedom)
    assert t == pytest.approx(scipy_t.ppf(probability, freedom), rel=1e-7)
    assert student_tails(t, freedom) == pytest.approx(2 * (1 - probability), abs=1e-9)

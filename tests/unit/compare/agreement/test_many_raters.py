from math import sqrt

import numpy as np
import pytest

from assay.compare.agreement import weights
from assay.compare.agreement.cohen import cohen_kappa
from assay.compare.agreement.krippendorff import interval, krippendorff_alpha
from assay.compare.agreement.many_raters import (
    brennan_prediger,
    conger_kappa,
    fleiss_kappa,
    gwet_ac,
    observed_agreement,
    unit_agreements,
)
from assay.compare.agreement.ratings import ratings_of, ratings_of_table
from tests.shared_folder import vectors

PRINTED = 5e-8
"""irrCAC prints eight decimals."""

WEIGHTS = {
    "identity": weights.identity(5), "quadratic": weights.quadratic(range(5)), "linear": weights.linear(range(5)),
    "ordinal": weights.ordinal(5),
}  # fmt: skip


def raw():
    return ratings_of(vectors("gwet_ac1_ac2")["raw"]["data"], range(1, 6))


def assert_coefficient(found, expected):
    assert found.value == pytest.approx(expected["coefficient_value"], abs=PRINTED)
    assert found.error == pytest.approx(expected["se"], abs=PRINTED)
    assert found.observed == pytest.approx(expected["pa"], abs=PRINTED)
    assert found.expected == pytest.approx(expected["pe"], abs=PRINTED)
    assert found.interval == pytest.approx(expected["confidence_interval"], abs=2e-7)


@pytest.mark.parametrize("scheme", WEIGHTS)
def test_that_raters_with_missing_data_agree_as_irrcac_has_it(scheme):
    """gwet_ac1_ac2.json: raw."""
    expected, weight, ratings = vectors("gwet_ac1_ac2")["raw"][scheme], WEIGHTS[scheme], raw()
    assert_coefficient(gwet_ac(ratings.counts, weight), expected["gwet"])
    assert_coefficient(fleiss_kappa(ratings.counts, weight), expected["fleiss"])
    assert_coefficient(conger_kappa(ratings, weight), expected["conger"])
    assert_coefficient(brennan_prediger(ratings.counts, weight), expected["bp"])


@pytest.mark.parametrize("scheme", WEIGHTS)
def test_that_alpha_has_the_error_of_irrcac_under_each_weighting(scheme):
    """gwet_ac1_ac2.json: raw, krippendorff."""
    expected = vectors("gwet_ac1_ac2")["raw"][scheme]["krippendorff"]
    found = krippendorff_alpha(raw(), lambda values, given: 1 - WEIGHTS[scheme])
    assert_coefficient(found, expected)
    if scheme == "quadratic":
        assert_coefficient(krippendorff_alpha(raw(), interval), expected)


@pytest.mark.parametrize("name", ["diag4", "paradox", "wiki"])
def test_that_tables_of_two_raters_agree_as_irrcac_has_it(name):
    """gwet_ac1_ac2.json: two_rater_tables. irrCAC divides the variance of a table by n, that of raw ratings by n − 1."""
    case = vectors("gwet_ac1_ac2")["two_rater_tables"][name]
    ratings = ratings_of_table(case["table"])
    n = len(ratings.category)
    large = sqrt((n - 1) / n)
    alpha = krippendorff_alpha(ratings)
    found = {
        "gwet": gwet_ac(ratings.counts), "scott": fleiss_kappa(ratings.counts),
        "bp": brennan_prediger(ratings.counts), "krippendorff": alpha,
    }  # fmt: skip
    for key, coefficient in found.items():
        expected = case[key]
        assert coefficient.value == pytest.approx(expected["coefficient_value"], abs=PRINTED), key
        assert coefficient.observed == pytest.approx(expected["pa"], abs=PRINTED), key
        if expected["pe"]:  # irrCAC prints 0 for what Scott's π expects
            assert coefficient.expected == pytest.approx(expected["pe"], abs=PRINTED), key
        # of a table it gives α the error of π
        error = found["scott"].error if key == "krippendorff" else coefficient.error
        assert error * large == pytest.approx(float(str(expected["se"]).strip("[]")), abs=PRINTED), key
    cohen, expected = cohen_kappa(case["table"]), case["cohen"]
    assert (cohen.value, cohen.error) == pytest.approx((expected["coefficient_value"], expected["se"]), abs=PRINTED)
    assert (cohen.observed, cohen.expected) == pytest.approx((expected["pa"], expected["pe"]), abs=PRINTED)
    assert conger_kappa(ratings).value == pytest.approx(cohen.value)


def test_that_fleiss_kappa_is_the_published_one():
    """kappa_cohen_fleiss.json: fleiss."""
    for case in vectors("kappa_cohen_fleiss")["fleiss"]:
        counts = np.array(case["counts"])
        found = fleiss_kappa(counts)
        assert found.value == pytest.approx(case["kappa"]), case["name"]
        if "published" in case:
            assert found.value == pytest.approx(case["published"], abs=1e-3)
        if "Pbar" in case:
            assert (found.observed, found.expected) == pytest.approx((case["Pbar"], case["Pe"]))
            assert unit_agreements(counts) == pytest.approx(case["P_i"])
            assert (counts / counts.sum(axis=1, keepdims=True)).mean(axis=0) == pytest.approx(case["p_j"])
        if "free_marginal_randolph" in case:
            assert brennan_prediger(counts).value == pytest.approx(case["free_marginal_randolph"], abs=1e-6)


def test_that_raters_who_say_the_same_of_everything_have_no_fleiss_kappa_but_a_raw_agreement():
    found = fleiss_kappa(np.array([[3, 0], [3, 0]]))
    assert (found.value, found.observed) == (None, 1.0)
    assert "no variation" in found.reason
    assert gwet_ac(np.array([[3, 0], [3, 0]])).value == 1.0


def test_that_units_rated_once_have_no_agreement():
    alone = np.array([[1, 0], [0, 1]])
    assert observed_agreement(alone) is None
    for coefficient in (gwet_ac(alone), fleiss_kappa(alone), brennan_prediger(alone)):
        assert coefficient.value is None
        assert "two ratings" in coefficient.reason


def test_that_a_scale_of_one_category_has_no_chance_to_correct_for():
    only = np.array([[2], [2]])
    assert gwet_ac(only).reason == brennan_prediger(only).reason == "the scale has one category only"


def test_that_no_rating_at_all_has_no_agreement():
    nothing = ratings_of([], [1, 2])
    assert gwet_ac(nothing.counts).value is None
    assert fleiss_kappa(nothing.counts).value is None
    assert conger_kappa(nothing).value is None

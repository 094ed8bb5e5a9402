import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.compare.agreement import additive
from assay.compare.agreement.cohen import cohen_kappa
from assay.compare.agreement.krippendorff import krippendorff_alpha, ordinal
from assay.compare.agreement.many_raters import fleiss_kappa, gwet_ac, observed_agreement
from assay.compare.agreement.ratings import MISSING, Ratings, ratings_of, table_of
from assay.compare.agreement.resampling import ALIKE, ONE_IMAGE, spreads_in_steps
from assay.compare.estimates.bootstrap import bootstrapped, share
from tests.shared_folder import vectors

SCALE = ("a", "b", "c", "d")


@st.composite
def rated(draw, raters, *, missing):
    said = st.integers(MISSING if missing else 0, len(SCALE) - 1)
    rows = draw(st.lists(st.lists(said, min_size=raters, max_size=raters), min_size=1, max_size=12))
    images = draw(st.lists(st.integers(0, 4), min_size=len(rows), max_size=len(rows)))
    return Ratings(np.array(rows), SCALE), np.array(images)


def value(one):
    found = float(one.formula(one.parts.sum(axis=0)))
    return None if np.isnan(found) else found


def same(found, expected):
    assert (found is None) == (expected is None)
    assert found is None or found == pytest.approx(expected, abs=1e-9)


@given(rated(3, missing=True))
def test_that_sums_over_images_give_the_same_coefficients_as_the_ratings_themselves(found):
    ratings, image = found
    same(value(additive.raw_agreement(ratings, image, 5)), observed_agreement(ratings.counts))
    same(value(additive.ac1(ratings, image, 5)), gwet_ac(ratings.counts).value)
    same(value(additive.fleiss(ratings, image, 5)), fleiss_kappa(ratings.counts).value)
    same(value(additive.alpha(ratings, image, 5)), krippendorff_alpha(ratings).value)
    same(value(additive.ordinal_alpha(ratings, image, 5)), krippendorff_alpha(ratings, ordinal).value)


@given(rated(2, missing=True))
def test_that_sums_over_images_give_cohens_kappa_of_two_raters(found):
    ratings, image = found
    same(value(additive.cohen(ratings, image, 5)), cohen_kappa(table_of(ratings)).value)


def test_that_the_published_alphas_come_out_of_sums():
    """krippendorff_alpha.json: examples."""
    for case in vectors("krippendorff_alpha")["examples"]:
        ratings = ratings_of(list(zip(*case["data"], strict=True)))
        image = np.arange(len(ratings.category)) % 4
        for name, formula in (("nominal", additive.alpha), ("ordinal", additive.ordinal_alpha)):
            if name in case:
                assert value(formula(ratings, image, 4)) == pytest.approx(case[name], abs=1e-9)


def spreads(*coefficients):
    return next(step for step in spreads_in_steps(coefficients) if isinstance(step, list))


def test_that_intervals_are_those_of_the_seeded_bootstrap_whatever_is_resampled_with_them():
    per_image = np.array([[3, 4], [0, 2], [5, 5], [1, 3], [2, 2], [0, 0]])
    one = additive.Additive(per_image.astype(float), additive.share)
    other = additive.doubled_share(per_image[:, 0], per_image[:, 1] * 3)
    alone, together = spreads(one)[0], spreads(other, one)[1]
    assert alone.interval == together.interval == pytest.approx(bootstrapped(per_image, share).percentile)


def test_that_what_one_image_says_and_what_never_varies_has_no_interval():
    one_image = additive.Additive(np.array([[1.0, 2.0], [0.0, 0.0]]), additive.share)
    always = additive.Additive(np.array([[2.0, 2.0], [3.0, 3.0]]), additive.share)
    assert [one.reason for one in spreads(one_image, always)] == [ONE_IMAGE, ALIKE]
    assert spreads(additive.Additive(np.array([[1.0, 2.0]]), additive.share))[0].reason == ONE_IMAGE

"""What holds of agreement whatever the ratings are."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.compare.agreement.cohen import cohen_kappa
from assay.compare.agreement.krippendorff import krippendorff_alpha
from assay.compare.agreement.many_raters import conger_kappa, fleiss_kappa, gwet_ac
from assay.compare.agreement.ratings import MISSING, Ratings, table_of
from assay.compare.agreement.together import agreement

SCALE = ("a", "b", "c")


def ratings(raters, *, missing):
    said = st.integers(MISSING if missing else 0, len(SCALE) - 1)
    rows = st.lists(st.lists(said, min_size=raters, max_size=raters), min_size=2, max_size=12)
    return rows.map(lambda found: Ratings(np.array(found), SCALE))


@given(ratings(2, missing=False))
def test_that_two_raters_have_one_kappa_by_cohens_and_by_congers_formula(found):
    cohen, conger = cohen_kappa(table_of(found)), conger_kappa(found)
    assert (cohen.value is None) == (conger.value is None)
    if cohen.value is not None:
        assert conger.value == pytest.approx(cohen.value, abs=1e-9)


@given(ratings(3, missing=True))
def test_that_alpha_is_what_counting_all_pairs_of_ratings_gives(found):
    units = [[c for c in row if c != MISSING] for row in found.category.tolist()]
    units = [unit for unit in units if len(unit) > 1]
    pooled = [c for unit in units for c in unit]
    observed = sum(sum(a != b for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units)
    expected = sum(a != b for a, b in permutations(pooled, 2))
    value = krippendorff_alpha(found).value
    if not expected:
        assert value is None
    else:
        assert value == pytest.approx(1 - (len(pooled) - 1) * observed / expected, abs=1e-9)


@given(ratings(4, missing=True), st.randoms())
def test_that_neither_the_order_of_units_nor_that_of_raters_matters(found, random):
    units, raters = list(range(len(found.category))), list(range(4))
    random.shuffle(units)
    random.shuffle(raters)
    shuffled = Ratings(found.category[units][:, raters], SCALE)
    before, after = agreement(found), agreement(shuffled)
    assert (before.units, before.raw) == (after.units, pytest.approx(after.raw) if after.raw is not None else None)
    for name in ("ac1", "kappa", "alpha"):
        one, other = getattr(before, name).value, getattr(after, name).value
        assert one == (None if other is None else pytest.approx(other, abs=1e-9))


@given(ratings(3, missing=True))
def test_that_a_coefficient_has_a_value_or_a_reason_and_lies_where_it_can(found):
    for one in (gwet_ac(found.counts), fleiss_kappa(found.counts), conger_kappa(found), krippendorff_alpha(found)):
        assert (one.value is None) == bool(one.reason)
        if one.value is not None:
            assert one.value <= 1 + 1e-9
            assert one.interval is None or one.interval[0] <= one.value + 1e-9

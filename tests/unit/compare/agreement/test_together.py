import pytest

from assay.compare.agreement.ratings import ratings_of, ratings_of_table
from assay.compare.agreement.together import agreement
from tests.shared_folder import vectors


def test_that_kappa_stands_beside_ac1_and_raw_agreement_where_they_part():
    """gwet_ac1_ac2.json: paradox."""
    case = vectors("gwet_ac1_ac2")["two_rater_tables"]["paradox"]
    found = agreement(ratings_of_table(case["table"]))
    assert found.raw == pytest.approx(0.944)
    assert found.kappa_of == "Cohen"
    assert found.kappa.value == pytest.approx(-0.02339, abs=1e-5)
    assert found.ac1.value == pytest.approx(0.94078, abs=1e-5)


def test_that_three_raters_have_the_kappa_of_fleiss():
    found = agreement(ratings_of([[1, 1, 2], [2, 2, 2], [1, None, 1]]))
    assert (found.kappa_of, found.raters, found.units) == ("Fleiss", 3, 3)


def test_that_nothing_rated_has_no_number_at_all():
    found = agreement(ratings_of([[1, None]], [1, 2]))
    assert (found.units, found.raw) == (0, None)
    assert [c.value for c in (found.ac1, found.kappa, found.alpha)] == [None, None, None]

import pytest

from assay.compare.agreement import weights
from assay.compare.agreement.cohen import against_chance, cohen_kappa, greatest_kappa
from assay.compare.agreement.many_raters import brennan_prediger, fleiss_kappa
from assay.compare.agreement.ratings import ratings_of, ratings_of_table, table_of
from tests.shared_folder import vectors


def cases():
    return [case for case in vectors("kappa_cohen_fleiss")["cohen"] if "kappa" in case]


def table_in(case):
    return case.get("table_rows_rater1_cols_rater2") or case["table"]


def test_that_kappa_is_that_of_statsmodels_and_scikit_learn():
    """kappa_cohen_fleiss.json: cohen."""
    for case in cases():
        table = table_in(case)
        scale = range(len(table))
        found = cohen_kappa(table)
        assert found.value == pytest.approx(case["kappa"]), case["name"]
        assert cohen_kappa(table, weights.linear(scale)).value == pytest.approx(case["kappa_linear"])
        if "kappa_quadratic" in case:
            assert cohen_kappa(table, weights.quadratic(scale)).value == pytest.approx(case["kappa_quadratic"])
        if "po" in case:
            assert (found.observed, found.expected) == pytest.approx((case["po"], case["pe"]))
            assert (found.error, *found.interval) == pytest.approx((case["std_kappa"], *case["ci95"]), abs=1e-9)
            assert against_chance(table).error == pytest.approx(case["std_kappa0"])
            assert greatest_kappa(table) == pytest.approx(case["kappa_max"])
            assert sum(map(sum, table)) == case["N"]
        published = case.get("published") or {}
        if isinstance(published.get("kappa"), float):
            assert found.value == pytest.approx(published["kappa"], abs=5e-5)


def test_that_the_printout_of_sas_is_reproduced():
    """kappa_cohen_fleiss.json: SAS PROC FREQ example."""
    (case,) = (case for case in cases() if "SAS" in case["name"])
    table = table_in(case)
    for name, weight in (("simple", None), ("weighted_linear", weights.linear(range(3)))):
        told = case["published"][name]
        found, test = cohen_kappa(table, weight), against_chance(table, weight)
        said = (found.value, found.error, *found.interval, test.error, test.z, test.two_sided)
        expected = [told[key] for key in ("kappa", "ase", "lower", "upper", "ase_h0", "z", "p2")]
        assert said == pytest.approx(expected, abs=6e-5)


def test_that_weights_depend_on_the_scale_that_was_declared():
    """kappa_cohen_fleiss.json: R irr anxiety; R drops the level that nobody used."""
    (case,) = (case for case in vectors("kappa_cohen_fleiss")["cohen"] if "anxiety" in case["name"])
    rows = list(zip(case["ratings_rater2"], case["ratings_rater3"], strict=True))
    for values, told in ((None, case["published"]), (range(1, 7), case["with_all_6_levels"])):
        ratings = ratings_of(rows, values)
        table, ranks = table_of(ratings), range(len(ratings.values))
        assert cohen_kappa(table).value == pytest.approx(told["unweighted"], abs=1e-8)
        linear, quadratic = (cohen_kappa(table, w(ranks)).value for w in (weights.linear, weights.quadratic))
        assert linear == pytest.approx(told.get("equal", told.get("linear")), abs=1e-7)
        assert quadratic == pytest.approx(told.get("squared", told.get("quadratic")), abs=1e-7)


def test_that_degenerate_tables_have_no_kappa_or_zero_and_say_why():
    """kappa_cohen_fleiss.json: cohen_degenerate."""
    one_category, constant = vectors("kappa_cohen_fleiss")["cohen_degenerate"]
    found = cohen_kappa(one_category["table"])
    assert found.value is None
    assert "no variation" in found.reason
    assert greatest_kappa(one_category["table"]) is None
    assert against_chance(one_category["table"]) is None
    assert cohen_kappa(constant["table"]).value == pytest.approx(constant["kappa"], abs=1e-12)
    assert cohen_kappa([[0, 0], [0, 0]]).reason == "no unit has two ratings"
    assert greatest_kappa([[0, 0], [0, 0]]) is None


def test_that_the_worked_examples_of_scikit_learn_and_nltk_are_reproduced():
    """07-known-numbers/EXPECTED.md: Artstein and Poesio 2008."""
    assert cohen_kappa([[20, 20], [10, 50]]).value == pytest.approx(0.348, abs=5e-4)
    first = ["a"] * 46 + ["b"] * 44 + ["c"] * 10
    second = ["a"] * 52 + ["b"] * 32 + ["c"] * 16
    ratings = ratings_of(list(zip(first, second, strict=True)))
    table = table_of(ratings)
    assert cohen_kappa(table).value == pytest.approx(0.8013, abs=5e-5)
    assert cohen_kappa(table).observed == pytest.approx(0.88)
    assert fleiss_kappa(ratings.counts).value == pytest.approx(0.79953, abs=5e-6)
    assert brennan_prediger(ratings.counts).value == pytest.approx(0.82)
    third = ["a"] * 50 + ["b"] * 40 + ["c"] * 10
    table = table_of(ratings_of(list(zip(first, third, strict=True))))
    for weight, told in ((None, 0.9315), (weights.linear(range(3)), 0.9412), (weights.quadratic(range(3)), 0.9541)):
        assert cohen_kappa(table, weight).value == pytest.approx(told, abs=6e-5)
    assert brennan_prediger(ratings_of_table([[7, 0], [0, 0]]).counts).value == pytest.approx(1.0)

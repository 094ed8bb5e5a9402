import numpy as np
import pytest

from assay.compare.agreement import krippendorff
from assay.compare.agreement.krippendorff import coincidences, krippendorff_alpha
from assay.compare.agreement.ratings import ratings_of
from tests.shared_folder import vectors

DISTANCES = {
    "nominal": krippendorff.nominal, "ordinal": krippendorff.ordinal, "interval": krippendorff.interval,
    "ratio": krippendorff.ratio,
}  # fmt: skip


def ratings_in(case):
    return ratings_of(list(zip(*case["data"], strict=True)))


def test_that_alpha_is_the_published_one_on_every_scale():
    """krippendorff_alpha.json: examples."""
    for case in vectors("krippendorff_alpha")["examples"]:
        for name in DISTANCES.keys() & case.keys():
            found = krippendorff_alpha(ratings_in(case), DISTANCES[name]).value
            assert found == pytest.approx(case[name]), (case["name"], name)
            if name in case["published"]:
                assert found == pytest.approx(case["published"][name], abs=6e-4)


def test_that_the_coincidences_are_those_of_krippendorff():
    """krippendorff_alpha.json: coincidence_matrix_values_1_to_5, n_pairable."""
    (case,) = (case for case in vectors("krippendorff_alpha")["examples"] if "n_pairable" in case)
    found = coincidences(ratings_in(case))
    assert found == pytest.approx(np.array(case["coincidence_matrix_values_1_to_5"]))
    assert found.sum() == pytest.approx(case["n_pairable"])


def test_that_the_error_is_that_of_irrcac():
    """krippendorff_alpha.json: irrCAC_crosscheck, on the example with four observers."""
    file = vectors("krippendorff_alpha")
    (case,) = (case for case in file["examples"] if "n_pairable" in case)
    told = file["irrCAC_crosscheck"]
    for key, distance in (("nominal", krippendorff.nominal), ("quadratic_equals_interval", krippendorff.interval)):
        found = krippendorff_alpha(ratings_in(case), distance)
        said = (found.value, *found.interval, found.error, found.observed, found.expected)
        keys = ("se", "pa", "pe")
        expected = (told[key]["coefficient_value"], *told[key]["confidence_interval"], *(told[key][k] for k in keys))
        assert said == pytest.approx(expected, abs=2e-7)


def test_that_alpha_without_variation_or_pairs_is_undefined_and_says_why():
    """krippendorff_alpha.json: edge_cases."""
    single, unpaired, opposed = vectors("krippendorff_alpha")["edge_cases"]
    for case, reason in ((single, "no variation"), (unpaired, "two ratings")):
        found = krippendorff_alpha(ratings_in(case))
        assert found.value is None
        assert reason in found.reason
    assert krippendorff_alpha(ratings_in(opposed)).value == pytest.approx(opposed["alpha"])


def test_that_two_zeros_are_at_no_distance_on_a_ratio_scale():
    assert krippendorff.ratio(np.array([0.0, 1.0]), np.ones(2)).tolist() == [[0, 1], [1, 0]]

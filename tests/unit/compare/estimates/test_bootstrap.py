import numpy as np
import pytest

from assay.compare.estimates.binomial import clopper_pearson, wilson
from assay.compare.estimates.bootstrap import bootstrapped, f1, jackknife, replicate_values, share
from tests.shared_folder import vectors


@pytest.fixture
def case():
    return vectors("bootstrap_images")


@pytest.fixture
def per_image(case):
    return np.array([[one["tp"], one["fp"], one["fn"]] for one in case["per_image"]])


def test_that_f1_of_resampled_images_is_that_of_the_summed_counts(case, per_image):
    """bootstrap_images.json: f1_all, explicit_resamples, jackknife."""
    assert f1(per_image.sum(axis=0)) == pytest.approx(case["f1_all"])
    for resample in case["explicit_resamples"]:
        assert f1(per_image[resample["indices"]].sum(axis=0)) == pytest.approx(resample["f1"])
    assert jackknife(per_image, f1) == pytest.approx(case["jackknife"])


def test_that_the_seeded_run_is_reproduced_to_its_last_digit(case, per_image):
    """bootstrap_images.json: seeded."""
    seeded = case["seeded"]
    drawn = replicate_values(per_image, f1, replicates=seeded["B"], seed=12345)
    assert drawn[:5] == pytest.approx(seeded["first_5"])
    assert drawn.mean() == pytest.approx(seeded["mean"])
    found = bootstrapped(per_image, f1, replicates=seeded["B"], seed=12345)
    assert found.error == pytest.approx(seeded["se"], rel=1e-9)
    assert found.percentile == pytest.approx(seeded["percentile95"])
    assert found.corrected == pytest.approx(seeded["bca95"])


def test_that_counting_objects_as_if_alone_is_too_sure(case, per_image):
    """bootstrap_images.json: naive_wilson_on_objects."""
    naive = case["naive_wilson_on_objects"]
    hits, all_of_them = int(per_image[:, 0].sum()), int(per_image.sum())
    assert (hits, all_of_them) == (naive["x"], naive["n"])
    low, high = wilson(hits, all_of_them)
    clustered = bootstrapped(np.stack([per_image[:, 0], per_image.sum(axis=1)], axis=1), share).percentile
    assert clustered[1] - clustered[0] > high - low


def test_that_one_image_has_no_interval(per_image):
    """bootstrap_images.json: edge."""
    found = bootstrapped(per_image[:1], f1)
    assert (found.value, found.percentile) == (1.0, None)
    assert found.reason == "one image has no interval"


def test_that_images_all_alike_fall_back_to_the_exact_interval():
    """bootstrap_images.json: edge."""
    found = bootstrapped(np.array([[3, 0, 0]] * 8), f1)
    assert found.value == 1.0
    assert found.percentile == clopper_pearson(8, 8)
    assert "exact" in found.reason


def test_that_nothing_to_count_has_no_ratio():
    found = bootstrapped(np.zeros((5, 3), int), f1)
    assert found.value is None
    assert found.reason == "nothing to count"

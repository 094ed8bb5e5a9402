import numpy as np
import pytest
from scipy.stats import false_discovery_control, ttest_1samp

from assay.compare.systematic.edge_offsets import holm, side_offsets_tested

ANNA, BEN = 1, 2


def drawn(random, *, shift, images=40, per_image=5):
    image = np.repeat(np.arange(images), per_image)
    offsets = random.normal(0.0, 1.5, (images * per_image, 4)) + np.repeat(
        random.normal(0, 0.3, (images, 4)), per_image, axis=0
    )
    return offsets + np.array(shift), image


def test_that_a_side_always_drawn_too_far_out_is_told_from_mere_carelessness():
    random = np.random.default_rng(5)
    loose, image = drawn(random, shift=[0, 0, 1.2, 0])
    careless, same_image = drawn(random, shift=[0, 0, 0, 0])
    annotator = np.repeat([ANNA, BEN], len(image))
    found = side_offsets_tested(np.concatenate([loose, careless]), np.concatenate([image, same_image]), annotator)
    assert [one.side for one in found[ANNA] if one.is_systematic] == ["right"]
    assert not any(one.is_systematic for one in found[BEN])
    right = found[ANNA][2]
    assert right.interval[0] < 1.2 < right.interval[1]


def test_that_annotators_without_a_habit_are_seldom_accused():
    random = np.random.default_rng(6)
    offsets, image = drawn(random, shift=[0, 0, 0, 0], images=400)
    annotator = image // 10
    accused = [
        any(one.is_systematic for one in sides) for sides in side_offsets_tested(offsets, image, annotator).values()
    ]
    assert (len(accused), sum(accused)) == (40, 0)


def test_that_the_test_is_students_over_the_means_of_images():
    offsets, image = drawn(np.random.default_rng(4), shift=[0.3, 0, 0, 0])
    left = side_offsets_tested(offsets, image, np.full(len(image), ANNA))[ANNA][0]
    means = offsets[:, 0].reshape(40, 5).mean(axis=1)
    told = ttest_1samp(means, 0.0)
    assert left.probability == pytest.approx(told.pvalue, abs=1e-9)
    assert left.interval == pytest.approx(tuple(told.confidence_interval()), abs=1e-9)
    assert (left.objects, left.images) == (200, 40)


def test_that_few_images_have_a_median_but_no_test():
    (left, *_) = side_offsets_tested(np.full((8, 4), 3.0), np.repeat([1, 2], 4), np.full(8, ANNA))[ANNA]
    assert (left.median, left.mean, left.probability, left.is_systematic) == (3.0, None, None, False)
    assert "only 2 images" in left.reason


def test_that_offsets_that_never_vary_are_certain():
    found = side_offsets_tested(np.tile([2.0, 0.0, 0.0, 0.0], (6, 1)), np.arange(6), np.full(6, ANNA))[ANNA]
    assert [one.is_systematic for one in found] == [True, False, False, False]


def test_that_pairs_without_boxes_are_left_out():
    assert side_offsets_tested(np.full((3, 4), np.nan), np.arange(3), np.zeros(3, int)) == {}


def test_that_holm_multiplies_the_smallest_by_all_and_never_falls():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []
    assert all(
        h >= b - 1e-12
        for h, b in zip(holm([0.01, 0.04, 0.03]), false_discovery_control([0.01, 0.04, 0.03]), strict=True)
    )

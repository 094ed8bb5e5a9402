import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.compare.estimates import grouped_bootstrap as module
from assay.compare.estimates.bootstrap import bootstrapped, f1, jaccard, mean_iou
from assay.compare.estimates.grouped_bootstrap import cells_of, grouped_bootstrap
from tests.shared_folder import vectors

RATIOS = {"f1": f1, "jaccard": jaccard, "mean_iou": mean_iou}


def resampled(cells, replicates=200):
    steps = grouped_bootstrap(cells, RATIOS, replicates=replicates)
    while True:
        try:
            next(steps)
        except StopIteration as finished:
            return finished.value


def made(group, image, sums, *, groups, images):
    return cells_of(np.array(group), np.array(image), np.array(sums, float), groups=groups, images=images)


def test_that_the_seeded_run_of_the_reference_is_reproduced_for_a_group_among_others():
    """bootstrap_images.json: f1_all, seeded."""
    case = vectors("bootstrap_images")
    rows = [[one["tp"], one["fp"], one["fn"], 0.0] for one in case["per_image"]]
    n = len(rows)
    cells = made([1] * n + [0], [*range(n), 0], [*rows, [5, 1, 0, 4.0]], groups=2, images=n)
    found = resampled(cells, case["seeded"]["B"])["f1"][1]
    assert found.value == pytest.approx(case["f1_all"])
    assert found.percentile == pytest.approx(case["seeded"]["percentile95"])


COUNTS = st.lists(st.integers(0, 6), min_size=4, max_size=4)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(COUNTS, min_size=6, max_size=6), min_size=1, max_size=4))
def test_that_each_group_has_the_interval_that_it_has_alone(tables):
    """Where no image of a group is empty; the images of an empty one count for nothing."""
    sums = np.add(tables, (1.0, 0.0, 0.0, 0.0))
    groups, images = sums.shape[:2]
    group, image = np.repeat(np.arange(groups), images), np.tile(np.arange(images), groups)
    found = resampled(made(group, image, sums.reshape(-1, 4), groups=groups, images=images))
    for name, ratio in RATIOS.items():
        for place in range(groups):
            alone = bootstrapped(sums[place], ratio, replicates=200)
            assert found[name][place].value == pytest.approx(alone.value)
            assert found[name][place].percentile == (alone.percentile and pytest.approx(alone.percentile))


def test_that_objects_are_added_up_by_group_and_image_first():
    cells = made([0, 0, 1], [2, 2, 2], [[1, 0, 0, 0.5], [1, 0, 0, 0.7], [0, 1, 0, 0]], groups=2, images=3)
    assert cells.sums.tolist() == [[2, 0, 0, 1.2], [0, 1, 0, 0]]


def test_that_groups_worked_on_in_blocks_come_to_the_same(monkeypatch):
    random = np.random.default_rng(3)
    sums = random.integers(0, 5, (60, 4)).astype(float)
    cells = made(np.repeat(np.arange(6), 10), np.tile(np.arange(10), 6), sums, groups=6, images=10)
    at_once = resampled(cells)
    monkeypatch.setattr(module, "ROOM", 8 * 10 * 4 * 2)
    assert [one.percentile for one in resampled(cells)["f1"]] == [one.percentile for one in at_once["f1"]]


def test_that_a_group_without_an_object_and_one_on_a_single_image_have_no_interval():
    found = resampled(made([1], [0], [[3, 1, 0, 2.5]], groups=2, images=4))
    assert [one.percentile for one in found["f1"]] == [None, None]
    assert [one.reason for one in found["f1"]] == ["nothing to count", "one image has no interval"]
    assert found["mean_iou"][1].value == pytest.approx(2.5 / 3)

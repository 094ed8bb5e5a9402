import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from assay.compare.assignment import assign, certain_pairs
from assay.geometry.boxes import pairwise_ious, xyxy_from_xywh
from tests.shared_folder import vectors

EDGES = st.dictionaries(
    st.tuples(st.integers(0, 11), st.integers(0, 11)),
    st.sampled_from([0.1, 0.3, 0.5, 0.5000001, 0.8, 1.0]),
    max_size=60,
)


def chosen_pairs(left, right, weight, preferred=None) -> list[tuple[int, int]]:
    left, right, weight = np.array(left, np.int64), np.array(right, np.int64), np.array(weight, float)
    preferred = np.zeros(len(left), bool) if preferred is None else np.array(preferred)
    rows = assign(left, right, weight, preferred, left_order=np.argsort, right_order=np.argsort)
    return list(zip(left[rows].tolist(), right[rows].tolist(), strict=True))


def matrix_of(edges: dict[tuple[int, int], float]) -> np.ndarray:
    matrix = np.zeros((12, 12))
    for ends, weight in edges.items():
        matrix[ends] = weight
    return matrix


@given(EDGES)
def test_that_the_total_weight_is_that_of_scipy(edges):
    matrix = matrix_of(edges)
    ends = list(edges)
    pairs = chosen_pairs([a for a, _ in ends], [b for _, b in ends], list(edges.values()))
    rows, columns = linear_sum_assignment(matrix, maximize=True)
    assert sum(edges[pair] for pair in pairs) == pytest.approx(matrix[rows, columns].sum(), abs=1e-6)
    assert len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs)


@given(EDGES, st.randoms(use_true_random=False))
def test_that_the_order_of_the_candidates_does_not_matter(edges, random):
    ends = list(edges)
    shuffled = random.sample(ends, len(ends))
    first, second = (
        chosen_pairs([a for a, _ in order], [b for _, b in order], [edges[pair] for pair in order])
        for order in (ends, shuffled)
    )
    assert sorted(first) == sorted(second)


def test_that_pairs_are_those_of_the_hungarian_method():
    """hungarian_matching.json: scipy.optimize.linear_sum_assignment."""
    for case in vectors("hungarian_matching")["cases"]:
        iou = pairwise_ious(xyxy_from_xywh(case["gold"]), xyxy_from_xywh(case["vendor"]))
        gold, vendor = np.nonzero(iou >= case["iou_threshold"])
        pairs = chosen_pairs(gold, vendor, iou[gold, vendor])
        expected = [(g, v) for g, v, _ in case["hungarian_pairs_gold_vendor_iou"]]
        assert sorted(pairs) == expected, case["name"]
        for g, v, value in case["hungarian_pairs_gold_vendor_iou"]:
            assert iou[g, v] == pytest.approx(value)


def test_that_a_tie_goes_to_the_preferred_pair():
    assert chosen_pairs([0, 0], [0, 1], [0.5, 0.5], [False, True]) == [(0, 1)]
    swapped = chosen_pairs([0, 0, 1, 1], [0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5], [False, True, True, False])
    assert sorted(swapped) == [(0, 1), (1, 0)]


def test_that_no_preference_outweighs_a_better_fit():
    assert chosen_pairs([0, 0], [0, 1], [0.5, 0.5001], [True, False]) == [(0, 1)]


def test_that_a_pair_better_than_all_its_rivals_is_certain_and_frees_the_rest():
    left, right = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    taken, rest = certain_pairs(left, right, np.array([0.9, 0.2, 0.2, 0.6]))
    assert sorted(taken.tolist()) == [0, 3]
    assert len(rest) == 0


def test_that_rivals_of_equal_weight_stay_open():
    _, rest = certain_pairs(np.array([0, 0]), np.array([0, 1]), np.array([0.5, 0.5]))
    assert rest.tolist() == [0, 1]

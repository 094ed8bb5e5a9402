import numpy as np

from assay.compare.estimates.binomial import wilson
from assay.compare.systematic.confusion_pairs import confusion_pairs

CAR, VAN, BUS = 1, 2, 3


def test_that_confusions_come_by_what_is_certain_and_not_by_their_bare_share():
    matrix = np.array([
        [80, 20, 0, 5],
        [1, 1, 0, 0],
        [0, 0, 9, 0],
        [3, 0, 0, 0],
    ])  # fmt: skip
    first, second = confusion_pairs(matrix, [CAR, VAN, BUS])
    assert (first.expected, first.delivered, first.count, first.found) == (CAR, VAN, 20, 100)
    assert first.interval == wilson(20, 100)
    assert (second.expected, second.delivered, second.share) == (VAN, CAR, 0.5)


def test_that_a_matrix_without_confusion_has_no_pairs():
    assert confusion_pairs(np.diag([5, 2, 0]), [CAR, VAN]) == []
    assert confusion_pairs(np.zeros((1, 1), int), []) == []

import pytest

from assay.compare.agreement.pairwise_f1 import mean_of_pairs, pairwise_f1
from tests.shared_folder import vectors


def test_that_two_raters_have_the_same_f1_from_either_side():
    """pairwise_agreement.json: cases."""
    for case in vectors("pairwise_agreement")["cases"]:
        expected = case["f1"] if case["f1"] is None else pytest.approx(case["f1"])
        assert pairwise_f1(matched=case["matched"], first=case["a"], second=case["b"]) == expected
        assert pairwise_f1(matched=case["matched"], first=case["b"], second=case["a"]) == expected


def test_that_images_are_added_up_and_pairs_of_raters_averaged():
    """pairwise_agreement.json: micro, pairs."""
    file = vectors("pairwise_agreement")
    matched, first, second = (sum(column) for column in zip(*file["micro"]["images"], strict=True))
    assert pairwise_f1(matched=matched, first=first, second=second) == pytest.approx(file["micro"]["f1"])
    pairs = dict(file["pairs"])
    mean = pairs.pop("mean")
    assert mean_of_pairs(pairs.values()) == pytest.approx(mean)
    assert mean_of_pairs([None, 0.5]) == 0.5
    assert mean_of_pairs([None]) is None

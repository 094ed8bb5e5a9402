import re

import pytest

from assay.compare.agreement.bands import DETECTIONS, FLEISS, KRIPPENDORFF, LANDIS_KOCH, band
from tests.shared_folder import vectors


def ends_of(text):
    """The numbers of a band as written: "<0", ".21-.40", ">.75", "0-.20"."""
    return [float(number) for number in re.findall(r"\d*\.?\d+", text)]


def test_that_the_bands_of_kappa_are_those_of_landis_and_koch():
    """kappa_cohen_fleiss.json: benchmarks."""
    for text, word in vectors("kappa_cohen_fleiss")["benchmarks"]["landis_koch"]:
        for value in [-0.01] if text.startswith("<") else ends_of(text):
            assert band(value, LANDIS_KOCH) == word, text


def test_that_the_bands_of_fleiss_are_as_he_drew_them():
    """kappa_cohen_fleiss.json: benchmarks."""
    inside = {"<.40": 0.39, ".40-.75": 0.5, ">.75": 0.76}
    for text, word in vectors("kappa_cohen_fleiss")["benchmarks"]["fleiss"]:
        assert band(inside[text], FLEISS) == word


@pytest.mark.parametrize(
    ("alpha", "word"), [(0.8, "to be relied on"), (0.667, "tentative"), (0.6, "not to be relied on"), (None, "n/a")]
)
def test_that_alpha_is_relied_on_from_krippendorffs_thresholds_on(alpha, word):
    """krippendorff_alpha.json: thresholds."""
    assert vectors("krippendorff_alpha")["thresholds"] == "Krippendorff: rely on alpha>=.800, tentative .667-.800"
    assert band(alpha, KRIPPENDORFF) == word


def test_that_an_alpha_for_detections_is_acceptable_from_where_its_authors_say():
    """kalpha_detection.json: defaults."""
    least = vectors("kalpha_detection")["defaults"]["acceptable_alpha"]
    assert band(least, DETECTIONS) == "acceptable"
    assert band(least - 0.01, DETECTIONS) == "below what is acceptable"

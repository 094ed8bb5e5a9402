import pytest

from assay.ui.theme.contrast import contrast


def test_that_black_on_white_has_the_greatest_contrast():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)


def test_that_the_order_does_not_matter():
    assert contrast("#123456", "#FEDCBA") == contrast("#FEDCBA", "#123456")


def test_that_grey_777777_just_misses_aa_on_white():
    # The example that WCAG's explanations give.
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)

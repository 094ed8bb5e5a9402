from assay.review.measure import Rate
from assay.ui.scorecard.words import figure, interval, interval_and_count, settings_in_words


def test_that_a_figure_without_cases_is_not_nought():
    assert figure(None) == "n/a"
    assert figure(0.0) == "0.000"


def test_that_an_interval_has_three_digits_and_whole_ends():
    assert interval(Rate.of(20, 20)) == ".839–1"
    assert interval(Rate.of(0, 20)) == "0–.161"


def test_that_a_rate_of_nothing_says_so():
    assert interval_and_count(Rate.of(0, 0)) == "n 0"


def test_that_switches_are_said_only_when_they_are_on():
    plain = settings_in_words({})
    assert "same class" not in plain
    assert settings_in_words({"class_aware": True}).endswith("only within one class")

import pytest

from assay.ui.palette.fuzzy import fuzzy_score


@pytest.mark.parametrize("typed", ["conf", "CAD", "confirm as", ""])
def test_that_letters_in_order_are_found(typed):
    assert fuzzy_score(typed, "Confirm as defect") is not None


def test_that_letters_that_do_not_occur_in_order_are_not_found():
    assert fuzzy_score("zz", "Zoom in") is None
    assert fuzzy_score("moz", "Zoom in") is None


def test_that_starts_of_words_and_runs_fit_better():
    texts = ["Next image", "Compare with gold", "Next finding"]
    assert min(texts, key=lambda text: fuzzy_score("ni", text) or 1e9) == "Next image"
    assert fuzzy_score("next", "Next image") < fuzzy_score("nxt", "Next image")

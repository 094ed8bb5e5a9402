import pytest

from assay.ui.scorecard.heat import blended, heat_colour, readable_on
from assay.ui.theme.contrast import contrast
from assay.ui.theme.tokens import THEMES


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("agrees", [True, False])
def test_that_every_number_can_be_read_on_its_ground(theme, agrees):
    tokens = THEMES[theme]
    for count in range(1, 101):
        ground = heat_colour(count, 100, agrees=agrees, tokens=tokens)
        assert contrast(readable_on(ground, tokens), ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_that_an_empty_cell_has_the_ground_of_the_panel(theme):
    assert heat_colour(0, 10, agrees=False, tokens=THEMES[theme]) == THEMES[theme].panel


def test_that_full_strength_is_the_ink_itself():
    assert blended("#000000", "#AABBCC", 1.0) == "#AABBCC"

import pytest

from assay.model.defect_types import Severity
from assay.ui.theme.colours import LINE_STYLES, LayerRole, casing_pen, line_pen, severity_colours
from assay.ui.theme.tokens import DARK, LIGHT


def test_that_vendor_is_solid_and_gold_dashed():
    assert not line_pen(LayerRole.VENDOR, DARK).dashPattern()
    assert line_pen(LayerRole.GOLD, DARK).dashPattern() == [3.0, 2.0]


def test_that_dashes_keep_their_length_when_the_line_is_wider():
    pen = line_pen(LayerRole.GOLD, DARK, width=4.0)
    assert [dash * pen.widthF() for dash in pen.dashPattern()] == [6.0, 4.0]


def test_that_no_two_label_sets_share_colour_or_line_style():
    assert len({style.dashes for style in LINE_STYLES.values()}) == len(LayerRole)
    for tokens in (DARK, LIGHT):
        assert len({line_pen(role, tokens).color().name() for role in LayerRole}) == len(LayerRole)


@pytest.mark.parametrize("role", list(LayerRole))
def test_that_lines_are_as_wide_at_every_zoom(role):
    assert line_pen(role, DARK, ratio=1.0).isCosmetic()
    assert casing_pen(DARK, width=4, ratio=1.0).isCosmetic()


def test_that_lines_are_as_wide_on_every_screen():
    assert line_pen(LayerRole.VENDOR, DARK, ratio=2.0).widthF() == 4.0
    assert line_pen(LayerRole.VENDOR, DARK).widthF() == 2.0


def test_that_only_an_observation_has_no_fill():
    assert [severity for severity in Severity if severity_colours(severity, DARK)[0] is None] == [Severity.OBSERVATION]

import pytest

from assay.ui.theme.contrast import contrast
from assay.ui.theme.tokens import DARK, LIGHT, Tokens

GROUNDS = ("window", "panel", "raised", "control")
TEXTS = (
    "text", "secondary", "accent", "vendor", "gold", "reviewer", "second_reviewer", "model", "earlier", "critical", "major", "good",
)  # fmt: skip
PAIRS = [(text, ground) for text in TEXTS for ground in GROUNDS] + [
    ("text", "surround"),
    ("secondary", "surround"),
    ("text", "control_hover"),
    ("secondary", "control_hover"),
    ("text", "minor_fill"),
    ("on_accent", "accent_fill"),
    ("on_accent", "accent_fill_hover"),
    ("on_severity", "critical"),
    ("on_severity", "major"),
]


def colours(tokens: Tokens, *names: str) -> tuple[str, ...]:
    return tuple(getattr(tokens, name) for name in names)


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_that_text_reads_on_every_ground_it_stands_on(tokens, text, ground):
    assert contrast(*colours(tokens, text, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("ground", [*GROUNDS, "surround"])
def test_that_faint_text_is_still_seen(tokens, ground):
    assert contrast(*colours(tokens, "faint", ground)) >= 3.0


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_that_the_focus_ring_is_seen(tokens, ground):
    assert contrast(*colours(tokens, "accent", ground)) >= 3.0


def test_that_lines_on_images_stand_out_from_their_casing():
    assert min(contrast(line, DARK.casing) for line in colours(DARK, "vendor", "gold", "reviewer", "model")) >= 4.5

"""The colours of the confusion matrix."""

from math import sqrt

from assay.ui.theme.contrast import contrast
from assay.ui.theme.tokens import Tokens


def heat_colour(count: int, total: int, *, agrees: bool, tokens: Tokens) -> str:
    """A cell's ground: blue where both sides agree, red where not, the fuller the greater its share of the total.

    The square root makes a few mistakes among very many objects visible.
    """
    if not count:
        return tokens.panel
    share = sqrt(count / total) if total else 0.0
    strength = 0.15 + 0.85 * share
    return blended(tokens.panel, tokens.accent_fill if agrees else tokens.critical, strength)


def readable_on(ground: str, tokens: Tokens) -> str:
    """The text colour, dark or light, that reads better on a ground."""
    choices = (tokens.text, tokens.panel, "#FFFFFF", "#000000")
    good = [colour for colour in choices[:2] if contrast(colour, ground) >= 4.5]
    return good[0] if good else max(choices, key=lambda colour: contrast(colour, ground))


def blended(ground: str, ink: str, strength: float) -> str:
    """A mixture of two #RRGGBB colours; strength 0 is the ground, 1 the ink."""
    pairs = ((int(ground[i : i + 2], 16), int(ink[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(under + (over - under) * strength):02X}" for under, over in pairs)

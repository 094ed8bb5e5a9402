from string import Template

from assay.resource_files import resource_file
from assay.ui.theme.rules import RULES
from assay.ui.theme.tokens import BODY_SIZE, RADIUS_LARGE, RADIUS_SMALL, SMALL_SIZE, Tokens


def style_sheet(tokens: Tokens) -> str:
    """The style sheet of every standard widget in one theme.

    Widgets say what they are by properties: kind = primary, quiet or danger (buttons), role = title, secondary, faint, figure or mono
    (labels), surface = panel, window or raised (plain frames).
    """
    colours = {name: getattr(tokens, name) for name in type(tokens).__dataclass_fields__}
    marks = {
        "check": mark("check"),
        "partly": mark("partly"),
        "down": mark(f"down-{tokens.name}"),
        "up": mark(f"up-{tokens.name}"),
        "right": mark(f"right-{tokens.name}"),
    }
    sizes = {"body": BODY_SIZE, "small": SMALL_SIZE, "radius": RADIUS_SMALL, "radius_large": RADIUS_LARGE}
    return Template("\n".join(RULES)).substitute(colours | marks | sizes)


def mark(name: str) -> str:
    """A style sheet's reference to one of our small drawings."""
    return f'url("{resource_file("theme", f"{name}.svg").as_posix()}")'

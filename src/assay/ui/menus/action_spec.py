from dataclasses import dataclass
from enum import StrEnum


class Page(StrEnum):
    """The five pages, in their order."""

    DELIVERIES = "Deliveries"
    REVIEW = "Review"
    ADJUDICATE = "Adjudicate"
    REWORK = "Rework"
    SCORECARD = "Scorecard"


PAGES = tuple(Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """One thing that a person can do.

    menu: where it stands in the menu bar. page: where it works; None for everywhere. done_by: the page that does it wherever it is asked for. keys: shortcuts in Qt's portable text, the first one is shown.
    writes: whether it is off while the project can only be looked at. drawing: whether it works while corrections
    are drawn (True), only while none are (False), or either way (None). apart: whether a line divides it in its menu from what stands above.
    """

    name: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    page: Page | None = None
    done_by: Page | None = None
    checkable: bool = False
    writes: bool = False
    drawing: bool | None = None
    apart: bool = False

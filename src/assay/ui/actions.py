"""Every action of the window as data: menus, shortcuts, the command palette and the keyboard page of the docs come from this table."""

from collections.abc import Mapping

from assay.ui.menus.action_spec import PAGES, ActionSpec, Page
from assay.ui.menus.adjudicate_menu import ADJUDICATE_MENU
from assay.ui.menus.canvas_menu import CANVAS_MENU
from assay.ui.menus.draw_menu import DRAW_MENU
from assay.ui.menus.edit_menu import EDIT_MENU
from assay.ui.menus.file_menu import FILE_MENU
from assay.ui.menus.help_menu import HELP_MENU
from assay.ui.menus.review_menu import QUICK_CODES, REVIEW_MENU
from assay.ui.menus.rework_menu import REWORK_MENU
from assay.ui.menus.view_menu import VIEW_MENU

__all__ = ["ACTIONS", "ACTIONS_BY_NAME", "MENUS", "PAGES", "QUICK_CODES", "ActionSpec", "Page"]

MENUS = ("File", "Edit", "View", "Canvas", "Review", "Draw", "Adjudicate", "Rework", "Help")

ACTIONS: tuple[ActionSpec, ...] = (
    *FILE_MENU,
    *EDIT_MENU,
    *VIEW_MENU,
    *CANVAS_MENU,
    *REVIEW_MENU,
    *DRAW_MENU,
    *ADJUDICATE_MENU,
    *REWORK_MENU,
    *HELP_MENU,
)

ACTIONS_BY_NAME: Mapping[str, ActionSpec] = {spec.name: spec for spec in ACTIONS}

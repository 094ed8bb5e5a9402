"""Every action of the window as data: menus, shortcuts, the command palette and the keyboard page of the docs come from this table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from assay.model.defect_types import defect_types


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
    are drawn (True), only while none are (False), or either way (None).
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


QUICK_CODES = ("MIS-OBJ", "EXT-GHOST", "CLS-SWAP", "GEO-LOOSE", "GEO-TIGHT", "GRP-MERGE", "EXT-DUP", "ATT-WRONG")
"""What the digits 1 to 8 log."""

MENUS = ("File", "Edit", "View", "Canvas", "Review", "Draw", "Adjudicate", "Rework", "Help")

_FILE = (
    ActionSpec(name="new_project", text="New project…", menu="File", keys=("Ctrl+N",), icon="add"),
    ActionSpec(name="open_project", text="Open project…", menu="File", keys=("Ctrl+O",), icon="open"),
    ActionSpec(
        name="import_delivery",
        text="Import delivery…",
        menu="File",
        keys=("Ctrl+I",),
        icon="import",
        done_by=Page.DELIVERIES,
        writes=True,
    ),
    ActionSpec(
        name="import_gold",
        text="Import gold…",
        menu="File",
        keys=("Ctrl+Shift+I",),
        icon="gold",
        done_by=Page.DELIVERIES,
        writes=True,
    ),
    ActionSpec(
        name="compare",
        text="Compare with gold",
        menu="File",
        keys=("Ctrl+R",),
        icon="compare",
        done_by=Page.DELIVERIES,
        writes=True,
    ),
    ActionSpec(
        name="check_delivery",
        text="Check delivery again",
        menu="File",
        keys=("Ctrl+Shift+R",),
        icon="refresh",
        done_by=Page.DELIVERIES,
        writes=True,
    ),
    ActionSpec(name="export_labels", text="Export labels…", menu="File", keys=("Ctrl+Shift+E",), icon="export"),
    ActionSpec(name="export_findings", text="Export findings…", menu="File", icon="findings"),
    ActionSpec(name="image_folder", text="Image folder of this batch…", menu="File", icon="folder", writes=True),
    ActionSpec(name="quit", text="Quit", menu="File", keys=("Ctrl+Q",), icon="close"),
)
_EDIT = (
    ActionSpec(name="undo", text="Undo", menu="Edit", keys=("Ctrl+Z",), icon="undo", writes=True),
    ActionSpec(name="redo", text="Redo", menu="Edit", keys=("Ctrl+Shift+Z", "Ctrl+Y"), icon="redo", writes=True),
    ActionSpec(name="history", text="History", menu="Edit", keys=("Ctrl+H",), icon="history", checkable=True),
    ActionSpec(name="reviewers", text="Reviewers…", menu="Edit", icon="reviewers"),
    ActionSpec(name="schema", text="Schema…", menu="Edit", icon="class"),
)
_VIEW = (
    *(
        ActionSpec(name=f"page_{page.lower()}", text=page, menu="View", keys=(f"Ctrl+{number}",), icon=page.lower())
        for number, page in enumerate(PAGES, start=1)
    ),
    ActionSpec(name="search_actions", text="Search actions…", menu="View", keys=("Ctrl+K",), icon="search"),
    ActionSpec(name="image_memory", text="Memory for images…", menu="View", icon="images"),
    ActionSpec(name="theme_dark", text="Dark theme", menu="View", icon="moon"),
    ActionSpec(name="theme_light", text="Light theme", menu="View", icon="sun"),
    ActionSpec(name="theme_system", text="Theme of the system", menu="View", icon="contrast"),
    ActionSpec(
        name="show_queue", text="Queue", menu="View", keys=("F9",), icon="queue", page=Page.REVIEW, checkable=True
    ),
    ActionSpec(
        name="show_findings",
        text="Findings",
        menu="View",
        keys=("F10",),
        icon="findings",
        page=Page.REVIEW,
        checkable=True,
    ),
)
_QUEUE = (
    ActionSpec(
        name="order_name", text="Queue by file name", menu="View", icon="sort", page=Page.REVIEW, checkable=True
    ),
    ActionSpec(
        name="order_worst", text="Queue: worst first", menu="View", icon="sort", page=Page.REVIEW, checkable=True
    ),
    ActionSpec(
        name="order_waiting",
        text="Queue: most to judge first",
        menu="View",
        icon="sort",
        page=Page.REVIEW,
        checkable=True,
    ),
)
_CANVAS = (
    ActionSpec(name="zoom_in", text="Zoom in", menu="Canvas", keys=("+", "="), icon="zoom_in", page=Page.REVIEW),
    ActionSpec(name="zoom_out", text="Zoom out", menu="Canvas", keys=("-",), icon="zoom_out", page=Page.REVIEW),
    ActionSpec(name="fit", text="Fit image", menu="Canvas", keys=("F",), icon="fit", page=Page.REVIEW),
    ActionSpec(name="actual_size", text="Actual size", menu="Canvas", keys=("0",), page=Page.REVIEW),
    ActionSpec(name="zoom_to_finding", text="Zoom to finding", menu="Canvas", keys=("Z",), page=Page.REVIEW),
    ActionSpec(name="pan_left", text="Pan left", menu="Canvas", keys=("Shift+Left",), page=Page.REVIEW, drawing=False),
    ActionSpec(
        name="pan_right", text="Pan right", menu="Canvas", keys=("Shift+Right",), page=Page.REVIEW, drawing=False
    ),
    ActionSpec(name="pan_up", text="Pan up", menu="Canvas", keys=("Shift+Up",), page=Page.REVIEW, drawing=False),
    ActionSpec(name="pan_down", text="Pan down", menu="Canvas", keys=("Shift+Down",), page=Page.REVIEW, drawing=False),
    ActionSpec(
        name="toggle_vendor", text="Vendor's labels", menu="Canvas", keys=("Q",), page=Page.REVIEW, checkable=True
    ),
    ActionSpec(
        name="toggle_gold", text="Gold labels", menu="Canvas", keys=("W", "Space"), page=Page.REVIEW, checkable=True
    ),
    ActionSpec(
        name="toggle_suggested",
        text="Suggested corrections",
        menu="Canvas",
        keys=("Y",),
        page=Page.REVIEW,
        checkable=True,
    ),
    ActionSpec(name="next_mode", text="Next canvas mode", menu="Canvas", keys=("M",), icon="overlay", page=Page.REVIEW),
    ActionSpec(
        name="name_shapes",
        text="Name every shape",
        menu="Canvas",
        keys=("L",),
        icon="class",
        page=Page.REVIEW,
        checkable=True,
    ),
    ActionSpec(name="next_colouring", text="Colour by the next", menu="Canvas", keys=("Shift+O",), page=Page.REVIEW),
    ActionSpec(
        name="adjust",
        text="How the image is shown",
        menu="Canvas",
        keys=("A",),
        icon="contrast",
        page=Page.REVIEW,
        drawing=False,
    ),
    ActionSpec(
        name="keep_view",
        text="Keep zoom and adjustment",
        menu="Canvas",
        keys=("Shift+F",),
        page=Page.REVIEW,
    ),
    ActionSpec(name="loupe", text="Loupe", menu="Canvas", keys=("H",), icon="loupe", page=Page.REVIEW),
    ActionSpec(name="outlines", text="How outlines are drawn", menu="Canvas", keys=("O",), page=Page.REVIEW),
    ActionSpec(
        name="isolate",
        text="Show this shape alone",
        menu="Canvas",
        keys=("I",),
        icon="visible",
        page=Page.REVIEW,
        drawing=False,
    ),
)
_REVIEW = (
    ActionSpec(
        name="confirm",
        text="Confirm as defect",
        menu="Review",
        keys=("D",),
        icon="defect",
        page=Page.REVIEW,
        writes=True,
    ),
    ActionSpec(
        name="dismiss",
        text="Dismiss finding",
        menu="Review",
        keys=("X",),
        icon="dismiss",
        page=Page.REVIEW,
        writes=True,
    ),
    ActionSpec(
        name="vendor_right",
        text="Vendor is right",
        menu="Review",
        keys=("V",),
        icon="vendor",
        page=Page.REVIEW,
        writes=True,
    ),
    ActionSpec(
        name="gold_right", text="Gold is right", menu="Review", keys=("G",), icon="gold", page=Page.REVIEW, writes=True
    ),
    ActionSpec(
        name="contest",
        text="Contest finding",
        menu="Review",
        keys=("C",),
        icon="contest",
        page=Page.REVIEW,
        writes=True,
    ),
    ActionSpec(
        name="clear_verdict",
        text="Take verdict back",
        menu="Review",
        keys=("Backspace",),
        page=Page.REVIEW,
        writes=True,
    ),
    ActionSpec(name="next_finding", text="Next finding", menu="Review", keys=("J",), icon="down", page=Page.REVIEW),
    ActionSpec(
        name="previous_finding", text="Previous finding", menu="Review", keys=("K",), icon="up", page=Page.REVIEW
    ),
    ActionSpec(
        name="accept_image",
        text="Accept image",
        menu="Review",
        keys=("Return", "Enter"),
        icon="accept",
        page=Page.REVIEW,
        writes=True,
    ),
    ActionSpec(
        name="reject_image",
        text="Reject image",
        menu="Review",
        keys=("R",),
        icon="reject",
        page=Page.REVIEW,
        writes=True,
    ),
    ActionSpec(name="reopen_image", text="Reopen image", menu="Review", keys=("U",), page=Page.REVIEW, writes=True),
    ActionSpec(name="next_image", text="Next image", menu="Review", keys=("N", "Right"), icon="next", page=Page.REVIEW),
    ActionSpec(
        name="previous_image",
        text="Previous image",
        menu="Review",
        keys=("P", "Left"),
        icon="previous",
        page=Page.REVIEW,
    ),
    ActionSpec(
        name="find_image",
        text="Find an image by name",
        menu="Review",
        keys=("Ctrl+F",),
        icon="search",
        page=Page.REVIEW,
    ),
    ActionSpec(
        name="draw_region",
        text="Log a defect in a region",
        menu="Review",
        keys=("B",),
        icon="region",
        page=Page.REVIEW,
        writes=True,
    ),
    *(
        ActionSpec(
            name=f"log_{number}",
            text=f"Log “{defect_types()[code].name}”",
            menu="Review",
            keys=(str(number),),
            page=Page.REVIEW,
            writes=True,
        )
        for number, code in enumerate(QUICK_CODES, start=1)
    ),
    ActionSpec(name="log_other", text="Log another defect…", menu="Review", keys=("9",), page=Page.REVIEW, writes=True),
    ActionSpec(
        name="comment",
        text="Comment on the defect…",
        menu="Review",
        keys=("T",),
        icon="comment",
        page=Page.REVIEW,
        writes=True,
    ),
    ActionSpec(name="next_severity", text="Change severity", menu="Review", keys=("S",), page=Page.REVIEW, writes=True),
    ActionSpec(
        name="withdraw_defect",
        text="Withdraw defect",
        menu="Review",
        keys=("Delete",),
        icon="remove",
        page=Page.REVIEW,
        writes=True,
    ),
)
_DRAW = (
    ActionSpec(
        name="draw", text="Draw corrections", menu="Draw", keys=("E",), icon="edit", page=Page.REVIEW, checkable=True, writes=True,
    ),
    *(
        ActionSpec(
            name=f"tool_{name}", text=text, menu="Draw", keys=(key,), icon=icon, page=Page.REVIEW, checkable=True, writes=True,
            drawing=True,
        )
        for name, text, key, icon in (
            ("mend", "Choose and mend a shape", "V", "mend"),
            ("box", "Draw a box", "B", "box_tool"),
            ("rotated_box", "Draw a rotated box", "R", "rotated_box"),
            ("polygon", "Draw a polygon", "P", "polygon_tool"),
            ("keypoints", "Set keypoints", "K", "keypoints"),
            ("brush", "Brush a mask", "D", "brush"),
            ("eraser", "Erase from a mask", "X", "eraser"),
            ("split", "Split a shape along a line", "S", "split"),
        )
    ),
    *(
        ActionSpec(name=name, text=text, menu="Draw", keys=keys, icon=icon, page=Page.REVIEW, writes=True, drawing=True)
        for name, text, keys, icon in (
            ("merge_shapes", "Merge the chosen shapes", ("J",), "merge"),
            ("simplify_shape", "Simplify the outline", ("I",), "simplify"),
            ("take_over", "Take over the other side's shape", ("T",), "take_over"),
            ("classify", "Set class and attributes…", ("C",), "class"),
            ("remove_object", "Delete the point or the object", ("Delete",), "remove"),
            ("withdraw_correction", "Withdraw the correction", ("U",), "clear"),
            ("brush_smaller", "Smaller brush", ("[",), ""),
            ("brush_larger", "Larger brush", ("]",), ""),
            *(
                (f"nudge_{way.lower()}{far}", f"Nudge {way.lower()}{by}", (f"{shift}{way}",), "")
                for far, shift, by in (("", "", ""), ("_far", "Shift+", " by 10 pixels"))
                for way in ("Left", "Right", "Up", "Down")
            ),
        )
    ),
    *(
        ActionSpec(
            name=name, text=text, menu="Draw", keys=(key,), icon=icon, page=Page.REVIEW, checkable=True, writes=True, drawing=True
        )
        for name, text, key, icon in (
            ("snap", "Snap to the other side's outlines", "N", "snap"),
            ("correct_gold", "Correct gold instead of the delivery", "A", "gold"),
        )
    ),
)  # fmt: skip
_ADJUDICATE = (
    ActionSpec(name="revise_gold", text="Make a gold revision…", menu="Adjudicate", icon="gold", writes=True),
    ActionSpec(
        name="rule_vendor",
        text="Vendor right",
        menu="Adjudicate",
        keys=("V",),
        icon="vendor",
        page=Page.ADJUDICATE,
        writes=True,
    ),
    ActionSpec(
        name="rule_gold",
        text="Gold right",
        menu="Adjudicate",
        keys=("G",),
        icon="gold",
        page=Page.ADJUDICATE,
        writes=True,
    ),
    ActionSpec(
        name="rule_both",
        text="Both acceptable",
        menu="Adjudicate",
        keys=("B",),
        icon="accept",
        page=Page.ADJUDICATE,
        writes=True,
    ),
    ActionSpec(
        name="rule_unclear",
        text="Guideline unclear",
        menu="Adjudicate",
        keys=("U",),
        icon="help",
        page=Page.ADJUDICATE,
        writes=True,
    ),
    ActionSpec(
        name="next_contested",
        text="Next contested finding",
        menu="Adjudicate",
        keys=("J",),
        icon="down",
        page=Page.ADJUDICATE,
    ),
    ActionSpec(
        name="previous_contested",
        text="Previous contested finding",
        menu="Adjudicate",
        keys=("K",),
        icon="up",
        page=Page.ADJUDICATE,
    ),
)
_REWORK = (
    ActionSpec(
        name="write_package",
        text="Write rework package…",
        menu="Rework",
        keys=("Ctrl+E",),
        icon="export",
        page=Page.REWORK,
        writes=True,
    ),
    ActionSpec(name="choose_all", text="Choose all defects", menu="Rework", keys=("Ctrl+A",), page=Page.REWORK),
    ActionSpec(name="choose_none", text="Choose no defect", menu="Rework", keys=("Ctrl+Shift+A",), page=Page.REWORK),
)
_HELP = (
    ActionSpec(name="keyboard", text="Keyboard", menu="Help", keys=("F1",), icon="keyboard"),
    ActionSpec(name="formats", text="Label formats…", menu="Help", icon="file"),
)


def _judging(specs: tuple[ActionSpec, ...]) -> tuple[ActionSpec, ...]:
    """What judges is off while one draws: the same keys hold the tools then."""
    return tuple(replace(spec, drawing=False) for spec in specs)


ACTIONS: tuple[ActionSpec, ...] = (
    *_FILE,
    *_EDIT,
    *_VIEW,
    *_QUEUE,
    *_CANVAS,
    *_judging(_REVIEW),
    *_DRAW,
    *_ADJUDICATE,
    *_REWORK,
    *_HELP,
)

ACTIONS_BY_NAME: Mapping[str, ActionSpec] = {spec.name: spec for spec in ACTIONS}

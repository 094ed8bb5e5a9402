"""How the image and its label sets are shown."""

from assay.ui.menus.action_spec import ActionSpec, Page

CANVAS_MENU = (
    ActionSpec(name="zoom_in", text="Zoom in", menu="Canvas", keys=("+", "="), icon="zoom_in", page=Page.REVIEW),
    ActionSpec(name="zoom_out", text="Zoom out", menu="Canvas", keys=("-",), icon="zoom_out", page=Page.REVIEW),
    ActionSpec(name="fit", text="Fit image", menu="Canvas", keys=("F",), icon="fit", page=Page.REVIEW),
    ActionSpec(name="actual_size", text="Actual size", menu="Canvas", keys=("0",), page=Page.REVIEW),
    ActionSpec(name="zoom_to_finding", text="Zoom to finding", menu="Canvas", keys=("Z",), page=Page.REVIEW),
    ActionSpec(
        name="turn_left", apart=True, text="Turn left", menu="Canvas", keys=(",",), icon="turn_left", page=Page.REVIEW
    ),
    ActionSpec(name="turn_right", text="Turn right", menu="Canvas", keys=(".",), icon="turn_right", page=Page.REVIEW),
    ActionSpec(name="turn_left_little", text="Turn a little left", menu="Canvas", keys=("Alt+,",), page=Page.REVIEW),
    ActionSpec(name="turn_right_little", text="Turn a little right", menu="Canvas", keys=("Alt+.",), page=Page.REVIEW),
    ActionSpec(name="turn_upright", text="Turn upright", menu="Canvas", keys=("Shift+U",), page=Page.REVIEW),
    ActionSpec(
        name="ruler", apart=True, text="Ruler", menu="Canvas", keys=("Shift+R",), icon="ruler", page=Page.REVIEW
    ),
    ActionSpec(
        name="pan_left",
        apart=True,
        text="Pan left",
        menu="Canvas",
        keys=("Shift+Left",),
        page=Page.REVIEW,
        drawing=False,
    ),
    ActionSpec(
        name="pan_right", text="Pan right", menu="Canvas", keys=("Shift+Right",), page=Page.REVIEW, drawing=False
    ),
    ActionSpec(name="pan_up", text="Pan up", menu="Canvas", keys=("Shift+Up",), page=Page.REVIEW, drawing=False),
    ActionSpec(name="pan_down", text="Pan down", menu="Canvas", keys=("Shift+Down",), page=Page.REVIEW, drawing=False),
    ActionSpec(
        name="toggle_vendor",
        apart=True,
        text="Vendor's labels",
        menu="Canvas",
        keys=("Q",),
        page=Page.REVIEW,
        checkable=True,
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
    ActionSpec(
        name="next_mode",
        apart=True,
        text="Next canvas mode",
        menu="Canvas",
        keys=("M",),
        icon="overlay",
        page=Page.REVIEW,
    ),
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
        apart=True,
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
        apart=True,
        text="Show this shape alone",
        menu="Canvas",
        keys=("I",),
        icon="visible",
        page=Page.REVIEW,
        drawing=False,
    ),
)

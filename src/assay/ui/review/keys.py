from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from assay.model.batches import ImageStatus
from assay.model.findings import Verdict
from assay.ui.actions import ACTIONS_BY_NAME, QUICK_CODES
from assay.ui.canvas.canvas import Canvas
from assay.ui.canvas.gestures import TURN_STEP
from assay.ui.canvas.tools.toolbox import ToolName
from assay.ui.review.answer_button import AnswerButton
from assay.ui.review.canvas_link import CanvasLink
from assay.ui.review.drawing.mending import Mending
from assay.ui.review.judging import Judging
from assay.ui.review.outline_style import OutlineStyle
from assay.ui.review.walk import Walk
from assay.ui.window.action_set import ActionSet

REPEATING = frozenset(
    {"zoom_in", "zoom_out", "turn_left_little", "turn_right_little", "pan_left", "pan_right", "pan_up", "pan_down", "next_finding", "previous_finding", "next_image",
     "previous_image", "brush_smaller", "brush_larger", *(f"nudge_{way}{far}" for way in ("left", "right", "up", "down") for far in ("", "_far"))}
)  # fmt: skip
"""What goes on while its key is held; anything else happens once, so that a key held too long judges one finding and not ten."""


FAR_NUDGE = 10
"""Pixels that Shift and an arrow move a shape."""


def connect_actions(actions: ActionSet, deeds: Mapping[str, Callable[[], object]]) -> None:
    """Let each action do its deed."""
    for name, deed in deeds.items():
        # a wrapper of its own, as triggered passes whether the action is checked
        actions[name].triggered.connect(lambda _=False, deed=deed: deed())
        actions[name].setAutoRepeat(name in REPEATING)
    for name in ("toggle_vendor", "toggle_gold", "toggle_suggested"):
        actions[name].setAutoRepeat(False)


def follow_actions(panel: QWidget, actions: ActionSet) -> None:
    """Switch each button that is named after an action on and off with it, as in a project that can only be looked at."""
    for button in panel.findChildren(AnswerButton):
        action = actions[button.objectName()]
        button.setEnabled(action.isEnabled())
        action.enabledChanged.connect(button.setEnabled)


def style_deeds(style: OutlineStyle) -> dict[str, Callable[[], object]]:
    """What the keys do to how outlines are drawn."""
    return {
        "name_shapes": style.name_shapes,
        "next_colouring": style.next_colouring,
        "outlines": style.toggle_panel,
        "isolate": style.isolate,
    }


def canvas_deeds(canvas: Canvas, link: CanvasLink) -> dict[str, Callable[[], object]]:
    """What the keys do to the canvas."""
    return {
        "zoom_in": canvas.zoom_in,
        "zoom_out": canvas.zoom_out,
        "fit": canvas.fit,
        "actual_size": canvas.actual_size,
        "zoom_to_finding": link.zoom_to_hand,
        "turn_left": lambda: canvas.turn(-90),
        "turn_right": lambda: canvas.turn(90),
        "turn_left_little": lambda: canvas.turn(-TURN_STEP),
        "turn_right_little": lambda: canvas.turn(TURN_STEP),
        "turn_upright": canvas.turn_upright,
        "ruler": canvas.toggle_ruler,
        "pan_left": lambda: link.pan(-1, 0),
        "pan_right": lambda: link.pan(1, 0),
        "pan_up": lambda: link.pan(0, -1),
        "pan_down": lambda: link.pan(0, 1),
        "next_mode": link.next_mode,
        "adjust": canvas.toggle_adjusting,
        "loupe": canvas.toggle_loupe,
        "keep_view": lambda: canvas.keep_view(not canvas.keeps_view),
        "draw_region": canvas.begin_region,
    }


def drawing_deeds(mending: Mending) -> dict[str, Callable[[], object]]:
    """What the keys do while corrections are drawn."""
    tools = {f"tool_{name}": lambda name=name: mending.hold(name) for name in ToolName}
    nudges = {
        f"nudge_{way}{far}": lambda across=across, down=down, by=by: mending.nudge(across * by, down * by)
        for far, by in (("", 1), ("_far", FAR_NUDGE))
        for way, across, down in (("left", -1, 0), ("right", 1, 0), ("up", 0, -1), ("down", 0, 1))
    }
    return {
        "merge_shapes": mending.merge,
        "simplify_shape": mending.simplify,
        "take_over": mending.take_over,
        "classify": mending.classify,
        "remove_object": mending.remove,
        "withdraw_correction": mending.withdraw,
        "brush_smaller": lambda: mending.resize_brush(larger=False),
        "brush_larger": lambda: mending.resize_brush(larger=True),
        **tools,
        **nudges,
    }


def judging_deeds(judging: Judging, walk: Walk) -> dict[str, Callable[[], object]]:
    """What the keys say of findings, images and defects."""
    logs = {f"log_{digit}": lambda code=code: judging.log(code) for digit, code in enumerate(QUICK_CODES, start=1)}
    return {
        "confirm": lambda: judging.judge(Verdict.DEFECT),
        "dismiss": lambda: judging.judge(Verdict.DISMISSED),
        "vendor_right": lambda: judging.judge(Verdict.VENDOR_RIGHT),
        "gold_right": lambda: judging.judge(Verdict.GOLD_RIGHT),
        "contest": lambda: judging.judge(Verdict.CONTESTED),
        "clear_verdict": judging.clear_verdict,
        "next_finding": walk.next_finding,
        "previous_finding": walk.previous_finding,
        "next_image": walk.next_image,
        "previous_image": walk.previous_image,
        "accept_image": lambda: judging.judge_image(ImageStatus.ACCEPTED),
        "reject_image": lambda: judging.judge_image(ImageStatus.REJECTED),
        "reopen_image": lambda: judging.judge_image(ImageStatus.TODO),
        "next_severity": judging.next_severity,
        "withdraw_defect": judging.withdraw,
        **logs,
    }


def shown_key(name: str) -> str:
    """How the first key of an action is printed."""
    keys = ACTIONS_BY_NAME[name].keys
    return {"Return": "↵", "Backspace": "⌫", "Delete": "Del"}.get(keys[0], keys[0]) if keys else ""

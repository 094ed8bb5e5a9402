"""The keys for the status bar while corrections are drawn; no Qt."""

from assay.ui.canvas.tools.toolbox import ToolName

Hints = list[tuple[str, str]]

LEAVE = ("Esc", "leave")
DROP = ("Esc", "discard")

OF_TOOL: dict[ToolName, Hints] = {
    ToolName.BOX: [("", "drag from corner to corner"), ("Shift", "square"), ("Alt", "no snapping"), DROP],
    ToolName.ROTATED_BOX: [("", "drag one side, then click its depth"), DROP],
    ToolName.ELLIPSE: [("", "drag from corner to corner"), ("Shift", "circle"), ("Alt", "no snapping"), DROP],
    ToolName.POLYLINE: [("", "click along the line"), ("↵", "end"), ("⌫", "last point back"), DROP],
    ToolName.POLYGON: [("", "click the corners"), ("↵", "close"), ("⌫", "last point back"), DROP],
    ToolName.KEYPOINTS: [("", "click the points"), ("↵", "done"), ("⌫", "last point back"), DROP],
    ToolName.BRUSH: [("", "paint"), ("[ ]", "size"), ("X", "eraser"), DROP],
    ToolName.ERASER: [("", "erase"), ("[ ]", "size"), ("D", "brush"), DROP],
    ToolName.SPLIT: [("", "drag a line through the shape"), ("Shift", "straight"), DROP],
}
ONE_CHOSEN: Hints = [
    ("", "drag handles or edges"),
    ("← →", "nudge"),
    ("C", "class"),
    ("Del", "remove"),
    ("Esc", "let go"),
]
SEVERAL_CHOSEN: Hints = [("J", "merge"), ("Esc", "let go")]


def hints_for(tool: ToolName, *, chosen: int, for_gold: bool) -> Hints:
    """What the keys do with a tool in the hand and so many shapes chosen."""
    if tool in OF_TOOL:
        return OF_TOOL[tool]
    if chosen:
        return ONE_CHOSEN if chosen == 1 else SEVERAL_CHOSEN
    whose = "a gold shape" if for_gold else "a vendor's shape"
    return [("", f"click {whose} to mend it"), ("B P D", "draw"), ("T", "take over"), LEAVE]

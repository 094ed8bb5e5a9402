"""The tools by their names."""

from collections.abc import Mapping
from enum import StrEnum

from assay.model.shapes import ShapeKind
from assay.ui.canvas.tools.box_tool import BoxTool
from assay.ui.canvas.tools.brush_tool import BrushTool
from assay.ui.canvas.tools.mend_tool import MendTool
from assay.ui.canvas.tools.points_tool import PointsTool
from assay.ui.canvas.tools.rotated_box_tool import RotatedBoxTool
from assay.ui.canvas.tools.split_tool import SplitTool
from assay.ui.canvas.tools.tool import Tool


class ToolName(StrEnum):
    """What may be in the hand."""

    MEND = "mend"
    BOX = "box"
    ROTATED_BOX = "rotated_box"
    ELLIPSE = "ellipse"
    POLYGON = "polygon"
    POLYLINE = "polyline"
    KEYPOINTS = "keypoints"
    BRUSH = "brush"
    ERASER = "eraser"
    SPLIT = "split"


CHOOSING = (ToolName.MEND, ToolName.SPLIT)
"""Tools with which a click chooses a shape."""


def all_tools() -> Mapping[ToolName, Tool]:
    """One of each."""
    return {
        ToolName.MEND: MendTool(),
        ToolName.BOX: BoxTool(),
        ToolName.ROTATED_BOX: RotatedBoxTool(),
        ToolName.ELLIPSE: BoxTool(ShapeKind.ELLIPSE),
        ToolName.POLYGON: PointsTool(ShapeKind.POLYGON, fewest=3),
        ToolName.POLYLINE: PointsTool(ShapeKind.POLYLINE, fewest=2),
        ToolName.KEYPOINTS: PointsTool(ShapeKind.KEYPOINTS, fewest=1),
        ToolName.BRUSH: BrushTool(erases=False),
        ToolName.ERASER: BrushTool(erases=True),
        ToolName.SPLIT: SplitTool(),
    }

"""What draws and mends corrections."""

from assay.ui.menus.action_spec import ActionSpec, Page

DRAW_MENU = (
    ActionSpec(
        name="draw", text="Draw corrections", menu="Draw", keys=("E",), icon="edit", page=Page.REVIEW, checkable=True, writes=True,
    ),
    *(
        ActionSpec(
            name=f"tool_{name}", text=text, menu="Draw", keys=(key,), icon=icon, page=Page.REVIEW, checkable=True, writes=True,
            drawing=True, apart=name == "mend",
        )
        for name, text, key, icon in (
            ("mend", "Choose and mend a shape", "V", "mend"),
            ("box", "Draw a box", "B", "box_tool"),
            ("rotated_box", "Draw a rotated box", "R", "rotated_box"),
            ("ellipse", "Draw an ellipse", "G", "ellipse"),
            ("polygon", "Draw a polygon", "P", "polygon_tool"),
            ("polyline", "Draw a polyline", "/", "polyline"),
            ("keypoints", "Set keypoints", "K", "keypoints"),
            ("brush", "Brush a mask", "D", "brush"),
            ("eraser", "Erase from a mask", "X", "eraser"),
            ("split", "Split a shape along a line", "S", "split"),
        )
    ),
    *(
        ActionSpec(
            name=name, text=text, menu="Draw", keys=keys, icon=icon, page=Page.REVIEW, writes=True, drawing=True,
            apart=name in ("merge_shapes", "brush_smaller", "nudge_left"),
        )
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
            name=name, text=text, menu="Draw", keys=(key,), icon=icon, page=Page.REVIEW, checkable=True, writes=True, drawing=True,
            apart=name == "snap",
        )
        for name, text, key, icon in (
            ("snap", "Snap to the other side's outlines", "N", "snap"),
            ("correct_gold", "Correct gold instead of the delivery", "A", "gold"),
        )
    ),
)  # fmt: skip

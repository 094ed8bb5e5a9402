"""Whether something on the image can be judged without moving the view; no Qt."""

from assay.ui.canvas.view_transform import Box, Size, View, screen_box

EDGE = 24.0
"""Logical pixels from the canvas's edge within which one does not look comfortably."""
SMALLEST = 24.0
"""Logical pixels that the larger side of an object must have to be judged."""
CLOSE = 8.0
"""At this many screen pixels per image pixel nothing is too small any more."""


def is_comfortable(box: Box, view: View, *, viewport: Size) -> bool:
    """Whether a box of image pixels lies wholly in view, large enough to be judged.

    Something larger than the view is comfortable when its middle is seen.
    """
    left, top, right, bottom = screen_box(view, box, viewport=viewport)
    width, height = viewport
    is_large = right - left > width - 2 * EDGE or bottom - top > height - 2 * EDGE
    if is_large:
        return EDGE <= (left + right) / 2 <= width - EDGE and EDGE <= (top + bottom) / 2 <= height - EDGE
    is_inside = left >= EDGE and top >= EDGE and right <= width - EDGE and bottom <= height - EDGE
    return bool(is_inside and (max(right - left, bottom - top) >= SMALLEST or view.scale >= CLOSE))

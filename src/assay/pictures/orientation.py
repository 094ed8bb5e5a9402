"""Where stored pixels are shown when they are turned as EXIF says (CIPA DC-008, 4.6.5, tag 0x0112)."""

from collections.abc import Mapping

Box = tuple[int, int, int, int]
Size = tuple[int, int]

UPRIGHT = 1

WAYS: Mapping[int, tuple[bool, bool, bool]] = {
    1: (False, False, False),
    2: (False, True, False),
    3: (False, True, True),
    4: (False, False, True),
    5: (True, False, False),
    6: (True, True, False),
    7: (True, True, True),
    8: (True, False, True),
}
"""For each orientation: whether x and y change places; then whether the image is mirrored across, and whether upside down."""


def turned_size(stored: Size, orientation: int) -> Size:
    """Width and height as shown."""
    return (stored[1], stored[0]) if WAYS[orientation][0] else stored


def turned_box(box: Box, orientation: int, *, stored: Size) -> Box:
    """Where a box of stored pixels is shown. stored: width and height of the image as stored."""
    changes, across, down = WAYS[orientation]
    x_min, y_min, x_max, y_max = (box[1], box[0], box[3], box[2]) if changes else box
    return _mirrored((x_min, y_min, x_max, y_max), turned_size(stored, orientation), across=across, down=down)


def stored_box(box: Box, orientation: int, *, stored: Size) -> Box:
    """Which stored pixels are shown in a box."""
    changes, across, down = WAYS[orientation]
    x_min, y_min, x_max, y_max = _mirrored(box, turned_size(stored, orientation), across=across, down=down)
    return (y_min, x_min, y_max, x_max) if changes else (x_min, y_min, x_max, y_max)


def _mirrored(box: Box, size: Size, *, across: bool, down: bool) -> Box:
    x_min, y_min, x_max, y_max = box
    if across:
        x_min, x_max = size[0] - x_max, size[0] - x_min
    if down:
        y_min, y_max = size[1] - y_max, size[1] - y_min
    return x_min, y_min, x_max, y_max

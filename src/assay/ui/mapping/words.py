"""What the mapping of a table says, in words for the screen."""

from collections.abc import Mapping

from assay.review.table_mapping import Corners, Units

CORNERS: Mapping[Corners, str] = {
    Corners.EDGES: "Left, top, right, bottom",
    Corners.SIZE: "Left, top, width, height",
    Corners.CENTRE: "Centre, width, height",
    Corners.PIXELS_FROM_0: "First and last pixel, counted from 0",
    Corners.PIXELS_FROM_1: "First and last pixel, counted from 1",
}
_EDGES = ("Left (x min)", "Top (y min)", "Right (x max)", "Bottom (y max)")
BOX_COLUMNS: Mapping[Corners, tuple[str, str, str, str]] = {
    Corners.EDGES: _EDGES,
    Corners.PIXELS_FROM_0: _EDGES,
    Corners.PIXELS_FROM_1: _EDGES,
    Corners.SIZE: ("Left (x min)", "Top (y min)", "Width", "Height"),
    Corners.CENTRE: ("Centre x", "Centre y", "Width", "Height"),
}
UNITS: Mapping[Units, str] = {
    Units.PIXELS: "Pixels",
    Units.SHARE: "Shares of the image, 0 to 1",
    Units.PERCENT: "Percent of the image",
}
DELIMITERS: Mapping[str, str] = {"": "As the lines tell", ",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar"}
MORE: Mapping[str, str] = {
    "width": "Image width",
    "height": "Image height",
    "id": "Id of the annotation",
    "annotator": "Annotator",
    "score": "Score",
}
"""Columns that a table may do without."""

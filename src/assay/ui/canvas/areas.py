"""What the vendor and gold cover, as tinted areas: vendor only, gold only, and both."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from assay.geometry.flat_rings import FlatRings
from assay.ui.canvas.batches import Batch
from assay.ui.canvas.coats import Placing, placed_rings, rings_of_rows
from assay.ui.canvas.overlay_style import red_green_blue
from assay.ui.canvas.raster import FRACTION, THINNED, Pixels, fixed, opencv
from assay.ui.theme.colours import LayerRole, line_colour
from assay.ui.theme.tokens import Tokens

OPACITY = 0.5
BOTH_OPACITY = 0.16
"""What both cover is right, and hides least."""


@dataclass(frozen=True, slots=True, eq=False)
class Areas:
    """The shapes of the first label set and of all others in device pixels of a picture, with the colours of one alone, the others alone, and both."""

    first: Sequence[FlatRings]
    others: Sequence[FlatRings]
    colours: tuple[tuple[int, int, int], tuple[int, int, int], tuple[int, int, int]]


def areas(drawn: Sequence[Batch], placing: Placing, tokens: Tokens) -> Areas:
    """The areas of batches: those of gold against those of all other label sets under review."""
    rings: dict[bool, list[FlatRings]] = {True: [], False: []}
    for batch in drawn:
        if batch.layer.is_besides:
            continue  # an earlier round is outlined over the areas, no part of them
        placed = placed_rings(rings_of_rows(batch, batch.strong), placing).thinned(THINNED)
        rings[batch.layer.role is LayerRole.GOLD].append(placed)
    colours = line_colour(LayerRole.VENDOR, tokens), line_colour(LayerRole.GOLD, tokens), QColor(tokens.good)
    vendor, gold, both = (red_green_blue(colour.name()) for colour in colours)
    return Areas(rings[False], rings[True], (vendor, gold, both))


def shaded(found: Areas, *, width: int, height: int) -> Pixels:
    """The areas tinted on nothing."""
    first, others = (covered(rings, width=width, height=height) for rings in (found.first, found.others))
    picture = np.zeros((height, width, 4), np.uint8)
    places = (first & ~others, others & ~first, first & others)
    for place, colour, opacity in zip(places, found.colours, (OPACITY, OPACITY, BOTH_OPACITY), strict=True):
        picture[place] = [round(channel * opacity) for channel in (*colour[::-1], 255)]
    return picture


def covered(bodies: Sequence[FlatRings], *, width: int, height: int) -> NDArray[np.bool_]:
    """(height, width) the pixels that any shape covers; the rings of one annotation cut holes into each other."""
    cv2 = opencv()
    found = np.zeros((height, width), np.uint8)
    for rings in bodies:
        closed = rings.take(np.flatnonzero(rings.closed))
        outlines = fixed(closed, -0.5)
        starts = np.flatnonzero(np.diff(closed.rows, prepend=-1)) if len(closed) else np.zeros(0, np.int64)
        for first, after in zip(starts.tolist(), [*starts[1:].tolist(), len(closed)], strict=False):
            cv2.fillPoly(found, outlines[first:after], 1, cv2.LINE_8, FRACTION)
    return found.astype(bool)

"""Batches of outlines as coats of lines for the raster, in device pixels of a picture."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.geometry.flat_rings import FlatRings
from assay.model.shapes import ShapeKind
from assay.ui.canvas.batches import SPECK, Batch, Rows
from assay.ui.canvas.overlay_style import OverlayStyle, row_colours
from assay.ui.canvas.raster import THINNED, Coat, Dots
from assay.ui.canvas.view_transform import turn
from assay.ui.theme.colours import LINE_STYLES
from assay.ui.theme.tokens import Tokens

FAINT_OPACITY = 0.28
KEYPOINT_WIDTHS = 3.0
"""How many times as wide as the line a keypoint is."""


@dataclass(frozen=True, slots=True)
class Placing:
    """From image pixels to device pixels: turn by an angle, scale, then move. ratio: device pixels per logical pixel."""

    scale: float
    by: tuple[float, float]
    ratio: float
    angle: float = 0.0


def coats(drawn: Sequence[Batch], style: OverlayStyle, placing: Placing, tokens: Tokens) -> list[Coat]:
    """Everything that is faint, then the lines of each layer."""
    colours = [row_colours(batch.layer, style, tokens) for batch in drawn]
    faint = [
        coat(batch, batch.faint, colour, style, placing, is_faint=True)
        for batch, colour in zip(drawn, colours, strict=True)
        if len(batch.faint)
    ]
    strong = [
        coat(batch, batch.strong, colour, style, placing, is_faint=False)
        for batch, colour in zip(drawn, colours, strict=True)
    ]
    return [*faint, *strong]


def coat(
    batch: Batch, rows: Rows, colours: NDArray[np.uint8], style: OverlayStyle, placing: Placing, *, is_faint: bool
) -> Coat:
    """The lines of some rows of a batch, and its specks with those that are drawn fully."""
    width = 1.0 if is_faint else style.width
    return Coat(
        rings=placed_rings(rings_of_rows(batch, rows), placing).thinned(THINNED),
        dots=dots(batch, rows, style, placing, with_specks=not is_faint),
        colours=colours,
        dash=tuple(length * placing.ratio for length in LINE_STYLES[batch.layer.role].dashes),
        width=max(round(width * placing.ratio), 1),
        has_casing=not is_faint,
        opacity=style.opacity * (FAINT_OPACITY if is_faint else 1.0),
        fill=0.0 if is_faint else style.fill,
    )


def rings_of_rows(batch: Batch, rows: Rows) -> FlatRings:
    """The rings of these rows."""
    wanted = np.zeros(len(batch.cache.annotations), bool)
    wanted[rows] = True
    return batch.cache.drawn.flat.of_rows(wanted)


def dots(batch: Batch, rows: Rows, style: OverlayStyle, placing: Placing, *, with_specks: bool) -> list[Dots]:
    """The keypoints of these rows, and the specks."""
    found = []
    pointed = rows[batch.cache.drawn.kinds[rows] == ShapeKind.KEYPOINTS]
    if len(pointed):
        points = [np.concatenate([*batch.cache.drawn.rings(row), np.zeros((0, 2))]) for row in pointed.tolist()]
        owner = np.repeat(pointed, [len(one) for one in points])
        found.append(
            Dots(placed(np.concatenate(points), placing), owner, KEYPOINT_WIDTHS * style.width * placing.ratio)
        )
    if with_specks and len(batch.specks):
        found.append(Dots(placed(batch.speck_centres(), placing), batch.specks, SPECK * placing.ratio))
    return found


def placed(points: NDArray[np.float64], placing: Placing) -> NDArray[np.float64]:
    """Points of the image on the picture."""
    there = points @ turn(placing.angle) if placing.angle else points
    return there * placing.scale + placing.by


def placed_rings(rings: FlatRings, placing: Placing) -> FlatRings:
    """Rings of the image on the picture."""
    return rings.at(placed(rings.points, placing))


def placed_boxes(boxes: NDArray[np.float64], placing: Placing) -> NDArray[np.float64]:
    """(n, 4) the bounds on the picture of boxes of the image."""
    ways = boxes[:, [0, 1, 2, 1, 2, 3, 0, 3]].reshape(-1, 2)
    places = placed(ways, placing).reshape(-1, 4, 2)
    return np.concatenate([places.min(axis=1), places.max(axis=1)], axis=1)

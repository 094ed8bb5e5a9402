"""What is wrong with a vendor's shape by itself, whatever gold says."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.compare.block import Block
from assay.compare.draft import Draft, nobody
from assay.compare.side import Rows
from assay.model.shapes import SHAPE_NAMES, Flag, ShapeKind

OUTSIDE = 0.5
"""By so many pixels a coordinate may pass the image's edge."""

_WITH_AREA = (ShapeKind.BOX, ShapeKind.ROTATED_BOX, ShapeKind.POLYGON, ShapeKind.MASK, ShapeKind.ELLIPSE)


def own_shape_drafts(block: Block) -> list[Draft]:
    """GEO-OOB, GEO-INVALID and GEO-TYPE."""
    return [_outside(block), _invalid(block), _wrong_type(block)]


def _outside(block: Block) -> Draft:
    x_min, y_min, x_max, y_max = block.vendor.sides
    width = block.images.widths[block.vendor.image] + OUTSIDE
    height = block.images.heights[block.vendor.image] + OUTSIDE
    # Comparing with an unknown size (NaN) is never true.
    outside = (x_min < -OUTSIDE) | (y_min < -OUTSIDE) | (x_max > width) | (y_max > height)
    return _alone("GEO-OOB", np.flatnonzero(outside & block.vendor.counted))


def _invalid(block: Block) -> Draft:
    vendor = block.vendor
    no_area = ~(block.vendor_shapes.box_areas > 0) & np.isin(vendor.kind, _WITH_AREA)
    invalid = ((vendor.flags & int(Flag.INVALID)) != 0) | no_area | block.vendor_shapes.broken
    for place in np.flatnonzero(vendor.kind == ShapeKind.POLYLINE).tolist():
        invalid[place] |= block.vendor_shapes.drawn.line(place) is None
    places = np.flatnonzero(invalid & vendor.counted)
    return _alone("GEO-INVALID", places, [{"why": block.vendor_shapes.reason(place)} for place in places.tolist()])


def _wrong_type(block: Block) -> Draft:
    vendor = block.vendor
    wrong = np.zeros(len(vendor), bool)
    allowed = {label_class.id: label_class.shapes for label_class in block.schema.classes if label_class.shapes}
    for class_id, shapes in allowed.items():
        wrong |= (vendor.class_id == class_id) & ~np.isin(vendor.kind, shapes)
    places = np.flatnonzero(wrong & vendor.counted)
    return _alone(
        "GEO-TYPE", places, _types(vendor.kind[places], [allowed[c] for c in vendor.class_id[places].tolist()])
    )


def _types(kind: NDArray[np.uint8], allowed: Sequence[Sequence[ShapeKind]]) -> list[dict[str, Any]]:
    return [
        {"shape": SHAPE_NAMES[ShapeKind(drawn)], "allowed": [SHAPE_NAMES[shape] for shape in shapes]}
        for drawn, shapes in zip(kind.tolist(), allowed, strict=True)
    ]


def _alone(code: str, places: Rows, details: Sequence[dict[str, Any]] | None = None) -> Draft:
    return Draft(code=code, vendor=places, gold=nobody(len(places)), details=details)

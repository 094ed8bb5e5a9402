"""What is wrong with outlines that can be drawn all the same."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assay.geometry.polygons import invalid_reason
from assay.geometry.star_shaped import star_shaped
from assay.model.annotations import Annotations
from assay.model.shapes import Flag, ShapeKind

OUTLINED = (ShapeKind.POLYGON, ShapeKind.ROTATED_BOX)
"""Shapes whose rings enclose an area; the points of others are no outline."""

IS_OUTLINED = np.zeros(256, bool)
IS_OUTLINED[list(OUTLINED)] = True


def polygon_faults(annotations: Annotations) -> dict[int, str]:
    """Why polygons are no proper areas, by row: a ring that crosses itself or encloses nothing. The first fault of each is named."""
    if not len(annotations.ring_points):
        return {}
    outlined = IS_OUTLINED[annotations.records["kind"]]
    if not outlined.all() and annotations.records["rings"][~outlined].any():
        rows = np.flatnonzero(outlined)
        return {int(rows[row]): why for row, why in polygon_faults(annotations.take(rows)).items()}
    suspect = suspect_rings(annotations)
    if not suspect.any():
        return {}
    owner = np.repeat(np.arange(len(annotations)), annotations.records["rings"])
    faults = {}
    for row in np.unique(owner[suspect]).tolist():
        why = invalid_reason(annotations.rings(row), annotations.holes(row).tolist())
        if why:
            faults[row] = f"the outline is not valid: {why}"
    return faults


def suspect_rings(annotations: Annotations) -> NDArray[np.bool_]:
    """(r,) Which rings are no valid areas on their own."""
    suspect = ~star_shaped(annotations.points, annotations.ring_points)
    if not suspect.any():
        return suspect
    import shapely

    points = annotations.points[np.repeat(suspect, annotations.ring_points)]
    lengths = annotations.ring_points[suspect]
    areas = shapely.polygons(shapely.linearrings(points, indices=np.repeat(np.arange(len(lengths)), lengths)))
    suspect[suspect] = ~shapely.is_valid(areas)
    return suspect


def with_faults(annotations: Annotations, faults: Mapping[int, str]) -> Annotations:
    """The annotations with INVALID raised where there is a fault, and the fault as the extra "why"; an earlier one stays. The records given change."""
    if not faults:
        return annotations
    annotations.records["flags"][list(faults)] |= np.uint8(Flag.INVALID)
    extra = dict(annotations.extra)
    for row, why in faults.items():
        extra[row] = {"why": why, **extra.get(row, {})}
    return replace(annotations, extra=extra)

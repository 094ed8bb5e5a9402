"""Annotations made by hand, for tests.

Example: `annotations(box(10, 10, 30, 30), polygon([(0, 0), (9, 0), (9, 9)], class_id=2), mask(raster, image=3))`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from assay.geometry.masks import masks_from_runs
from assay.geometry.rle import runs_from_raster
from assay.model.annotations import NO_ID, RECORD, UNKNOWN, Annotations
from assay.model.shapes import ShapeKind


@dataclass(frozen=True, kw_only=True)
class Made:
    """One annotation to be built into `Annotations`."""

    kind: ShapeKind
    box: Sequence[float]
    image: int = 1
    class_id: int = 1
    flags: int = 0
    annotator: int = UNKNOWN
    number: int | None = None
    source_id: int = NO_ID
    rings: Sequence[NDArray[np.float64]] = ()
    holes: Sequence[bool] = ()
    runs: NDArray[np.uint32] = field(default_factory=lambda: np.zeros(0, np.uint32))
    attributes: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


def box(x_min: float, y_min: float, x_max: float, y_max: float, **said: Any) -> Made:
    """A box by its corners."""
    return Made(kind=ShapeKind.BOX, box=(x_min, y_min, x_max, y_max), **said)


def polygon(*rings: ArrayLike, holes: Sequence[int] = (), kind: ShapeKind = ShapeKind.POLYGON, **said: Any) -> Made:
    """A polygon from its rings; `holes` are the places of those rings that are holes."""
    arrays = [np.asarray(ring, np.float64).reshape(-1, 2) for ring in rings]
    points = np.concatenate(arrays) if arrays else np.zeros((0, 2))
    bounds = (*points.min(axis=0), *points.max(axis=0)) if len(points) else (np.nan,) * 4
    return Made(kind=kind, box=bounds, rings=arrays, holes=[at in holes for at in range(len(arrays))], **said)


def mask(raster: ArrayLike, **said: Any) -> Made:
    """A mask from a (height, width) raster."""
    return mask_of_runs(runs_from_raster(np.asarray(raster, bool)), **said)


def mask_of_runs(runs: NDArray[np.uint32], **said: Any) -> Made:
    """A mask from its height, width and run lengths."""
    bounds = masks_from_runs(runs, np.array([len(runs)])).bounds()[0]
    return Made(kind=ShapeKind.MASK, box=bounds, runs=runs, **said)


def polyline(points: ArrayLike, **said: Any) -> Made:
    """An open line by its points."""
    return polygon(points, kind=ShapeKind.POLYLINE, **said)


def ellipse(x: float, y: float, across: float, down: float, *, turned: float = 0.0, **said: Any) -> Made:
    """An ellipse by its centre and half axes, turned by degrees."""
    cosine, sine = np.cos(np.deg2rad(turned)), np.sin(np.deg2rad(turned))
    a, b = np.array([across * cosine, across * sine]), np.array([-down * sine, down * cosine])
    reach, centre = np.hypot(a, b), np.array([x, y])
    ring = np.stack([centre, centre + a, centre + b])
    bounds = (*(centre - reach), *(centre + reach))
    return Made(kind=ShapeKind.ELLIPSE, box=bounds, rings=[ring], holes=[False], **said)


def keypoints(
    points: Mapping[str, Sequence[float]] | ArrayLike,
    *,
    seen: Sequence[int] = (),
    box: Sequence[float] = (),
    **said: Any,
) -> Made:
    """Keypoints by name, or without names; all visible unless `seen` says otherwise."""
    names = list(points) if isinstance(points, Mapping) else []
    ring = np.asarray(list(points.values()) if isinstance(points, Mapping) else points, np.float64).reshape(-1, 2)
    extra = {"visibility": list(seen) or [2] * len(ring)} | ({"keypoint_names": names} if names else {})
    bounds = box or (*ring.min(axis=0), *ring.max(axis=0))
    return Made(kind=ShapeKind.KEYPOINTS, box=bounds, rings=[ring], holes=[False], extra=extra, **said)


def tag(class_id: int, **said: Any) -> Made:
    """A tag of the whole image."""
    return Made(kind=ShapeKind.TAG, box=(0, 0, 0, 0), class_id=class_id, **said)


def moved(made: Made, **said: Any) -> Made:
    """The same annotation with other facts, such as `class_id=2` or `image=3`."""
    return replace(made, **said)


def annotations(*made: Made) -> Annotations:
    """The annotations as columns, numbered 1, 2, 3 … unless they bring a number."""
    records = np.zeros(len(made), RECORD)
    for row, one in enumerate(made):
        records[row] = (
            one.image, one.number or row + 1, one.source_id, one.class_id, one.annotator, one.kind, one.flags, len(one.rings),
            len(one.runs), np.nan, tuple(one.box),
        )  # fmt: skip
    rings = [ring for one in made for ring in one.rings]
    return Annotations(
        records,
        np.array([len(ring) for ring in rings], np.int32),
        np.array([hole for one in made for hole in one.holes], bool),
        np.concatenate([np.zeros((0, 2)), *rings]),
        np.concatenate([np.zeros(0, np.uint32), *(one.runs for one in made)]),
        {
            row: {**one.extra, **({"attributes": dict(one.attributes)} if one.attributes else {})}
            for row, one in enumerate(made)
            if one.attributes or one.extra
        },
    )

"""The keypoints of one side: of what is drawn as keypoints, and of boxes and outlines that have some besides."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assay.compare.drawn import Drawn
from assay.compare.hungarian import best_columns
from assay.compare.settings import ComparisonSettings
from assay.compare.side import Side
from assay.geometry.keypoints import COCO_SIGMAS, keypoint_similarities
from assay.geometry.polygons import FARTHEST_COORDINATE
from assay.model.shapes import ShapeKind

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]
Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PointSet:
    """The keypoints of one annotation. points: (k, 2). seen: (k,) 0 not labelled, 1 hidden, 2 visible. names: of each, empty when they have none."""

    points: Floats
    seen: NDArray[np.int64]
    names: Names

    @property
    def labelled(self) -> Truths:
        """(k,) whether each is labelled and within reach."""
        return (self.seen > 0) & (np.abs(self.points) <= FARTHEST_COORDINATE).all(axis=1)

    def aligned(self, names: Names, count: int) -> "PointSet":
        """The same points in the order of other names, or as many as another set has; those that are not there are not labelled."""
        if self.names == names and len(self.points) == count:
            return self
        place = {name: at for at, name in enumerate(self.names)} if self.names and names else {}
        rows = [place.get(name, -1) for name in names] if place else list(range(min(count, len(self.points))))
        rows += [-1] * (count - len(rows))
        there = np.array(rows) >= 0
        points = np.where(there[:, None], self.points[rows], np.nan)
        return PointSet(points, np.where(there, self.seen[rows], 0), names)


class PointSets:
    """The keypoints of a side by place."""

    def __init__(self, side: Side, drawn: Drawn) -> None:
        self.side = side
        self.drawn = drawn

    @cached_property
    def found(self) -> Mapping[int, PointSet]:
        """The sets that have at least one labelled point."""
        sets = ((place, self._of(place)) for place in self._places())
        return {place: one for place, one in sets if one is not None and one.labelled.any()}

    def _places(self) -> list[int]:
        extra = self.side.annotations.extra
        drawn = np.flatnonzero(self.side.kind == ShapeKind.KEYPOINTS).tolist()
        if not extra:
            return drawn
        rows = self.side.rows.tolist()
        return sorted({*drawn, *(place for place, row in enumerate(rows) if "keypoints" in extra.get(row, ()))})

    def _of(self, place: int) -> PointSet | None:
        extra = self.side.annotations.extra.get(int(self.side.rows[place]), {})
        rings = self.drawn.open_rings(place) if self.side.kind[place] == ShapeKind.KEYPOINTS else []
        points = np.asarray(rings[0] if rings else extra.get("keypoints", ()), np.float64).reshape(-1, 2)
        seen, names = (
            np.asarray(extra.get("visibility") or [2] * len(points), np.int64),
            extra.get("keypoint_names", ()),
        )
        if not len(points) or len(seen) != len(points):
            return None
        return PointSet(points, seen, tuple(map(str, names)) if len(names) == len(points) else ())


def sigmas(names: Names, count: int, settings: ComparisonSettings) -> Floats:
    """(k,) the spread of each point: as the settings name it, else COCO's for the points of a person, else one for all."""
    own = dict(COCO_SIGMAS) | dict(settings.named.get("oks_sigma", {}))
    return np.array([own.get(name, settings.oks_sigma) for name in names or [""] * count])


def set_similarity(vendor: PointSet, gold: PointSet, *, area: float, settings: ComparisonSettings) -> float:
    """COCO's OKS: the mean similarity over the points that gold has labelled; one that the vendor left out counts 0.

    Points without names on both sides have no order: each stands for the one that it fits best, and what the vendor has too much counts 0.
    """
    if not vendor.names and not gold.names:
        return _unordered(vendor.points[vendor.labelled], gold.points[gold.labelled], area, settings)
    return float(point_similarities(vendor, gold, area=area, settings=settings)[gold.labelled].mean())


def point_similarities(vendor: PointSet, gold: PointSet, *, area: float, settings: ComparisonSettings) -> Floats:
    """(k,) the similarity of each of gold's points, 0 where the vendor has none."""
    own = vendor.aligned(gold.names, len(gold.points))
    sigma = sigmas(gold.names, len(gold.points), settings)
    alike = keypoint_similarities(own.points[None], gold.points[None], sigma=sigma, area=np.array([area]))[0]
    return np.where(own.labelled & gold.labelled, alike, 0.0)


def _unordered(vendor: Floats, gold: Floats, area: float, settings: ComparisonSettings) -> float:
    sigma = np.full(len(gold), settings.oks_sigma)
    repeated = np.repeat(vendor[:, None], len(gold), axis=1)
    alike = keypoint_similarities(repeated, gold[None], sigma=sigma, area=np.full(len(vendor), area))
    column = best_columns(alike)
    paired = np.flatnonzero(column >= 0)
    return float(alike[paired, column[paired]].sum()) / max(len(vendor), len(gold))


def left_and_right(names: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """The points that there are of a left and a right one: what they are called without the side, and where they stand.

    Example: left_eye and right_eye are "eye"; so are eye-L and eye-R.
    """
    place = {name.casefold(): at for at, name in enumerate(names)}
    for name, at in place.items():
        for left, right in (("left", "right"), ("_l", "_r"), ("-l", "-r"), (".l", ".r"), ("l_", "r_"), ("l-", "r-")):
            other = _mirrored(name, left, right)
            if other in place:
                yield name.replace(left, "").strip("_- .") or name, at, place[other]
                break


def _mirrored(name: str, left: str, right: str) -> str:
    if len(left) > 2:
        return name.replace(left, right) if left in name else ""
    if left[0] in "_-.":
        return name[: -len(left)] + right if name.endswith(left) else ""
    return right + name[len(left) :] if name.startswith(left) else ""

"""Pairs that are not measured by area: keypoints by their similarity (OKS), lines by how they follow one another."""

import numpy as np
from numpy.typing import NDArray

from assay.compare.keypoint_sets import PointSets, set_similarity, sigmas
from assay.compare.overlaps import KEYPOINTS, LINE, Overlaps, with_similar
from assay.compare.settings import ComparisonSettings
from assay.compare.shapes import Shapes
from assay.compare.side import Rows
from assay.geometry.box_overlaps import overlapping, sorted_boxes
from assay.geometry.keypoints import farthest_alike
from assay.geometry.lines import line_similarities
from assay.model.shapes import ShapeKind

Floats = NDArray[np.float64]
Similar = tuple[Rows, Rows, Floats]
"""Places of the vendor's and of gold's annotation of each pair, and how alike they are."""


class Likeness:
    """What likens vendor and gold where areas say nothing.

    image_area: (m,) square pixels of each image. An object without an area, such as a single point, is taken to be as large as its image.
    """

    def __init__(self, vendor: Shapes, gold: Shapes, image_area: Floats, settings: ComparisonSettings) -> None:
        self.vendor, self.gold = vendor, gold
        self.image_area = image_area
        self.settings = settings
        self.vendor_points = PointSets(vendor.side, vendor.drawn)
        self.gold_points = PointSets(gold.side, gold.drawn)

    def instead_of_areas(self, found: Overlaps, least: float) -> Overlaps:
        """The overlaps without those that keypoints or lines decide, and with these instead. least: of a similarity that matters."""
        kinds = self.vendor.side.kind[found.a], self.gold.side.kind[found.b]
        lines = (kinds[0] == ShapeKind.POLYLINE) & (kinds[1] == ShapeKind.POLYLINE)
        drawn = (kinds[0] == ShapeKind.KEYPOINTS) | (kinds[1] == ShapeKind.KEYPOINTS)
        both = np.isin(found.a, list(self.vendor_points.found)) & np.isin(found.b, list(self.gold_points.found))
        kept = found.take(~(lines | (drawn & both)))
        return with_similar(with_similar(kept, *self._of_points(least), KEYPOINTS), *self._of_lines(least), LINE)

    def area_of_gold(self, place: int) -> float:
        """The square pixels by which the distances of keypoints are judged: of gold's object, or of the image where it has none."""
        area = float(self.gold.own_areas(np.array([place]))[0])
        return area if area > 0 else float(self.image_area[self.gold.side.image[place]])

    def spread(self, gold_place: int) -> float:
        """The distance in pixels at which a line's similarity is exp(−1/2)."""
        return 2 * self.settings.line_width * float(np.sqrt(self.image_area[self.gold.side.image[gold_place]]))

    def line_directions(self, a: int, b: int) -> tuple[float, float]:
        """How alike two lines are, drawn in the same direction and in opposite ones."""
        vendor, gold = self.vendor.drawn.line(a), self.gold.drawn.line(b)
        return (0.0, 0.0) if vendor is None or gold is None else line_similarities(vendor, gold, spread=self.spread(b))

    def _of_points(self, least: float) -> Similar:
        vendor, gold = self.vendor_points.found, self.gold_points.found
        areas = {place: self.area_of_gold(place) for place in gold}
        widest = {p: float(sigmas(one.names, len(one.points), self.settings).max()) for p, one in gold.items()}
        reach = [float(farthest_alike(least, sigma=widest[p], area=np.array(areas[p]))) for p in gold]
        candidates = self._near(
            np.array(list(vendor), np.int64), [one.points[one.labelled] for one in vendor.values()],
            np.array(list(gold), np.int64), [one.points[one.labelled] for one in gold.values()], np.array(reach),
        )  # fmt: skip
        kinds = self.vendor.side.kind, self.gold.side.kind
        alike = [
            (a, b, set_similarity(vendor[a], gold[b], area=areas[b], settings=self.settings))
            for a, b in candidates
            if ShapeKind.KEYPOINTS in (kinds[0][a], kinds[1][b])
        ]
        return _likened(alike, least)

    def _of_lines(self, least: float) -> Similar:
        usable = [_lines(shapes) for shapes in (self.vendor, self.gold)]
        # where every point is farther off than this, so is their mean less alike
        reach = np.array([self.spread(place) * np.sqrt(-2 * np.log(least)) for place in usable[1]])
        (a, on_a), (b, on_b) = ((np.array(list(some), np.int64), list(some.values())) for some in usable)
        alike = [(i, j, max(self.line_directions(i, j))) for i, j in self._near(a, on_a, b, on_b, reach)]
        return _likened(alike, least)

    def _near(
        self, a: Rows, points_a: list[Floats], b: Rows, points_b: list[Floats], reach: Floats
    ) -> list[tuple[int, int]]:
        """The counted pairs on one image whose points could lie within reach of each other. reach: (len(b),) pixels."""
        if not len(a) or not len(b):
            return []
        boxes_a, boxes_b = _bounds(points_a), _bounds(points_b)
        boxes_b[:2] -= reach + 1
        boxes_b[2:] += reach + 1
        boxes_a[2:] += 1e-6  # a single point has no area to share
        sides = self.vendor.side, self.gold.side
        found = overlapping(
            sorted_boxes(boxes_a, sides[0].image[a]).where(sides[0].counted[a]),
            sorted_boxes(boxes_b, sides[1].image[b]).where(sides[1].counted[b]),
        )
        return [
            pair for rows_a, rows_b, _ in found for pair in zip(a[rows_a].tolist(), b[rows_b].tolist(), strict=True)
        ]


def _lines(shapes: Shapes) -> dict[int, Floats]:
    """The lines of a side that can be compared, by place."""
    places = np.flatnonzero(shapes.side.kind == ShapeKind.POLYLINE).tolist()
    lines = ((place, shapes.drawn.line(place)) for place in places)
    return {place: line for place, line in lines if line is not None}


def _bounds(points: list[Floats]) -> Floats:
    """(4, n) the boxes around these points."""
    return np.array([[*one.min(axis=0), *one.max(axis=0)] for one in points]).T


def _likened(alike: list[tuple[int, int, float]], least: float) -> Similar:
    kept = [one for one in alike if one[2] >= least]
    a, b = (np.array([one[end] for one in kept], np.int64) for end in (0, 1))
    return a, b, np.minimum(np.array([one[2] for one in kept], np.float64), 1.0)

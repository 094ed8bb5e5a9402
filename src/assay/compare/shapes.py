"""The shapes of one side as what they can be measured by: boxes, exact polygons, pixels."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.compare.drawn import RING_KINDS, Drawn
from assay.compare.outlines import Outlines, shared_by_outlines
from assay.compare.pixels import Pixels
from assay.compare.side import Rows, Side
from assay.geometry.boxes import intersections
from assay.geometry.masks import shared_pixels
from assay.geometry.polygon_edges import Edges, edges_of
from assay.geometry.polygons import PolygonShapes, box_shapes, invalid_reason, polygon_shapes
from assay.model.shapes import ShapeKind

BOX, POLYGON, MASK = range(3)
"""What a shape is measured by; two shapes are measured by the greater of theirs. The numbers are places in `overlaps.MEASURES`."""

Floats = NDArray[np.float64]


class Shapes:
    """The shapes of one side; outlines are built when they are first asked for.

    form: (n,) BOX, POLYGON or MASK. raster_sizes: gives (m, 2) height and width in whole pixels of each image, on which masks are laid.
    """

    def __init__(self, side: Side, raster_sizes: Callable[[], Rows], *, boxes_only: bool) -> None:
        self.side = side
        self.raster_sizes = raster_sizes
        self.box_areas = side.box_areas
        self.form = np.zeros(len(side), np.uint8) if boxes_only else _forms(side)
        self.only_boxes = not self.form.any()

    def own_areas(self, places: Rows) -> Floats:
        """Areas by each shape's own form, in square pixels."""
        return self._by_measure(places, self.form[places])

    def areas(self, places: Rows, measure: int) -> Floats:
        """Areas by a measure."""
        if measure == MASK:
            masks, rows = self.pixels.masks(places)
            return masks.areas()[rows]
        return self.polygon_areas[places] if measure == POLYGON else self.box_areas[places]

    def shared_areas(self, places: Rows, other: "Shapes", other_places: Rows, measure: int) -> Floats:
        """Areas shared with the other side's shapes of the same row, by a measure."""
        if measure == MASK:
            return shared_pixels(*self.pixels.masks(places), *other.pixels.masks(other_places))
        if measure == POLYGON:
            return shared_by_outlines(self.outlines(places), other.outlines(other_places))
        return intersections(self.side.boxes[places], other.side.boxes[other_places])

    def shared_and_own_areas(self, places: Rows, other: "Shapes", other_places: Rows) -> tuple[Floats, Floats]:
        """Areas shared with the other side's shapes of the same row, and the own areas, by the finest measure of each row."""
        measure = np.maximum(self.form[places], other.form[other_places])
        shared = np.zeros(len(places))
        for one in np.unique(measure).tolist():
            rows = np.flatnonzero(measure == one)
            shared[rows] = self.shared_areas(places[rows], other, other_places[rows], one)
        return shared, self._by_measure(places, measure)

    def _by_measure(self, places: Rows, measure: NDArray[np.uint8]) -> Floats:
        areas = np.zeros(len(places))
        for one in np.unique(measure).tolist():
            rows = np.flatnonzero(measure == one)
            areas[rows] = self.areas(places[rows], one)
        return areas

    def union_iou(self, place: int, members: "Shapes", places: Rows, measure: int) -> float:
        """IoU of one shape with the union of several of the other side."""
        if measure == MASK:
            return self.pixels.union_iou(place, members.pixels, places)
        import shapely

        whole, union = self.polygons(np.array([place]))[0], shapely.union_all(members.polygons(places))
        shared = shapely.intersection(whole, union).area
        united = whole.area + union.area - shared
        return shared / united if united else 0.0

    @cached_property
    def drawn(self) -> Drawn:
        """The outlines by place."""
        return Drawn(self.side.annotations.take(self.side.rows))

    @cached_property
    def pixels(self) -> Pixels:
        """The shapes as masks."""
        return Pixels(self.drawn, self.raster_sizes()[self.side.image], is_mask=self.form == MASK)

    @cached_property
    def _polygons(self) -> PolygonShapes:
        """The shapes of form POLYGON, in order of their places."""
        chosen = self.drawn.annotations.take(np.flatnonzero(self.form == POLYGON))
        return polygon_shapes(chosen.points, chosen.ring_points, chosen.ring_hole, chosen.records["rings"])

    @cached_property
    def _polygon_row(self) -> Rows:
        """(n,) which of `_polygons` each shape of form POLYGON is."""
        return np.cumsum(self.form == POLYGON) - 1

    def polygons(self, places: Rows) -> NDArray[Any]:
        """The shapes at these places as polygons, None for masks."""
        shapes = np.full(len(places), None, object)
        form = self.form[places]
        boxes, drawn = np.flatnonzero(form == BOX), np.flatnonzero(form == POLYGON)
        shapes[boxes] = box_shapes(self.side.boxes[places[boxes]])
        if len(drawn):
            shapes[drawn] = self._polygons.shapes[self._polygon_row[places[drawn]]]
        return shapes

    def outlines(self, places: Rows) -> Outlines:
        """The shapes at these places, none of them a mask, ready to be laid over others."""
        shapes, areas = self.polygons(places), self.polygon_areas[places]
        if (self.form[places] == POLYGON).all():
            return Outlines(shapes, areas, self._edges, self._polygon_row[places])
        each, rows = np.unique(places, return_inverse=True)
        return Outlines(shapes, areas, edges_of(self.polygons(each)), rows)

    @cached_property
    def _edges(self) -> Edges:
        return edges_of(self._polygons.shapes)

    @cached_property
    def polygon_areas(self) -> Floats:
        """(n,) areas as polygons, those of the boxes where the form is no polygon."""
        import shapely

        areas = self.box_areas.copy()
        areas[self.form == POLYGON] = shapely.area(self._polygons.shapes)
        return areas

    @cached_property
    def broken(self) -> NDArray[np.bool_]:
        """(n,) whether the outline is not valid or encloses nothing."""
        broken = np.zeros(len(self.side), bool)
        polygons, masks = (np.flatnonzero(self.form == form) for form in (POLYGON, MASK))
        if len(polygons):
            broken[polygons] = ~self._polygons.valid | ~(self.polygon_areas[polygons] > 0)
        if len(masks):
            broken[masks] = self.areas(masks, MASK) == 0
        return broken

    def reason(self, place: int) -> str:
        """Why a shape is not valid, in a few words: what the reader of its file said, or what is seen now; and that it was repaired to be measured."""
        extra = self.side.annotations.extra.get(int(self.side.rows[place]), {})
        why = extra.get("why") or self._fault(place) or "it could not be read as drawn"
        is_repaired = self.form[place] == POLYGON and self.polygon_areas[place] > 0
        return f"{why}; measured as repaired" if is_repaired else why

    def _fault(self, place: int) -> str | None:
        kind = self.side.kind[place]
        if not np.isfinite(self.side.boxes[place]).all():
            return "a coordinate is not a number, or far beyond any image"
        if kind in RING_KINDS:
            return invalid_reason(self.drawn.rings(place), self.drawn.holes(place).tolist())
        if kind == ShapeKind.MASK:
            return "it has no pixel"
        if kind == ShapeKind.POLYLINE:
            return "the line has no length"
        return None if self.box_areas[place] > 0 else "its area is zero"


def _forms(side: Side) -> NDArray[np.uint8]:
    table = np.zeros(256, np.uint8)
    table[list(RING_KINDS)] = POLYGON
    table[ShapeKind.MASK] = MASK
    return table[side.kind]

"""What is drawn of annotations: rings of points, whatever the kind of shape."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assay.geometry.boxes import box_corners
from assay.geometry.ellipses import ellipse_ring, upright_ellipse
from assay.geometry.flat_rings import FlatRings, joined_rings, rings_of
from assay.geometry.masks import mask_outlines
from assay.model.annotations import Annotations, spans
from assay.model.shapes import ShapeKind

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


class DrawnRings:
    """The rings of the annotations of one image, one by one and all together.

    Boxes are four corners, masks the edges of their pixels, ellipses 72 corners, keypoints one ring of those that are labelled.
    """

    def __init__(self, annotations: Annotations) -> None:
        self.annotations = annotations
        self.kinds: NDArray[np.uint8] = annotations.records["kind"].copy()
        self.boxes: Floats = np.ascontiguousarray(annotations.boxes)
        self.sides: Floats = np.ascontiguousarray(self.boxes.T)
        """(4, n) the lefts, tops, rights and bottoms of the boxes: what looks through all of them takes a quarter of the time."""
        self._ring_ends = np.cumsum(annotations.records["rings"], dtype=np.int64)
        self._point_ends = np.cumsum(annotations.ring_points, dtype=np.int64)
        self._run_ends = np.cumsum(annotations.records["runs"], dtype=np.int64)

    def __len__(self) -> int:
        return len(self.annotations)

    def rings(self, row: int) -> list[Floats]:
        """The rings of one annotation, each (k, 2) in image pixels."""
        kind, box = self.kinds[row], self.boxes[row]
        given = self._given(row)
        if kind == ShapeKind.ELLIPSE:
            return [ellipse_ring(given[0])] if given and len(given[0]) == 3 else [upright_ellipse(box)]
        if kind == ShapeKind.KEYPOINTS:
            return [self.keypoints(row)]
        if given:
            return given
        if len(runs := self.mask_runs(row)):
            return mask_outlines(runs)
        return [box_corners(box[None])[0]]

    def keypoints(self, row: int) -> Floats:
        """(k, 2) the labelled keypoints of one annotation, be it drawn as keypoints or a box or outline that has some."""
        extra = self.annotations.extra.get(row, {})
        given = self._given(row) if self.kinds[row] == ShapeKind.KEYPOINTS else [extra.get("keypoints", ())]
        points = np.asarray(given[0] if given else (), np.float64).reshape(-1, 2)
        seen = extra.get("visibility", ())
        # COCO writes those that are not labelled at 0, 0
        return points[np.asarray(seen) > 0] if len(seen) == len(points) else points

    def mask_runs(self, row: int) -> NDArray[np.uint32]:
        """A mask's height, width and run lengths; empty when the annotation is no mask."""
        last = int(self._run_ends[row])
        return self.annotations.runs[last - int(self.annotations.records["runs"][row]) : last]

    def holes(self, row: int) -> NDArray[np.bool_]:
        """For each ring of one annotation, whether it is a hole of the part before it."""
        if self.kinds[row] != ShapeKind.POLYGON or not self.annotations.records["rings"][row]:
            return np.zeros(len(self.rings(row)), bool)
        last = int(self._ring_ends[row])
        return self.annotations.ring_hole[last - int(self.annotations.records["rings"][row]) : last]

    def _given(self, row: int) -> list[Floats]:
        """The rings as the annotation holds them."""
        last = int(self._ring_ends[row])
        lengths, ends = self.annotations.ring_points, self._point_ends
        return [
            self.annotations.points[ends[ring] - lengths[ring] : ends[ring]]
            for ring in range(last - int(self.annotations.records["rings"][row]), last)
        ]

    @cached_property
    def flat(self) -> FlatRings:
        """All rings that are lines, made once; masks and ellipses among them take some 50 µs each."""
        held = self.annotations.records["rings"] > 0
        plain = held & ~np.isin(self.kinds, (ShapeKind.ELLIPSE, ShapeKind.KEYPOINTS))
        boxes = ~held & np.isin(self.kinds, (ShapeKind.BOX, ShapeKind.ROTATED_BOX, ShapeKind.POLYGON))
        boxes &= self.annotations.records["runs"] == 0
        lines = ~np.isin(self.kinds, (ShapeKind.KEYPOINTS, ShapeKind.TAG))
        others = np.flatnonzero(~plain & ~boxes & lines)
        parts = [
            self._flat_given(np.flatnonzero(plain)),
            self._flat_boxes(np.flatnonzero(boxes)),
            *(rings_of(row, self.rings(row)) for row in others.tolist()),
        ]
        return joined_rings(parts, is_open=self.kinds == ShapeKind.POLYLINE)

    def _flat_given(self, rows: Rows) -> FlatRings:
        ring_rows = spans(self.annotations.records["rings"], rows)
        lengths = self.annotations.ring_points[ring_rows].astype(np.int64)
        points = self.annotations.points[spans(self.annotations.ring_points, ring_rows)]
        owner = np.repeat(rows, self.annotations.records["rings"][rows])
        return FlatRings(points, lengths, owner, np.ones(len(owner), bool))

    def _flat_boxes(self, rows: Rows) -> FlatRings:
        corners = box_corners(self.boxes[rows]).reshape(-1, 2)
        return FlatRings(corners, np.full(len(rows), 4), rows, np.ones(len(rows), bool))

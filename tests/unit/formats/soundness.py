"""What holds of every reading, whatever was read."""

import numpy as np

from assay.formats.image_names import relative_name
from assay.formats.reading import Contents
from assay.geometry.masks import masks_from_runs
from assay.model.annotations import UNKNOWN
from assay.model.shapes import ShapeKind

RINGED = (ShapeKind.POLYGON, ShapeKind.ROTATED_BOX, ShapeKind.KEYPOINTS, ShapeKind.POLYLINE, ShapeKind.ELLIPSE)


def assert_sound(contents: Contents) -> None:
    """The columns fit together: every reference leads somewhere, every coordinate is a number, every name is harmless."""
    records, found = contents.annotations.records, contents.annotations
    assert records["number"].tolist() == list(range(1, len(records) + 1))
    assert (np.diff(records["image"]) >= 0).all()
    for column, listed in (
        ("image", len(contents.images)),
        ("class_id", len(contents.classes)),
        ("annotator_id", len(contents.annotators)),
    ):
        least = 0 if column == "image" else UNKNOWN
        assert ((records[column] >= least) & (records[column] < listed)).all(), column
    assert np.isfinite(found.boxes).all()
    assert np.isfinite(found.points).all()
    assert not np.isinf(records["score"]).any()
    assert records["rings"].sum(dtype=np.int64) == len(found.ring_points) == len(found.ring_hole)
    assert found.ring_points.sum(dtype=np.int64) == len(found.points)
    assert records["runs"].sum(dtype=np.int64) == len(found.runs)
    assert ((records["rings"] > 0) == np.isin(records["kind"], RINGED)).all()
    assert ((records["runs"] > 0) == (records["kind"] == ShapeKind.MASK)).all()
    lengths = records["runs"][records["kind"] == ShapeKind.MASK]
    masks = masks_from_runs(found.runs, lengths)
    assert (masks.heights * masks.widths < 2**32).all()
    assert set(found.extra) <= set(range(len(records)))
    assert all(relative_name(name) == (name, "") for name in contents.images.file_names)
    assert len(set(contents.images.file_names)) == len(contents.images)
    assert len({one.name for one in contents.classes}) == len(contents.classes)
    "".join([*contents.images.file_names, *(one.name for one in contents.classes), *contents.annotators]).encode()

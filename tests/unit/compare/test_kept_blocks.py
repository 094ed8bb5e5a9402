from dataclasses import fields

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.compare.comparison import compare
from assay.compare.findings import Findings
from assay.compare.kept_blocks import KeptBlocks
from assay.compare.settings import ComparisonSettings
from assay.model.ids import ClassId
from assay.model.images import ImageSizes
from assay.model.schema import LabelClass, Schema
from assay.model.shapes import ShapeKind
from tests.annotation_builder import annotations, box, polygon

IMAGES = ImageSizes.of([(1, 300, 300), (2, 300, 300)])
SCHEMA = Schema(
    1,
    (LabelClass(id=ClassId(1), name="car", colour="#FFFFFF"), LabelClass(id=ClassId(2), name="van", colour="#FFFFFF")),
)

corners = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(4, 60), st.integers(4, 60))


def made(said, class_id, image, *, outlined):
    x, y, width, height = said
    if outlined:
        ring = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        return polygon(ring, class_id=class_id, image=image)
    if class_id == 2 and x % 2:
        return polygon([(x, y), (x + width, y + height)], kind=ShapeKind.POLYLINE, class_id=class_id, image=image)
    return box(x, y, x + width, y + height, class_id=class_id, image=image)


shapes = st.lists(
    st.builds(made, corners, st.integers(1, 2), st.integers(1, 2), outlined=st.booleans()), min_size=0, max_size=8
)
share = st.sampled_from([0.01, 0.1, 0.3, 0.5, 0.7, 0.9])
chosen = st.builds(
    ComparisonSettings, t_pair=share, t_ok=share, t_good=share, t_good_outline=share, t_boundary=share,
    p=st.sampled_from([0.0, 2.0, 9.0]), line_width=st.sampled_from([0.01, 0.1]), class_aware=st.booleans(), same_class_first=st.booleans(),
    shapes=st.sampled_from(["auto", "box"]),
    named=st.sampled_from([{}, {"t_ok": {"van": 0.4}}, {"t_pair": {"car": 0.02}}]),
)  # fmt: skip


def told(found: Findings) -> list[list[object]]:
    return [np.nan_to_num(np.asarray(getattr(found, one.name)), nan=-1).tolist() for one in fields(found)[:-1]]


@settings(max_examples=60, deadline=None)
@given(vendor=shapes, gold=shapes, tries=st.lists(chosen, min_size=1, max_size=4))
def test_that_what_is_kept_changes_no_comparison(vendor, gold, tries):
    kept = KeptBlocks(annotations(*vendor), annotations(*gold), IMAGES, SCHEMA)
    for one in tries:
        again = kept.compared(one)
        afresh = compare(kept.vendor, kept.gold, IMAGES, SCHEMA, one)
        assert again.counts == afresh.counts
        assert told(again.findings) == told(afresh.findings)
        assert again.findings.details == afresh.findings.details
        assert again.findings.details == afresh.findings.details

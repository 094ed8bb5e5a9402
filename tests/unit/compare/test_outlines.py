"""How comparing goes about outlines: equal ones, ones for GEOS, ones that had to be repaired."""

import numpy as np
import pytest
import shapely

from assay.compare.comparison import compare
from assay.compare.outlines import PAIRS_AT_A_TIME, Outlines, shared_by_outlines
from assay.compare.settings import ComparisonSettings
from assay.geometry.polygon_edges import edges_of
from assay.geometry.polygons import repaired, shared_areas
from assay.model.images import ImageSizes
from assay.model.schema import Schema
from tests.annotation_builder import annotations, polygon


def outlines(shapes):
    return Outlines(shapes, shapely.area(shapes), edges_of(shapes), np.arange(len(shapes)))


def scribbles(count, vertices, seed):
    """Repaired outlines that cross themselves again and again."""
    points = np.random.default_rng(seed).random((count, vertices, 2)) * 100
    return repaired(shapely.polygons(points))


def test_that_an_outline_shares_all_of_itself_with_its_copy():
    shapes = scribbles(200, 7, seed=1)
    copies = shapely.from_wkb(shapely.to_wkb(shapes))
    assert (shared_by_outlines(outlines(shapes), outlines(copies)) == shapely.area(shapes)).all()


@pytest.mark.parametrize("vertices", [5, 40, 150])
def test_that_scribbles_share_what_geos_says_however_often_they_cross(vertices):
    a, b = scribbles(40, vertices, seed=2), scribbles(40, vertices, seed=3)
    assert shared_by_outlines(outlines(a), outlines(b)) == pytest.approx(shared_areas(a, b), rel=1e-9)


def test_that_several_threads_find_what_one_finds():
    few = scribbles(50, 6, seed=4), scribbles(50, 6, seed=5)
    many = [outlines(np.tile(side, 2 * PAIRS_AT_A_TIME // 50)) for side in few]
    alone = shared_by_outlines(*map(outlines, few))
    assert (shared_by_outlines(*many) == np.tile(alone, 2 * PAIRS_AT_A_TIME // 50)).all()


def test_that_a_finding_about_a_broken_outline_names_where_and_that_it_was_repaired():
    square = [(10, 10), (50, 10), (50, 50), (10, 50)]
    looped = polygon([(10, 10), (50, 10), (50, 50), (10, 50), (10, 30), (8, 28), (12, 28), (10, 30)])
    nothing = polygon([(70, 70), (80, 80), (75, 75)])
    found = compare(
        annotations(looped, nothing),
        annotations(polygon(square)),
        ImageSizes.of([(1, 100, 100)]),
        Schema(1, []),
        ComparisonSettings(),
    ).findings
    broken = {
        int(found.vendor[row]): found.details[row]["why"]
        for row in range(len(found))
        if found.code_of(row) == "GEO-INVALID"
    }
    assert broken[1].endswith("; measured as repaired")
    assert "30" in broken[1]
    assert broken[2] == "self-intersection at 75, 75"

import numpy as np

from assay.geometry.outlines import raster_outline


def test_that_pixels_touching_at_a_corner_have_outlines_of_their_own():
    rings = raster_outline(np.eye(2, dtype=bool))
    assert sorted(map(len, rings)) == [4, 4]


def test_that_a_hole_runs_the_other_way_round():
    raster = np.ones((5, 5), bool)
    raster[2, 2] = False
    outer, inner = sorted(raster_outline(raster), key=lambda ring: -np.ptp(ring))

    def signed_area(ring: np.ndarray) -> float:
        x, y = ring.T
        return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)

    assert (signed_area(outer), signed_area(inner)) == (25, -1)

import numpy as np
import pytest

from assay.formats.right_angles import angle_of, is_right_angled
from assay.formats.shape_checks import box_corners, turned


@pytest.mark.parametrize("degrees", [0.0, 30.0, 90.0, 200.0])
@pytest.mark.parametrize("backwards", [False, True])
def test_that_width_height_and_angle_draw_the_same_box(degrees, backwards):
    corners = turned(box_corners((10, 20, 40, 30)), degrees, about=(10, 20))
    given = corners[[0, 3, 2, 1]] if backwards else corners
    width, height, angle = angle_of(given)
    assert is_right_angled(given)
    np.testing.assert_allclose(
        turned(box_corners((10, 20, 10 + width, 20 + height)), angle, about=(10, 20)), corners, atol=1e-9
    )


def test_that_a_skewed_box_has_no_right_angles():
    assert not is_right_angled(np.array([(0.0, 0), (10, 0), (14, 10), (4, 10)]))
    assert not is_right_angled(np.array([(0.0, 0), (10, 0), (9, 10), (0, 10)]))

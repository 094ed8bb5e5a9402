import numpy as np
import pytest

from assay.geometry.boundary import boundary, boundary_iou, boundary_width
from tests.shared_folder import vectors


def rectangle(case: dict, side: str) -> np.ndarray:
    raster = np.zeros((case["H"], case["W"]), bool)
    x_min, y_min, x_max, y_max = case[f"{side}_x0y0x1y1_exclusive"]
    raster[y_min:y_max, x_min:x_max] = True
    return raster


def test_that_boundary_iou_is_that_of_cheng_and_others():
    """boundary_iou.json: bowenc0221/boundary-iou-api, CVPR 2021."""
    for case in vectors("boundary_iou")["cases"]:
        width = boundary_width(image_height=case["H"], image_width=case["W"])
        a, b = rectangle(case, "a"), rectangle(case, "b")
        assert width == case["dilation_px"], case["name"]
        assert boundary(a, width).sum() == case["boundary_a_px"], case["name"]
        assert boundary(b, width).sum() == case["boundary_b_px"], case["name"]
        assert boundary_iou(a, b, width) == pytest.approx(case["boundary_iou"], abs=1e-12), case["name"]


def test_that_a_crop_around_both_masks_gives_the_same():
    for case in vectors("boundary_iou")["cases"]:
        a, b = rectangle(case, "a"), rectangle(case, "b")
        rows, columns = np.nonzero(a | b)
        crop = slice(rows.min(), rows.max() + 1), slice(columns.min(), columns.max() + 1)
        assert boundary_iou(a[crop], b[crop], case["dilation_px"]) == pytest.approx(case["boundary_iou"])


def test_that_a_half_rounds_to_even_as_in_the_authors_code():
    assert boundary_width(image_height=125, image_width=0) == 2
    assert boundary_width(image_height=1, image_width=1) == 1


def test_that_two_empty_masks_have_boundary_iou_zero():
    assert boundary_iou(np.zeros((5, 5), bool), np.zeros((5, 5), bool), 1) == 0.0

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.compare.regions.mean_iou import dice_of, pixel_confusion, pixel_rates
from tests.shared_folder import vectors


def test_that_pixel_rates_are_those_of_scikit_learn():
    """mean_iou.json: cases."""
    for case in vectors("mean_iou")["cases"]:
        confusion = pixel_confusion(case["gt"], case["pred"], 3, ignored=case.get("ignore_index"))
        assert confusion.tolist() == case["confusion"]
        found = pixel_rates(confusion)
        assert [value is None for value in found.iou] == [value is None for value in case["iou"]]
        assert [v for v in found.iou if v is not None] == pytest.approx([v for v in case["iou"] if v is not None])
        assert found.mean_iou == pytest.approx(case.get("miou", case.get("miou_present_classes")))
        if "dice" in case:
            assert found.dice == pytest.approx(case["dice"])
            assert found.accuracy == pytest.approx(case["pixel_acc"])
            assert found.weighted_iou == pytest.approx(case["fw_iou"])


@given(st.floats(0, 1))
def test_that_dice_and_iou_say_the_same(iou):
    """mean_iou.json: dice_iou."""
    dice = dice_of(iou)
    assert dice / (2 - dice) == pytest.approx(iou)


def test_that_no_pixel_has_no_rate():
    found = pixel_rates(pixel_confusion([], [], 2))
    assert (found.mean_iou, found.weighted_iou, found.accuracy, found.iou) == (None, None, None, [None, None])

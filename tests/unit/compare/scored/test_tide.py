import numpy as np
import pytest

from assay.compare.scored.tide import BACKGROUND, FOREGROUND, TideImage, tide_errors
from assay.geometry.boxes import pairwise_ious, xyxy_from_xywh
from tests.shared_folder import vectors


def image_in(case):
    found = sorted(case["dts"], key=lambda one: -one["score"])
    corners = [xyxy_from_xywh([one["bbox"] for one in side]) for side in (found, case["gts"])]
    return TideImage(
        iou=pairwise_ious(*corners), scores=np.array([one["score"] for one in found]),
        detected=np.array([one["c"] for one in found]), expected=np.array([one["c"] for one in case["gts"]]),
    )  # fmt: skip


def test_that_errors_and_what_they_cost_are_those_of_tidecv():
    """tide.json: cases."""
    for case in vectors("tide")["cases"]:
        assert (case["pos_thresh"], case["bg_thresh"]) == (FOREGROUND, BACKGROUND)
        found = tide_errors([image_in(case)])
        assert found.counts == case["expected_counts"], case["name"]
        assert found.ap == pytest.approx(case["ap50"]), case["name"]
        assert found.lost == pytest.approx(case["dAP"]), case["name"]


def test_that_nothing_detected_and_nothing_wanted_has_no_average_precision():
    nothing = np.zeros(0, int)
    image = TideImage(iou=np.zeros((0, 0)), scores=np.zeros(0), detected=nothing, expected=nothing)
    assert tide_errors([image]).ap is None
    assert set(tide_errors([image]).lost.values()) == {None}


def test_that_every_counted_error_is_told_with_what_it_is_about():
    """tide.json: cases."""
    for case in vectors("tide")["cases"]:
        found = tide_errors([image_in(case)])
        kinds = [one.kind for one in found.errors]
        assert {kind: kinds.count(kind) for kind in found.counts} == found.counts
        assert all(one.detection >= 0 or one.kind == "Miss" for one in found.errors)
        assert all(one.gold >= 0 for one in found.errors if one.kind in ("Cls", "Loc", "Miss"))

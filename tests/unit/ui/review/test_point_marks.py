from dataclasses import replace

from assay.ui.canvas.scene import PointMark
from assay.ui.review.point_marks import point_marks
from tests.unit.ui.review.findings.test_wording import LOOSE


def test_that_each_keypoint_of_a_finding_is_marked_where_it_belongs_and_where_it_was_delivered():
    details = {
        "keypoints": ["nose", "tail"],
        "keypoints_expected": [[1, 2], [3, 4]],
        "keypoints_delivered": [None, [5, 6]],
    }
    assert point_marks(replace(LOOSE, code="KPT-POS", details=details)) == (
        PointMark(name="nose", belongs=(1, 2)),
        PointMark(name="tail", belongs=(3, 4), delivered=(5, 6)),
    )


def test_that_other_findings_mark_no_keypoint():
    assert point_marks(LOOSE) == ()

"""Where the keypoints of a finding belong; no Qt."""

from assay.model.defects import Defect
from assay.model.findings import Finding
from assay.ui.canvas.scene import PointMark


def point_marks(about: Finding | Defect) -> tuple[PointMark, ...]:
    """The keypoints that a finding says are misplaced, swapped or left out; none of any other finding."""
    details = about.details if isinstance(about, Finding) else {}
    columns = (details.get(name, ()) for name in ("keypoints", "keypoints_expected", "keypoints_delivered"))
    return tuple(
        PointMark(name=str(name), belongs=(x, y), delivered=None if delivered is None else (delivered[0], delivered[1]))
        for name, (x, y), delivered in zip(*columns, strict=False)
    )

"""How close keypoints lie to where they belong: object keypoint similarity."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

COCO_SIGMAS: Mapping[str, float] = {
    "nose": 0.026, "left_eye": 0.025, "right_eye": 0.025, "left_ear": 0.035, "right_ear": 0.035,
    "left_shoulder": 0.079, "right_shoulder": 0.079, "left_elbow": 0.072, "right_elbow": 0.072,
    "left_wrist": 0.062, "right_wrist": 0.062, "left_hip": 0.107, "right_hip": 0.107,
    "left_knee": 0.087, "right_knee": 0.087, "left_ankle": 0.089, "right_ankle": 0.089,
}  # fmt: skip
"""How far people place each point of a person apart, as a share of the square root of the person's area.

Source: cocodataset.org/#keypoints-eval, "Per-Keypoint constants" (5,000 images annotated twice); pycocotools `Params.kpt_oks_sigmas`.
"""


def keypoint_similarities(vendor: Floats, gold: Floats, *, sigma: Floats, area: Floats) -> Floats:
    """(n, k) exp(−d² / (2 s² (2σ)²)): 1 where a point lies where it belongs, 0 far away.

    vendor, gold: (n, k, 2). sigma: (k,) per point. area: (n,) s², of gold's object in square pixels. The mean over the points that gold has is COCO's OKS
    (cocodataset.org/#keypoints-eval; pycocotools `computeOks`).
    """
    distance = ((vendor - gold) ** 2).sum(axis=-1)
    return np.exp(-distance / (2 * area[:, None] * (2 * sigma) ** 2))


def farthest_alike(similarity: float, *, sigma: float, area: Floats) -> Floats:
    """(n,) the distance in pixels at which a point still has such a similarity."""
    return 2 * sigma * np.sqrt(2 * area * -np.log(similarity))

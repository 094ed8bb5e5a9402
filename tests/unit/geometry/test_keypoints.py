import numpy as np
import pytest
from pycocotools.cocoeval import COCOeval, Params

from assay.geometry.keypoints import COCO_SIGMAS, farthest_alike, keypoint_similarities


def test_that_the_sigmas_are_cocos():
    assert list(COCO_SIGMAS.values()) == pytest.approx(Params("keypoints").kpt_oks_sigmas.tolist())


def test_that_the_mean_over_labelled_points_is_what_cocos_own_evaluation_gives():
    random = np.random.default_rng(7)
    gold, vendor = random.uniform(0, 300, (2, 17, 2))
    vendor = gold + random.normal(0, 12, gold.shape)
    seen = random.integers(0, 3, 17)
    evaluation = COCOeval(iouType="keypoints")
    flat = np.concatenate([gold, seen[:, None]], axis=1).ravel().tolist()
    evaluation._gts[1, 1] = [{"keypoints": flat, "area": 9000.0, "bbox": [0, 0, 300, 300]}]
    found = np.concatenate([vendor, np.ones((17, 1))], axis=1).ravel().tolist()
    evaluation._dts[1, 1] = [{"keypoints": found, "score": 1.0}]
    expected = evaluation.computeOks(1, 1)[0, 0]
    sigma = np.array(list(COCO_SIGMAS.values()))
    alike = keypoint_similarities(vendor[None], gold[None], sigma=sigma, area=np.array([9000.0]))[0]
    assert alike[seen > 0].mean() == pytest.approx(expected, abs=1e-12)


def test_that_a_point_at_the_farthest_distance_has_just_that_similarity():
    distance = farthest_alike(0.3, sigma=0.05, area=np.array([400.0]))[0]
    gold, vendor = np.zeros((1, 1, 2)), np.array([[[distance, 0.0]]])
    alike = keypoint_similarities(vendor, gold, sigma=np.array([0.05]), area=np.array([400.0]))
    assert alike[0, 0] == pytest.approx(0.3)

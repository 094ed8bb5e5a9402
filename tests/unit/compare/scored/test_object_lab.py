import numpy as np
import pytest

from assay.compare.scored.object_lab import IOU_SHARE, LEAST_SCORE, SOFTNESS, SURE_SCORE, LabelledImage, label_quality
from tests.shared_folder import vectors


def image_in(case):
    predicted = [(int(c), *row) for c, rows in case["predictions"].items() for row in rows]
    table = np.array(predicted, float).reshape(-1, 6)
    return LabelledImage(
        boxes=np.array(case["labels"]["bboxes"], float), classes=np.array(case["labels"]["labels"]),
        predicted_boxes=table[:, 1:5], predicted_classes=table[:, 0].astype(int), scores=table[:, 5],
    )  # fmt: skip


def test_that_labels_are_doubted_as_cleanlab_doubts_them():
    """objectlab.json: images."""
    cases = vectors("objectlab")["images"]
    for case, found in zip(cases, label_quality([image_in(case) for case in cases]), strict=True):
        told = [np.nan if value is None else value for value in case["overlooked_per_pred"]]
        assert found.overlooked == pytest.approx(np.array(told), nan_ok=True), case["name"]
        assert found.badly_located == pytest.approx(case["badloc_per_label"]), case["name"]
        assert found.swapped == pytest.approx(case["swap_per_label"]), case["name"]
        kinds = [case["subtype"][key] for key in ("overlooked", "badloc", "swap")]
        assert found.by_kind == pytest.approx(kinds), case["name"]
        assert found.score == pytest.approx(case["image_score"]), case["name"]
        assert found.is_doubted == case["issue"], case["name"]


def test_that_the_defaults_are_those_of_cleanlab():
    """objectlab.json: defaults."""
    told = vectors("objectlab")["defaults"]
    assert (
        told["alpha"], told["low_prob"], told["high_prob"], told["temperature"],
    ) == (IOU_SHARE, LEAST_SCORE, SURE_SCORE, SOFTNESS)  # fmt: skip


def test_that_an_image_without_labels_or_predictions_is_not_doubted():
    nothing, none = np.zeros((0, 4)), np.zeros(0, int)
    image = LabelledImage(
        boxes=nothing, classes=none, predicted_boxes=nothing, predicted_classes=none, scores=np.zeros(0)
    )
    assert label_quality([image])[0].score == pytest.approx(1.0)

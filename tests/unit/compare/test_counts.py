import pytest

from assay.compare.comparison import compare
from assay.compare.settings import ComparisonSettings
from assay.model.images import ImageSizes
from assay.model.schema import Schema
from tests.annotation_builder import annotations, box


def counts():
    gold = annotations(box(0, 0, 50, 50), box(100, 0, 150, 50), box(200, 0, 250, 50), box(300, 0, 350, 50))
    vendor = annotations(box(0, 0, 50, 50), box(100, 0, 150, 40), box(200, 0, 250, 50, class_id=2))
    return compare(vendor, gold, ImageSizes.of([(1, 900, 900)]), Schema(1, []), ComparisonSettings()).counts


def test_that_counts_follow_their_definitions():
    assert counts().as_json() == {
        "images": 1, "vendor": 3, "gold": 4, "matched": 2, "mislabelled": 1, "right": 1, "precision": pytest.approx(2 / 3),
        "recall": 0.5, "f1": pytest.approx(4 / 7), "jaccard": 0.4, "mean_iou": pytest.approx(0.9),
    }  # fmt: skip


def test_that_counts_read_like_a_mapping_of_their_keys():
    assert counts()["matched"] == counts().matched == 2
    assert list(counts()) == list(counts().as_json())
    assert "as_json" not in counts()

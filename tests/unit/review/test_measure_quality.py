import json

import numpy as np
import pytest

from assay.compare.estimates.bootstrap import bootstrapped, f1, mean_iou
from assay.compare.settings import ComparisonSettings
from assay.model.batches import SetRole
from assay.model.progress import result_of
from assay.review.compare_delivery import compare_delivery
from assay.review.measure import NOBODY, measure
from assay.review.measure_quality import is_quick, measure_quality
from assay.review.recompare import recompare
from assay.store.batches import batches
from tests.small_delivery import DELIVERY, GOLD, bring_in, coco, compared


@pytest.fixture
def record(project, me, tmp_path):
    return compared(project, tmp_path / "batch", by=me)


@pytest.fixture
def scored_record(project, me, tmp_path):
    for role, contents in ((SetRole.GOLD, coco(GOLD)), (SetRole.DELIVERY, coco(DELIVERY, first_id=501, score=0.9))):
        path = tmp_path / f"{role}.json"
        path.write_text(json.dumps(contents))
        bring_in(project, path, role, by=me)
    return result_of(compare_delivery(project, batches(project.connection)[0], ComparisonSettings(), by=me))


def test_that_the_ratios_are_those_of_the_comparison_with_intervals_over_its_images(project, record):
    quality, overall = result_of(measure_quality(project, record)), result_of(measure(project, record)).overall
    assert quality.overall["f1"].value == pytest.approx(overall.f1)
    assert quality.overall["mean_iou"].value == pytest.approx(overall.mean_iou)
    assert quality.overall["jaccard"].value == pytest.approx(record.counts["jaccard"])
    per_image = np.array([[1, 1, 1, 1.0], [1, 0, 1, 1.0], [0, 1, 0, 0]])
    assert quality.overall["f1"].percentile == pytest.approx(bootstrapped(per_image, f1).percentile)
    assert quality.overall["mean_iou"] == bootstrapped(per_image[:2], mean_iou), "all pairs are exact"


def test_that_each_class_and_annotator_has_its_own(project, record):
    quality, measured = result_of(measure_quality(project, record)), result_of(measure(project, record))
    assert {key: one["f1"].value for key, one in quality.by_class.items()} == {
        one.key: pytest.approx(one.f1) for one in measured.by_class
    }
    assert {key: one.value for key, one in quality.by_annotator.items()} == {
        one.key: one.mean_iou for one in measured.by_annotator
    }


def test_that_panoptic_quality_counts_the_objects_that_it_lists(project, record):
    quality = result_of(measure_quality(project, record))
    objects, hits = quality.panoptic_objects, quality.panoptic_hits
    for key, one in quality.panoptic.items():
        assert one.tp == int((hits & (objects.expected == key)).sum())
        assert one.fp == int((~hits & (objects.delivered == key)).sum())
        assert one.fn == int((~hits & (objects.expected == key)).sum())


def test_that_without_scores_there_is_no_average_precision(project, record):
    assert result_of(measure_quality(project, record)).scored is None


def test_that_scores_give_an_average_precision_by_class_and_errors_with_their_objects(project, scored_record):
    scored = result_of(measure_quality(project, scored_record)).scored
    assert {key: (one.detections, one.gold) for key, one in scored.by_class.items()} == {1: (4, 3), 2: (0, 1)}
    assert scored.by_class[2].ap == 0.0
    assert scored.mean.ap50 == pytest.approx(scored.by_class[1].ap50 / 2)
    assert {kind: scored.kinds.tolist().count(kind) for kind in scored.tide.counts} == scored.tide.counts
    told = {
        kind: (objects.delivered.tolist(), objects.expected.tolist())
        for kind, objects in ((kind, scored.objects) for kind in ("Cls",))
    }
    assert told["Cls"][0].count(NOBODY) == scored.tide.counts["Miss"]
    swap = scored.kinds.tolist().index("Cls")
    assert (scored.objects.delivered[swap], scored.objects.expected[swap], scored.objects.iou[swap]) == (1, 2, 1.0)


def test_that_the_same_comparison_has_the_same_intervals_again(project, record):
    first, second = (result_of(measure_quality(project, record)) for _ in range(2))
    assert first.overall == second.overall


def test_that_only_what_is_soon_done_is_quick(project, scored_record):
    found = result_of(recompare(project, scored_record))
    assert is_quick(found.vendor, found.gold)

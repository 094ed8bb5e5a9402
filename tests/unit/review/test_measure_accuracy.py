import json

import pytest

from assay.compare.accuracy.definitions import DEFINITIONS
from assay.compare.settings import ComparisonSettings
from assay.model.batches import SetRole
from assay.model.defect_types import Severity
from assay.model.errors import AssayError
from assay.model.progress import result_of
from assay.model.sla import SlaMetric
from assay.review.compare_delivery import compare_delivery
from assay.review.measure_accuracy import measure_accuracy
from assay.review.revert import undo
from assay.review.set_sla_metric import set_sla_metric, sla_metric
from assay.store.batches import batches
from tests.shared_folder import vectors
from tests.small_delivery import bring_in, coco, compared

F1 = SlaMetric(definition="object_f1", threshold=0.5)


@pytest.fixture
def record(project, me, tmp_path):
    return compared(project, tmp_path / "batch", by=me)


@pytest.fixture
def batch(project, record):
    return batches(project.connection)[0]


def accuracy_of(report, key):
    return next(one for one in report.accuracies if one.definition.key == key)


def test_that_every_definition_counts_the_same_delivery_in_its_own_way(project, record):
    report = result_of(measure_accuracy(project, record, None))
    found = {one.definition.key: (one.part, one.whole) for one in report.accuracies}
    assert found == {
        "image_pass_rate_any_defect": (0, 3), "image_pass_rate_major_plus": (0, 3), "sama_opportunity": (2, 5),
        "perfect_object_rate": (2, 4), "object_jaccard_accuracy": (2, 5), "object_f1": (4, 8),
        "class_accuracy_on_matched": (2, 3),
    }  # fmt: skip
    assert report.rates.per_100_objects == 75.0
    assert report.sla is None


def test_that_images_have_wilsons_interval_and_objects_one_over_resampled_images(project, record):
    report = result_of(measure_accuracy(project, record, None))
    assert accuracy_of(report, "image_pass_rate_any_defect").interval[1] == pytest.approx(0.5615, abs=1e-4)
    low, high = accuracy_of(report, "object_f1").interval
    assert low < 0.5 < high


def test_that_a_metric_is_met_by_its_estimate_and_demonstrated_by_its_lower_bound_only(project, record):
    sla = result_of(measure_accuracy(project, record, F1)).sla
    assert (sla.met, sla.demonstrated) == (True, False)
    strict = SlaMetric(definition="object_f1", threshold=0.51)
    assert result_of(measure_accuracy(project, record, strict)).sla.met is False


def test_that_a_metric_pairs_by_its_own_rule_and_not_by_that_of_the_comparison(project, record):
    aware = SlaMetric(definition="class_accuracy_on_matched", threshold=0.9, class_aware=True)
    found = result_of(measure_accuracy(project, record, aware))
    assert found.sla.accuracy.value == 1.0
    assert accuracy_of(found, "class_accuracy_on_matched").value == pytest.approx(2 / 3)


def test_that_findings_below_the_floor_are_no_defects(project, record):
    critical = SlaMetric(definition="image_pass_rate_any_defect", threshold=0.9, floor=Severity.CRITICAL)
    found = result_of(measure_accuracy(project, record, critical)).sla
    assert found.accuracy.value == 1.0


def test_that_a_batch_without_objects_is_neither_met_nor_failed(project, me, tmp_path):
    for number, role in enumerate((SetRole.GOLD, SetRole.DELIVERY)):
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps(coco([])))
        bring_in(project, path, role, by=me)
    record = result_of(compare_delivery(project, batches(project.connection)[0], ComparisonSettings(), by=me))
    sla = result_of(measure_accuracy(project, record, F1)).sla
    assert (sla.met, sla.demonstrated, sla.accuracy.value, sla.accuracy.reason) == (
        None,
        None,
        None,
        "nothing to count",
    )


def test_that_a_batch_keeps_its_own_metric_and_others_have_the_projects(project, batch, me):
    assert sla_metric(project, batch) is None
    set_sla_metric(project, F1, by=me)
    assert sla_metric(project, batch) == F1
    own = SlaMetric(definition="perfect_object_rate", threshold=0.97, floor=Severity.MAJOR, iou=0.75, class_aware=True)
    set_sla_metric(project, own, batch=batch, by=me)
    assert sla_metric(project, batch) == own


def test_that_naming_a_metric_can_be_undone(project, batch, me):
    set_sla_metric(project, F1, by=me)
    set_sla_metric(project, SlaMetric(definition="sama_opportunity", threshold=0.9), by=me)
    undo(project, by=me)
    assert sla_metric(project, batch) == F1


def test_that_an_unknown_definition_is_refused_with_those_there_are(project, me):
    with pytest.raises(AssayError, match=r"no definition of accuracy “accuracy”\. They are image_pass_rate_any_defect"):
        set_sla_metric(project, SlaMetric(definition="accuracy", threshold=0.9), by=me)


@pytest.mark.parametrize("said", [{"threshold": 95.0}, {"threshold": -0.1}, {"threshold": 0.9, "iou": 0.0}, {"threshold": 0.9, "iou": float("nan")}])  # fmt: skip
def test_that_a_metric_out_of_range_is_refused(said):
    with pytest.raises(AssayError, match=r"number from 0 to 1|more than 0 and at most 1"):
        SlaMetric(definition="object_f1", **said)


def test_that_the_definitions_are_those_of_the_vector():
    metrics = vectors("accuracy_definitions")["metrics"]
    assert set(DEFINITIONS) <= set(metrics)

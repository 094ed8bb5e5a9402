import numpy as np
import pytest

from assay.compare.accuracy.definitions import DEFINITIONS, WEIGHTS, Tallies, accuracy, defect_rates
from assay.compare.precision_recall import precision_recall
from tests.shared_folder import vectors

EMPTY = Tallies(**dict.fromkeys(("gold", "vendor", "paired", "right_class", "perfect"), np.zeros(2, int)), severities=np.zeros((2, 4), int))  # fmt: skip


@pytest.fixture
def tallies():
    images = vectors("accuracy_definitions")["images"]

    def column(name):
        return np.array([one[name] for one in images])

    nothing = np.zeros(len(images), int)
    major, minor = column("fp") + column("fn") + column("swap"), column("geo") + column("attr")
    # two wrong attributes of i4 are on one object
    faulty = column("geo") + np.minimum(column("attr"), 1)
    return Tallies(
        gold=column("gold"), vendor=column("vendor"), paired=column("tp") + column("swap"), right_class=column("tp"),
        perfect=column("tp") - faulty, severities=np.stack([nothing, major, minor, nothing], axis=1),
    )  # fmt: skip


@pytest.mark.parametrize("key", DEFINITIONS)
def test_that_one_sample_is_as_accurate_as_the_definition_has_it(key, tallies):
    """accuracy_definitions.json: metrics."""
    told = vectors("accuracy_definitions")["metrics"][key]
    told = told["value"] if isinstance(told, dict) else told
    assert accuracy(DEFINITIONS[key], tallies) == pytest.approx(told)


def test_that_the_seven_definitions_spread_from_40_to_95_percent(tallies):
    found = [round(100 * accuracy(one, tallies)) for one in DEFINITIONS.values()]
    assert found == [40, 60, 68, 75, 86, 90, 95]


def test_that_totals_and_defect_rates_are_those_of_the_vector(tallies):
    """accuracy_definitions.json: totals, defects and demerits per hundred, object_precision, object_recall, sama_opportunity."""
    case = vectors("accuracy_definitions")
    totals, metrics = case["totals"], case["metrics"]
    assert (tallies.gold.sum(), tallies.vendor.sum()) == (totals["gold"], totals["vendor"])
    assert (tallies.right_class.sum(), tallies.defects.sum()) == (totals["tp"], totals["defects"])
    rates, found = defect_rates(tallies), metrics["severity_demerits_per_100_objects"]
    assert rates.per_100_objects == pytest.approx(metrics["defects_per_100_objects"])
    assert rates.per_100_images == pytest.approx(metrics["defects_per_100_images"])
    assert rates.demerits_per_100_objects == pytest.approx(found["value"])
    assert WEIGHTS[:3] == tuple(found["weights"][name] for name in ("critical", "major", "minor"))
    tp = totals["tp"]
    object_rates = precision_recall(tp=tp, fp=totals["vendor"] - tp, fn=totals["gold"] - tp)
    assert object_rates.precision == pytest.approx(metrics["object_precision"])
    assert object_rates.recall == pytest.approx(metrics["object_recall"])
    part, whole = DEFINITIONS["sama_opportunity"].parts(tallies)
    sama = metrics["sama_opportunity"]
    assert (part.sum(), whole.sum()) == (sama["perfect_units"], sama["opportunities"])
    assert whole.sum() - part.sum() == sama["errors"]


def test_that_images_without_objects_have_no_accuracy_of_objects():
    assert accuracy(DEFINITIONS["object_f1"], EMPTY) is None
    assert accuracy(DEFINITIONS["image_pass_rate_any_defect"], EMPTY) == 1.0
    assert defect_rates(EMPTY).per_100_objects is None

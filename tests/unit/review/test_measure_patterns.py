import json

import pytest

from assay.compare.settings import ComparisonSettings
from assay.model.batches import SetRole
from assay.model.progress import result_of
from assay.review.compare_delivery import compare_delivery
from assay.review.measure_patterns import annotator_names, measure_patterns
from assay.store.batches import batches
from tests.small_delivery import GOLD, bring_in, coco, compared


@pytest.fixture
def patterns_of(project, me, tmp_path):
    """A function that imports gold and a delivery, compares them, and takes the comparison apart."""

    def take_apart(gold, delivery):
        for role, contents in ((SetRole.GOLD, gold), (SetRole.DELIVERY, delivery)):
            path = tmp_path / f"{role}.json"
            path.write_text(json.dumps(contents))
            bring_in(project, path, role, by=me)
        batch = batches(project.connection)[0]
        record = result_of(compare_delivery(project, batch, ComparisonSettings(), by=me))
        return result_of(measure_patterns(project, batch, record))

    return take_apart


def test_that_confusions_and_annotators_come_by_name(project, me, tmp_path):
    record = compared(project, tmp_path / "batch", by=me)
    batch = batches(project.connection)[0]
    found = result_of(measure_patterns(project, batch, record))
    (pair,) = found.confusions
    assert (pair.count, pair.found) == (1, 1)
    assert sorted(annotator_names(project, batch).values()) == ["a7", "unknown"]
    (sides,) = found.offsets.values()
    assert "only 2 images" in sides[0].reason
    assert (found.scored, found.tide) == (None, None)


def test_that_each_attribute_counts_what_was_asked_and_what_was_wrong(patterns_of):
    gold = coco(GOLD, attributes={"parked": True, "colour": "red"})
    delivery = coco(GOLD, attributes={"parked": True, "colour": "red"})
    delivery["annotations"][0]["attributes"] = {"parked": False, "colour": "red"}
    found = patterns_of(gold, delivery).by_attribute
    assert (found["parked"].asked, found["parked"].wrong, found["parked"].right) == (4, 1, 3)
    assert (found["colour"].asked, found["colour"].right) == (4, 4)


def test_that_a_delivery_with_scores_has_an_average_precision_and_tides_errors(patterns_of):
    delivery = coco(GOLD[:3], score=0.9)
    found = patterns_of(coco(GOLD), delivery)
    assert found.scored.ap50 == pytest.approx((67 / 101 + 1) / 2)  # two of three cars, the only van
    assert found.tide.counts == {"Cls": 0, "Loc": 0, "Both": 0, "Dupe": 0, "Bkg": 0, "Miss": 1}


def test_that_a_delivery_without_annotations_has_no_scores(patterns_of):
    found = patterns_of(coco(GOLD), coco([]))
    assert (found.scored, found.offsets, found.confusions) == (None, {}, [])
    assert found.measured.overall.precision.value is None

from dataclasses import replace

import pytest

from assay.model.batches import Batch, LabelSet, SetRole
from assay.model.findings import ComparisonRecord
from assay.model.ids import BatchId, ComparisonId, LabelSetId, VendorId
from assay.store.intake import NO_FAULTS, FaultTally
from assay.ui.deliveries.next_step import NextStep, completeness, key_hints, next_step
from assay.ui.deliveries.overview import BatchOverview

BATCH = Batch(BatchId(1), VendorId(1), "Labelworks", "North", "", 1, "", 48, False, "2026-02-03T13:02:00.000Z")


def label_set(number: int, role: SetRole, *, rejected: int = 0, images: int = 3) -> LabelSet:
    return LabelSet(
        LabelSetId(number),
        BATCH.id,
        role,
        0,
        "labels",
        "coco",
        "labels.json",
        "",
        images,
        9,
        rejected,
        BATCH.created_at,
    )


DELIVERY, GOLD = label_set(1, SetRole.DELIVERY), label_set(2, SetRole.GOLD)
COMPARED = ComparisonRecord(ComparisonId(1), DELIVERY.id, GOLD.id, {}, {}, BATCH.created_at)


def overview(*sets: LabelSet, found: int = 3, missing: int = 0, comparison=None, intake=NO_FAULTS) -> BatchOverview:
    return BatchOverview(
        batch=BATCH, sets=sets, found=found, missing=missing, comparison=comparison, findings=0, intake=intake
    )


@pytest.mark.parametrize(
    ("known", "step"),
    [
        (overview(GOLD), NextStep.IMPORT_DELIVERY),
        (overview(DELIVERY), NextStep.IMPORT_GOLD),
        (overview(DELIVERY, GOLD), NextStep.COMPARE),
        (overview(DELIVERY, GOLD, comparison=COMPARED), NextStep.REVIEW),
        (overview(DELIVERY, replace(GOLD, id=LabelSetId(7)), comparison=COMPARED), NextStep.COMPARE),
    ],
)
def test_that_each_batch_waits_for_one_thing(known, step):
    assert next_step(known) is step


def test_that_a_whole_delivery_is_complete():
    assert completeness(overview(DELIVERY)).tone == "good"


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (overview(GOLD), "The vendor's delivery has not come in yet"),
        (overview(DELIVERY, found=2, missing=1), "1 of 3 image files not found"),
        (overview(DELIVERY, found=5), "2 of 5 images not in the delivery"),
        (overview(label_set(1, SetRole.DELIVERY, rejected=2)), "2 entries of the file left out"),
        (overview(DELIVERY, intake=FaultTally(4, 0)), "4 faults found by the intake"),
        (overview(DELIVERY, intake=FaultTally(4, 1)), "4 faults found by the intake: 3 open, 1 logged as a defect"),
        (overview(DELIVERY, intake=FaultTally(4, 4)), "4 faults found by the intake, all logged as defects"),
        (overview(DELIVERY, intake=FaultTally(1, 1)), "1 fault found by the intake, logged as a defect"),
    ],
)
def test_that_what_is_lacking_is_said(known, sentence):
    assert completeness(known).sentence == sentence
    assert completeness(known).tone == "warning"


@pytest.mark.parametrize("known", [None, overview(), overview(DELIVERY), overview(GOLD)])
def test_that_until_both_are_in_the_keys_bring_delivery_and_gold_in(known):
    assert key_hints(known) == [("Ctrl+I", "import delivery"), ("Ctrl+Shift+I", "import gold")]


def test_that_with_both_in_the_keys_lead_on():
    assert [keys for keys, _ in key_hints(overview(DELIVERY, GOLD))] == ["Ctrl+I", "Ctrl+R", "Ctrl+2"]

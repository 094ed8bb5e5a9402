import json

import pytest

from assay.model.batches import SetRole
from assay.model.progress import result_of
from assay.reports.left_behind import left_behind
from assay.reports.losses import Loss
from assay.review.export_labels import Labels, export_labels, rehearse_export
from assay.store.batches import batches, newest_set
from tests.small_delivery import DELIVERY, bring_in, coco, lay_out


@pytest.fixture
def batch(project, me, tmp_path):
    """A batch whose delivery had two entries that cannot be kept, a rejected class, and a guideline version of its own."""
    gold, delivery = lay_out(tmp_path / "batch")
    bring_in(project, gold, SetRole.GOLD, by=me, vendor="Labelworks")
    faults = [(77, 1, (1, 1, 9, 9)), (1, 9, (1, 1, 9, 9))]
    described = coco([*DELIVERY, (1, 2, (5, 5, 9, 9)), *faults]) | {"info": {"guideline_version": "2.1"}}
    delivery.write_text(json.dumps(described))
    bring_in(project, delivery, SetRole.DELIVERY, by=me, classes={"van": ""})
    return batches(project.connection)[0]


@pytest.fixture
def skipping(project, me, tmp_path):
    """A batch whose delivery is of Label Studio, with one of its two images skipped by ana@v.org and one by nobody named."""
    tasks = [
        {"id": 1, "data": {"image": "one.png"}, "annotations": [{"was_cancelled": True, "result": [], "completed_by": {"email": "ana@v.org"}}]},
        {"id": 2, "data": {"image": "two.png"}, "annotations": [{"was_cancelled": True, "result": []}]},
        {"id": 3, "data": {"image": "three.png"}, "annotations": []},
    ]  # fmt: skip
    source = tmp_path / "tasks.json"
    source.write_text(json.dumps(tasks))
    bring_in(project, source, SetRole.DELIVERY, by=me, vendor="Labelworks")
    return batches(project.connection)[0]


def test_that_what_the_import_could_not_keep_is_told_before_an_export(project, batch):
    written = result_of(rehearse_export(project, batch, format_name="coco", labels=Labels.DELIVERY))
    losses = {one.what: one.count for one in written.losses}
    assert losses["entry that could not be kept when the file came in"] == 2
    assert losses["annotation of a class that was rejected when the file came in"] == 1
    assert losses["guideline version that the file says it follows (2.1), which is not written"] == 1


def test_that_gold_of_which_everything_was_kept_loses_nothing(project, batch):
    gold = newest_set(project.connection, batch.id, SetRole.GOLD)
    assert list(left_behind(project, gold, writes_skips=False)) == []


@pytest.mark.parametrize("format_name", ["coco", "cvat", "voc", "datumaro"])
def test_that_skipped_images_are_told_where_a_format_cannot_say_so(project, skipping, format_name):
    written = result_of(rehearse_export(project, skipping, format_name=format_name, labels=Labels.DELIVERY))
    assert Loss(2, "image that the vendor skipped, which is not written", "one.png") in written.losses


def test_that_label_studio_gets_its_skipped_tasks_back(project, me, skipping, tmp_path):
    out = tmp_path / "out" / "tasks.json"
    out.parent.mkdir()
    written = result_of(
        export_labels(project, skipping, out, format_name="label-studio", labels=Labels.DELIVERY, by=me)
    )
    assert written.losses == []
    report = bring_in(project, out, SetRole.DELIVERY, by=me)
    told = [one.sentence for one in report.findings if "skipped" in one.sentence]
    assert told == ["was skipped by ana@v.org", "was skipped by its annotator"]

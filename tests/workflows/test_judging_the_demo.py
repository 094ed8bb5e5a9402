"""The story of a reviewer: open the demo, judge by keyboard, have one finding ruled on, send the rest back, come back the next day."""

import json
import zipfile
from collections import Counter

import pytest

from assay.cli.findings import finding_rows
from assay.model.batches import ImageStatus
from assay.model.findings import Ruling, Verdict
from assay.model.progress import result_of
from assay.resource_files import resource_file
from assay.review.create_project import create_project
from assay.review.make_demo import make_demo
from assay.store.defects import defects, rework_requests
from assay.store.findings import all_findings, contested_findings, finding
from assay.store.history import history
from assay.store.project import Project
from assay.store.queue import queue_counts, queue_rows
from assay.ui.actions import Page
from assay.ui.deliveries.import_dialog import ImportDialog, Stage


@pytest.fixture
def demo(tmp_path):
    return result_of(make_demo(tmp_path / "demo"))


def waits_for_a_verdict(user):
    chosen = user.bench.selection.finding_id
    return chosen is not None and finding(user.project.connection, chosen).verdict is None


def test_that_every_planted_error_is_found_and_nothing_else(demo):
    with Project.open(demo) as project:
        found = finding_rows(project, "", "")
    planted = json.loads(resource_file("demo", "planted.json").read_text())
    assert Counter((one["image"], one["code"]) for one in found) == Counter(
        (one["image"], one["code"]) for one in planted
    )
    by_vendor = {(one["image"], one["code"], one["vendor_id"]) for one in found}
    for one in planted:
        if len(one["vendor_ids"]) == 1:
            assert (one["image"], one["code"], one["vendor_ids"][0]) in by_vendor
    by_gold = {(one["image"], one["code"], one["gold_id"]) for one in found}
    missed = [one for one in planted if one["code"] in ("MIS-OBJ", "MIS-SMALL")]
    assert {(one["image"], one["code"], one["gold_ids"][0]) for one in missed} <= by_gold


def test_that_the_demo_delivery_is_imported_and_compared_in_the_window(tell, tmp_path):
    """A new project, gold by its shortcut, the delivery by its own; the comparison follows by itself."""
    create_project(tmp_path / "boards.assay", reviewer="Ana Nowak").close()

    def bring_in(user, keys, source):
        user.press(keys)
        dialog = user.dialog(ImportDialog)
        user.type_into_field(dialog.parts.form.source.line, str(source))
        user.wait_until(lambda: dialog.stage is Stage.READY)
        if not dialog.parts.import_button.isEnabled():
            user.type_into_field(dialog.parts.form.vendor.lineEdit(), "Pinewood Labels")
        user.click(dialog.parts.import_button)
        user.wait_until(lambda: not dialog.isVisible() and not user.bench.jobs.busy)
        user.come_back()

    def story(user):
        bring_in(user, "Ctrl+Shift+I", resource_file("demo", "gold.coco.json"))
        bring_in(user, "Ctrl+I", resource_file("demo", "delivery.coco.json"))
        user.wait_until(lambda: user.bench.selection.comparison is not None and not user.bench.jobs.busy)
        comparison = user.bench.selection.comparison
        assert len(all_findings(user.project.connection, comparison.id)) == 130
        user.go_to(Page.REVIEW)
        user.wait_until(lambda: user.bench.selection.finding_id is not None)
        user.press("D")
        assert len(defects(user.project.connection, comparison.delivery_id)) == 1

    tell(story, tmp_path / "boards.assay")


def test_that_a_day_of_judging_is_kept(demo, tell, tmp_path):
    package = tmp_path / "package.zip"
    kept = {}

    def judge_ten(user):
        comparison = user.bench.selection.comparison
        user.go_to(Page.REVIEW)
        user.wait_until(lambda: user.bench.selection.image_id is not None)
        for key in ("D", "D", "X", "C", "D", "D", "D", "V", "G", "D"):
            while not waits_for_a_verdict(user):
                user.press("J")
            user.press(key)
        judged = [one.verdict for one in all_findings(user.project.connection, comparison.id) if one.verdict]
        assert Counter(judged) == Counter(
            {
                Verdict.DEFECT: 6,
                Verdict.DISMISSED: 1,
                Verdict.CONTESTED: 1,
                Verdict.VENDOR_RIGHT: 1,
                Verdict.GOLD_RIGHT: 1,
            }
        )
        assert len(defects(user.project.connection, comparison.delivery_id)) == 7
        first = user.bench.selection.image_id
        user.press("Return")
        (row,) = queue_rows(user.project.connection, comparison.delivery_id, [first])
        assert row.status is ImageStatus.ACCEPTED
        assert user.bench.selection.image_id != first

    def rule(user):
        user.go_to(Page.ADJUDICATE)
        comparison = user.bench.selection.comparison
        assert len(contested_findings(user.project.connection, comparison.id)) == 2
        user.press("V")
        user.write("the part is there")
        user.press("Return")
        ruled = [one for one in contested_findings(user.project.connection, comparison.id) if one.ruling]
        assert [(one.ruling, one.reason) for one in ruled] == [(Ruling.VENDOR_RIGHT, "the part is there")]

    def send(user):
        user.go_to(Page.REWORK)
        user.press("Ctrl+E")
        user.save_as(package)
        user.wait_until(lambda: not user.bench.jobs.busy and package.exists())
        (request,) = rework_requests(user.project.connection, user.bench.selection.batch.id)
        assert request.items == 7
        assert zipfile.ZipFile(package).testzip() is None

    def take_back(user):
        comparison = user.bench.selection.comparison
        user.go_to(Page.REVIEW)
        user.press("Ctrl+Z")
        assert rework_requests(user.project.connection, user.bench.selection.batch.id) == []
        user.press("Ctrl+Z")
        assert not any(one.ruling for one in contested_findings(user.project.connection, comparison.id))
        user.press("Ctrl+Shift+Z")
        assert any(one.ruling for one in contested_findings(user.project.connection, comparison.id))
        kept["findings"] = all_findings(user.project.connection, comparison.id)
        kept["history"] = [one.id for one in history(user.project.connection)]

    def first_day(user):
        for part in (judge_ten, rule, send, take_back):
            part(user)

    def next_day(user):
        comparison = user.bench.selection.comparison
        assert all_findings(user.project.connection, comparison.id) == kept["findings"]
        assert [one.id for one in history(user.project.connection)] == kept["history"]
        assert queue_counts(user.project.connection, comparison.delivery_id).done == 1
        user.press("Ctrl+Z")
        assert not any(one.ruling for one in contested_findings(user.project.connection, comparison.id))

    tell(first_day, demo)
    left = {path.name for path in demo.parent.iterdir() if path.name.startswith("demo.assay")}
    assert left == {
        "demo.assay",
        "demo.assay.thumbnails",
    }  # the project is one file, and its thumbnails may be thrown away
    tell(next_day, demo)

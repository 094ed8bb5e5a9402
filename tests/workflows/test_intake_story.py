"""A faulty delivery, from the import dialog over the intake report to the package that goes back to the vendor."""

import json
import zipfile

from assay.__main__ import main
from assay.model.batches import SetRole
from assay.model.defect_types import Severity
from assay.store.defects import defects
from assay.ui.actions import Page
from assay.ui.deliveries.import_dialog import ImportDialog, Stage
from tests.small_delivery import DELIVERY, coco, lay_out

FAULTS = [(2, 1, (180, 10, 40, 40)), (1, 1, (10, 10, 60, 40)), (77, 1, (1, 1, 9, 9))]
"""Out of the image; the same as another; on an image that the file does not have."""


def test_that_a_faulty_delivery_is_checked_logged_in_one_step_undone_and_sent_back(tell, tmp_path):
    gold, delivery = lay_out(tmp_path / "batch")
    delivery.write_text(json.dumps(coco([*DELIVERY, *FAULTS], first_id=501)))
    path, package = tmp_path / "pilot.assay", tmp_path / "rework.zip"
    main(["new", str(path)])
    main(["import", str(path), str(gold), "--as", "gold", "--vendor", "Labelworks"])

    def story(user):
        page = user.go_to(Page.DELIVERIES)
        _bring_in(user, page, delivery)
        intake = page.batch_view.intake
        user.wait_until(lambda: {one.rule for one in intake.findings} == EXPECTED)
        assert intake.filters.chips[Severity.MAJOR].text() == "Major  2"
        assert intake.log.text() == "Log all 3 defects"
        user.click(intake.log)
        assert _logged(user) == ["FMT-PARSE", "EXT-DUP", "GEO-OOB"]
        user.press("Ctrl+Z")
        user.wait_until(lambda: _logged(user) == [])
        user.click(intake.log)
        rework = user.go_to(Page.REWORK)
        assert [row.image for row in rework.model.rows] == ["Delivery", "one.png", "two.png"]
        user.wait_until(rework.request.write.isEnabled)
        user.click(rework.request.write)
        user.save_as(package)
        user.wait_until(package.exists)

    tell(story, path)
    with zipfile.ZipFile(package) as archive:
        items = json.loads(archive.read("rework_items.json"))
    assert [(one["defect_code"], one["image_file"]) for one in items] == [
        ("FMT-PARSE", None),
        ("EXT-DUP", "one.png"),
        ("GEO-OOB", "two.png"),
    ]


EXPECTED = {"entry-left-out", "shape-repeated", "shape-outside"}


def _bring_in(user, page, source):
    """Drop a delivery onto the page, import it, and wait until it is checked and compared."""
    page.import_from(source, SetRole.DELIVERY)
    dialog = user.dialog(ImportDialog)
    user.wait_until(lambda: dialog.stage is Stage.READY)
    user.click(dialog.parts.import_button)
    user.wait_until(lambda: not dialog.isVisible())
    user.come_back()
    user.wait_until(lambda: user.bench.selection.comparison is not None and not user.bench.jobs.busy)


def _logged(user):
    return [one.code for one in defects(user.project.connection, user.bench.selection.delivery.id)]

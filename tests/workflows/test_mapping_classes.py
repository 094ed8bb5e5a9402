"""A vendor's class names become those of the schema, by the keyboard: one mapped, one added, one rejected."""

import json

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from assay.__main__ import main
from assay.model.batches import SetRole
from assay.store.batches import batches, label_sets
from assay.store.intake import intake_findings
from assay.store.schemas import current_schema
from assay.ui.actions import Page
from assay.ui.deliveries.class_model import FATE
from assay.ui.deliveries.import_dialog import ImportDialog, Stage
from tests.small_delivery import lay_out

NAMES = ("carr", "lorry", "junk")


def test_that_classes_are_mapped_added_and_rejected(tell, tmp_path, capfd):
    path = tmp_path / "there.assay"
    gold, delivery = lay_out(tmp_path / "batch")
    described = json.loads(delivery.read_text())
    described["categories"] = [{"id": number, "name": name} for number, name in enumerate(NAMES, 1)]
    for number, annotation in enumerate(described["annotations"]):
        annotation["category_id"] = (1, 2, 3, 3)[number]
    delivery.write_text(json.dumps(described))
    main(["new", str(path)])
    main(["import", str(path), str(gold), "--as", "gold", "--vendor", "Labelworks"])

    def story(user):
        page = user.go_to(Page.DELIVERIES)
        page.import_from(delivery, SetRole.DELIVERY)
        dialog = user.dialog(ImportDialog)
        user.wait_until(lambda: dialog.stage is Stage.READY)
        table = dialog.parts.preview.classes
        table.setFocus()
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Plus, Qt.Key.Key_Down, Qt.Key.Key_Minus):
            QTest.keyClick(table, key)
        fates = [table.classes.index(row, FATE).data() for row in range(3)]
        assert fates == ["suggested", "added", "left out"]
        assert dialog.parts.preview.tile("Annotations").accessibleName() == "Annotations: 2 will come in"
        user.click(dialog.parts.import_button)
        user.wait_until(lambda: not dialog.isVisible())
        user.wait_until(lambda: not user.bench.jobs.busy)
        connection = user.project.connection
        (came,) = label_sets(connection, batches(connection)[0].id, SetRole.DELIVERY)
        assert (came.annotations, came.rejected) == (2, 2)
        assert [one.name for one in current_schema(connection).classes] == ["car", "van", "lorry"]
        assert "class “junk”" in {one.place for one in intake_findings(connection, came.id) if one.left_out}

    tell(story, path)

"""A table that no format knows is read by a mapping made on screen, kept in the project, and used again by itself."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from assay.__main__ import main
from assay.model.batches import SetRole
from assay.store.annotation_reading import read_annotations
from assay.store.batches import batches, label_sets
from assay.ui.actions import Page
from assay.ui.deliveries.import_dialog import ImportDialog, Stage
from tests.small_delivery import lay_out

TABLE = "Bild;Klasse;mx;my;breit;hoch;wer\none.png;car;0.5;0.5;0.5;0.2;ann\ntwo.png;van;0.25;0.5;0.1;0.2;ben\n"


def test_that_columns_are_chosen_kept_and_used_again(tell, tmp_path, capfd):
    path, table = tmp_path / "there.assay", tmp_path / "batch" / "boxes.csv"
    lay_out(tmp_path / "batch")
    table.write_text(TABLE)
    main(["new", str(path)])

    def choose(box, letters):
        box.setFocus()
        QTest.keyClicks(box, letters)

    def story(user):
        page = user.go_to(Page.DELIVERIES)
        page.import_from(table, SetRole.DELIVERY)
        dialog = user.dialog(ImportDialog)
        user.wait_until(lambda: dialog.stage is Stage.REFUSED)
        columns = dialog.parts.columns
        user.click(columns.button)
        user.wait_until(columns.dialog.isVisible)
        form = columns.dialog.form
        assert not columns.dialog.use_button.isEnabled()
        choose(form.corners, "Centre")
        choose(form.units, "Shares")
        for box, column in zip(
            (form.image, form.label, *form.box, form.more["annotator"]), TABLE.split("\n")[0].split(";"), strict=True
        ):
            choose(box, column)
        assert columns.dialog.error.text() == ""
        user.click(columns.dialog.use_button)
        user.wait_until(lambda: dialog.stage is Stage.READY)
        dialog.parts.form.vendor.setEditText("Labelworks")
        user.click(dialog.parts.import_button)
        user.wait_until(lambda: not dialog.isVisible() and not user.bench.jobs.busy)
        page.import_from(table, SetRole.DELIVERY)
        user.wait_until(lambda: dialog.stage is Stage.READY)
        user.click(dialog.parts.import_button)
        user.wait_until(lambda: not dialog.isVisible() and not user.bench.jobs.busy)
        connection = user.project.connection
        first, second = label_sets(connection, batches(connection)[0].id, SetRole.DELIVERY)
        boxes = [read_annotations(connection, one.id).boxes.tolist() for one in (first, second)]
        assert boxes[0] == boxes[1] == [[50, 60, 150, 90], [40, 60, 60, 90]]

    tell(story, path)


def test_that_the_form_follows_the_delimiter_and_the_first_row(qtbot, tmp_path):
    from assay.ui.mapping.mapping_dialog import MappingDialog

    table = tmp_path / "boxes.csv"
    table.write_text("one.png,car,1,2,3,4\ntwo.png,van,5,6,7,8\n")
    dialog = MappingDialog()
    qtbot.addWidget(dialog)
    dialog.open_on(table, None, "")
    assert dialog.preview.table.rowCount() == 1
    assert dialog.preview.table.headerData(0, Qt.Orientation.Horizontal) == "one.png\n–"
    dialog.form.has_header.setFocus()
    QTest.keyClick(dialog.form.has_header, Qt.Key.Key_Space)
    assert dialog.preview.table.rowCount() == 2
    assert dialog.form.mapping.header == tuple(f"column {at}" for at in range(1, 7))
    QTest.keyClicks(dialog.form.delimiter, "Semi")
    assert dialog.form.mapping.header == ("column 1",)

import json
import zipfile

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from assay.model.batches import SetRole
from assay.model.progress import Progress
from assay.store.batches import batches, label_sets
from assay.store.schemas import current_schema
from assay.ui.deliveries.class_model import BECOMES
from assay.ui.deliveries.import_dialog import Stage
from tests.small_delivery import bring_in


def click(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def tile(dialog, caption: str) -> str:
    return dialog.parts.preview.tile(caption).accessibleName()


def wait_for(gate):
    """Work that waits for its cancelling, one step after another."""
    while not gate:
        yield Progress(0, 0, "Waiting")


def import_it(qtbot, dialog):
    with qtbot.waitSignal(dialog.imported) as imported:
        click(dialog.parts.import_button)
    return imported.args[0]


def test_that_a_source_is_shown_before_anything_is_written(bench, project, files, looked_at):
    dialog = looked_at(bench, files.delivery, SetRole.DELIVERY)
    assert tile(dialog, "Images") == "Images: 3 named in it"
    assert tile(dialog, "Found") == "Found: 3 none missing"
    assert tile(dialog, "Annotations") == "Annotations: 4 will come in"
    assert dialog.parts.form.images.text == str(files.delivery.parent / "images")
    assert not batches(project.connection)


def test_that_a_new_batch_needs_a_vendor_before_it_can_be_imported(bench, files, looked_at):
    dialog = looked_at(bench, files.delivery, SetRole.DELIVERY)
    assert not dialog.parts.import_button.isEnabled()
    assert dialog.parts.error.text() == "Which vendor labels this batch? Name it"
    QTest.keyClicks(dialog.parts.form.vendor.lineEdit(), "Labelworks")
    assert dialog.parts.import_button.isEnabled()
    assert dialog.parts.error.text() == ""


def test_that_importing_makes_the_batch_with_its_vendor(qtbot, bench, project, files, looked_at):
    dialog = looked_at(bench, files.delivery, SetRole.DELIVERY)
    dialog.parts.form.batch.setEditText("North")
    dialog.parts.form.vendor.setEditText("Labelworks")
    report = import_it(qtbot, dialog)
    assert (report.batch.name, report.batch.vendor, report.label_set.round) == ("North", "Labelworks", 0)
    assert not dialog.isVisible()
    assert bench.selection.batch.name == "North"


def test_that_the_next_round_is_proposed_for_a_batch_that_was_delivered(make_bench, project, me, files, looked_at):
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me, batch="North", vendor="Labelworks")
    dialog = looked_at(make_bench(), files.delivery, SetRole.DELIVERY)
    assert dialog.parts.form.round.text() == "Next: 1"
    assert dialog.parts.form.vendor_name == "Labelworks"
    assert not dialog.parts.form.vendor.isEnabled()


def test_that_a_round_that_is_there_already_is_refused_in_place(make_bench, project, me, files, looked_at):
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me, batch="North", vendor="Labelworks")
    dialog = looked_at(make_bench(), files.delivery, SetRole.DELIVERY)
    dialog.parts.form.round.setValue(0)
    assert "has delivery round 0 already" in dialog.parts.error.text()
    assert not dialog.parts.import_button.isEnabled()


def test_that_the_images_of_a_batch_are_looked_for_where_they_lie(make_bench, project, me, files, tmp_path, looked_at):
    bring_in(project, files.gold, SetRole.GOLD, by=me, batch="North", vendor="Labelworks")
    elsewhere = tmp_path / "downloads" / "delivery.json"
    elsewhere.parent.mkdir()
    elsewhere.write_text(files.delivery.read_text())
    dialog = looked_at(make_bench(), elsewhere, SetRole.DELIVERY)
    assert tile(dialog, "Found") == "Found: 3 none missing"


def test_that_missing_images_are_named_and_do_not_stand_in_the_way(qtbot, make_bench, project, me, files, looked_at):
    (files.delivery.parent / "images" / "two.png").unlink()
    dialog = looked_at(make_bench(), files.delivery, SetRole.DELIVERY)
    dialog.parts.form.vendor.setEditText("Labelworks")
    assert dialog.parts.preview.missing_names == ["two.png"]
    assert "1 of 3 image files were not found" in dialog.parts.error.text()
    assert import_it(qtbot, dialog).missing == ["two.png"]


def test_that_another_image_folder_is_looked_into(qtbot, bench, files, tmp_path, looked_at):
    (files.delivery.parent / "images").rename(tmp_path / "pictures")
    dialog = looked_at(bench, files.delivery, SetRole.DELIVERY)
    assert tile(dialog, "Found") == "Found: 0 3 missing"
    QTest.keyClicks(dialog.parts.form.images.line, str(tmp_path / "pictures"))
    QTest.keyClick(dialog.parts.form.images.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tile(dialog, "Found") == "Found: 3 none missing")


def test_that_entries_that_cannot_be_kept_are_listed_with_the_reason(bench, files, looked_at):
    document = json.loads(files.delivery.read_text())
    document["annotations"][2]["category_id"] = 99
    files.delivery.write_text(json.dumps(document))
    dialog = looked_at(bench, files.delivery, SetRole.DELIVERY)
    click(dialog.parts.preview.segments.button("left_out"))
    (complaint,) = dialog.parts.preview.left_out.complaints
    assert "annotations[2]" in complaint.place
    assert "99" in complaint.why
    assert dialog.parts.preview.left_out.isVisible()


def test_that_a_class_can_be_mapped_to_one_of_the_schema(qtbot, make_bench, project, me, files, looked_at):
    bring_in(project, files.gold, SetRole.GOLD, by=me, vendor="Labelworks")
    files.delivery.write_text(files.delivery.read_text().replace('"van"', '"lorry"'))
    dialog = looked_at(make_bench(), files.delivery, SetRole.DELIVERY)
    classes = dialog.parts.preview.classes.classes
    index = classes.index(1, BECOMES)
    assert index.data() == "New class “lorry”"
    classes.setData(index, "van")
    assert index.data() == "van"
    import_it(qtbot, dialog)
    assert [one.name for one in current_schema(project.connection).classes] == ["car", "van"]


def test_that_a_file_that_is_not_there_is_said_under_its_field(bench, tmp_path, looked_at):
    dialog = looked_at(bench, tmp_path / "nothing.json", SetRole.DELIVERY)
    assert dialog.stage is Stage.REFUSED
    assert "there is no such file or folder" in dialog.parts.form.fault


def test_that_an_archive_is_read_in_place(qtbot, make_bench, project, me, files, tmp_path, looked_at):
    bring_in(project, files.gold, SetRole.GOLD, by=me, vendor="Labelworks")
    archive = tmp_path / "delivery.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.write(files.delivery, "labels/delivery.json")
    import_it(qtbot, looked_at(make_bench(), archive, SetRole.DELIVERY))
    (delivery,) = label_sets(project.connection, batches(project.connection)[0].id, SetRole.DELIVERY)
    assert delivery.annotations == 4


def test_that_a_broken_archive_is_refused_with_its_reason(bench, tmp_path, looked_at):
    archive = tmp_path / "delivery.zip"
    archive.write_bytes(b"PK\x03\x04 and then nothing")
    dialog = looked_at(bench, archive, SetRole.DELIVERY)
    assert dialog.stage is Stage.REFUSED
    assert "delivery.zip" in dialog.parts.form.fault


def test_that_a_file_of_no_known_format_is_refused_with_its_reason(bench, tmp_path, looked_at):
    stranger = tmp_path / "letter.txt"
    stranger.write_text("Dear vendor")
    dialog = looked_at(bench, stranger, SetRole.DELIVERY)
    assert dialog.stage is Stage.REFUSED
    assert str(stranger) in dialog.parts.form.fault


def test_that_escape_cancels_what_is_under_way_and_then_closes(qtbot, bench, files):
    gate: list[bool] = []
    bench.jobs.run("Other work", None, lambda _: wait_for(gate), then=lambda _: None)
    bench.dialog.open_on(files.delivery, SetRole.DELIVERY)
    assert bench.dialog.stage is Stage.LOOKING
    QTest.keyClick(bench.dialog, Qt.Key.Key_Escape)
    assert bench.dialog.stage is Stage.REFUSED
    assert bench.dialog.isVisible()
    QTest.keyClick(bench.dialog, Qt.Key.Key_Escape)
    assert not bench.dialog.isVisible()


def test_that_other_work_is_waited_for_and_said(qtbot, bench, files):
    gate: list[bool] = []
    bench.jobs.run("Other work", None, lambda _: wait_for(gate), then=lambda _: None)
    bench.dialog.open_on(files.delivery, SetRole.DELIVERY)
    assert "Other work is still under way" in bench.dialog.parts.work_bar.doing
    assert bench.dialog.stage is Stage.LOOKING
    gate.append(True)
    qtbot.waitUntil(lambda: bench.dialog.stage is Stage.READY)


def test_that_choosing_another_source_takes_the_place_of_the_first(qtbot, bench, files):
    bench.dialog.open_on(files.delivery, SetRole.DELIVERY)
    bench.dialog.parts.form.source.choose(files.gold)
    bench.dialog.look()
    qtbot.waitUntil(lambda: bench.dialog.stage is Stage.READY)
    qtbot.waitUntil(lambda: not bench.jobs.busy)
    assert bench.dialog.parts.form.source.text == str(files.gold)
    bench.dialog.parts.form.vendor.setEditText("Labelworks")
    assert import_it(qtbot, bench.dialog).label_set.source == str(files.gold)


def test_that_a_refused_import_is_said_and_leaves_the_project_as_it_was(
    qtbot, make_bench, project, me, files, looked_at
):
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me, batch="North", vendor="Labelworks")
    dialog = looked_at(make_bench(), files.delivery, SetRole.DELIVERY)
    dialog.parts.form.round.setValue(1)
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me, batch="North")
    click(dialog.parts.import_button)
    qtbot.waitUntil(lambda: "round 1 already" in dialog.parts.error.text())
    assert dialog.stage is Stage.READY
    assert len(label_sets(project.connection, batches(project.connection)[0].id)) == 2


def test_that_a_table_nobody_can_read_leads_to_its_columns(bench, looked_at, tmp_path):
    table = tmp_path / "boxes.csv"
    table.write_text("bild;klasse;links;oben;rechts;unten\none.png;car;1;2;30;40\n")
    dialog = looked_at(bench, table, SetRole.DELIVERY)
    assert dialog.stage is Stage.REFUSED
    assert dialog.parts.columns.button.isVisible()
    assert "Columns…" in dialog.parts.message.accessibleName()


def test_that_the_guideline_is_named_with_the_import_and_proposed_for_the_next(qtbot, bench, project, files, looked_at):
    dialog = looked_at(bench, files.delivery, SetRole.DELIVERY)
    dialog.parts.form.vendor.setEditText("Labelworks")
    QTest.keyClicks(dialog.parts.form.guideline, "v2.3")
    import_it(qtbot, dialog)
    assert batches(project.connection)[0].guideline_version == "v2.3"
    assert looked_at(bench, files.gold, SetRole.GOLD).parts.form.guideline_version == "v2.3"

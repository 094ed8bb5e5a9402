"""Labels are handed out in another format: what it cannot hold is said first, and Undo still undoes what was done before."""

from PySide6.QtTest import QTest

from assay.__main__ import main
from assay.store.history import history, next_up
from assay.ui.export.export_dialog import ExportDialog, Stage
from tests.small_delivery import lay_out


def test_that_an_export_lists_its_losses_and_leaves_the_undo_list_alone(tell, tmp_path, capfd):
    path, out = tmp_path / "there.assay", tmp_path / "as voc"
    gold, delivery = lay_out(tmp_path / "batch")
    main(["new", str(path)])
    main(["import", str(path), str(gold), "--as", "gold", "--vendor", "Labelworks"])
    main(["import", str(path), str(delivery), "--as", "delivery"])
    main(["compare", str(path)])

    def story(user):
        user.press("D")
        user.wait_until(lambda: next_up(user.project.connection).undo)
        user.press("Ctrl+Shift+E")
        dialog = user.dialog(ExportDialog)
        user.wait_until(lambda: dialog.stage is Stage.READY)
        form = dialog.parts.form
        form.format.setFocus()
        QTest.keyClicks(form.format, "Pascal")
        user.wait_until(lambda: dialog.stage is Stage.READY)
        assert form.chosen_format.name == "voc"
        losses = [(one.count, one.what) for one in dialog.parts.losses.model_of_losses.losses]
        assert (4, "have an annotator, which is not written") in losses
        form.place.clear()
        assert not dialog.parts.export_button.isEnabled()
        QTest.keyClicks(form.place, str(out))
        user.click(dialog.parts.export_button)
        user.wait_until(lambda: dialog.stage is Stage.WRITTEN)
        assert sorted(one.name for one in out.iterdir()) == ["one.xml", "three.xml", "two.xml"]
        user.click(dialog.parts.close_button)
        user.come_back()
        last = history(user.project.connection, limit=1)[0]
        assert (last.verb, last.undoable) == ("export_labels", False)
        assert next_up(user.project.connection).undo
        user.press("Ctrl+Z")
        assert history(user.project.connection, limit=1)[0].verb == "undo"

    tell(story, path)

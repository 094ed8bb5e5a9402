"""The schema is edited on screen: a class added, its shapes and attributes said, and all of it undone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from assay.__main__ import main
from assay.model.schema import Attribute
from assay.model.shapes import ShapeKind
from assay.store.schemas import current_schema
from assay.ui.schema.schema_dialog import SchemaDialog
from tests.small_delivery import lay_out


def test_that_a_class_is_added_described_and_each_save_undone(tell, tmp_path, capfd):
    path = tmp_path / "there.assay"
    gold, _ = lay_out(tmp_path / "batch")
    main(["new", str(path)])
    main(["import", str(path), str(gold), "--as", "gold", "--vendor", "Labelworks"])

    def story(user):
        def schema():
            return current_schema(user.project.connection)

        before = schema().version
        user.bench.actions_by_name["schema"].trigger()
        dialog = user.dialog(SchemaDialog)
        QTest.keyClicks(dialog.new_name, "bus")
        QTest.keyClick(dialog.new_name, Qt.Key.Key_Return)
        assert [one.name for one in schema().classes] == ["car", "van", "bus"]
        assert dialog.chosen().name == "bus"
        QTest.keyClick(dialog.form.shapes[ShapeKind.BOX], Qt.Key.Key_Space)
        dialog.form.attributes.item(0, 0).setText("doors")
        dialog.form.attributes.item(0, 1).setText("two, four")
        dialog.form.attributes.item(0, 2).setCheckState(Qt.CheckState.Checked)
        user.click(dialog.save_button)
        bus = schema().classes[-1]
        assert bus.shapes == (ShapeKind.BOX,)
        assert bus.attributes == (Attribute(name="doors", values=("two", "four"), required=True),)
        assert schema().version == before + 2
        assert not dialog.save_button.isEnabled()
        QTest.keyClicks(dialog.new_name, "car")
        user.click(dialog.add_button)
        assert "already" in dialog.error.text()
        user.click(dialog.close_button)
        user.come_back()
        user.press("Ctrl+Z")
        assert (schema().classes[-1].shapes, schema().version) == ((), before + 1)
        user.press("Ctrl+Z")
        assert [one.name for one in schema().classes] == ["car", "van"]

    tell(story, path)

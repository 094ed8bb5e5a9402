from PySide6.QtCore import Qt

from assay.ui.window.image_memory_dialog import ImageMemoryDialog
from assay.ui.window.preferences import IMAGE_MEGABYTES


def test_that_return_saves_what_was_typed(qtbot):
    dialog = ImageMemoryDialog(512)
    dialog.show()
    qtbot.keyClicks(dialog.field, "768")
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert chosen.args == [768]


def test_that_it_keeps_to_what_may_be_chosen(qtbot):
    dialog = ImageMemoryDialog(512)
    qtbot.addWidget(dialog)
    assert (dialog.field.minimum(), dialog.field.maximum()) == IMAGE_MEGABYTES

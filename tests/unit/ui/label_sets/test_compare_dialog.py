import json

import pytest
from PySide6.QtCore import Qt

from assay.model.batches import SetRole
from assay.store.batches import batches, label_sets
from assay.ui.label_sets.compare_dialog import CompareDialog
from tests.small_delivery import DELIVERY, GOLD, bring_in, coco


@pytest.fixture
def dialog(qtbot, project, me, tmp_path):
    for name, role, objects in (
        ("gold", SetRole.GOLD, GOLD),
        ("delivery", SetRole.DELIVERY, DELIVERY),
        ("eva", SetRole.REVIEWER, GOLD),
    ):
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(coco(objects)))
        bring_in(project, path, role, by=me)
    sets = label_sets(project.connection, batches(project.connection)[0].id)
    of = {one.title: one for one in sets}
    made = CompareDialog(sets, of["Vendor, round 0"], of["Gold, revision 1"])
    qtbot.addWidget(made)
    made.show()
    return made


def test_that_it_starts_with_what_is_compared_now_and_swaps_the_two(qtbot, dialog):
    assert (dialog.judged.currentText(), dialog.against.currentText()) == ("Vendor, round 0", "Gold, revision 1")
    qtbot.mouseClick(dialog.swap, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(dialog.wanted) as wanted:
        qtbot.mouseClick(dialog.compare, Qt.MouseButton.LeftButton)
    assert [one.title for one in wanted.args] == ["Gold, revision 1", "Vendor, round 0"]


def test_that_a_label_set_cannot_be_held_against_itself(dialog):
    dialog.against.setCurrentText("Vendor, round 0")
    assert not dialog.compare.isEnabled()
    assert "always agrees with itself" in dialog.said.text()


def test_that_judging_a_delivery_by_a_reviewers_labels_says_what_becomes_of_verdicts(dialog):
    dialog.against.setCurrentText("eva")
    assert "Verdicts against gold are kept" in dialog.said.text()

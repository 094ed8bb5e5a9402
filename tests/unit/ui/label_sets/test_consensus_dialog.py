import json

import pytest
from PySide6.QtCore import Qt

from assay.model.batches import SetRole
from assay.review.build_consensus import Rule
from assay.store.batches import batches
from assay.ui.label_sets.consensus_dialog import ConsensusDialog
from tests.small_delivery import GOLD, bring_in, coco


@pytest.fixture
def dialog(qtbot, project, me, tmp_path):
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(coco(GOLD)))
    bring_in(project, path, SetRole.GOLD, by=me)
    made = ConsensusDialog(batches(project.connection)[0], ["ana", "ben", "eva"], 0.5)
    qtbot.addWidget(made)
    made.show()
    return made


def test_that_it_starts_with_a_quorum_of_more_than_half(dialog):
    assert (dialog.quorum.text(), dialog.quorum.maximum()) == ("2 of 3", 3)


def test_that_each_rule_is_explained_and_only_a_quorum_has_a_number(qtbot, dialog):
    for rule, words in ((Rule.MAJORITY, "more than half"), (Rule.DAWID_SKENE, "weighed by the mistakes")):
        dialog.rule.setCurrentIndex(dialog.rule.findData(rule))
        assert words in dialog.said.text()
        assert not dialog.quorum.isVisible()
    with qtbot.waitSignal(dialog.wanted) as wanted:
        qtbot.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    assert wanted.args[0] is Rule.DAWID_SKENE

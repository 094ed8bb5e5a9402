from PySide6.QtCore import Qt

from assay.compare.consensus.rules import Rule
from assay.model.batches import SetRole
from assay.model.progress import result_of
from assay.review.build_consensus import build_consensus
from assay.store.batches import batches
from assay.ui.deliveries.label_set_panel import LabelSetPanel
from tests.small_delivery import bring_in


def test_that_a_consensus_is_listed_under_the_name_of_its_method_and_can_be_chosen(
    project, me, files, make_bench, qtbot
):
    bring_in(project, files.gold, SetRole.GOLD, by=me)
    bring_in(project, files.delivery, SetRole.DELIVERY, by=me)
    made = result_of(build_consensus(project, batches(project.connection)[0], rule=Rule.UNANIMOUS, by=me))
    page = make_bench().page
    view = page.findChild(LabelSetPanel).view
    rows = [view.model().index(row, 0) for row in range(view.model().rowCount())]
    (row,) = (one for one in rows if one.data() == made.label_set.name)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(row).center())
    assert view.currentIndex() == row

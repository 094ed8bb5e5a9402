"""Every number of every table opens the list of what it counts."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel

from assay.compare.settings import ComparisonSettings
from assay.model.batches import SetRole
from assay.model.progress import result_of
from assay.review.compare_delivery import compare_delivery
from assay.store.batches import batch_named
from assay.ui.scorecard.object_model import ENTRY
from assay.ui.scorecard.views import VIEWS
from assay.ui.widgets.empty_state import EmptyState
from tests.small_delivery import bring_in


def cells(table):
    """Every cell of a table, by row and column."""
    model = table.model()
    return [model.index(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]


def is_count(index) -> bool:
    """Demerits are a weighed sum; whatever else is a whole number counts something."""
    title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
    return title != "Demerits" and index.data().replace(",", "").isdigit()


def length(made) -> int:
    return made.page.board.objects.model.rowCount()


def clicked(qtbot, table, index) -> None:
    table.scrollTo(index)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())


EVERY_TABLE = {
    "pairs", "classes", "quality", "panoptic", "precision", "tide", "attributes", "annotators", "cohorts", "edges", "images",
    "accuracy", "deliveries",
}  # fmt: skip
WITHOUT_COUNTS = {"quality"}


def test_that_every_count_of_every_table_opens_a_list_of_its_length(qtbot, scored_scorecard):
    made = scored_scorecard
    breakdown, checked = made.page.board.breakdown, set()
    assert set(breakdown.tables) == EVERY_TABLE
    for view, table in breakdown.tables.items():
        breakdown.choose(view)
        for index in filter(is_count, cells(table)):
            clicked(qtbot, table, index)
            title = table.model().headerData(index.column(), Qt.Orientation.Horizontal)
            assert length(made) == int(index.data().replace(",", "")), (view, title)
            checked.add(view)
    assert checked == EVERY_TABLE - WITHOUT_COUNTS


def test_that_every_figure_of_every_table_opens_a_list(scored_scorecard):
    for view, table in scored_scorecard.page.board.breakdown.tables.items():
        model = table.model()
        for index in cells(table):
            if any(letter.isdigit() for letter in index.data()):
                assert model.listing(index) is not None, (view, index.data())


def test_that_without_scores_precision_and_errors_say_that_there_are_none(scorecard):
    breakdown = scorecard.page.board.breakdown
    for view in ("precision", "tide"):
        breakdown.choose(view)
        shown = [one for one in breakdown.findChildren(EmptyState) if one.isVisible()]
        assert [one.findChildren(QLabel)[-2].text() for one in shown] == ["n/a: the delivery has no scores"]


def test_that_f1_and_mean_iou_have_intervals_as_soon_as_they_are_known(scorecard):
    tiles = scorecard.page.board.tiles.tiles
    assert tiles["f1"].accessibleName() == "F1: 0.500 0–.667 · n 8"
    assert tiles["mean_iou"].accessibleName() == "Mean IoU: 1.000 .158–1 · n 2"
    breakdown = scorecard.page.board.breakdown
    model = breakdown.tables["quality"].model()
    assert [model.index(0, column).data() for column in range(3)] == ["All classes", "0.500", "0–.667"]


def test_that_a_mark_of_no_finding_opens_an_empty_list(qtbot, scorecard):
    breakdown = scorecard.page.board.breakdown
    breakdown.choose("images")
    table = breakdown.tables["images"]
    (index, *_) = [one for one in cells(table) if one.data() == "·"]
    clicked(qtbot, table, index)
    assert length(scorecard) == 0


def test_that_the_arrow_keys_go_from_number_to_number_and_open_their_lists(qtbot, scorecard):
    breakdown = scorecard.page.board.breakdown
    breakdown.choose("classes")
    table = breakdown.tables["classes"]
    table.setCurrentIndex(table.model().index(0, 0))
    shown = []
    for _ in range(3):
        qtbot.keyClick(table, Qt.Key.Key_Right)
        shown.append((table.currentIndex().data(), str(length(scorecard))))
    assert all(text == count for text, count in shown)
    assert shown[0] == ("2", "2")


def test_that_a_cell_says_what_a_click_would_list_and_shows_a_hand(qtbot, scorecard):
    breakdown = scorecard.page.board.breakdown
    breakdown.choose("classes")
    table = breakdown.tables["classes"]
    index = table.model().index(0, 1)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "car, matched: 2. A click or the arrow keys list them"
    qtbot.mouseMove(table.viewport(), table.visualRect(index).center())
    qtbot.waitUntil(lambda: table.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor)
    qtbot.mouseMove(table.viewport(), QPoint(5, table.viewport().height() - 5))
    qtbot.waitUntil(lambda: table.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor)


def test_that_the_images_behind_a_number_are_listed_by_name_and_open_in_review(qtbot, scorecard):
    breakdown = scorecard.page.board.breakdown
    breakdown.choose("edges")
    clicked(qtbot, breakdown.tables["edges"], breakdown.tables["edges"].model().index(0, 4))
    view = scorecard.page.board.objects.view
    assert [view.model().index(row, 0).data() for row in range(length(scorecard))] == ["one.png", "two.png"]
    with qtbot.waitSignal(scorecard.page.page_wanted):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert scorecard.selection.image_id == view.currentIndex().data(ENTRY).image_id


def test_that_every_view_is_reached_by_clicks_and_a_group_comes_back_to_where_it_was_left(qtbot, scorecard):
    views = scorecard.page.board.breakdown.views
    for name in VIEWS:
        for button in views.buttons_to(name):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert views.choice() == name
    qtbot.mouseClick(views.buttons_to("edges")[0], Qt.MouseButton.LeftButton)
    assert views.choice() == "edges"
    assert QApplication.focusWidget() is not views.buttons_to("edges")[0]


def test_that_another_delivery_is_shown_by_opening_its_row(qtbot, scorecard, project, me, tmp_path):
    first = scorecard.selection.batch
    for role, name in ((SetRole.GOLD, "gold.json"), (SetRole.DELIVERY, "delivery.json")):
        bring_in(project, tmp_path / "batch" / name, role, by=me, batch="another")
    other = batch_named(project.connection, "another")
    result_of(compare_delivery(project, other, ComparisonSettings(), by=me))
    scorecard.selection.choose_batch(other.id)
    breakdown = scorecard.page.board.breakdown
    qtbot.waitUntil(lambda: breakdown.tables["deliveries"].model().rowCount() == 2)
    breakdown.choose("deliveries")
    table = breakdown.tables["deliveries"]
    model = table.model()
    assert [model.index(row, 1).data() for row in range(2)] == ["4", "4"]
    assert [model.listing(model.index(row, 1)) is not None for row in range(2)] == [False, True]
    table.setCurrentIndex(model.index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert scorecard.selection.batch.id == first.id
    qtbot.waitUntil(lambda: scorecard.page.slow.of(scorecard.selection.comparison) is not None)

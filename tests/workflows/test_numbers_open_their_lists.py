"""A lead opens number after number of the scorecard, by mouse and by keys, and each opens the list of what it counts."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from assay.model.progress import result_of
from assay.review.make_demo import make_demo
from assay.ui.actions import Page
from assay.ui.scorecard.object_model import ENTRY


@pytest.fixture
def demo(tmp_path):
    return result_of(make_demo(tmp_path / "demo"))


def measured(user):
    page = user.go_to(Page.SCORECARD)
    user.wait_until(lambda: "panoptic" in page.board.breakdown.tables)
    return page


def shown_table(user, page, view):
    for button in page.board.breakdown.views.buttons_to(view):
        user.click(button)
    table = page.board.breakdown.tables[view]
    user.wait_until(table.isVisible)
    return table


def column(table, title) -> int:
    model = table.model()
    titles = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())]
    return titles.index(title)


def number(index: QModelIndex) -> int:
    return int(index.data().replace(",", ""))


def length(page) -> int:
    return page.board.objects.model.rowCount()


NUMBERS = [
    ("pairs", "Objects"), ("pairs", "Of found"), ("classes", "Hits"), ("classes", "Extra"), ("classes", "Missed"),
    ("panoptic", "Hits"), ("panoptic", "Extra"), ("panoptic", "Missed"), ("annotators", "Annotations"),
    ("cohorts", "Annotations"), ("edges", "Pairs"), ("edges", "Images"), ("images", "Extra"), ("images", "Missed"),
    ("accuracy", "Right"), ("accuracy", "Of"),
]  # fmt: skip


def test_that_every_number_opens_a_list_of_its_length_by_mouse_and_by_keys(demo, tell):
    def story(user):
        page = measured(user)
        for view, title in NUMBERS:
            table = shown_table(user, page, view)
            index = table.model().index(0, column(table, title))
            table.scrollTo(index)
            user.click(table.viewport(), table.visualRect(index).center())
            assert length(page) == number(index), (view, title)
            if table.model().rowCount() > 1:
                user.press("Down")
                assert length(page) == number(table.currentIndex()), (view, title, "next row")

    tell(story, demo)


def test_that_a_class_and_its_figures_are_walked_with_the_keyboard_and_an_object_is_opened_in_review(demo, tell):
    def story(user):
        page = measured(user)
        table = shown_table(user, page, "classes")
        first = table.model().index(0, 0)
        user.click(table.viewport(), table.visualRect(first).center())
        for _ in range(3):
            user.press("Right")
            assert length(page) == number(table.currentIndex())
        view = page.board.objects.view
        entry = view.currentIndex().data(ENTRY)
        view.setFocus()
        user.press("Return")
        user.wait_until(lambda: user.bench.page is Page.REVIEW)
        assert user.bench.selection.image_id == entry.image_id

    tell(story, demo)


def test_that_every_cell_of_the_matrix_and_every_bar_of_the_histogram_opens_as_many_as_it_says(demo, tell):
    def story(user):
        page = measured(user)
        shown = page.trying.now
        for button in page.board.breakdown.views.buttons_to("confusion"):
            user.click(button)
        heat_map = page.board.breakdown.heat_map
        for row, place in [(0, 0), (0, len(shown.classes)), (len(shown.classes), 0)]:
            assert shown.confusion[row, place] > 0
            user.click(heat_map, heat_map.cell_centre(row, place).toPoint())
            assert length(page) == shown.confusion[row, place]
        for button in page.board.breakdown.views.buttons_to("iou"):
            user.click(button)
        histogram = page.board.breakdown.histogram
        user.click(histogram, histogram.bar_centre(49).toPoint())
        assert f": {length(page):,} pairs" in histogram.sentence(49)
        QTest.keyClick(histogram, Qt.Key.Key_Left)
        QTest.keyClick(histogram, Qt.Key.Key_Return)
        assert length(page) > 0

    tell(story, demo)

import json

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt

from assay.model.batches import SetRole
from assay.store.queue import QueueFilter
from tests.small_delivery import bring_in


def test_that_a_click_on_a_row_shows_its_image(desk, qtbot):
    view = desk.page.queue.view
    place = view.visualRect(view.model().index(1)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.image() == "three.png"


def test_that_the_chosen_image_is_marked_wherever_it_was_chosen(desk):
    desk.open_image("two.png")
    assert desk.page.queue.view.currentIndex().row() == 2


def test_that_the_next_rows_are_seen_when_one_goes_below_the_last_row(long_list):
    view = long_list.page.queue.view
    last = view.shown_rows()[-1]
    for _ in range(last + 1):
        long_list.press("n")
    assert view.currentIndex().row() == last + 1
    assert view.viewport().rect().contains(view.visualRect(view.model().index(last + 3)))
    before = view.verticalScrollBar().value()
    long_list.press("n", "n")
    assert view.verticalScrollBar().value() == before


def test_that_a_row_that_is_seen_does_not_move_under_the_pointer(long_list, qtbot):
    view = long_list.page.queue.view
    place = view.visualRect(view.model().index(view.shown_rows()[-2])).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.indexAt(place) == view.currentIndex()
    assert view.verticalScrollBar().value() == 0


def test_that_a_thumbnail_appears_in_its_row(long_list, qtbot):
    view = long_list.page.queue.view
    row = view.visualRect(view.model().index(2))
    place = view.viewport().mapTo(long_list.window, row.center()) - QPoint(row.center().x() - 30, 0)
    qtbot.waitUntil(lambda: long_list.window.grab().toImage().pixelColor(place).getRgb()[:3] == (2, 2, 2))


@pytest.fixture
def long_list(sit_down, project, me, tmp_path):
    """More images than the list has room for; image n is as bright as n says."""
    names = [f"{n:02}.png" for n in range(40)]
    for number, name in enumerate(names):
        Image.new("RGB", (20, 20), (number,) * 3).save(tmp_path / name)
    document = {
        "images": [{"id": n + 1, "file_name": name, "width": 20, "height": 20} for n, name in enumerate(names)],
        "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 1, 5, 5], "iscrowd": 0}],
        "categories": [{"id": 1, "name": "car"}],
    }
    (tmp_path / "delivery.json").write_text(json.dumps(document))
    bring_in(project, tmp_path / "delivery.json", SetRole.DELIVERY, by=me, vendor="Labelworks")
    desk = sit_down()
    desk.page.queue.filters.chip(QueueFilter.ALL).click()
    return desk


def test_that_an_empty_list_says_why_and_how_to_go_on(desk, qtbot):
    queue = desk.page.queue
    queue.filters.chip(QueueFilter.CONTESTED).click()
    assert queue.note.title() == "Nothing is contested"
    qtbot.mouseClick(queue.note.button, Qt.MouseButton.LeftButton)
    assert queue.filters.shown is QueueFilter.ALL
    assert queue.view.isVisible()


def test_that_the_images_with_findings_are_shown_when_asked_for(desk):
    desk.press("x")
    desk.page.queue.filters.chip(QueueFilter.FINDINGS).click()
    assert [desk.page.queue.model.index(row).data() for row in range(2)] == ["three.png", "two.png"]


def test_that_enter_in_the_search_field_goes_to_the_image_that_was_found(desk):
    desk.page.queue.filters.search.setFocus()
    desk.press("two", Qt.Key.Key_Return)
    assert desk.image() == "two.png"
    assert desk.page.canvas.hasFocus()


def test_that_enter_in_the_search_field_stays_with_an_image_that_is_among_those_found(desk):
    desk.open_image("two.png")
    desk.page.queue.filters.search.setFocus()
    desk.press("png", Qt.Key.Key_Return)
    assert desk.image() == "two.png"


def test_that_esc_in_the_search_field_shows_everything_again_and_gives_the_keys_back(desk):
    search = desk.page.queue.filters.search
    search.setFocus()
    desk.press("two", Qt.Key.Key_Escape)
    assert search.text() == ""
    assert desk.page.canvas.hasFocus()


def test_that_the_worst_images_come_first_when_asked_for(desk):
    desk.press("x")
    desk.page.queue.filters.chip(QueueFilter.ALL).click()
    names = [desk.page.queue.model.index(row).data() for row in range(3)]
    assert names == sorted(names)
    desk.actions["order_worst"].trigger()
    rows = [desk.page.queue.model.row(place) for place in range(3)]
    counts = [(row.critical, row.major, row.minor) for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert [row.file_name for row in rows] != names
    desk.actions["order_name"].trigger()
    assert [desk.page.queue.model.index(row).data() for row in range(3)] == names


def test_that_the_images_with_most_to_judge_come_first_when_asked_for(desk):
    desk.press("x")
    desk.actions["order_waiting"].trigger()
    waiting = [desk.page.queue.model.row(place).unjudged for place in range(desk.page.queue.model.rowCount())]
    assert waiting == sorted(waiting, reverse=True)
    assert waiting[0] > waiting[-1]

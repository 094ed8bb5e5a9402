"""What is read and painted ahead is never shown when it is true no more."""

import json

import pytest

from assay.model.batches import ImageStatus, SetRole
from assay.model.findings import Verdict
from assay.review.judge_finding import judge_finding
from assay.review.judge_image import judge_image
from assay.store.findings import findings_on_image
from assay.ui.canvas.pane_overlay import overlay_content
from assay.ui.review.findings import delegate as findings_delegate
from assay.ui.review.queue import delegate as queue_delegate
from tests.small_delivery import GOLD, bring_in, coco


@pytest.fixture
def ready(desk, qtbot):
    """At one.png, with three.png, the next one, read and painted ahead."""
    qtbot.waitUntil(lambda: painted_ahead(desk) == 1)
    return desk


@pytest.fixture
def all_ready(ready, qtbot):
    """The lines of the lists are painted ahead, too, with the thumbnails that they show; nothing more is, however soon the next image settles."""
    queue = ready.page.queue
    rows = [queue.model.row(place) for place in range(queue.model.rowCount())]
    qtbot.waitUntil(lambda: all(any(queue.view.itemDelegate()._picture_of(row)) for row in rows))
    ready.page.ahead._begin()
    qtbot.waitUntil(lambda: not ready.page.ahead._left)
    ready.page.canvas.settled.disconnect(ready.page.ahead._begin)
    return ready


def painted_ahead(desk):
    """How many overlays wait that show nothing of the image at hand."""
    shown = set(desk.page.canvas.scene().layers)
    return sum(not shown & set(overlay.content.layers) for overlay in desk.page.canvas._works._kept)


def grabbed(desk, qtbot):
    """The canvas once all is painted."""
    with qtbot.waitSignal(desk.page.canvas.settled):
        desk.page.canvas._unsettle()
    return desk.page.canvas.grab().toImage()


def test_that_the_next_image_is_shown_with_what_was_painted_ahead(ready):
    (overlay,) = [
        one for one in ready.page.canvas._works._kept if one.content.layers[0] not in ready.page.canvas.scene().layers
    ]
    ready.press("n")
    canvas = ready.page.canvas
    content = overlay_content(canvas.panes()[0], canvas.scene(), ratio=canvas.devicePixelRatioF())
    assert ready.image() == "three.png"
    assert canvas._works.nearest(content, canvas.view()) is overlay


def test_that_an_image_painted_ahead_looks_as_one_that_nobody_foresaw(ready, sit_down, qtbot):
    ready.press("n")
    foreseen = grabbed(ready, qtbot)
    ready.open_image("two.png")
    ready.page.image._labels_ahead.clear()
    ready.page.image._findings_ahead.clear()
    ready.page.canvas._works.forget_except([])
    ready.open_image("three.png")
    assert grabbed(ready, qtbot) == foreseen


def test_that_the_lists_lay_the_lines_that_were_painted_ahead(all_ready, monkeypatch):
    painted = []
    monkeypatch.setattr(findings_delegate, "paint_line", lambda *_: painted.append("finding"))
    monkeypatch.setattr(queue_delegate, "paint_name", lambda *_: painted.append("image"))
    all_ready.press("n")
    all_ready.page.findings.view.viewport().repaint()
    assert painted == []
    for index in map(all_ready.page.queue.model.index, range(2)):
        all_ready.page.queue.view.viewport().repaint(all_ready.page.queue.view.visualRect(index))
    assert painted == []
    all_ready.press("n")
    all_ready.page.findings.view.viewport().repaint()
    assert painted


def test_that_lines_painted_ahead_look_as_those_that_nobody_foresaw(all_ready):
    lists = (all_ready.page.findings.view, all_ready.page.queue.view)
    all_ready.press("n")
    foreseen = [one.grab().toImage() for one in lists]
    for one in lists:
        one.itemDelegate().ahead.forget()
    assert [one.grab().toImage() for one in lists] == foreseen


def test_that_a_line_of_another_width_is_painted_anew(all_ready, monkeypatch):
    painted = []
    monkeypatch.setattr(findings_delegate, "paint_line", lambda *_: painted.append("finding"))
    all_ready.press("n")
    all_ready.page.findings.view.setFixedWidth(300)
    all_ready.page.findings.view.grab()
    assert painted


def test_that_a_verdict_given_meanwhile_is_shown(ready):
    (finding,) = findings_on_image(
        ready.project.connection, ready.selection.comparison.id, image_id(ready, "three.png")
    )
    ready.session.do(judge_finding, [finding.id], Verdict.DISMISSED)
    ready.open_image("three.png")
    assert [one.verdict for one in ready.page.image.findings] == [Verdict.DISMISSED]
    assert [row.ending for row in ready.page.findings.model.rows] == ["Dismissed"]


def test_that_what_undo_took_back_is_shown(ready, qtbot):
    ready.press("n", "d")
    assert ready.finding("EXT-GHOST").verdict is Verdict.DEFECT
    ready.open_image("one.png")
    qtbot.waitUntil(lambda: image_id(ready, "three.png") in ready.page.image._findings_ahead)
    ready.session.undo()
    ready.open_image("three.png")
    assert [one.verdict for one in ready.page.image.findings] == [None]


def test_that_an_image_accepted_meanwhile_is_shown_as_accepted(ready):
    ready.session.do(judge_image, ready.selection.delivery.id, image_id(ready, "three.png"), ImageStatus.ACCEPTED)
    ready.open_image("three.png")
    assert ready.page.image.status is ImageStatus.ACCEPTED


def test_that_gold_revised_meanwhile_is_shown(ready, me, tmp_path):
    revised = tmp_path / "revised.json"
    revised.write_text(json.dumps(coco([*GOLD, (3, 2, (5, 5, 30, 30))])))
    bring_in(ready.project, revised, SetRole.GOLD, by=me)
    ready.selection.read_again()
    ready.press("n")
    assert len(ready.page.image.labels.gold) == 1
    assert ready.page.canvas.scene().layer("Gold, revision 2").annotations is ready.page.image.labels.gold


def test_that_a_label_set_switched_off_meanwhile_stays_off(ready, qtbot):
    ready.press("q")
    ready.press("n")
    assert not ready.page.canvas.is_layer_visible("Vendor, round 0")
    content = overlay_content(ready.page.canvas.panes()[0], ready.page.canvas.scene(), ratio=1.0)
    assert all(layer.name != "Vendor, round 0" for layer in content.layers)


def test_that_going_back_the_image_before_is_read_ahead(ready, qtbot):
    ready.open_image("two.png")
    ready.press("p")
    assert ready.image() == "three.png"
    qtbot.waitUntil(lambda: image_id(ready, "one.png") in ready.page.image._labels_ahead)


def test_that_nothing_is_read_ahead_once_the_window_is_closed(desk, qtbot):
    desk.page.image._labels_ahead.clear()
    desk.page.canvas.settled.emit()
    desk.window.close()
    qtbot.waitUntil(lambda: not desk.page.ahead._idle.isActive())
    assert not desk.page.image._labels_ahead


def image_id(desk, file_name):
    model = desk.page.queue.model
    return next(model.ids[row] for row in range(model.rowCount()) if model.index(row).data() == file_name)

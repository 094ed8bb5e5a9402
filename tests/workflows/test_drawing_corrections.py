"""Stories of the pen: a reviewer draws and mends with mouse and keyboard, takes it back, does it again, and comes back the next day."""

import json
import zipfile
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from assay.__main__ import main
from assay.model.batches import SetRole
from assay.model.findings import Verdict
from assay.model.shapes import ShapeKind
from assay.store.audit import audit
from assay.store.batches import label_sets
from assay.store.corrections import corrections
from assay.store.findings import all_findings
from assay.store.history import history
from assay.store.project import Project
from assay.ui.actions import Page
from assay.ui.canvas.tools.toolbox import ToolName
from assay.ui.canvas.view_transform import to_screen
from assay.ui.revision.revision_dialog import RevisionDialog
from tests.small_delivery import compared

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
Place = tuple[float, float]


class Pen:
    """The hand on the canvas of the Review page. Places are in image pixels."""

    def __init__(self, user) -> None:
        self.user = user
        self.page = user.go_to(Page.REVIEW)
        self.canvas = self.page.canvas
        user.wait_until(lambda: self.page.image.labels is not None)

    def open(self, file_name: str) -> None:
        queue = self.page.queue.model
        ids = {queue.row(place).file_name: one for place, one in enumerate(queue.ids)}
        self.user.bench.selection.choose_image(ids[file_name])
        self.canvas.fit()

    def at(self, place: Place) -> QPoint:
        x, y = to_screen(self.canvas.view(), [place], viewport=self.canvas.panes()[0].size)[0]
        return QPoint(round(x), round(y))

    def press(self, *keys: str) -> None:
        self.user.press(*keys)

    def take_up(self, *keys: str) -> None:
        """Enter drawing with nothing chosen, and press some keys there."""
        self.press("E")
        self.page.drawing.mending.let_go()
        self.press(*keys)

    def click(self, *places: Place, modifier=PLAIN) -> None:
        for place in places:
            QTest.mouseMove(self.canvas, self.at(place))
            QTest.mouseClick(self.canvas, LEFT, modifier, self.at(place))

    def drag(self, *places: Place, modifier=PLAIN) -> None:
        QTest.mouseMove(self.canvas, self.at(places[0]))
        QTest.mousePress(self.canvas, LEFT, modifier, self.at(places[0]))
        for place in places[1:]:
            QTest.mouseMove(self.canvas, self.at(place))
        QTest.mouseRelease(self.canvas, LEFT, modifier, self.at(places[-1]))

    def found(self):
        return corrections(self.user.project.connection, self.user.bench.selection.delivery.id)

    def only(self):
        (found,) = self.found()
        return found

    def rows(self) -> list:
        return self.user.project.connection.execute("SELECT * FROM correction ORDER BY id").fetchall()


def draw_box(pen: Pen) -> None:
    pen.press("B")
    pen.drag((120, 90), (140, 100), (160, 130))


def draw_rotated_box(pen: Pen) -> None:
    pen.press("R")
    pen.drag((100, 100), (120, 105), (140, 110))
    pen.click((130, 135))


def draw_polygon(pen: Pen) -> None:
    pen.press("P")
    pen.click((100, 90), (150, 90), (150, 140), (90, 135), (60, 60))
    pen.press("Backspace", "Return")


def draw_ellipse(pen: Pen) -> None:
    pen.press("G")
    pen.drag((110, 90), (130, 100), (160, 130))


def draw_polyline(pen: Pen) -> None:
    pen.press("/")
    pen.click((100, 90), (130, 95), (150, 120), (60, 60))
    pen.press("Backspace", "Return")


def draw_keypoints(pen: Pen) -> None:
    pen.press("K")
    pen.click((100, 90), (130, 110))
    pen.press("Return")


def draw_mask(pen: Pen) -> None:
    pen.press("D")
    pen.drag((100, 100), (110, 102), (140, 110))


SHAPES = {
    ShapeKind.BOX: (draw_box, (140, 110), (160, 110)),
    ShapeKind.ROTATED_BOX: (draw_rotated_box, (118, 118), (100, 100)),
    ShapeKind.ELLIPSE: (draw_ellipse, (135, 110), (160, 110)),
    ShapeKind.POLYLINE: (draw_polyline, (115, 92.5), (150, 120)),
    ShapeKind.POLYGON: (draw_polygon, (120, 110), (150, 90)),
    ShapeKind.KEYPOINTS: (draw_keypoints, (130, 110), (100, 90)),
    ShapeKind.MASK: (draw_mask, (120, 105), (120, 105)),
}
"""How each is drawn, where it can be chosen, and a handle of it (of a mask, its inside)."""


@pytest.fixture
def small(project, me, tmp_path):
    """The path of a compared delivery: three.png shows one object too many, one.png has a swapped class, two.png misses an object."""
    compared(project, tmp_path / "batch", by=me)
    path = project.path
    project.close()
    return path


@pytest.mark.parametrize("kind", SHAPES, ids=lambda kind: kind.name.lower())
def test_that_a_shape_is_drawn_mended_undone_redone_and_kept(small, tell, kind):
    draw, inside, handle = SHAPES[kind]
    kept = {}

    def first_day(user):
        pen = Pen(user)
        pen.open("three.png")
        pen.take_up("N")
        states: list[Sequence] = [pen.rows()]
        draw(pen)
        states.append(pen.rows())
        drawn = pen.only()
        assert (drawn.says.shape.kind, drawn.number) == (kind, 0)
        pen.press("V")
        pen.click(inside)
        pen.drag(handle, (handle[0] + 5, handle[1]), (handle[0] + 12, handle[1] + 6))
        states.append(pen.rows())
        pen.press("Left")
        states.append(pen.rows())
        pen.press("Shift+Down")
        states.append(pen.rows())
        pen.press("Delete")
        assert all(one != another for one, another in pairwise(states))
        if kind not in (
            ShapeKind.POLYGON,
            ShapeKind.POLYLINE,
            ShapeKind.KEYPOINTS,
        ):  # there the pointer may be on a vertex
            assert pen.rows() == []
        for state in reversed(states):
            pen.press("Ctrl+Z")
            assert pen.rows() == state
        for state in states[1:]:
            pen.press("Ctrl+Shift+Z")
            assert pen.rows() == state
        kept["rows"] = pen.rows()

    def next_day(user):
        pen = Pen(user)
        assert pen.rows() == kept["rows"]
        pen.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
        assert len(pen.found()) == 1
        pen.press("Ctrl+Z")
        assert pen.rows() == []
        assert audit(user.project).problems == ()

    tell(first_day, small)
    tell(next_day, small)


def test_that_a_drag_is_one_step_and_nudging_is_exact(small, tell):
    def story(user):
        pen = Pen(user)
        pen.open("one.png")
        pen.take_up("N")
        pen.click((20, 30))
        before = len(history(user.project.connection))
        pen.drag((40, 30), (45, 33), (50, 35), (60, 40))
        assert len(history(user.project.connection)) == before + 1
        moved = pen.only().says.shape.box
        assert moved[2] - moved[0] == pytest.approx(60)
        pen.press("Right", "Shift+Up", "Left", "Shift+Down")
        assert pen.only().says.shape.box == pytest.approx(moved)
        assert pen.only().number == 1
        first = user.project.connection.execute("SELECT records FROM annotation_page WHERE label_set_id = 2").fetchone()
        assert first is not None
        assert audit(user.project).problems == ()

    tell(story, small)


def test_that_esc_discards_what_is_under_way_then_lets_go_then_leaves(small, tell):
    def story(user):
        pen = Pen(user)
        pen.open("one.png")
        pen.take_up("P")
        pen.click((100, 90), (120, 100))
        pen.press("Escape")
        pen.press("Return")
        assert pen.found() == []
        assert pen.canvas.editor.tool_name is ToolName.POLYGON
        pen.press("Escape")
        assert pen.canvas.editor.tool_name is ToolName.MEND
        pen.click((20, 30))
        assert len(pen.page.drawing.mending.chosen) == 1
        pen.press("Escape")
        assert pen.page.drawing.mending.chosen == []
        pen.press("Escape")
        assert not pen.canvas.editor.is_active
        pen.press("J")
        assert user.bench.selection.finding_id is not None

    tell(story, small)


def test_that_a_drag_that_is_broken_off_changes_nothing(small, tell):
    def story(user):
        pen = Pen(user)
        pen.open("one.png")
        pen.take_up()
        pen.click((20, 30))
        QTest.mousePress(pen.canvas, LEFT, PLAIN, pen.at((40, 30)))
        QTest.mouseMove(pen.canvas, pen.at((80, 90)))
        pen.press("Escape")
        QTest.mouseRelease(pen.canvas, LEFT, PLAIN, pen.at((80, 90)))
        assert pen.found() == []

    tell(story, small)


def test_that_golds_shape_is_taken_over_with_one_key_and_goes_into_the_package(small, tell, tmp_path):
    package, out = tmp_path / "package.zip", tmp_path / "corrected.json"

    def story(user):
        pen = Pen(user)
        pen.open("two.png")
        user.wait_until(lambda: pen.page.image.finding is not None)
        assert pen.page.image.finding.code == "MIS-OBJ"
        pen.press("E", "T")
        suggested = pen.only()
        assert (suggested.number, suggested.says.shape.box) == (0, (150, 100, 190, 140))
        assert suggested.about.finding_id == user.bench.selection.finding_id
        assert "Suggested: box, car" in pen.page.findings.finding_details.suggested.text()
        pen.press("Right", "Escape", "Escape", "D")
        user.go_to(Page.REWORK)
        user.press("Ctrl+E")
        user.save_as(package)
        user.wait_until(lambda: not user.bench.jobs.busy and package.exists())

    tell(story, small)
    with zipfile.ZipFile(package) as archive:
        (row,) = json.loads(archive.read("rework_items.json"))
        (expected,) = json.loads(archive.read("annotations_expected.coco.json"))["annotations"]
    assert (row["defect_code"], row["bbox_expected_x_min"]) == ("MIS-OBJ", 151)
    assert expected["bbox"] == [151, 100, 40, 40]
    assert main(["export", str(small), "--format", "coco", "--labels", "corrected", "--out", str(out)]) == 0
    assert [151, 100, 40, 40] in [one["bbox"] for one in json.loads(out.read_text())["annotations"]]


def test_that_class_and_attributes_are_found_by_a_few_letters(small, tell):
    def story(user):
        pen = Pen(user)
        pen.open("one.png")
        pen.take_up()
        pen.click((130, 60))
        pen.press("C")
        user.write("vn")
        pen.press("Return")
        assert pen.only().says.class_id == 2
        pen.press("C")
        user.write("occluded: yes, half")
        pen.press("Return")
        assert pen.only().says.attributes == {"occluded": "yes, half"}
        assert pen.canvas.hasFocus()
        pen.press("Ctrl+Z", "Ctrl+Z")
        assert pen.found() == []

    tell(story, small)


def test_that_shapes_are_split_and_merged_again(small, tell):
    def story(user):
        pen = Pen(user)
        pen.open("one.png")
        pen.take_up("N")
        pen.click((20, 30))
        pen.press("S")
        pen.drag((40, 2), (40, 60))
        boxes = {one.number: one.says.shape.box for one in pen.found()}
        assert boxes.keys() == {0, 1}
        assert sorted(boxes.values()) == [
            pytest.approx((10, 10, 40, 50), abs=0.5),
            pytest.approx((40, 10, 70, 50), abs=0.5),
        ]
        pen.press("V", "Escape")
        pen.click((20, 30))
        pen.click((55, 30), modifier=Qt.KeyboardModifier.ControlModifier)
        pen.press("J")
        assert pen.only().says.shape.box == (10, 10, 70, 50)
        pen.press("Ctrl+Z", "Ctrl+Z")
        assert pen.found() == []

    tell(story, small)


def test_that_vertices_are_added_dragged_and_deleted_and_outlines_simplified(small, tell):
    def story(user):
        pen = Pen(user)
        pen.open("three.png")
        pen.take_up("N", "P")
        pen.click((20, 90), (60, 90.4), (100, 90), (100, 140), (20, 140), (20, 90))
        pen.press("V")
        pen.click((60, 120))
        pen.press("I")
        simple = pen.only().says.shape
        assert len(simple.rings[0]) == 4
        pen.drag((60, 140), (60, 144), (60, 148))
        assert len(pen.only().says.shape.rings[0]) == 5
        assert pen.only().says.shape.box[3] == pytest.approx(148, abs=0.5)
        QTest.mouseMove(pen.canvas, pen.at((60, 148)))
        pen.press("Delete")
        assert np.allclose(pen.only().says.shape.rings[0], simple.rings[0])

    tell(story, small)


def test_that_a_polylines_points_are_added_dragged_and_deleted(small, tell):
    def story(user):
        pen = Pen(user)
        pen.open("three.png")
        pen.take_up("N", "/")
        pen.click((20, 90), (60, 110), (100, 90))
        pen.press("Return", "V")
        drawn = pen.only().says.shape
        assert (drawn.kind, len(drawn.rings[0])) == (ShapeKind.POLYLINE, 3)
        pen.click((40, 100))
        pen.drag((80, 100), (84, 120), (90, 130))
        added = pen.only().says.shape.rings[0]
        assert added[2] == pytest.approx((90, 130), abs=0.7)
        assert len(added) == 4
        pen.drag((20, 90), (18, 80), (15, 75))
        assert pen.only().says.shape.rings[0][0] == pytest.approx((15, 75), abs=0.7)
        QTest.mouseMove(pen.canvas, pen.at((90, 130)))
        pen.press("Delete")
        assert len(pen.only().says.shape.rings[0]) == 3
        pen.press("Ctrl+Z", "Ctrl+Z")
        assert np.allclose(pen.only().says.shape.rings[0], added)

    tell(story, small)


def test_that_a_mask_is_resized_by_a_handle_as_one_step(small, tell):
    def story(user):
        pen = Pen(user)
        pen.open("three.png")
        pen.take_up("N")
        draw_mask(pen)
        pen.press("V")
        pen.click((120, 105))
        before, steps = pen.only().says.shape, len(history(user.project.connection))
        x_min, y_min, x_max, y_max = before.box
        pen.drag((x_max, y_max), (x_max + 10, y_max + 5), (x_max + 20, y_max + 10))
        after = pen.only().says.shape
        assert after.kind is ShapeKind.MASK
        assert after.box == pytest.approx((x_min, y_min, x_max + 20, y_max + 10), abs=1)
        assert len(history(user.project.connection)) == steps + 1
        pen.press("Ctrl+Z")
        assert pen.only().says.shape.is_same_as(before)

    tell(story, small)


def test_that_a_corner_snaps_to_golds_outline_and_alt_lets_it_go(small, tell):
    def story(user):
        pen = Pen(user)
        pen.open("two.png")
        pen.take_up("B")
        pen.drag((150.6, 100.7), (170, 120), (189.4, 139.3))
        assert pen.only().says.shape.box == (150, 100, 190, 140)
        pen.press("Ctrl+Z")
        pen.drag((150.6, 100.7), (170, 120), (189.4, 139.3), modifier=Qt.KeyboardModifier.AltModifier)
        assert pen.only().says.shape.box != (150, 100, 190, 140)

    tell(story, small)


def test_that_an_object_too_many_is_suggested_to_be_removed(small, tell):
    def story(user):
        pen = Pen(user)
        pen.open("three.png")
        pen.take_up()
        pen.click((80, 80))
        QTest.mouseMove(pen.canvas, pen.at((80, 80)))
        pen.press("Delete")
        assert (pen.only().number, pen.only().says.removes) == (4, True)
        pen.press("U")
        assert pen.found() == []

    tell(story, small)


def test_that_gold_is_corrected_apart_from_the_delivery(small, tell):
    def story(user):
        pen = Pen(user)
        pen.open("one.png")
        pen.press("E", "N", "A")
        pen.click((20, 30))
        pen.press("Right")
        assert pen.found() == []
        (of_gold,) = corrections(user.project.connection, user.bench.selection.gold.id)
        assert (of_gold.number, of_gold.says.shape.box) == (1, (11, 10, 71, 50))

    tell(story, small)


def test_that_the_brush_adds_to_a_mask_and_the_eraser_takes_away(small, tell):
    def story(user):
        pen = Pen(user)
        pen.open("three.png")
        pen.take_up("X")
        pen.drag((20, 20), (30, 20))
        assert pen.found() == []
        assert "Choose a mask" in user.window.said()
        pen.press("D")
        pen.drag((20, 20), (60, 20))
        first = pen.only().says.shape
        pen.press("]", "]")
        pen.drag((20, 60), (60, 60))
        both = pen.only().says.shape
        assert both.runs[3::2].sum() > first.runs[3::2].sum()
        pen.press("X")
        pen.drag((20, 60), (62, 60))
        assert pen.only().says.shape.box[3] < both.box[3] + 1
        assert pen.only().says.shape.runs[3::2].sum() < both.runs[3::2].sum()
        pen.press("Ctrl+Z")
        assert pen.only().says.shape.is_same_as(both)

    tell(story, small)


def test_that_the_brush_stays_under_the_pointer_while_the_view_changes(small, tell):
    def story(user):
        pen = Pen(user)
        pen.open("three.png")
        pen.take_up("N", "D")
        pointer = pen.at((120, 100))
        QTest.mouseMove(pen.canvas, pointer)
        for key in ("+", "+", "."):
            pen.press(key)
            brush, _ = pen.canvas.editor.sketch().brush
            assert (pen.at(brush) - pointer).manhattanLength() <= 2

    tell(story, small)


def test_that_reviewing_keys_come_back_when_the_page_is_left(small, tell):
    def story(user):
        pen = Pen(user)
        pen.open("one.png")
        pen.press("E")
        user.go_to(Page.SCORECARD)
        user.go_to(Page.REVIEW)
        assert not pen.canvas.editor.is_active
        pen.press("D")
        assert [line.verb for line in history(user.project.connection, limit=1)] == ["judge_finding"]

    tell(story, small)


def test_that_a_project_that_can_only_be_looked_at_is_not_drawn_in(small, tell):
    def story(user):
        pen = Pen(user)
        assert user.project.read_only
        pen.press("E")
        assert not pen.canvas.editor.is_active

    with Project.open(small):
        tell(story, small)


def test_that_gold_is_revised_in_the_window_and_what_was_said_elsewhere_stands(small, tell):
    def story(user):
        pen = Pen(user)
        pen.open("three.png")
        user.wait_until(lambda: pen.page.image.finding is not None)
        pen.press("D")
        pen.open("one.png")
        pen.take_up("N", "A")
        pen.click((20, 30))
        pen.press("Shift+Right", "Escape", "Escape")
        user.bench.actions_by_name["revise_gold"].trigger()
        dialog = user.dialog(RevisionDialog)
        assert "1 correction on 1 image" in dialog.said.text()
        assert not dialog.make.isEnabled()
        QTest.keyClicks(dialog.reason, "the car stands further right")
        user.click(dialog.make)
        connection = user.project.connection
        user.wait_until(lambda: user.bench.selection.gold.round == 2 and not user.bench.jobs.busy)
        user.wait_until(lambda: user.bench.selection.comparison.gold_id == user.bench.selection.gold.id)
        comparison = user.bench.selection.comparison
        found = {one.code: one.verdict for one in all_findings(connection, comparison.id)}
        assert found["EXT-GHOST"] is Verdict.DEFECT
        assert found["GEO-SHIFT"] is None
        assert [one.round for one in label_sets(connection, user.bench.selection.batch.id, SetRole.GOLD)] == [1, 2]
        assert audit(user.project).problems == ()

    tell(story, small)


def test_that_hidden_gold_is_neither_felt_nor_taken_over(small, tell):
    def story(user):
        pen = Pen(user)
        pen.open("two.png")
        pen.press("W")
        pen.take_up("T")
        assert "hidden" in user.window.said()
        pen.press("B")
        pen.drag((150.6, 100.7), (170, 120), (189.4, 139.3))
        assert pen.only().says.shape.box != (150, 100, 190, 140)
        pen.press("Ctrl+Z", "W")
        pen.drag((150.6, 100.7), (170, 120), (189.4, 139.3))
        assert pen.only().says.shape.box == (150, 100, 190, 140)

    tell(story, small)


@pytest.mark.parametrize("turns", [(".",), (",",), (".", "Alt+.", "Alt+.")])
def test_that_a_turned_image_is_drawn_in_and_nudged_as_it_is_seen(small, tell, turns):
    def story(user):
        pen = Pen(user)
        pen.open("three.png")
        pen.press(*turns)
        angle = pen.canvas.view().angle
        assert abs(angle) >= 90
        pen.take_up("N")
        draw_box(pen)
        assert pen.only().says.shape.box == pytest.approx((120, 90, 160, 130), abs=1)
        drawn = pen.only().says.shape.box
        pen.press("V")
        pen.click((140, 110))
        pen.press("Right", "Right")
        there = -2 if angle > 0 else 2
        assert pen.only().says.shape.box == pytest.approx((drawn[0], drawn[1] + there, drawn[2], drawn[3] + there))
        pen.drag((160, 110 + there), (170, 112 + there), (180, 115 + there))
        assert pen.only().says.shape.box[2] == pytest.approx(180, abs=1)
        pen.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
        assert pen.found() == []
        pen.press("Shift+U")
        assert pen.canvas.view().angle == 0

    tell(story, small)


def test_that_the_ruler_measures_by_its_key_while_reviewing_and_while_drawing(small, tell):
    def story(user):
        pen = Pen(user)
        pen.open("three.png")
        before = len(history(user.project.connection))
        for keys in ((), ("E",)):
            pen.press(*keys, "Shift+R")
            assert ("Esc", "leave") in pen.page.hints()
            pen.drag((100, 90), (120, 100), (130, 130))
            assert pen.canvas.measure.length == pytest.approx(50, abs=1)
            pen.press("Escape")
            assert pen.canvas.measure is None
            assert not pen.canvas.is_measuring
        assert pen.canvas.editor.is_active
        assert pen.found() == []
        assert len(history(user.project.connection)) == before

    tell(story, small)

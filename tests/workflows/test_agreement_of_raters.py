"""A lead imports the labels of several people, sees how far they agree, and looks at what they disagree on."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from assay.__main__ import main
from assay.store.audit import audit
from assay.store.batches import label_sets
from assay.store.findings import count_by_code
from assay.ui.actions import Page
from assay.ui.label_sets.compare_dialog import CompareDialog
from assay.ui.label_sets.consensus_dialog import ConsensusDialog
from tests.shared_folder import data
from tests.small_delivery import GOLD, coco, lay_out

OTHER = [(1, 1, (10, 10, 60, 40)), (1, 1, (100, 20, 50, 50)), (2, 1, (20, 30, 80, 60))]
"""The second van is called a car, and the second car of image 2 is missing."""


def opened(user):
    page = user.go_to(Page.SCORECARD)
    user.click(page.parts.segments.button("agreement"))
    tab = page.agreement
    user.wait_until(lambda: tab.now is not None)
    return tab


def line(tab, name):
    return next(one.estimate for one in tab.board.forest.lines if one.name == name)


@pytest.fixture
def three(tmp_path):
    """A project with the labels of Ana and Ben, who say the same, and of Eva."""
    path, folder = tmp_path / "raters.assay", tmp_path / "batch"
    lay_out(folder)
    assert main(["new", str(path)]) == 0
    for name, objects in (("ana", GOLD), ("ben", GOLD), ("eva", OTHER)):
        labels = folder / f"{name}.json"
        labels.write_text(json.dumps(coco(objects)))
        assert main(["import", str(path), str(labels), "--as", "reviewer", "--images", str(folder / "images")]) in (
            0,
            1,
        )
    return path


def sets(user):
    return {one.title: one for one in label_sets(user.project.connection, user.bench.selection.batch.id)}


def make_consensus(user, tab, *, quorum):
    user.click(tab.board.panel.consensus)
    dialog = user.dialog(ConsensusDialog)
    dialog.quorum.setValue(quorum)
    user.click(dialog.make)
    user.wait_until(lambda: tab.board.panel.said.text())
    user.come_back()
    return f"Consensus: quorum of {quorum} of 3 raters at IoU 0.5"


def test_that_a_consensus_is_made_undone_done_again_and_compared_with(three, tell):
    def story(user):
        tab = opened(user)
        title = make_consensus(user, tab, quorum=2)
        assert "4 annotations of 4 objects; 0 undecided" in tab.board.panel.said.text()
        assert title in {box.text() for box in tab.board.panel.sets.values()}
        assert not tab.board.panel.sets[sets(user)[title].id].isChecked(), (
            "it is no rater beside those it was made from"
        )
        user.press("Ctrl+Z")
        assert title not in sets(user)
        assert title not in {box.text() for box in tab.board.panel.sets.values()}
        user.press("Ctrl+Shift+Z")
        assert sets(user)[title].annotations == 4
        user.click(tab.board.panel.compare)
        dialog = user.dialog(CompareDialog)
        dialog.judged.setCurrentText("eva")
        dialog.against.setCurrentText(title)
        user.click(dialog.compare)
        user.come_back()
        user.wait_until(lambda: user.bench.selection.comparison is not None and not user.bench.jobs.busy)
        record = user.bench.selection.comparison
        assert count_by_code(user.project.connection, record.id) == {"CLS-SWAP": 1, "MIS-OBJ": 1}
        assert (record.counts["vendor"], record.counts["gold"]) == (3, 4)
        page = user.go_to(Page.SCORECARD)
        assert page.board.title.text() == f"Batch 1, eva against {title}"
        user.go_to(Page.REVIEW)
        assert [user.bench.selection.delivery.title, user.bench.selection.gold.title] == ["eva", title]
        assert audit(user.project).problems == ()

    tell(story, three)


@pytest.mark.parametrize(
    ("name", "alpha"), [("fruits", 0.0222), ("smile_fruits", 0.494), ("landscape_annotations", 0.4889)]
)
def test_that_the_published_alpha_of_three_annotators_stands_in_the_window(tell, tmp_path, name, alpha):
    """05-three-annotators-known-alpha; the published value is of boxes."""
    path = tmp_path / "known.assay"
    assert main(["new", str(path)]) == 0
    main(["import", str(path), str(data("05-three-annotators-known-alpha", f"{name}.json")), "--as", "reviewer"])

    def story(user):
        tab = opened(user)
        assert len(tab.board.panel.people) == 3
        tab.board.panel.boxes.setChecked(True)
        user.wait_until(lambda: tab.now is not None and tab.now.chosen.boxes)
        assert round(line(tab, "α for detections").value, 4) == alpha
        assert line(tab, "Pairwise F1").no_interval == "one image only"

    tell(story, path)


def test_that_a_cell_of_the_matrix_lists_what_two_disagree_on_and_opens_it_in_review(three, tell):
    def story(user):
        tab = opened(user)
        matrix, units = tab.board.matrix, tab.board.units
        assert matrix.estimate((0, 1)).value == 1.0
        user.click(matrix, matrix.cell_centre(2, 0).toPoint())
        assert units.title == "ana and eva"
        assert units.segments.button("disputed").text() == "Disagree 2"
        assert units.segments.button("all").text() == "All 4"
        assert units.model.rowCount() == 2
        units.view.setFocus()
        user.press("Return")
        user.wait_until(lambda: user.bench.page is Page.REVIEW)
        assert user.bench.selection.image_id is not None
        assert len(user.bench.selection.beside) == 2

    tell(story, three)


def test_that_a_rater_who_is_left_out_is_measured_no_more(three, tell):
    def story(user):
        tab = opened(user)
        assert line(tab, "Fleiss’ κ").value < 1
        list(tab.board.panel.sets.values())[-1].setChecked(False)
        user.wait_until(lambda: tab.now is not None)
        assert [one.name for one in tab.board.forest.lines][2] == "Cohen’s κ"
        assert line(tab, "Pairwise F1").value == 1.0
        next(iter(tab.board.panel.sets.values())).setChecked(False)
        assert "Choose two label sets" in tab.board.empty.accessibleName()

    tell(story, three)


def test_that_a_row_lists_its_objects_and_cancelling_offers_to_measure_again(three, tell):
    def story(user):
        tab = opened(user)
        table = tab.board.table
        place = table.visualRect(table.model().index(3, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert (tab.board.title.text(), tab.board.units.model.rowCount()) == ("van", 1)
        tab.board.panel.boxes.setChecked(True)
        user.bench.jobs.cancel()
        user.wait_until(lambda: "cancelled" in tab.board.empty.accessibleName())
        tab.board.empty.pressed.emit()
        user.wait_until(lambda: tab.now is not None)

    tell(story, three)

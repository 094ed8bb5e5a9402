"""A reviewer moves thresholds on the scorecard, sees the counts follow, and compares by what fits."""

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from assay.compare.settings import ComparisonSettings
from assay.model.progress import result_of
from assay.review.make_demo import make_demo
from assay.review.recompare import recompare
from assay.store.findings import all_findings, count_by_code
from assay.ui.actions import Page


@pytest.fixture
def demo(tmp_path):
    return result_of(make_demo(tmp_path / "demo"))


def opened(user):
    page = user.go_to(Page.SCORECARD)
    user.wait_until(lambda: page.trying.now is not None)
    return page


def codes(page) -> int:
    return int(page.board.findings_count.text().replace(",", ""))


def told(user, **chosen) -> dict[str, int]:
    record = user.bench.selection.comparison
    return result_of(recompare(user.project, record, ComparisonSettings(**chosen))).comparison.findings.by_code()


def test_that_counts_follow_a_slider_and_become_the_comparison(demo, tell):
    def story(user):
        page = opened(user)
        before, first = codes(page), user.bench.selection.comparison
        judged = all_findings(user.project.connection, first.id)[0]
        user.click(page.board.side.segments.button("settings"))
        slider = page.board.settings_panel.rows["t_ok"].slider
        for _ in range(5):
            QTest.keyClick(slider, Qt.Key.Key_PageUp)
        user.wait_until(lambda: page.trying.trial is not None and page.trying.trial.settings.t_ok == 0.95)
        expected = told(user, t_ok=0.95)
        assert codes(page) == sum(expected.values()) != before
        assert count_by_code(user.project.connection, first.id) != expected, "nothing is written yet"
        user.click(page.board.settings_panel.compare)
        user.wait_until(lambda: user.bench.selection.comparison.id != first.id and not user.bench.jobs.busy)
        record = user.bench.selection.comparison
        assert record.settings["t_ok"] == 0.95
        assert count_by_code(user.project.connection, record.id) == expected
        assert judged.image_id in {one.image_id for one in all_findings(user.project.connection, record.id)}

    tell(story, demo)


def test_that_a_dragged_line_moves_its_threshold_and_reset_puts_it_back(demo, tell):
    def story(user):
        page = opened(user)
        histogram, before = page.board.breakdown.histogram, codes(page)
        start = histogram.line_place("t_good").toPoint()
        end = QPoint(round(histogram.place_of(0.95)), start.y())
        QTest.mousePress(histogram, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(histogram, (start + end) / 2)
        QTest.mouseMove(histogram, end)
        QTest.mouseRelease(histogram, Qt.MouseButton.LeftButton, pos=end)
        panel = page.board.settings_panel
        assert panel.rows["t_good"].field.value() == 0.95
        user.wait_until(lambda: page.trying.trial is not None and page.trying.trial.settings.t_good == 0.95)
        assert codes(page) == sum(told(user, t_good=0.95).values())
        user.click(panel.reset)
        user.wait_until(lambda: page.trying.trial is None)
        assert codes(page) == before

    tell(story, demo)


def test_that_a_bar_opens_its_pairs_and_enter_goes_to_one_in_review(demo, tell):
    def story(user):
        page = opened(user)
        histogram, objects = page.board.breakdown.histogram, page.trying.now.objects
        histogram.setFocus()
        user.press("Right", "Return")
        worst = float(objects.iou[(objects.vendor > 0) & (objects.gold > 0)].min())
        view = page.board.objects.view
        first = view.model().index(0, 0).data(Qt.ItemDataRole.UserRole)
        assert first.iou == worst
        view.setFocus()
        user.press("Return")
        user.wait_until(lambda: user.bench.page is Page.REVIEW)
        assert user.bench.selection.image_id == first.image_id

    tell(story, demo)


@pytest.mark.parametrize("ending", [".csv", ".json", ".coco.json"])
def test_that_findings_are_exported_with_what_they_rest_on(demo, tell, tmp_path, ending):
    path = tmp_path / f"findings{ending}"

    def story(user):
        record = user.bench.selection.comparison
        count = sum(count_by_code(user.project.connection, record.id).values())
        user.window.actions_by_name["export_findings"].trigger()
        user.save_as(path)
        user.wait_until(path.exists)
        text = path.read_text()
        said = {".csv": lambda: json.loads(text.splitlines()[0].removeprefix("# "))}
        whole = said.get(ending, lambda: json.loads(text))()
        rests_on = whole["info"] if ending == ".coco.json" else whole
        assert rests_on["settings"] == record.settings
        assert all(len(one["sha256"]) == 64 for one in rests_on["label_sets"].values())
        entries = {".csv": lambda: text.splitlines()[2:], ".json": lambda: whole["findings"]}
        assert len(entries.get(ending, lambda: whole["annotations"])()) == count

    tell(story, demo)


@pytest.mark.parametrize("ending", [".csv", ".json", ".html"])
def test_that_the_tables_of_the_scorecard_are_exported_from_the_window(demo, tell, tmp_path, ending):
    path = tmp_path / f"scorecard{ending}"

    def story(user):
        record = user.bench.selection.comparison
        user.window.actions_by_name["export_scorecard"].trigger()
        user.save_as(path)
        user.wait_until(path.exists)
        text = path.read_text()
        assert "Opportunities taken" in text
        if ending == ".json":
            told = json.loads(text)
            assert told["counts"] == record.counts
            assert sum(one["hits"] for one in told["tables"]["classes"]) == record.counts["matched"]

    tell(story, demo)

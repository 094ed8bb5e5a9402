import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from assay.ui.widgets.segmented_control import Segment
from assay.ui.widgets.segmented_panes import SegmentedPanes


@pytest.fixture
def panes(qtbot):
    made = SegmentedPanes(
        {Segment("a", "One"): QLabel("first"), Segment("b", "Two"): QLabel("second")},
        accessible_name="Which",
        around=(0, 0, 0, 0),
    )
    qtbot.addWidget(made)
    made.show()
    return made


def shown(panes) -> list[str]:
    return [label.text() for label in panes.findChildren(QLabel) if label.isVisible()]


def test_that_the_first_pane_is_shown_at_first(panes):
    assert shown(panes) == ["first"]


def test_that_a_click_on_a_segment_shows_its_pane(panes, qtbot):
    qtbot.mouseClick(panes.segments.button("b"), Qt.MouseButton.LeftButton)
    assert shown(panes) == ["second"]


def test_that_choosing_in_code_moves_the_segment_too(panes):
    panes.choose("b")
    assert shown(panes) == ["second"]
    assert panes.segments.choice() == "b"

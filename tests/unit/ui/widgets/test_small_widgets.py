from PySide6.QtCore import Qt

from assay.ui.widgets.chip import Chip
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.figure_tile import FigureTile
from assay.ui.widgets.progress_thin import ProgressThin
from assay.ui.widgets.role_label import role_label, set_role


def test_that_a_chip_switches_and_counts(qtbot):
    chip = Chip("Contested")
    qtbot.addWidget(chip)
    chip.set_count(1200)
    assert chip.text() == "Contested  1,200"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.isChecked()


def test_that_a_long_text_ends_in_an_ellipsis_and_its_tool_tip_says_the_whole(qtbot):
    label = ElidedLabel("a_very_long_file_name_that_never_fits.png")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    label.grab()
    assert label.shown_text().endswith("…")
    assert label.toolTip() == "a_very_long_file_name_that_never_fits.png"
    label.resize(600, 20)
    label.grab()
    assert label.toolTip() == ""


def test_that_a_figure_is_read_out_with_its_caption(qtbot):
    tile = FigureTile("IoU", "0.81", "n = 412")
    qtbot.addWidget(tile)
    assert tile.accessibleName() == "IoU: 0.81 n = 412"


def test_that_progress_of_unknown_length_has_no_range(qtbot):
    bar = ProgressThin(accessible_name="Import")
    qtbot.addWidget(bar)
    bar.show_progress(3, 12)
    assert (bar.value(), bar.maximum()) == (3, 12)
    bar.show_progress(0, 0)
    assert bar.maximum() == 0


def test_that_a_label_is_dressed_anew_by_role(qtbot):
    label = role_label("4 on this image", "secondary")
    qtbot.addWidget(label)
    set_role(label, "error")
    assert label.property("role") == "error"

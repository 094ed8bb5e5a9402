"""What the legend says of colours, in each colouring."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from assay.model.defect_types import Severity, defect_types
from assay.ui.canvas.colour_key import MOST, colour_key
from assay.ui.canvas.overlay_style import ColourBy, Mark, OverlayStyle, row_colours
from assay.ui.theme.tokens import DARK
from tests.annotation_builder import box
from tests.unit.ui.canvas.conftest import GOLD, VENDOR, gold, vendor

CLASSES = {1: "nucleus", 2: "cell", 3: "debris"}
MARKS = {
    VENDOR: {1: Mark("CLS-SWAP", Severity.MAJOR), 2: Mark("MIS-OBJ", Severity.CRITICAL)},
    GOLD: {1: Mark("CLS-SWAP", Severity.MAJOR)},
}


def layers():
    said = {"class_names": CLASSES, "class_colours": {1: "#FF0000", 2: "#00FF00", 3: "#FF0000"}}
    boxes = [
        replace(box(5, 5, 20, 20), class_id=1, annotator=7),
        replace(box(30, 5, 50, 20), class_id=2, annotator=8),
        replace(box(60, 5, 80, 20), class_id=3, annotator=8),
    ]
    names = {7: "Ana", 8: "Bela"}
    return replace(vendor(*boxes), annotator_names=names, **said), replace(gold(box(5, 5, 20, 20)), **said)


def key(colour_by):
    style = OverlayStyle(colour_by=colour_by, marks=MARKS)
    return {row.words: row.colour.lower() for row in colour_key(layers(), style, DARK)}


def test_that_label_sets_have_no_key_besides_their_own_rows():
    assert key(ColourBy.LABEL_SET) == {}


def test_that_classes_of_one_colour_share_a_row():
    assert key(ColourBy.CLASS) == {"nucleus, debris": "#ff0000", "cell": "#00ff00"}


def test_that_annotators_are_named_and_nobody_is_said():
    assert set(key(ColourBy.ANNOTATOR)) == {"Ana", "Bela", f"{GOLD}: nobody named"}


def test_that_findings_have_the_names_of_their_codes_and_grey_means_none():
    said = key(ColourBy.FINDING)
    assert list(said)[-1] == "no finding"
    assert said["no finding"] == DARK.faint.lower()
    assert set(said) == {"no finding", defect_types()["CLS-SWAP"].name, defect_types()["MIS-OBJ"].name}


def test_that_severities_come_worst_first():
    assert list(key(ColourBy.SEVERITY).items()) == [
        ("critical", DARK.critical.lower()),
        ("major", DARK.major.lower()),
        ("no finding", DARK.faint.lower()),
    ]


@pytest.mark.parametrize("colour_by", [one for one in ColourBy if one is not ColourBy.LABEL_SET])
def test_that_every_colour_on_the_image_is_in_the_key(colour_by):
    style = OverlayStyle(colour_by=colour_by, marks=MARKS)
    drawn = {
        "#{:02x}{:02x}{:02x}".format(*colour)
        for layer in layers()
        for colour in row_colours(layer, style, DARK).tolist()
    }
    assert drawn == {row.colour.lower() for row in colour_key(layers(), style, DARK)}


def test_that_many_colours_end_in_how_many_more_there_are():
    boxes = [replace(box(5, 5, 20, 20), class_id=one) for one in range(1, 13)]
    rows = colour_key((vendor(*boxes),), OverlayStyle(colour_by=ColourBy.CLASS), DARK)
    assert len(rows) == MOST
    assert rows[-1].words == "and 3 more"


def test_that_the_legend_says_it_and_stays_the_switch(show, qtbot):
    canvas = show(*layers())
    legend = canvas.controls.legend
    plain = legend.height()
    canvas.set_style(colour_by=ColourBy.CLASS)
    assert legend.key() == ["nucleus, debris", "cell"]
    assert legend.height() > plain
    assert canvas.rect().contains(legend.geometry())
    qtbot.mouseClick(legend.row(VENDOR), Qt.MouseButton.LeftButton)
    assert not canvas.is_layer_visible(VENDOR)
    assert legend.key() == ["nucleus"]
    canvas.set_style(colour_by=ColourBy.LABEL_SET)
    assert legend.key() == []
    assert legend.height() == plain

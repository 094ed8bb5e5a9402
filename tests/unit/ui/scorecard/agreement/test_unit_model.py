import numpy as np
import pytest
from PySide6.QtCore import Qt

from assay.review.measure_raters import NOTHING_DRAWN, Units
from assay.ui.scorecard.agreement.unit_model import DETAIL, UnitModel
from assay.ui.scorecard.agreement.words import short_names

RATERS = ["Vendor, round 0", "Gold, revision 1"]
CLASSES = {1: "car", 2: "van"}


def shown(*said: tuple[int, int]) -> UnitModel:
    """A list of what the two raters said of objects on one image."""
    units = Units(
        raters=(0, 1),
        image=np.full(len(said), 7),
        agrees=np.array([one == other for one, other in said]),
        said=np.array(said),
        number=np.ones((len(said), 2), int),
    )
    model = UnitModel()
    model.show_units(units, len(units), raters=RATERS, classes=CLASSES, images={7: "one.png"})
    return model


def test_that_an_object_says_who_called_it_what_and_then_where_it_is():
    model = shown((1, 2))
    index = model.index(0)
    assert index.data() == "car, van"
    assert index.data(DETAIL) == "car: Vendor · van: Gold · one.png"


def test_that_a_tool_tip_names_the_raters_in_full():
    model = shown((1, NOTHING_DRAWN))
    index = model.index(0)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == (
        "car, nothing\ncar: Vendor, round 0 · nothing: Gold, revision 1 · one.png"
    )


def test_that_an_object_that_all_call_the_same_says_only_where_it_is():
    model = shown((1, 1))
    assert model.index(0).data(DETAIL) == "one.png"


@pytest.mark.parametrize(
    ("raters", "short"),
    [
        (RATERS, ["Vendor", "Gold"]),
        (["Vendor, round 0", "Vendor, round 1", "eva"], ["Vendor, round 0", "Vendor, round 1", "eva"]),
    ],
)
def test_that_raters_are_named_as_shortly_as_tells_them_apart(raters, short):
    assert short_names(raters) == short

import numpy as np
import pytest

from assay.compare.systematic.edge_offsets import SideOffset, side_offsets_tested
from assay.ui.scorecard.edge_columns import chance, edges_of, signed, span


def sides(images: int) -> list[SideOffset]:
    """An annotator who draws the left side some 2 px too far out, and the others by chance."""
    offsets = np.random.default_rng(1).normal([2, 0, 0, 0], 0.3, (images, 4))
    return side_offsets_tested(offsets, np.arange(images), np.full(images, 7))[7]


def test_that_a_habit_says_its_interval_and_its_corrected_probability():
    left, top = sides(30)[:2]
    assert span(left) == f"{left.interval[0]:+.1f} to {left.interval[1]:+.1f}"
    assert chance(left) == "< 0.001"
    assert chance(top) == f"{top.corrected:.3f}"


def test_that_too_few_images_have_no_test_and_say_so():
    left = sides(3)[0]
    assert (span(left), chance(left)) == ("3 images", "n/a")


def test_that_every_annotator_has_a_row_for_each_side_in_order_of_their_names():
    rows = list(edges_of({7: sides(3), 8: sides(5)}, {7: "Zoe", 8: "ann"}))
    assert [(one.annotator, one.side.side) for one in rows[3:5]] == [(8, "bottom"), (7, "left")]


@pytest.mark.parametrize(("pixels", "said"), [(2.04, "+2.0"), (-1.06, "−1.1"), (-0.04, "0.0"), (0.0, "0.0")])
def test_that_an_offset_has_a_sign_unless_it_rounds_to_nothing(pixels, said):
    assert signed(pixels) == said

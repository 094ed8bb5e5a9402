import numpy as np
import pytest

from assay.compare.systematic.edge_offsets import side_offsets_tested
from assay.ui.scorecard.edge_columns import Edges, edge_columns, offset_in_words, signed


def edges(images: int) -> Edges:
    """An annotator who draws the left side some 2 px too far out, and the others by chance."""
    offsets = np.random.default_rng(1).normal([2, 0, 0, 0], 0.3, (images, 4))
    return Edges(7, side_offsets_tested(offsets, np.arange(images), np.full(images, 7))[7])


def test_that_a_habit_says_its_sign_and_its_corrected_probability():
    made = edges(30)
    left = made.sides[0]
    assert offset_in_words(left) == f"{left.mean:+.1f} px, p < 0.001"
    assert left.mean > 0
    column = edge_columns({7: "Ann"}, {7: "night"})[3]
    assert not column.faint(made)
    assert offset_in_words(made.sides[1]).endswith(f"p {made.sides[1].corrected:.3f}")


def test_that_too_few_images_have_no_test_and_say_so():
    made = edges(3)
    assert offset_in_words(made.sides[0]) == "n/a, 3 images"
    columns = edge_columns({7: "Ann"}, {})
    assert [column.text(made) for column in columns[:3]] == ["Ann", "–", "3"]
    assert columns[3].faint(made)


@pytest.mark.parametrize(("pixels", "said"), [(2.04, "+2.0"), (-1.06, "−1.1"), (-0.04, "0.0"), (0.0, "0.0")])
def test_that_an_offset_has_a_sign_unless_it_rounds_to_nothing(pixels, said):
    assert signed(pixels) == said

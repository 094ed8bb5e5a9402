import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assay.formats.ordering import in_order, packed, positions
from assay.model.annotations import Annotations, joined
from tests import annotation_builder as build

images = st.integers(0, 3)
made = st.one_of(
    st.builds(lambda image: build.box(0, 0, 5, 5, image=image), images),
    st.builds(lambda image, n: build.polygon(*[[(0, 0), (n, 0), (n, n)]] * n, image=image), images, st.integers(1, 3)),
    st.builds(lambda image, n: build.mask(np.ones((n, 2)), image=image), images, st.integers(1, 3)),
    st.builds(lambda image, n: build.box(0, 0, 5, 5, image=image, attributes={"n": n}), images, st.integers(1, 9)),
)


@given(st.lists(st.lists(made, max_size=4), max_size=4), st.booleans())
def test_that_blocks_are_put_in_order_like_all_of_them_taken_one_by_one(blocks, all_halved):
    built = [build.annotations(*block) for block in blocks]
    whole = joined(built)
    wanted = whole.take(np.argsort(whole.records["image"], kind="stable"))
    halved = [packed(block) for block in built[: len(built) if all_halved else 1]]
    blocks_given = halved + built[len(halved) :]
    found, order = in_order(blocks_given)
    assert blocks_given == []
    assert order.tolist() == np.argsort(whole.records["image"], kind="stable").tolist()
    assert found.records["number"].tolist() == list(range(1, len(found) + 1))
    for name in ("image", "kind", "box", "rings", "runs"):
        np.testing.assert_array_equal(found.records[name], wanted.records[name])
    for name in ("ring_points", "ring_hole", "points", "runs"):
        np.testing.assert_array_equal(getattr(found, name), getattr(wanted, name))
    assert dict(found.extra) == dict(wanted.extra)


def test_that_nothing_is_in_order():
    found, order = in_order([])
    assert (len(found), len(order)) == (0, 0)
    assert found.points.shape == Annotations.empty().points.shape


def test_that_positions_follow_their_starts():
    assert positions(np.array([5, 0]), np.array([2, 3])).tolist() == [5, 6, 0, 1, 2]

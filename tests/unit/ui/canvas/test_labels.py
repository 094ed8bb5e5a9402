from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from assay.ui.canvas.batches import batches
from assay.ui.canvas.coats import Placing
from assay.ui.canvas.label_painting import pill_rectangle
from assay.ui.canvas.layers import Layer
from assay.ui.canvas.outline_cache import OutlineCache
from assay.ui.canvas.shape_labels import names, placed_labels
from assay.ui.theme.colours import LayerRole
from tests.annotation_builder import annotations, box
from tests.unit.ui.canvas.conftest import VENDOR, vendor

PANE = (600.0, 400.0)
places = st.tuples(st.integers(-50, 620), st.integers(-50, 420), st.integers(4, 200), st.integers(4, 200))


def rectangle(place):
    return QRectF(*map(float, place))


def overlap(one, other):
    return one.intersects(other)


@settings(max_examples=60, deadline=None)
@given(st.lists(places, min_size=1, max_size=25), st.sampled_from([0.0, 90.0, 33.0]))
def test_that_no_name_lies_over_its_own_shape_or_another_name(qapp, found, angle):
    del qapp
    boxes = [box(x, y, x + width, y + height) for x, y, width, height in found]
    layer = Layer(
        name="V", role=LayerRole.VENDOR, annotations=annotations(*boxes), class_names=dict.fromkeys(range(99), "car")
    )
    drawn = batches(
        (layer,), lambda one: OutlineCache(one.annotations), visible=(0, 0, 600, 400), scale=1.0, emphasis=None
    )
    placing = Placing(scale=1.0, by=(300.0 if angle else 0.0, 0.0), ratio=1.0, angle=angle)
    labels = placed_labels(drawn, placing, width=600, height=400)
    own = [
        QRectF(x_min, y_min, x_max - x_min, y_max - y_min) for _, (x_min, y_min, x_max, y_max) in names(drawn, placing)
    ]
    put = [rectangle(label.place) for label in labels]
    assert not any(overlap(a, b) for n, a in enumerate(put) for b in put[:n])
    # A name stands within a gap of its shape, so one that touches no shape's surroundings belongs to none.
    assert all(any(is_beside(label, shape) for shape in own) for label in put)


def is_beside(label, shape):
    return not overlap(label, shape) and overlap(label, shape.adjusted(-4, -4, 4, 4))


@settings(max_examples=200, deadline=None)
@given(places, st.lists(places, max_size=3))
def test_that_the_label_of_a_touched_shape_lies_beside_it_and_beside_the_others(qapp, anchor, others):
    del qapp
    placed = []
    for place in (*others, anchor):
        shape = rectangle(place)
        pill = pill_rectangle("car 12", shape, PANE, placed)
        assert QRectF(0, 0, *PANE).contains(pill)
        assert not overlap(pill, shape)
        assert not any(overlap(pill, other) for other in placed)
        placed.append(pill)


def test_that_the_label_of_a_shape_that_fills_the_pane_stays_in_the_pane(qapp):
    del qapp
    pill = pill_rectangle("car 12", QRectF(-10, -10, 700, 500), PANE, [])
    assert QRectF(0, 0, *PANE).contains(pill)


def test_that_no_label_lies_under_the_panels_over_the_image(show):
    canvas = show(vendor(box(45, 2, 55, 8, number=1)))
    bare = canvas.grab().toImage()
    canvas.set_selection({VENDOR: frozenset([1])})
    chosen = canvas.grab().toImage()
    below = range(28 + 4 * 8 + 8, 28 + 4 * 8 + 30)  # where the shape ends on the screen, and a label's height more
    assert any(chosen.pixel(x, y) != bare.pixel(x, y) for y in below for x in range(200, 260))

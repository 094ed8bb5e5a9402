from assay.ui.canvas.scene import Mode, Scene, panes_of, shown_layers
from tests.annotation_builder import box
from tests.unit.ui.canvas.conftest import GOLD, VENDOR, gold, vendor

LAYERS = (vendor(box(0, 0, 1, 1)), gold(box(0, 0, 1, 1)))


def names(layers):
    return [layer.name for layer in layers]


def test_that_an_overlay_has_one_pane_with_all_layers():
    (pane,) = panes_of(Scene(layers=LAYERS), width=800, height=600)
    assert (pane.size, names(pane.layers)) == ((800, 600), [VENDOR, GOLD])


def test_that_side_by_side_has_a_pane_per_layer():
    left, right = panes_of(Scene(layers=LAYERS, mode=Mode.SIDE_BY_SIDE), width=801, height=600)
    assert (names(left.layers), names(right.layers)) == ([VENDOR], [GOLD])
    assert left.size == right.size == (400, 600)
    assert right.left == 401


def test_that_four_layers_lie_in_two_rows():
    panes = panes_of(Scene(layers=LAYERS * 2, mode=Mode.SIDE_BY_SIDE), width=801, height=601)
    assert [(pane.left, pane.top) for pane in panes] == [(0, 0), (401, 0), (0, 301), (401, 301)]


def test_that_a_lone_layer_has_the_whole_canvas_side_by_side():
    assert len(panes_of(Scene(layers=LAYERS[:1], mode=Mode.SIDE_BY_SIDE), width=800, height=600)) == 1


def test_that_a_hidden_layer_keeps_its_pane_empty():
    left, _ = panes_of(Scene(layers=LAYERS, hidden=frozenset({VENDOR}), mode=Mode.SIDE_BY_SIDE), width=800, height=600)
    assert left.layers == ()


def test_that_blinking_shows_the_first_layer_and_then_the_others():
    scene = Scene(layers=LAYERS, mode=Mode.BLINK)
    assert names(shown_layers(scene)) == [VENDOR]
    assert names(shown_layers(Scene(layers=LAYERS, mode=Mode.BLINK, blink=True))) == [GOLD]


def test_that_a_held_blink_key_shows_the_other_layers_in_the_overlay_too():
    assert names(shown_layers(Scene(layers=LAYERS, blink=True))) == [GOLD]


def test_that_only_the_differences_mode_emphasises():
    emphasis = {VENDOR: frozenset({3})}
    assert Scene(emphasis=emphasis).emphasised() is None
    assert Scene(emphasis=emphasis, mode=Mode.DIFFERENCES).emphasised() == {(VENDOR, 3)}

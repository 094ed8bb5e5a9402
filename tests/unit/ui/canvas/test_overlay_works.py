from assay.ui.canvas.outline_cache import OutlineCache
from assay.ui.canvas.overlay import OverlayContent
from assay.ui.canvas.overlay_works import KEPT, OverlayWorks
from assay.ui.canvas.view_transform import View, panned
from assay.ui.theme.tokens import DARK
from tests.annotation_builder import box
from tests.unit.ui.canvas.conftest import gold, vendor

VIEW = View(1.0, 500.0, 500.0)
FEW = vendor(box(450, 450, 550, 550))
MANY = vendor(*(box(10 * (n % 100), n / 10, 10 * (n % 100) + 8, n / 10 + 8) for n in range(8000)))

OTHERS = gold(*(box(10 * (n % 100), n / 10, 10 * (n % 100) + 8, n / 10 + 8) for n in range(1000)))


def content(layer):
    return OverlayContent(layers=(layer,), emphasis=None, tokens=DARK, size=(1000.0, 1000.0), ratio=1.0)


def works(qtbot):
    caches = {}
    return OverlayWorks(lambda layer: caches.setdefault(layer, OutlineCache(layer.annotations)))


def test_that_a_long_drag_over_many_shapes_begins_the_next_overlay_before_its_edge_is_seen(qtbot):
    made = works(qtbot)
    with qtbot.waitSignal(made.finished, timeout=20_000):
        made.want([(content(MANY), VIEW)])
    farther = panned(VIEW, dx=200, dy=0)
    with qtbot.waitSignal(made.finished, timeout=20_000):
        assert made.want([(content(MANY), farther)])
    assert made.nearest(content(MANY), farther).view == farther


def test_that_only_what_was_wanted_last_is_kept_of_a_zoom(qtbot):
    made = works(qtbot)
    with qtbot.waitSignal(made.finished, timeout=20_000):
        made.want([(content(MANY), VIEW)])
    last = View(4.0, 500.0, 500.0)
    with qtbot.waitSignal(made.finished, timeout=20_000):
        for scale in (1.5, 2.0, 3.0, 4.0):
            assert not made.want([(content(MANY), View(scale, 500.0, 500.0))])
    assert made.nearest(content(MANY), last).view == last


def test_that_a_few_shapes_are_ready_at_once(qtbot):
    made = works(qtbot)
    with qtbot.assertNotEmitted(made.finished):  # whoever paints would paint a second time
        assert made.want([(content(FEW), VIEW)])
    assert made.nearest(content(FEW), VIEW).view == VIEW


def test_that_many_shapes_are_made_by_a_worker(qtbot):
    made = works(qtbot)
    with qtbot.waitSignal(made.finished, timeout=20_000):
        assert not made.want([(content(MANY), VIEW)])
    assert made.want([(content(MANY), VIEW)])


def test_that_a_drag_within_the_margin_needs_no_painting(qtbot):
    made = works(qtbot)
    made.want([(content(FEW), VIEW)])
    with qtbot.assertNotEmitted(made.finished):
        assert made.want([(content(FEW), panned(VIEW, dx=200, dy=-200))])


def test_that_the_old_overlay_is_shown_until_the_new_one_is_finished(qtbot):
    made = works(qtbot)
    with qtbot.waitSignal(made.finished, timeout=20_000):
        made.want([(content(MANY), VIEW)])
    nearer = View(2.0, 500.0, 500.0)
    with qtbot.waitSignal(made.finished, timeout=20_000):
        assert not made.want([(content(MANY), nearer)])
        assert made.nearest(content(MANY), nearer).view == VIEW
    assert made.nearest(content(MANY), nearer).view == nearer


def test_that_work_nobody_wants_any_more_is_given_up(qtbot):
    made = works(qtbot)
    made.want([(content(MANY), VIEW)])
    assert made.want([(content(FEW), VIEW)])
    with qtbot.waitSignal(made.finished, timeout=20_000):
        made.want([(content(OTHERS), VIEW)])
    assert made.nearest(content(MANY), VIEW) is None


def test_that_a_blink_finds_both_phases_ready(qtbot):
    made = works(qtbot)
    other = gold(box(400, 400, 500, 500))
    made.want([(content(FEW), VIEW)])
    made.want([(content(other), VIEW)])
    with qtbot.assertNotEmitted(made.finished):
        assert made.want([(content(FEW), VIEW)])


def test_that_only_the_last_overlays_are_kept(qtbot):
    made = works(qtbot)
    for step in range(KEPT + 1):
        made.want([(content(FEW), View(1.0 + step, 500.0, 500.0))])
    assert not made.nearest(content(FEW), VIEW).covers(VIEW)


def test_that_forgetting_leaves_nothing_to_show(qtbot):
    made = works(qtbot)
    made.want([(content(FEW), VIEW)])
    made.forget_except([])
    assert made.nearest(content(FEW), VIEW) is None


def test_that_few_shapes_prepared_are_ready_when_they_are_wanted(qtbot):
    made = works(qtbot)
    made.want([(content(OTHERS), VIEW)])
    made.prepare([(content(FEW), VIEW)])
    overlay = made.nearest(content(FEW), VIEW)
    made.forget_except([FEW])
    assert made.want([(content(FEW), VIEW)])
    assert made.nearest(content(FEW), VIEW) is overlay


def test_that_many_shapes_that_may_come_next_do_not_keep_the_worker(qtbot):
    made = works(qtbot)
    made.prepare([(content(MANY), VIEW)])
    with qtbot.waitSignal(made.finished, timeout=20_000):
        assert not made.want([(content(OTHERS), VIEW)])
    assert made.nearest(content(MANY), VIEW) is None

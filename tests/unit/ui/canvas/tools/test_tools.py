import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from assay.geometry.rle import runs_from_raster
from assay.geometry.shape_making import box_shape, mask_shape, ring_shape
from assay.model.shapes import ShapeKind
from assay.model.single_shape import Shape
from assay.ui.canvas.editing.sketch_painting import paint_sketch
from assay.ui.canvas.tools.box_tool import BoxTool
from assay.ui.canvas.tools.brush_tool import LARGEST, SMALLEST, BrushTool
from assay.ui.canvas.tools.mend_tool import MendTool
from assay.ui.canvas.tools.points_tool import PointsTool
from assay.ui.canvas.tools.rotated_box_tool import RotatedBoxTool
from assay.ui.canvas.tools.split_tool import SplitTool
from assay.ui.canvas.tools.tool import Clicked, Cut, Drew, Hand, Mended, Tool
from assay.ui.canvas.view_transform import View
from assay.ui.theme.tokens import DARK

SQUARE = ring_shape([(0, 0), (40, 0), (40, 40), (0, 40)], kind=ShapeKind.POLYGON)


def drag(tool: Tool, *places, **held):
    """Press at the first place, go through the others, let go at the last; what was done."""
    tool.press(Hand(x=places[0][0], y=places[0][1], **held))
    for x, y in places[1:]:
        tool.drag(Hand(x=x, y=y, **held))
    return tool.release(Hand(x=places[-1][0], y=places[-1][1], **held))


def click(tool: Tool, place):
    return drag(tool, place)


def test_that_a_box_is_drawn_from_any_corner():
    drawn = drag(BoxTool(), (50, 60), (30, 30), (10, 20))
    assert isinstance(drawn, Drew)
    assert drawn.shape.box == (10, 20, 50, 60)


def test_that_shift_makes_the_box_square():
    assert drag(BoxTool(), (0, 0), (30, -10), is_held_straight=True).shape.box == (0, -30, 30, 0)


@pytest.mark.parametrize("tool", [BoxTool(), RotatedBoxTool()])
def test_that_a_click_draws_no_box(tool):
    assert click(tool, (5, 5)) is None
    assert tool.sketch().shape is None


def test_that_a_discarded_box_leaves_nothing():
    tool = BoxTool()
    tool.press(Hand(x=0, y=0))
    tool.drag(Hand(x=30, y=30))
    assert tool.discard()
    assert tool.release(Hand(x=30, y=30)) is None
    assert not tool.discard()


def test_that_a_rotated_box_takes_its_depth_from_the_second_click():
    tool = RotatedBoxTool()
    assert drag(tool, (0, 0), (20, 0)) is None
    tool.hover(Hand(x=3, y=7))
    assert tool.sketch().shape.box == (0, 0, 20, 7)
    assert click(tool, (5, 10)).shape.rings[0].tolist() == [[0, 0], [20, 0], [20, 10], [0, 10]]


def test_that_a_polygon_closes_on_its_first_point():
    tool = PointsTool(ShapeKind.POLYGON, fewest=3)
    for place in ((0, 0), (40, 0), (40, 40)):
        assert click(tool, place) is None
    assert tool.sketch().is_open
    assert click(tool, (3, 3)).shape.rings[0].tolist() == [[0, 0], [40, 0], [40, 40]]


def test_that_two_points_are_no_polygon():
    tool = PointsTool(ShapeKind.POLYGON, fewest=3)
    click(tool, (0, 0))
    click(tool, (40, 0))
    assert tool.finish() is None
    assert tool.step_back()
    assert tool.step_back()
    assert not tool.step_back()


def test_that_keypoints_are_seen_ones():
    tool = PointsTool(ShapeKind.KEYPOINTS, fewest=1)
    click(tool, (1, 1))
    click(tool, (1, 1))
    click(tool, (9, 1))
    assert tool.finish().shape.visibility == (2, 2)


def test_that_a_brush_keeps_within_its_sizes():
    tool = BrushTool(erases=False)
    for _ in range(60):
        tool.resize(larger=True)
    assert tool.radius == LARGEST
    for _ in range(200):
        tool.resize(larger=False)
    assert tool.radius == SMALLEST
    tool.resize(larger=True)
    assert tool.radius > SMALLEST


def test_that_a_vertex_is_dragged_and_an_edge_gives_a_new_one():
    tool = MendTool()
    tool.take(SQUARE)
    moved = drag(tool, (39, 1), (45, -5), (50, -10))
    assert isinstance(moved, Mended)
    assert moved.shape.rings[0].tolist() == [[0, 0], [50, -10], [40, 40], [0, 40]]
    added = drag(tool, (20, 41), (20, 50), (20, 60))
    assert added.shape.rings[0].tolist() == [[0, 0], [40, 0], [40, 40], [20, 60], [0, 40]]
    assert np.array_equal(tool.sketch().handles, SQUARE.rings[0])


def test_that_the_inside_moves_the_whole_and_a_click_there_does_not():
    tool = MendTool()
    tool.take(box_shape((0, 0), (40, 40)))
    assert drag(tool, (25, 20), (30, 30), (35, 40)).shape.box == (10, 20, 50, 60)
    assert isinstance(click(tool, (25, 20)), Clicked)


@pytest.mark.parametrize(
    "shape",
    [
        box_shape((0, 0), (14, 12)),
        ring_shape([(0, 0), (14, 0), (14, 12), (0, 12)], kind=ShapeKind.POLYGON),
        ring_shape([(0, 0), (14, 0), (14, 12), (0, 12)], kind=ShapeKind.ROTATED_BOX),
    ],
)
def test_that_a_small_shape_is_moved_by_its_middle_and_mended_from_beside_it(shape):
    tool = MendTool()
    tool.take(shape)
    moved = drag(tool, (7, 6), (17, 26))
    assert moved.doing == "Move the"
    assert moved.shape.box == (10, 20, 24, 32)
    mended = drag(tool, (15, 13), (20, 20))
    assert mended.doing != "Move the"


def test_that_a_thin_turned_box_is_moved_by_its_middle():
    tool = MendTool()
    tool.take(ring_shape([(22, 28), (28, 22), (78, 72), (72, 78)], kind=ShapeKind.ROTATED_BOX))
    assert drag(tool, (50, 50), (60, 70)).doing == "Move the"


@pytest.mark.parametrize("place", [(20, 1), (0, 20)], ids=["an edge", "the edge that closes it"])
def test_that_a_press_on_an_edge_shows_the_point_that_a_drag_would_add(place, qapp):
    tool = MendTool()
    tool.take(SQUARE)
    tool.press(Hand(x=place[0], y=place[1]))
    sketch = tool.sketch()
    assert len(sketch.handles) == 5
    assert sketch.handles[sketch.marked] == pytest.approx((place[0], 0 if place[0] else 20))
    painted = QImage(60, 60, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(painted)
    paint_sketch(painter, sketch, View(1.0, 20.0, 20.0), viewport=(60.0, 60.0), tokens=DARK)
    painter.end()
    assert tool.delete() is None
    assert isinstance(tool.release(Hand(x=place[0], y=place[1])), Clicked)
    assert tool.sketch().marked is None
    assert len(tool.sketch().handles) == 4


def test_that_beside_the_shape_the_hand_takes_nothing():
    tool = MendTool()
    tool.take(SQUARE)
    assert not tool.press(Hand(x=200, y=200))
    assert not tool.follows_outlines


def test_that_the_point_under_the_hand_is_deleted_but_never_the_last_three():
    tool = MendTool()
    tool.take(SQUARE)
    tool.hover(Hand(x=1, y=39))
    smaller = tool.delete().shape
    assert len(smaller.rings[0]) == 3
    tool.take(smaller)
    tool.hover(Hand(x=1, y=1))
    assert tool.delete() is None


def test_that_the_knife_cuts_straight_with_shift():
    assert drag(SplitTool(), (0, 0), (30, 4), is_held_straight=True) == Cut((0, 0), (30, 0))
    assert isinstance(click(SplitTool(), (3, 3)), Clicked)


def test_that_an_ellipse_is_drawn_and_shift_makes_it_a_circle():
    drawn = drag(BoxTool(ShapeKind.ELLIPSE), (10, 20), (30, 26), is_held_straight=True)
    assert (drawn.shape.kind, drawn.shape.box) == (ShapeKind.ELLIPSE, (10, 20, 30, 40))


def test_that_a_polyline_stays_open_and_ends_with_enter():
    tool = PointsTool(ShapeKind.POLYLINE, fewest=2)
    for place in ((0, 0), (40, 0), (1, 1)):
        assert click(tool, place) is None
    assert tool.sketch().is_open
    assert tool.finish().shape.rings[0].tolist() == [[0, 0], [40, 0], [1, 1]]


def test_that_a_mask_is_resized_by_its_corner_and_moved_by_its_inside():
    raster = np.zeros((60, 80), bool)
    raster[10:30, 10:30] = True
    tool, shape = MendTool(), mask_shape(runs_from_raster(raster))
    tool.take(shape)
    resized = drag(tool, (30, 30), (50, 40))
    assert (resized.shape.box, resized.doing) == ((10, 10, 50, 40), "Resize the")
    moved = drag(tool, (20, 20), (25, 22))
    assert (moved.shape.box, moved.doing) == ((15, 12, 35, 32), "Move the")


def test_that_a_turned_ellipse_is_resized_along_its_axes_and_turned():
    axes = np.array([(50.0, 40.0), (80.0, 40.0), (50.0, 50.0)])
    shape = Shape(kind=ShapeKind.ELLIPSE, box=(20, 30, 80, 50), rings=(axes,), holes=(False,))
    tool = MendTool()
    tool.take(shape)
    wider = drag(tool, (80, 40), (90, 45))
    np.testing.assert_allclose(wider.shape.rings[0], [(55, 40), (90, 40), (55, 50)])
    turned = drag(tool, (50, 30 - 22), (90, 40))
    assert turned.doing == "Turn the"
    np.testing.assert_allclose(turned.shape.rings[0][1], (50, 70), atol=1e-9)

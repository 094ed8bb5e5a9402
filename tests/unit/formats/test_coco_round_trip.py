from hypothesis import given

from assay.model.shapes import Flag, ShapeKind
from tests.unit.formats.round_trips import AT_RANDOM, Held, assert_round_trip, contents_held

HELD = Held(
    kinds={ShapeKind.BOX, ShapeKind.POLYGON, ShapeKind.MASK, ShapeKind.KEYPOINTS},
    ids=True,
    annotators=True,
    scores=True,
    flags=Flag.CROWD | Flag.IGNORE,
    attributes=True,
    parts=True,
    unused_classes=True,
)


@given(contents_held(HELD))
@AT_RANDOM
def test_that_what_is_written_is_read_again(tmp_path_factory, contents):
    assert_round_trip("coco", contents, HELD, tmp_path_factory.mktemp("written"))

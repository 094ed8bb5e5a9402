import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assay.formats import cvat_writing
from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.gathering import Gatherer
from assay.formats.pending import Said
from assay.formats.reading import Reading
from assay.model.progress import result_of
from assay.model.shapes import ShapeKind
from tests.shared_folder import data
from tests.unit.formats.round_trips import (
    AT_RANDOM,
    Held,
    assert_round_trip,
    assert_same,
    contents_held,
    written_and_read,
)

HELD = Held(
    kinds=set(ShapeKind),
    precision=1e-6,
    attributes=True,
    attribute_values=st.text(st.characters(categories=["L", "N", "P"]), max_size=5),
    unused_classes=True,
)
SQUARE = [(1, 1), (9, 1), (9, 9), (1, 9)]
HOLE = [(3, 3), (5, 3), (5, 5)]


def gathered(folder, *polygons, **said) -> Reading:
    (folder / "nothing").mkdir()
    with Delivered.open(folder / "nothing") as delivered:
        gatherer = Gatherer(delivered, "cvat")
        image = gatherer.image("a.jpg", 20, 20)
        for rings, holes in polygons:
            gatherer.polygon(image, "cat", rings, holes, Said(**said))
        return gatherer.reading()


def written(folder, contents) -> tuple[list[str], Reading]:
    notes = result_of(cvat_writing.write(folder / "out.xml", contents))
    with Delivered.open(folder / "out.xml") as delivered:
        return [note.what for note in notes], result_of(detect(delivered, "cvat").read(delivered))


@given(contents_held(HELD))
@AT_RANDOM
def test_that_what_is_written_is_read_again(tmp_path_factory, contents):
    assert_round_trip("cvat", contents, HELD, tmp_path_factory.mktemp("written"))


def test_that_a_real_file_is_the_same_again(tmp_path):
    with Delivered.open(data("06-formats/datumaro-fixtures/cvat-xml-1.1/for_images/export_project")) as delivered:
        contents = result_of(detect(delivered).read(delivered))
    again = written_and_read("cvat", contents, tmp_path)
    assert_same(again, contents, HELD)
    assert again.annotators == contents.annotators == ("tester",)
    assert again.annotations.extra[0]["other"] == {"source": "manual", "z_order": 1}


def test_that_truths_and_numbers_stay_what_they_are(tmp_path):
    values = {"tame": True, "legs": 4, "tall": 1.5, "name": "4", "occluded": False}
    contents = gathered(tmp_path, ([SQUARE], ()), attributes=values)
    notes, again = written(tmp_path, contents)
    assert notes == []
    assert again.annotations.attributes(0) == values


def test_that_holes_are_filled_and_parts_become_a_group_which_is_listed(tmp_path):
    contents = gathered(
        tmp_path, ([SQUARE, HOLE], (False, True)), ([SQUARE, [(11, 11), (15, 11), (15, 15)]], (False, False))
    )
    notes, again = written(tmp_path, contents)
    assert notes == [
        "1 with holes in the outline, which CVAT does not know; they are filled",
        "1 with an outline of several parts; each is written as an outline of its own in one group",
    ]
    assert len(again.annotations) == 3
    assert [extra["other"].get("group_id") for extra in again.annotations.extra.values()] == [None, 1, 1]


def test_that_facts_without_room_are_listed(tmp_path):
    contents = gathered(
        tmp_path, ([SQUARE], ()), source_id=4, annotator="ann", score=0.5, other={"track": 1, "z_order": 2}
    )
    notes, again = written(tmp_path, contents)
    assert notes == [
        "1 have an id, which is not written",
        "1 have a score, which is not written",
        '1 have the field "track", which is not written',
    ]
    assert again.annotators == ("ann",)


def test_that_several_annotators_are_listed_as_lost(tmp_path):
    with Delivered.open(tmp_path) as delivered:
        gatherer = Gatherer(delivered, "cvat")
        image = gatherer.image("a.jpg", 20, 20)
        for name in ("ann", "bob"):
            gatherer.box(image, "cat", 1, 2, 3, 4, Said(annotator=name))
        contents = gatherer.reading()
    notes, again = written(tmp_path, contents)
    assert notes == ["2 have an annotator, which is not written"]
    assert again.annotators == ()


def test_that_mixed_values_read_back_as_text(tmp_path):
    with Delivered.open(tmp_path) as delivered:
        gatherer = Gatherer(delivered, "cvat")
        image = gatherer.image("a.jpg")
        for value in (True, "x", [1]):
            gatherer.box(image, "cat", 1, 2, 3, 4, Said(attributes={"odd": value}))
        contents = gatherer.reading()
    notes, again = written(tmp_path, contents)
    assert notes == ["2 with an attribute whose values are partly truths, numbers or text; they read back as text"]
    assert [again.annotations.attributes(row)["odd"] for row in range(3)] == ["true", "x", "[1]"]
    assert again.images[0].width is None


def test_that_a_box_that_leans_is_written_as_a_polygon(tmp_path):
    with Delivered.open(tmp_path) as delivered:
        gatherer = Gatherer(delivered, "cvat")
        image = gatherer.image("a.jpg", 20, 20)
        gatherer.rotated_box(image, "cat", [(0, 0), (9, 1), (10, 6), (1, 5)])
        contents = gatherer.reading()
    notes, again = written(tmp_path, contents)
    assert notes == ["1 with a rotated box that is no rectangle; each is written as a polygon"]
    np.testing.assert_array_equal(again.annotations.points, contents.annotations.points)


def test_that_the_same_contents_give_the_same_bytes(tmp_path):
    contents = gathered(tmp_path, ([SQUARE], ()), attributes={"b": 1, "a": 2})
    for name in ("one.xml", "two.xml"):
        result_of(cvat_writing.write(tmp_path / name, contents))
    assert (tmp_path / "one.xml").read_bytes() == (tmp_path / "two.xml").read_bytes()


def test_that_characters_that_xml_cannot_hold_are_replaced_and_listed(tmp_path):
    with Delivered.open(tmp_path) as delivered:
        gatherer = Gatherer(delivered, "cvat")
        gatherer.box(gatherer.image("a.jpg", 20, 20), "ca\x01t & <dog>", 1, 2, 3, 4)
        contents = gatherer.reading()
    notes, again = written(tmp_path, contents)
    assert notes == ["holds characters that XML cannot; they are replaced"]
    assert again.classes[0].name == "ca\ufffdt & <dog>"

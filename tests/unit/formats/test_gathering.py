import numpy as np
import pytest
from PIL import Image

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.numbers import number
from assay.formats.pending import Said
from assay.formats.reading import ReadClass, Reading
from assay.model.shapes import Flag, ShapeKind
from tests.unit.formats.soundness import assert_sound

SQUARE = [(0, 0), (10, 0), (10, 10), (0, 10)]


@pytest.fixture
def gatherer(tmp_path):
    folder = tmp_path / "labels"
    folder.mkdir()
    (folder / "a.txt").write_text("some labels")
    Image.new("L", (64, 48)).save(folder / "a.png")
    with Delivered.open(folder) as delivered:
        delivered.read("a.txt")
        yield Gatherer(delivered, "toy")


def read(gatherer: Gatherer) -> Reading:
    reading = gatherer.reading()
    assert_sound(reading)
    return reading


def test_that_every_kind_of_shape_becomes_columns(gatherer):
    image = gatherer.image("a.png", 64, 48)
    gatherer.box(image, "cat", 1, 2, 3, 4)
    gatherer.polygon(image, "cat", [SQUARE, [(2, 2), (2, 4), (4, 4)], [20, 20, 24, 20, 24, 24]], [False, True, False])
    gatherer.rotated_box(image, "dog", [(5, 0), (10, 5), (5, 10), (0, 5)])
    gatherer.polyline(image, "dog", [(0, 0), (9, 7)])
    gatherer.ellipse(image, "dog", (10, 10), (14, 13), (7, 14))
    gatherer.keypoints(image, "dog", [(1, 1), (0, 0), (5, 9)], visibility=[2, 0, 1], names=["nose", "ear", "tail"])
    gatherer.mask(image, "dog", [48 * 2, 3, 48 * 62 - 3])
    gatherer.mask_at(image, "dog", np.ones((2, 3), bool), left=61, top=46)
    gatherer.tag(image, "sunny")
    reading = read(gatherer)
    found = reading.annotations
    assert [ShapeKind(kind).name for kind in found.records["kind"]] == [
        "BOX", "POLYGON", "ROTATED_BOX", "POLYLINE", "ELLIPSE", "KEYPOINTS", "MASK", "MASK", "TAG",
    ]  # fmt: skip
    assert found.boxes.tolist() == [
        [1, 2, 3, 4], [0, 0, 24, 24], [0, 0, 10, 10], [0, 0, 9, 7], [5, 5, 15, 15], [1, 1, 5, 9], [2, 0, 3, 3], [61, 46, 64, 48], [0, 0, 64, 48],
    ]  # fmt: skip
    assert found.holes(1).tolist() == [False, True, False]
    assert found.extra[5] == {"visibility": [2, 0, 1], "keypoint_names": ["nose", "ear", "tail"]}
    assert not found.records["flags"].any()
    assert reading.classes == (ReadClass(1, "cat"), ReadClass(2, "dog"), ReadClass(3, "sunny"))
    assert (reading.format, reading.sha256, reading.rejected) == ("toy", gatherer.delivered.digest(), ())


@pytest.mark.parametrize(
    ("draw", "why"),
    [
        (lambda g: g.box(0, "cat", 5, 0, 1, 9), "the box has a negative width (-4)"),
        (lambda g: g.box(0, "cat", 0, 9, 1, 5), "the box has a negative height (-4)"),
        (lambda g: g.box(0, "cat", 0, 0, 1e9, 5), "the box has a coordinate that no image has (1e+09)"),
        (lambda g: g.box(0, "cat", 0, 0, float("nan"), 5), "the box has a coordinate that no image has"),
        (lambda g: g.box(0, " ", 0, 0, 1, 1), "has no class"),
        (lambda g: g.box(0, "cat", 0, 0, number("1e999", "width"), 1), "width is no finite number but '1e999'"),
        (lambda g: g.box(0, "cat", 0, 0, 1, 1, Said(score=1e300)), "the score is no score but 1e+300"),
        (lambda g: g.polygon(0, "cat", [[(0, 0), (1, 1)]]), "the outline has fewer than 3 points (2)"),
        (lambda g: g.polygon(0, "cat", [[0, 0, 1, 1, 2]]), "the outline has an odd number of coordinates (5)"),
        (lambda g: g.polygon(0, "cat", [[(0, 0), (1, 1), (1e8, 0)]]), "the outline has a coordinate that no image has (1e+08)"),
        (lambda g: g.polygon(0, "cat", [["a", "b"]]), "the outline is no list of points but ['a', 'b']"),
        (lambda g: g.polygon(0, "cat", []), "has 0 outlines"),
        (lambda g: g.polygon(0, "cat", [SQUARE], [True]), "has a hole with no part around it"),
        (lambda g: g.rotated_box(0, "cat", [*SQUARE, (0, 0)]), "the rotated box has 5 corners"),
        (lambda g: g.polyline(0, "cat", [(0, 0)]), "the line has fewer than 2 points (1)"),
        (lambda g: g.keypoints(0, "cat", [(0, 0)], visibility=[2, 2]), "there are 1 keypoints and 2 visibilities"),
        (lambda g: g.mask(0, "cat", [5]), "is no mask: the run lengths add up to 5, not to 64 × 48 pixels"),
        (lambda g: g.mask(0, "cat", [6], size=(2, 3)), "the mask is 2 × 3, but the image is 64 × 48"),
        (lambda g: g.mask(0, "cat", [2**70]), "is no mask"),
        (lambda g: g.mask_at(0, "cat", np.ones((2, 2), bool), left=63), "beyond the image (64 × 48)"),
        (lambda g: g.mask(1, "cat", [5]), "the image 'b.png' is missing, and its size is needed"),
    ],
)  # fmt: skip
def test_that_a_shape_that_cannot_be_kept_is_listed_with_its_place_and_the_rest_is_kept(gatherer, draw, why):
    image = gatherer.image("a.png", 64, 48)
    gatherer.image("b.png")
    with gatherer.rejecting("a.txt, line 3"):
        draw(gatherer)
    gatherer.box(image, "cat", 0, 0, 1, 1)
    reading = read(gatherer)
    assert len(reading.annotations) == 1
    assert [one.where for one in reading.rejected] == ["a.txt, line 3"]
    assert why in reading.rejected[0].why
    assert reading.rejected[0].why.endswith("; left out")


@pytest.mark.parametrize(
    ("draw", "why"),
    [
        (lambda g: g.box(0, "cat", 5, 5, 5, 9), "the box has no area (0 × 4)"),
        (lambda g: g.polygon(0, "cat", [[0, 0, 10, 10, 10, 0, 0, 10]]), "self-intersection at 5, 5"),
        (lambda g: g.rotated_box(0, "cat", [0, 0, 10, 10, 10, 0, 0, 10]), "self-intersection at 5, 5"),
        (lambda g: g.mask(0, "cat", [64 * 48]), "the mask has no pixel"),
        (lambda g: g.ellipse(0, "cat", (1, 1), (1, 1), (1, 1)), "the ellipse has no area (0 × 0)"),
    ],
)
def test_that_a_faulty_shape_is_kept_with_its_fault(gatherer, draw, why):
    gatherer.image("a.png", 64, 48)
    gatherer.polyline(0, "road", [(0, 0), (9, 9), (9, 0), (0, 9)])
    draw(gatherer)
    found = read(gatherer).annotations
    assert found.records["flags"].tolist() == [0, Flag.INVALID]
    assert why in found.extra[1]["why"]


def test_that_many_boxes_are_taken_at_once_and_the_bad_ones_listed(gatherer):
    image = gatherer.image("a.png", 64, 48)
    corners = np.array([[0, 0, 2, 2], [5, 5, 1, 9], [0, 0, np.nan, 1], [3, 3, 3, 8], [1, 1, 2, 2], [0, 0, 1, 1]])
    gatherer.box(image, "dog", 0, 0, 1, 1)
    gatherer.boxes(image, ["cat", "cat", "dog", "dog", "cat", ""], corners, lambda row: f"line {row + 1}")
    gatherer.box(image, "dog", 0, 0, 1, 1)
    reading = read(gatherer)
    assert [one.where for one in reading.rejected] == ["line 2", "line 3", "line 6"]
    assert [reading.classes[row].name for row in reading.annotations.records["class_id"]] == [
        "dog",
        "cat",
        "dog",
        "cat",
        "dog",
    ]
    assert reading.annotations.records["flags"].tolist() == [0, 0, Flag.INVALID, 0, 0]


def test_that_what_is_said_of_an_annotation_is_kept(gatherer):
    image = gatherer.image("a.png", 64, 48)
    said = Said(
        source_id="x7", annotator=" ann ", score=0.5, flags=Flag.CROWD, attributes={"lit": True}, other={"z": [2**80]}
    )
    gatherer.box(image, "cat", 0, 0, 1, 1, said)
    gatherer.box(image, "cat", 0, 0, 1, 1, Said(source_id=4))
    reading = read(gatherer)
    records = reading.annotations.records
    assert [reading.annotations.source_id(row) for row in (0, 1)] == ["x7", 4]
    assert (reading.annotators, records["annotator_id"].tolist()) == (("ann",), [0, -1])
    assert (float(records["score"][0]), records["flags"].tolist()) == (0.5, [Flag.CROWD, 0])
    assert reading.annotations.extra[0] == {"id": "x7", "attributes": {"lit": True}, "other": {"z": [str(2**80)]}}


def test_that_annotations_are_grouped_by_image_in_any_number(gatherer, monkeypatch):
    monkeypatch.setattr("assay.formats.gathering.BLOCK", 2)
    images = [gatherer.image(name, 9, 9) for name in ("a.png", "b.png")]
    for x in range(7):
        gatherer.box(images[x % 2], "cat", x, 0, 9, 9)
    found = read(gatherer).annotations
    assert found.boxes[:, 0].tolist() == [0, 2, 4, 6, 1, 3, 5]


def test_that_repeated_ids_are_kept_and_noted_unless_they_repeat_by_nature(gatherer):
    image = gatherer.image("a.png", 9, 9)
    for key in (1, 2, 1, "x", "x"):
        gatherer.box(image, "cat", 0, 0, 1, 1, Said(source_id=key))
    notes = read(gatherer).notes
    assert [note.code for note in notes] == ["FMT-ID", "FMT-ID"]
    assert "the id 1 is already that of another annotation" in notes[0].what


def test_that_images_are_named_once_made_harmless_and_their_sizes_compared(gatherer):
    first = gatherer.image("../a.png", 9, None, place="one")
    assert gatherer.image("a.png", 8, 7, place="two") == first
    gatherer.image("/data/b.png", -3, 5, key="k", place="three")
    with gatherer.rejecting("four"):
        gatherer.image("..")
    reading = read(gatherer)
    assert [image[:4] for image in reading.images] == [(1, "a.png", 9, 7), ("k", "data/b.png", None, 5)]
    assert [one.where for one in reading.rejected] == ["one", "four"]
    assert [(note.where, note.code) for note in reading.notes] == [
        ("two", "FMT-COORD"),
        ("three", "FMT-COORD"),
        ("images", ""),
    ]


def test_that_the_image_of_a_label_file_is_found_with_its_size_or_named_as_missing(gatherer):
    image = gatherer.image_beside("a.txt")
    assert gatherer.size_of(image) == (64, 48)
    assert gatherer.image_named("a.png", near="a.txt") == image
    with pytest.raises(Fault, match="no image 'b' was found, and its size is needed"):
        gatherer.image_beside("b.txt")
    unknown = gatherer.image_named("b.png", near="a.txt")
    with pytest.raises(Fault, match="is missing, and its size is needed"):
        gatherer.size_of(unknown)

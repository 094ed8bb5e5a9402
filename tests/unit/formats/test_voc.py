import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.formats import voc_writing
from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.reading import Reading
from assay.geometry.boxes import pairwise_ious
from assay.model.progress import result_of
from assay.model.shapes import Flag, ShapeKind
from tests.shared_folder import data, vectors
from tests.unit.formats.fuzzing import fuzz
from tests.unit.formats.round_trips import AT_RANDOM, Held, assert_round_trip, contents_held, written_and_read

FORMATS = "06-formats"
DATUMARO = f"{FORMATS}/datumaro-fixtures"
HELD = Held(
    kinds={ShapeKind.BOX},
    attributes=True,
    attribute_values=st.booleans() | st.integers(0, 99) | st.sampled_from(["red", "blau ß", "007", "1e", "yes", ""]),
)


def read(path, images=None) -> Reading:
    with Delivered.open(path, images=images) as delivered:
        detection = detect(delivered)
        assert detection.format.name == "voc"
        return result_of(detection.read(delivered))


def object_text(name="cat", *, box=(1, 2, 3, 4), more="") -> str:
    x_min, y_min, x_max, y_max = box
    corners = f"<xmin>{x_min}</xmin><ymin>{y_min}</ymin><xmax>{x_max}</xmax><ymax>{y_max}</ymax>"
    return f"<object><name>{name}</name>{more}<bndbox>{corners}</bndbox></object>"


def read_objects(folder, *objects, start="", name="a.xml") -> Reading:
    header = start or "<filename>a.jpg</filename><size><width>100</width><height>80</height></size>"
    (folder / name).write_text(f"<annotation>{header}<segmented>0</segmented>\n{chr(10).join(objects)}\n</annotation>")
    return read(folder)


def label(reading, row):
    return reading.classes[reading.annotations.records["class_id"][row]].name


@pytest.mark.parametrize(
    ("path", "images", "annotations", "classes"),
    [
        (f"{DATUMARO}/pascal-voc", 1, 3, ("cat", "person", "head")),
        (f"{DATUMARO}/pascal-voc-variant2", 5, 4, ("background", "aeroplane", "bicycle", "bird")),
        (f"{DATUMARO}/roboflow-voc", 3, 4, ("label_0", "label_1")),
        (f"{FORMATS}/keras-retinanet-mini/pascal", 1, 2, ("dog", "person")),
        (
            f"{FORMATS}/labelformat-fixtures/object_detection/PascalVOC",
            2,
            16,
            ("dog", "person", "bench", "bicycle with space", "snowboard"),
        ),
        (f"{FORMATS}/labelme-json/bbox_detection/as_voc", 3, 9, ("person", "bus", "car")),
        (f"{FORMATS}/v7-darwin-convert/pascalvoc/to", 1, 3, ("test_bounding_box_basic",)),
        ("12-raccoon-voc", 40, 42, ("raccoon",)),
    ],
)
def test_that_a_real_delivery_is_read_whole(path, images, annotations, classes):
    reading = read(data(path))
    assert (len(reading.images), len(reading.annotations)) == (images, annotations)
    assert tuple(one.name for one in reading.classes) == classes
    assert reading.rejected == ()


def test_that_every_real_photo_is_found_with_its_declared_size():
    reading = read(data("12-raccoon-voc"))
    assert all(name.startswith("images/raccoon-") for name in reading.images.file_names)
    at = reading.images.file_names.index("images/raccoon-12.jpg")
    assert (reading.images.widths[at], reading.images.heights[at]) == (259, 194)
    rows = [row for row, image in enumerate(reading.annotations.records["image"]) if image == at]
    assert reading.annotations.boxes[rows].tolist() == [[27, 20, 126, 181], [84, 32, 235, 193]]
    assert reading.annotations.attributes(rows[0]) == {"truncated": False, "difficult": False}
    assert reading.annotations.extra[rows[0]]["other"] == {"verified": "yes"}


def test_that_pixels_are_counted_from_1_and_the_last_one_belongs_to_the_box():
    reading = read(data(FORMATS, "keras-retinanet-mini", "pascal"))
    assert reading.annotations.boxes.tolist() == [[47, 239, 195, 371], [7, 11, 352, 498]]
    assert reading.annotations.attributes(0) == {"pose": "Left", "truncated": True, "difficult": False}
    assert reading.notes == ()


def test_that_boxes_overlap_as_much_as_their_pixels_do(tmp_path):
    for number, case in enumerate(vectors("iou_boxes")["equivalence"]):
        folder = tmp_path / str(number)
        folder.mkdir()
        reading = read_objects(folder, object_text(box=case["voc_a"]), object_text(box=case["voc_b"]))
        for box, (x, y, width, height) in zip(
            reading.annotations.boxes.tolist(), (case["coco_a"], case["coco_b"]), strict=True
        ):
            assert box == [x, y, x + width, y + height]
        iou = pairwise_ious(reading.annotations.boxes[:1], reading.annotations.boxes[1:])[0, 0]
        assert iou == pytest.approx(case["voc_iou"], abs=1e-12) == case["coco_iou"]


def test_that_a_coordinate_of_0_shows_that_all_files_count_from_0():
    reading = read(data(DATUMARO, "roboflow-voc"))
    assert reading.annotations.boxes.tolist() == [[2, 1, 5, 2], [0, 0, 2, 4], [0, 0, 1, 2], [0, 0, 9, 1]]
    [note] = reading.notes
    assert note.where == "train/train_002.xml, line 20"
    assert note.what.startswith("<xmin> is 0, which only files have that count pixels from 0")


@pytest.mark.parametrize("value", ["0", "0.0", "0.5", "-3", " 00 ", ".5"])
def test_that_any_coordinate_below_1_shows_it(tmp_path, value):
    reading = read_objects(tmp_path, object_text(box=(5, 6, 7, 8)), object_text(box=(value, 6, 7, 8)))
    assert reading.annotations.boxes.tolist()[0] == [5, 6, 7, 8]


@pytest.mark.parametrize("value", ["1", "1.0", "10", "01", "1e-9"])
def test_that_other_coordinates_do_not(tmp_path, value):
    reading = read_objects(tmp_path, object_text(box=(5, 6, 7, 8)), object_text(box=(value, 6, 17, 8)))
    assert reading.annotations.boxes.tolist()[0] == [4, 5, 7, 8]


def test_that_parts_are_boxes_of_their_own_and_actions_attributes():
    reading = read(data(DATUMARO, "pascal-voc"))
    assert [label(reading, row) for row in range(3)] == ["cat", "person", "head"]
    assert reading.annotations.extra[0]["other"] == {"bndbox": [0, 1, 3, 4]}
    assert reading.annotations.boxes.tolist()[1:] == [[3, 4, 6, 7], [4.5, 5, 7.5, 8]]
    assert reading.annotations.extra[2]["other"] == {"part_of": "person"}
    actions = reading.annotations.attributes(1)
    assert (len(actions), actions["jumping"], actions["walking"]) == (11, False, True)


def test_that_masks_stored_in_the_colours_of_vocs_palette_are_read_and_one_far_from_its_box_is_told():
    reading = read(data(DATUMARO, "pascal-voc"))
    kinds = [ShapeKind(kind) for kind in reading.annotations.records["kind"]]
    assert kinds == [ShapeKind.MASK, ShapeKind.BOX, ShapeKind.BOX]
    assert [note.where for note in reading.notes] == ["Annotations/2007_000001.xml, line 11"]


def test_that_an_image_without_objects_and_one_without_size_are_images():
    reading = read(data(DATUMARO, "pascal-voc-variant2"))
    assert reading.images.file_names == ("@.jpg", "a.jpg", "b.jpg", "c.jpg", "d.jpg")
    assert [image.width for image in reading.images] == [None] * 5
    assert reading.annotations.attributes(0) == {"truncated": False, "occluded": True, "difficult": False}


def test_that_floats_are_kept():
    reading = read(data(FORMATS, "labelme-json", "bbox_detection", "as_voc"))
    assert reading.annotations.boxes[0].tolist() == [190, 107.36900369003689 - 1, 313, 329.36900369003695]
    assert reading.annotations.attributes(0) == {}


def test_that_what_tools_add_is_kept(tmp_path):
    more = (
        "<id>7</id><score>0.5</score><annotator>ann</annotator><attributes><attribute><name>colour</name><value>red</value></attribute>"
        "<attribute><name>wheels</name><value>4</value></attribute></attributes>"
    )
    annotations = read_objects(tmp_path, object_text(more=more)).annotations
    assert annotations.source_id(0) == 7
    assert annotations.records["score"].tolist() == [0.5]
    assert annotations.attributes(0) == {"colour": "red", "wheels": 4}
    assert annotations.extra[0]["other"] == {"annotator": "ann"}


def test_that_turned_boxes_and_polygons_of_other_tools_are_read(tmp_path):
    turned = "<robndbox><cx>50</cx><cy>40</cy><w>20</w><h>10</h><angle>1.5707963267948966</angle></robndbox>"
    polygon = "<polygon><x1>1</x1><y1>2</y1><x2>5</x2><y2>2</y2><x3>5</x3><y3>9</y3></polygon>"
    reading = read_objects(
        tmp_path, f"<object><name>ship</name>{turned}</object>", object_text("roof", more=polygon, box=(1, 2, 5, 9))
    )
    assert [ShapeKind(kind) for kind in reading.annotations.records["kind"]] == [
        ShapeKind.ROTATED_BOX,
        ShapeKind.POLYGON,
    ]
    assert reading.annotations.rings(0)[0].round(9).tolist() == [[55, 30], [55, 50], [45, 50], [45, 30]]
    assert reading.annotations.rings(1)[0].tolist() == [[1, 2], [5, 2], [5, 9]]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("<object><name>cat</name></object>", "<bndbox> is missing; left out"),
        ("<object><bndbox><xmin>1</xmin></bndbox></object>", "<bndbox/ymin> is missing; left out"),
        (object_text(""), "has no class; left out"),
        (object_text(box=("one", 2, 3, 4)), "<bndbox/xmin> is no finite number but 'one'; left out"),
        (object_text(box=(9, 2, 3, 4)), "the box has a negative width (-5); left out"),
        (object_text(box=(1, 2, "1e9", 4)), "the box has a coordinate that no image has (1e+09); left out"),
    ],
)
def test_that_a_bad_object_is_left_out_with_its_line(tmp_path, entry, why):
    reading = read_objects(tmp_path, object_text(), entry, object_text())
    assert len(reading.annotations) == 2
    assert [tuple(one) for one in reading.rejected] == [("a.xml, line 3", why)]


def test_that_a_box_of_one_pixel_is_no_fault(tmp_path):
    reading = read_objects(tmp_path, object_text(box=(5, 5, 5, 5)))
    assert reading.annotations.boxes.tolist() == [[4, 4, 5, 5]]
    assert reading.annotations.records["flags"].tolist() == [0]


def test_that_a_size_of_0_is_not_known(tmp_path):
    reading = read_objects(tmp_path, start="<filename>a.jpg</filename><size><width>0</width><height>0</height></size>")
    assert reading.images[0].width is None
    assert reading.notes == ()


def test_that_an_image_without_name_is_the_one_beside(tmp_path):
    source = data("12-raccoon-voc", "images", "raccoon-12.jpg")
    (tmp_path / "b.jpg").write_bytes(source.read_bytes())
    reading = read_objects(tmp_path, object_text(), start=" ", name="b.xml")
    assert reading.images.file_names == ("b.jpg",)
    assert (reading.images[0].width, reading.images[0].height) == (259, 194)


def test_that_a_renamed_image_is_taken_and_noted(tmp_path):
    (tmp_path / "b.jpg").write_bytes(data("12-raccoon-voc", "images", "raccoon-12.jpg").read_bytes())
    reading = read_objects(tmp_path, object_text(), name="b.xml")
    assert reading.images.file_names == ("b.jpg",)
    assert "'a.jpg', which is not there; 'b.jpg' is taken" in reading.notes[0].what


def test_that_a_second_file_of_one_image_is_left_out(tmp_path):
    read_objects(tmp_path, object_text())
    reading = read_objects(tmp_path, object_text(), name="b.xml")
    assert len(reading.annotations) == 1
    assert [one.where for one in reading.rejected] == ["b.xml"]
    assert "speaks of the same image as a.xml" in reading.rejected[0].why


def test_that_other_xml_and_broken_xml_cost_only_themselves(tmp_path):
    (tmp_path / "b.xml").write_text("<annotation><object>")
    (tmp_path / "c.xml").write_text('<!DOCTYPE a [<!ENTITY b "c">]><annotation><object><bndbox/></object></annotation>')
    reading = read_objects(tmp_path, object_text())
    assert len(reading.annotations) == 1
    assert [one.where for one in reading.rejected] == ["b.xml", "c.xml"]
    assert reading.rejected[0].why == "is no valid XML, line 1, column 21: no element found; left out"
    assert "declares a document type" in reading.rejected[1].why


@given(contents_held(HELD).filter(lambda contents: len(contents.images) > 0))
@AT_RANDOM
def test_that_what_is_written_is_read_again(tmp_path_factory, contents):
    assert_round_trip("voc", contents, HELD, tmp_path_factory.mktemp("written"))


def test_that_a_box_beyond_the_image_is_written_and_read_again(tmp_path):
    (tmp_path / "in").mkdir()
    before = read_objects(tmp_path / "in", object_text(box=(-4, 0, 5, 6)), object_text(box=(7, 8, 9, 9)))
    again = written_and_read("voc", before, tmp_path)
    assert again.annotations.boxes.tolist() == before.annotations.boxes.tolist() == [[-4, 0, 5, 6], [7, 8, 9, 9]]


def test_that_what_voc_cannot_hold_is_listed(tmp_path):
    from tests.unit.formats.coco_files import annotation, read_annotations

    outline = [[0, 0, 4, 0, 4, 4, 0, 4]]
    contents = read_annotations(
        tmp_path,
        annotation(id=1, segmentation=outline, bbox=[0, 0, 4, 4], score=0.5, annotator="ann", track=3),
        annotation(id=2, ignore=1, attributes={"colour": "5", "size": [1]}),
    )
    notes = result_of(voc_writing.write(tmp_path / "out", contents))
    assert [note.what for note in notes] == [
        "1 with the shape polygon: each is written as the box around it",
        "2 have an id, which is not written",
        "1 have an annotator, which is not written",
        "1 have a score, which is not written",
        '1 have the mark "ignore", which is not written',
        '1 have the field "track", which is not written',
        "2 have an attribute that reads back as something else (the first is colour = '5')",
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.xml", "b.xml"]
    assert Flag.IGNORE in Flag(int(contents.annotations.records["flags"][1]))


@pytest.mark.timeout(600)
@pytest.mark.parametrize("path", [f"{DATUMARO}/pascal-voc", f"{DATUMARO}/roboflow-voc", "12-raccoon-voc/annotations"])
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path, path):
    fuzz("voc", data(path), tmp_path)

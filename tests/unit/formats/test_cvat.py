from collections import Counter

import numpy as np
import pytest

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.reading import Reading
from assay.geometry.rle import raster_from_runs
from assay.model.errors import AssayError
from assay.model.progress import result_of
from assay.model.shapes import Flag, ShapeKind
from tests.shared_folder import data
from tests.unit.formats.fuzzing import fuzz
from tests.unit.formats.soundness import assert_sound

FIXTURE = "06-formats/datumaro-fixtures/cvat-xml-1.1"
LABELS = (
    "<labels><label><name>cat</name><attributes>"
    "<attribute><name>tame</name><input_type>checkbox</input_type></attribute>"
    "<attribute><name>legs</name><input_type>number</input_type></attribute>"
    "<attribute><name>code</name><input_type>text</input_type></attribute>"
    "</attributes></label><label><name>dog</name></label><label><name>nose</name><parent>dog</parent></label></labels>"
)
BOB = "<assignee><username>bob</username></assignee>"
VIDEO = (
    "<mode>interpolation</mode><start_frame>0</start_frame><stop_frame>5</stop_frame>"
    "<original_size><width>60</width><height>50</height></original_size>"
)
BOX = '<box label="cat" xtl="1" ytl="2" xbr="5" ybr="8"/>'
TRACKED = '<box frame="0" outside="0" keyframe="1" xtl="1" ytl="2" xbr="5" ybr="8"/>'


def read(path) -> Reading:
    with Delivered.open(path) as delivered:
        detection = detect(delivered)
        assert detection.format.name == "cvat"
        reading = result_of(detection.read(delivered))
    assert_sound(reading)
    return reading


def read_text(folder, *lines, task=LABELS, name="annotations.xml") -> Reading:
    head = f"<annotations><version>1.1</version><meta><task>{task}</task></meta>"
    (folder / name).write_text("\n".join([head, *lines, "</annotations>"]))
    return read(folder / name)


def read_shapes(folder, *shapes, task=LABELS) -> Reading:
    return read_text(folder, '<image id="4" name="a.jpg" width="60" height="50">', *shapes, "</image>", task=task)


def kinds(reading) -> Counter:
    return Counter(ShapeKind(kind) for kind in reading.annotations.records["kind"].tolist())


@pytest.mark.parametrize(
    ("path", "images", "found", "classes", "annotators"),
    [
        (
            f"{FIXTURE}/for_images/export_project",
            6,
            {ShapeKind.BOX: 3, ShapeKind.POLYLINE: 3, ShapeKind.POLYGON: 3, ShapeKind.KEYPOINTS: 3},
            ("label1", "label2"),
            ("tester",),
        ),
        (
            f"{FIXTURE}/for_images/export_task",
            2,
            {ShapeKind.BOX: 1, ShapeKind.KEYPOINTS: 1},
            ("label1", "label2"),
            (),
        ),
        (
            f"{FIXTURE}/for_video",
            4,
            {ShapeKind.BOX: 1, ShapeKind.POLYLINE: 1, ShapeKind.KEYPOINTS: 1},
            ("klhg", "z U k", "II"),
            ("max",),
        ),
        (
            "06-formats/v7-darwin-convert/cvat/to",
            1,
            {ShapeKind.BOX: 2},
            ("test_bounding_box_basic",),
            ("example_username",),
        ),
    ],
)
def test_that_a_real_delivery_is_read_whole(path, images, found, classes, annotators):
    reading = read(data(path))
    assert (len(reading.images), kinds(reading)) == (images, found)
    assert tuple(one.name for one in reading.classes) == classes
    assert reading.annotators == annotators


def test_that_images_of_one_name_in_several_subsets_are_several_images():
    reading = read(data(FIXTURE, "for_images", "export_project"))
    subsets = ("Test", "Train", "Validation")
    assert reading.images.file_names == tuple(f"images/{one}/img{at}.jpg" for one in subsets for at in (0, 1))
    assert reading.rejected == ()
    annotations = reading.annotations
    assert annotations.boxes[0].tolist() == [0, 2, 4, 4]
    assert annotations.attributes(0) == {"occluded": True, "a1": True, "a2": "v3", "a3": "0003", "a4": 2.4}
    assert annotations.rings(1)[0].tolist() == [[1, 2], [3, 4], [5, 6], [7, 8]]
    assert annotations.rings(2)[0].tolist() == [[1, 2], [3, 4], [6, 5]]
    assert annotations.extra[2]["other"] == {"z_order": 1}
    assert annotations.rings(3)[0].tolist() == [[1, 2], [3, 4], [5, 6]]


def test_that_shapes_without_class_are_left_out():
    reading = read(data(FIXTURE, "for_images", "export_task"))
    assert [tuple(one) for one in reading.rejected] == [
        ("train.xml, line 50", "has no class; left out"),
        ("train.xml, line 53", "has no class; left out"),
    ]


def test_that_a_video_has_all_its_frames_and_what_is_inside_them():
    reading = read(data(FIXTURE, "for_video"))
    assert reading.images.file_names == (
        "images/frame_000010.png",
        "images/frame_000013.png",
        "images/frame_000016.png",
        "frame_000019.png",
    )
    assert {(image.width, image.height) for image in reading.images} == {(25, 20)}
    assert reading.annotations.records["image"].tolist() == [0, 0, 1]
    assert reading.annotations.boxes[0].tolist() == [3, 4, 10, 5]
    assert reading.annotations.extra[1]["other"] == {"track_id": 1, "frame": 10, "keyframe": 1, "z_order": 0}
    assert reading.annotations.attributes(1) == {"occluded": False, "hgl": "hgkf"}
    assert reading.rejected == ()
    assert [note.what for note in reading.notes] == [
        "the task 'v1' was created 2020-04-23 08:57:24.614217+00:00 and updated 2020-04-23 09:04:48.168008+00:00",
        "the task 'v1' is assigned to nobody; its owner 'max' counts as the annotator",
        "4 shapes of tracks are outside their frames, and no annotations",
    ]


def test_that_each_kind_of_shape_lies_where_it_was_drawn(tmp_path):
    reading = read_shapes(
        tmp_path,
        '<box label="cat" xtl="10" ytl="10" xbr="30" ybr="20" rotation="90.0"/>',
        '<ellipse label="cat" cx="20" cy="20" rx="10" ry="5" rotation="90"/>',
        '<mask label="cat" rle="1, 2, 3" left="4" top="7" width="3" height="2" z_order="2" source="auto"/>',
        '<tag label="dog"/>',
        '<skeleton label="dog"><points label="a" outside="0" occluded="1" points="1,2"/>'
        '<points label="b" outside="1" occluded="0" points="3,4"><attribute name="wet">no</attribute></points>'
        '<points label="c" outside="0" occluded="0" points="5,6"/></skeleton>',
    )
    annotations = reading.annotations
    assert annotations.rings(0)[0].round(9).tolist() == [[25, 5], [25, 25], [15, 25], [15, 5]]
    assert annotations.rings(1)[0].round(9).tolist() == [[20, 20], [20, 30], [15, 20]]
    assert annotations.boxes[1].round(9).tolist() == [15, 10, 25, 30]
    assert np.argwhere(raster_from_runs(annotations.mask_runs(2))).tolist() == [[7, 5], [7, 6]]
    assert annotations.extra[2]["other"] == {"z_order": 2, "source": "auto"}
    assert annotations.boxes[3].tolist() == [0, 0, 60, 50]
    assert annotations.rings(4)[0].tolist() == [[1, 2], [3, 4], [5, 6]]
    assert annotations.extra[4]["visibility"] == [1, 0, 2]
    assert annotations.extra[4]["keypoint_names"] == ["a", "b", "c"]
    assert annotations.extra[4]["other"] == {"points": {"b": {"wet": "no"}}}
    assert [one.name for one in reading.classes] == ["cat", "dog"]


def test_that_attributes_have_the_types_that_are_declared(tmp_path):
    said = {"tame": "True", "legs": "4", "code": "4", "other": "true"}
    attributes = "".join(f'<attribute name="{name}">{value}</attribute>' for name, value in said.items())
    reading = read_shapes(tmp_path, f'<box label="cat" xtl="1" ytl="2" xbr="5" ybr="8">{attributes}</box>')
    assert reading.annotations.attributes(0) == {"tame": True, "legs": 4, "code": "4", "other": "true"}


def test_that_a_value_that_is_none_of_its_type_stays_text(tmp_path):
    attributes = '<attribute name="tame">maybe</attribute><attribute name="legs">four</attribute>'
    reading = read_shapes(tmp_path, f'<box label="cat" xtl="1" ytl="2" xbr="5" ybr="8">{attributes}</box>')
    assert reading.annotations.attributes(0) == {"tame": "maybe", "legs": "four"}


@pytest.mark.parametrize(
    ("task", "annotators"),
    [
        ("<owner><username>boss</username></owner>", ("boss",)),
        ("<owner><username>boss</username></owner><assignee><username>ann</username></assignee>", ("ann",)),
        ("<assignee>ann</assignee>", ("ann",)),
        ("<assignee><email>ann@example.com</email></assignee>", ("ann@example.com",)),
        (
            f"<segments><segment><start>0</start><stop>4</stop>{BOB}</segment></segments><assignee>ann</assignee>",
            ("bob",),
        ),
        ("", ()),
    ],
)
def test_that_the_annotator_is_who_the_work_was_assigned_to(tmp_path, task, annotators):
    assert read_shapes(tmp_path, BOX, task=task).annotators == annotators


def test_that_a_job_has_its_own_assignee(tmp_path):
    text = (
        "<annotations><meta><job><id>7</id><assignee>ann</assignee></job></meta>"
        f'<image id="0" name="a.jpg">{BOX}</image></annotations>'
    )
    (tmp_path / "annotations.xml").write_text(text)
    assert read(tmp_path).annotators == ("ann",)


def test_that_every_shape_that_a_track_lists_is_read_and_none_between_them(tmp_path):
    shapes = [f'<box frame="{frame}" keyframe="0" xtl="{frame}" ytl="2" xbr="9" ybr="8"/>' for frame in (0, 1, 4)]
    reading = read_text(
        tmp_path, '<track id="3" label="cat" source="manual" group_id="2">', *shapes, "</track>", task=LABELS + VIDEO
    )
    assert len(reading.images) == 6
    assert reading.images.file_names[0] == "frame_000000.png"
    assert reading.annotations.records["image"].tolist() == [0, 1, 4]
    assert reading.annotations.boxes[:, 0].tolist() == [0, 1, 4]
    assert reading.annotations.extra[2]["other"] == {
        "track_id": 3,
        "group_id": 2,
        "source": "manual",
        "frame": 4,
        "keyframe": 0,
    }


def test_that_a_skeleton_without_any_point_on_a_frame_is_outside(tmp_path):
    points = '<points label="a" outside="{}" occluded="0" points="1,2"/>'
    skeletons = [f'<skeleton frame="{at}" keyframe="1">{points.format(at)}</skeleton>' for at in (0, 1)]
    reading = read_text(tmp_path, '<track id="0" label="dog">', *skeletons, "</track>", task=LABELS + VIDEO)
    assert reading.annotations.records["image"].tolist() == [0]


def test_that_a_video_without_tracks_has_its_frames(tmp_path):
    assert len(read_text(tmp_path, task=LABELS + VIDEO).images) == 6


def test_that_a_video_of_more_frames_than_can_be_has_those_that_are_labelled(tmp_path):
    endless = VIDEO.replace("<stop_frame>5", "<stop_frame>2000000000")
    reading = read_text(tmp_path, f'<track id="0" label="cat">{TRACKED}</track>', task=LABELS + endless)
    assert reading.images.file_names == ("frame_000000.png",)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ('<box label="" xtl="1" ytl="2" xbr="5" ybr="8"/>', "has no class; left out"),
        ('<box label="cat" xtl="1" ytl="2" xbr="5"/>', '<box> has no "ybr"; left out'),
        (
            '<box label="cat" xtl="x" ytl="2" xbr="5" ybr="8"/>',
            "\"xtl\" of <box> is no finite number but 'x'; left out",
        ),
        ('<box label="cat" xtl="9" ytl="2" xbr="5" ybr="8"/>', "the box has a negative width (-4); left out"),
        ('<polygon label="cat" points="1,2;3,4"/>', "the outline has fewer than 3 points (2); left out"),
        ('<polygon label="cat" points="1,2;3;4,5"/>', "\"points\" of <polygon> has a point '3'; left out"),
        ('<polygon label="cat"/>', '<polygon> has no "points"; left out'),
        ('<cuboid label="cat" xtl1="1"/>', "is a <cuboid>, which cannot be kept; left out"),
        (
            '<mask label="cat" rle="1, 2" left="4" top="7" width="3" height="2"/>',
            "the run lengths add up to 3, not to 3 × 2 pixels; left out",
        ),
        (
            '<mask label="cat" rle="1, 5" left="59" top="7" width="3" height="2"/>',
            "the mask reaches from 59, 7 to 62, 9, beyond the image (60 × 50); left out",
        ),
        ('<skeleton label="dog"/>', "the keypoints has fewer than 1 points (0); left out"),
    ],
)
def test_that_a_bad_shape_is_left_out_with_its_line(tmp_path, entry, why):
    reading = read_shapes(tmp_path, BOX, entry, BOX)
    assert len(reading.annotations) == 2
    assert [tuple(one) for one in reading.rejected] == [("annotations.xml, line 4", why)]


def test_that_a_shape_that_crosses_itself_is_flagged(tmp_path):
    reading = read_shapes(tmp_path, '<polygon label="cat" points="0,0;9,9;9,0;0,9"/>')
    assert reading.annotations.records["flags"].tolist() == [Flag.INVALID]


def test_that_a_file_cut_short_keeps_what_stood_before(tmp_path):
    read_shapes(tmp_path, BOX)
    path = tmp_path / "annotations.xml"
    path.write_text(path.read_text().replace("</annotations>", '<image id="5" name="b.jpg"><box'))
    reading = read(path)
    assert (len(reading.images), len(reading.annotations)) == (1, 1)
    assert "what stood before it is kept" in reading.rejected[0].why
    assert reading.sha256


def test_that_a_file_without_anything_is_refused(tmp_path):
    (tmp_path / "a.xml").write_text('<annotations><image name="')
    with pytest.raises(AssayError, match=r"a\.xml: is no valid XML, line 1"):
        read(tmp_path / "a.xml")


def test_that_two_files_on_one_image_are_not_mixed(tmp_path):
    read_shapes(tmp_path, BOX)
    read_text(tmp_path, f'<image id="0" name="a.jpg" width="60" height="50">{BOX}</image>', name="b.xml")
    reading = read(tmp_path)
    assert len(reading.annotations) == 1
    assert "speaks of the same image as annotations.xml" in reading.rejected[0].why


@pytest.mark.timeout(600)
@pytest.mark.parametrize("path", ["for_images/export_project", "for_images/export_task", "for_video"])
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path, path):
    fuzz("cvat", data(FIXTURE, path), tmp_path)

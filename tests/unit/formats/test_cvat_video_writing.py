from dataclasses import replace

from hypothesis import given

from assay.formats import cvat_video_writing
from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.gathering import Gatherer
from assay.formats.pending import Said
from assay.model.progress import result_of
from assay.model.shapes import ShapeKind
from tests.unit.formats.round_trips import AT_RANDOM, Held, assert_same, contents_held
from tests.unit.formats.soundness import assert_sound
from tests.unit.formats.test_cvat_writing import HELD as HELD_BY_IMAGES

HELD = Held(
    kinds={*ShapeKind} - {ShapeKind.TAG},
    precision=1e-6,
    attributes=True,
    attribute_values=HELD_BY_IMAGES.attribute_values,
    unused_classes=True,
    images_of=[(64, 48)],
)


def gathered(folder, names, boxes):
    (folder / "nothing").mkdir()
    with Delivered.open(folder / "nothing") as delivered:
        gatherer = Gatherer(delivered, "cvat")
        images = [gatherer.image(name, 64, 48) for name in names]
        for image, label, box, track in boxes:
            gatherer.box(images[image], label, *box, Said(other={"track_id": track} if track is not None else {}))
        return gatherer.reading()


def read_again(folder, contents):
    notes = result_of(cvat_video_writing.write(folder / "out.xml", contents))
    with Delivered.open(folder / "out.xml") as delivered:
        found = detect(delivered)
        assert found.format.name == "cvat"
        return [note.what for note in notes], result_of(found.read(delivered))


def rows(reading):
    return sorted(
        (reading.images.file_names[record["image"]], reading.classes[record["class_id"]].name, *record["box"].tolist())
        for record in reading.annotations.records
    )


def test_that_tracks_come_back_on_their_frames_and_nowhere_else(tmp_path):
    names = [f"frame_{number:06d}.png" for number in (0, 1, 2, 3, 5)]
    boxes = [
        (0, "<Ü & car>", (1, 2, 10, 20), 7), (1, "<Ü & car>", (2, 2, 11, 20), 7), (3, "<Ü & car>", (4, 2, 13, 20), 7),
        (1, "van", (0, 0, 5.5, 5), None), (4, "van", (1, 1, 5, 5), 7),
    ]  # fmt: skip
    contents = gathered(tmp_path, names, boxes)
    notes, reading = read_again(tmp_path, contents)
    assert (notes, reading.rejected) == ([], ())
    assert rows(reading) == rows(contents)
    tracks = [one["other"]["track_id"] for one in reading.annotations.extra.values()]
    assert len(set(tracks)) == 3


def test_that_images_that_are_no_frames_are_numbered_and_said(tmp_path):
    contents = gathered(tmp_path, ["b.jpg", "a.jpg", "c.jpg"], [(0, "van", (0, 0, 5, 5), None)])
    notes, reading = read_again(tmp_path, contents)
    assert notes == ["3 images become frames 0, 1, 2 …; their names are not written"]
    assert len(reading.images) == 3
    assert reading.images.file_names[reading.annotations.records["image"][0]] == "frame_000000.png"


def test_that_no_annotation_at_all_is_a_video_without_tracks(tmp_path):
    _, reading = read_again(tmp_path, gathered(tmp_path, ["frame_000000.png"], []))
    assert (len(reading.annotations), len(reading.images)) == (0, 1)


def as_frames(contents):
    """The same, on frames that follow one another: a video has no gaps."""
    names = tuple(f"frame_{number:06d}.png" for number in range(len(contents.images)))
    return replace(contents, images=replace(contents.images, file_names=names))


@given(contents_held(HELD).map(as_frames))
@AT_RANDOM
def test_that_what_is_written_is_read_again(tmp_path_factory, contents):
    folder = tmp_path_factory.mktemp("written")
    notes = result_of(cvat_video_writing.write(folder / "out.xml", contents))
    assert list(notes) == []
    with Delivered.open(folder / "out.xml") as delivered:
        reading = result_of(detect(delivered, "cvat").read(delivered))
    assert_sound(reading)
    assert reading.rejected == ()
    assert_same(reading, contents, HELD)


def test_that_parts_become_tracks_of_one_group_and_are_listed_once_each(tmp_path):
    square = [(1, 1), (9, 1), (9, 9), (1, 9)]
    (tmp_path / "nothing").mkdir()
    with Delivered.open(tmp_path / "nothing") as delivered:
        gatherer = Gatherer(delivered, "cvat")
        for number in (0, 4):
            image = gatherer.image(f"frame_{number:06d}.png", 64, 48)
            apart = [(20, 20), (30 + number, 20), (30, 30)]
            gatherer.polygon(image, "cat", [square, apart], (False, False), Said(other={"track_id": 3}))
        contents = gatherer.reading()
    notes, reading = read_again(tmp_path, contents)
    assert notes == ["2 with an outline of several parts; each is written as an outline of its own in one group"]
    assert [len(ring) for row in range(4) for ring in reading.annotations.rings(row)] == [4, 3, 4, 3]
    others = [one["other"] for one in reading.annotations.extra.values()]
    assert {one["group_id"] for one in others} == {1}
    assert len({one["track_id"] for one in others}) == 2

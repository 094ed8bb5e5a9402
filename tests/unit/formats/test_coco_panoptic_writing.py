import numpy as np
from hypothesis import given

from assay.formats import coco_panoptic_writing
from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.geometry.rle import raster_from_runs
from assay.model.progress import result_of
from assay.model.shapes import Flag, ShapeKind
from tests.unit.formats.round_trips import AT_RANDOM, Held, by_image, contents_held

HELD = Held(kinds={ShapeKind.MASK}, ids=True, flags=Flag.CROWD)


@given(contents_held(HELD))
@AT_RANDOM
def test_that_every_pixel_goes_to_the_last_mask_that_covers_it(tmp_path_factory, contents):
    folder = tmp_path_factory.mktemp("written")
    result_of(coco_panoptic_writing.write(folder / "out", contents))
    with Delivered.open(folder / "out") as delivered:
        found = detect(delivered, "coco-panoptic" if not contents.images.file_names else "")
        reading = result_of(found.read(delivered))
    assert reading.rejected == ()
    theirs, ours = by_image(reading), by_image(contents)
    assert set(theirs) == set(ours)
    for name, rows in ours.items():
        wanted = painted(contents, rows)
        assert painted(reading, theirs[name]) == wanted, name


def painted(contents, rows):
    """Which class and id each pixel of an image has in the end, of those that have any."""
    pixels = {}
    for row in rows:
        record = contents.annotations.records[row]
        said = contents.classes[record["class_id"]].name, contents.annotations.source_id(row), int(record["flags"])
        for place in zip(*np.nonzero(raster_from_runs(contents.annotations.mask_runs(row))), strict=True):
            pixels[tuple(map(int, place))] = said
    return pixels


def test_that_overlaps_and_shapes_without_pixels_are_said(tmp_path):
    from tests.unit.formats.coco_files import annotation, read_annotations

    reading = read_annotations(tmp_path, annotation(bbox=[0, 0, 4, 4]), annotation(id=2, bbox=[2, 2, 4, 4]))
    notes = [note.what for note in result_of(coco_panoptic_writing.write(tmp_path / "out", reading))]
    assert any("with the shape box, written as the pixels inside it" in one for one in notes)
    assert any(one.startswith("1 overlapped by others") for one in notes)


def test_that_an_image_too_large_to_be_painted_is_left_out_and_said(tmp_path):
    from tests.unit.formats.coco_files import annotation, read_annotations

    image = {"id": 1, "file_name": "a.jpg", "width": 100_000, "height": 100_000}
    reading = read_annotations(tmp_path, annotation(bbox=[0, 0, 4, 4]), images=[image])
    notes = [note.what for note in result_of(coco_panoptic_writing.write(tmp_path / "out", reading))]
    assert any("has 10,000,000,000 pixels, more than" in one for one in notes)
    assert not (tmp_path / "out" / "panoptic").exists()

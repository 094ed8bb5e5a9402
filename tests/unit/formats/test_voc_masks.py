import random
import zlib
from collections import Counter

import numpy as np
import pytest
from PIL import Image

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.voc_masks import voc_palette
from assay.geometry.rle import raster_from_runs
from assay.model.errors import AssayError
from assay.model.progress import result_of
from assay.model.shapes import ShapeKind

SIZE = (12, 8)
BOXES = {"cat": (1, 1, 4, 3), "dog": (6, 2, 11, 7), "cow": (9, 1, 10, 2)}
"""Pixels from 1, the last one inside."""


def object_text(name, box):
    x_min, y_min, x_max, y_max = box
    return f"<object><name>{name}</name><bndbox><xmin>{x_min}</xmin><ymin>{y_min}</ymin><xmax>{x_max}</xmax><ymax>{y_max}</ymax></bndbox></object>"


def lay_out(
    folder, values, *, boxes=BOXES, mode="P", size=SIZE, name="a", objects="SegmentationObject", labels="Annotations"
):
    """A VOC folder with one image: its XML, and its mask image with these values, (height, width)."""
    (folder / labels).mkdir(parents=True, exist_ok=True)
    (folder / objects).mkdir(parents=True, exist_ok=True)
    header = f"<filename>{name}.jpg</filename><size><width>{size[0]}</width><height>{size[1]}</height></size><segmented>1</segmented>"
    text = "\n".join(object_text(*one) for one in boxes.items())
    (folder / labels / f"{name}.xml").write_text(f"<annotation>{header}\n{text}\n</annotation>")
    image = Image.fromarray(np.asarray(values, np.uint8))
    if mode == "P":
        image = image.convert("L")
        image.putpalette(
            [channel for colour in voc_palette() for channel in (colour & 255, colour >> 8 & 255, colour >> 16)]
        )
    image.save(folder / objects / f"{name}.png")
    return folder


def read(folder):
    with Delivered.open(folder) as delivered:
        detection = detect(delivered, "voc")
        return result_of(detection.read(delivered))


def drawn():
    """Values of the cat and the dog, each a part of its box, with VOC's border; the cow has no pixel."""
    values = np.zeros(SIZE[::-1], int)
    values[0:3, 0:4] = 255
    values[1:3, 0:3] = 1
    values[2:6, 5:10] = 2
    return values


def kinds(reading):
    return [ShapeKind(kind) for kind in reading.annotations.records["kind"]]


def raster(reading, row):
    lengths = reading.annotations.records["runs"].astype(int)
    start = lengths[:row].sum()
    return raster_from_runs(reading.annotations.runs[start : start + lengths[row]])


def test_that_each_object_gets_the_pixels_of_its_number_and_keeps_its_box_beside(tmp_path):
    reading = read(lay_out(tmp_path, drawn()))
    assert kinds(reading) == [ShapeKind.MASK, ShapeKind.MASK, ShapeKind.BOX]
    assert (raster(reading, 0) == (drawn() == 1)).all()
    assert (raster(reading, 1) == (drawn() == 2)).all()
    assert reading.annotations.boxes.tolist() == [[0, 1, 3, 3], [5, 2, 10, 6], [8, 0, 10, 2]]
    assert reading.annotations.extra[0]["other"] == {"bndbox": [0, 0, 4, 3]}
    assert (reading.rejected, reading.notes) == ((), ())


@pytest.mark.parametrize(
    ("objects", "labels"),
    [
        ("SegmentationObjectPNG", "Annotations"),
        ("VOC2012/SegmentationObject", "VOC2012/Annotations"),
        ("SegmentationObject", "."),
    ],
)
def test_that_mask_folders_are_found_beside_the_xml_files_or_their_folder(tmp_path, objects, labels):
    assert kinds(read(lay_out(tmp_path, drawn(), objects=objects, labels=labels)))[:2] == [ShapeKind.MASK] * 2


def test_that_each_year_has_its_own_masks(tmp_path):
    lay_out(tmp_path / "VOC2007", drawn())
    lay_out(tmp_path / "VOC2012", np.where(drawn() == 1, 2, 0), boxes={"hen": (1, 1, 2, 2), "cat": (1, 1, 4, 3)})
    for year in ("VOC2007", "VOC2012"):
        (tmp_path / year / "JPEGImages").mkdir()
        Image.new("RGB", SIZE).save(tmp_path / year / "JPEGImages" / "a.jpg")
    reading = read(tmp_path)
    assert reading.images.file_names == ("VOC2007/JPEGImages/a.jpg", "VOC2012/JPEGImages/a.jpg")
    assert Counter(kinds(reading)) == {ShapeKind.MASK: 3, ShapeKind.BOX: 2}


def test_that_greyscale_masks_and_colours_of_vocs_palette_say_the_same(tmp_path):
    palette = np.array([[colour & 255, colour >> 8 & 255, colour >> 16] for colour in voc_palette()], np.uint8)
    grey = read(lay_out(tmp_path / "grey", drawn(), mode="L"))
    coloured = read(lay_out(tmp_path / "rgb", palette[drawn()], mode="RGB"))
    assert coloured.annotations.runs.tolist() == grey.annotations.runs.tolist()
    assert kinds(coloured) == kinds(grey) == [ShapeKind.MASK, ShapeKind.MASK, ShapeKind.BOX]


def test_that_values_of_no_object_are_listed_and_the_others_read(tmp_path):
    values = drawn()
    values[7, 8:12] = (7, 8, 9, 10)
    reading = read(lay_out(tmp_path, values))
    (one,) = reading.rejected
    assert one.where == "SegmentationObject/a.png"
    assert one.why == "has the values 7, 8, 9 …, but its XML file has 3 objects; their pixels are left out"
    assert kinds(reading)[:2] == [ShapeKind.MASK] * 2


def test_that_a_mask_far_from_its_box_is_told_with_both(tmp_path):
    reading = read(lay_out(tmp_path, np.where(drawn() == 2, 1, 0)))
    (note,) = reading.notes
    assert (note.where, note.code) == ("Annotations/a.xml, line 2", "FMT-COORD")
    assert note.what == "the box is 0, 0, 4, 3, but the mask of this object lies at 5, 2, 10, 6; the mask counts"


def test_that_an_object_whose_box_is_broken_still_has_its_mask(tmp_path):
    folder = lay_out(tmp_path, drawn())
    path = folder / "Annotations" / "a.xml"
    path.write_text(path.read_text().replace("<xmin>1</xmin>", "<xmin>left</xmin>"))
    reading = read(folder)
    assert (kinds(reading)[0], reading.rejected) == (ShapeKind.MASK, ())


def test_that_masks_without_an_xml_file_are_told(tmp_path):
    folder = lay_out(tmp_path, drawn())
    (folder / "SegmentationObject" / "a.png").rename(folder / "SegmentationObject" / "b.png")
    reading = read(folder)
    assert kinds(reading) == [ShapeKind.BOX] * 3
    assert [(one.where, one.what[:13]) for one in reading.notes] == [("SegmentationObject/b.png", "1 mask images")]


def test_that_class_images_beside_object_images_are_passed_over_in_silence(tmp_path):
    folder = lay_out(tmp_path, drawn())
    (folder / "SegmentationClass").mkdir()
    Image.new("L", SIZE).save(folder / "SegmentationClass" / "a.png")
    assert read(folder).notes == ()


def test_that_more_than_254_objects_leave_the_border_nobodys(tmp_path):
    boxes = {f"c{number}": (1, 1, 4, 3) for number in range(300)}
    reading = read(lay_out(tmp_path, drawn(), boxes=boxes))
    assert Counter(kinds(reading)) == {ShapeKind.BOX: 298, ShapeKind.MASK: 2}


def huge(path):
    """A PNG whose header claims 60,000 by 60,000 pixels."""
    Image.new("L", SIZE).save(path)
    data = bytearray(path.read_bytes())
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda path: path.write_bytes(b""), "opened"),
        (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50), "opened"),
        (lambda path: path.write_bytes(path.read_bytes()[:-30]), "opened"),
        (huge, "too large"),
        (lambda path: Image.new("L", (5, 5)).save(path), "is 5 × 5, but its image is 12 × 8"),
        (lambda path: Image.new("RGB", SIZE, (1, 2, 3)).save(path), "has the colour 1 2 3"),
        (lambda path: Image.new("L", SIZE).save(path, format="JPEG"), "opened"),
        (lambda path: (path.unlink(), path.symlink_to("/etc/passwd")), ""),
    ],
)
def test_that_a_mask_image_which_cannot_be_read_costs_its_masks_and_no_box(tmp_path, spoil, why):
    folder = lay_out(tmp_path, drawn())
    spoil(folder / "SegmentationObject" / "a.png")
    reading = read(folder)
    assert kinds(reading) == [ShapeKind.BOX] * 3
    assert [one.where.strip("'") for one in reading.rejected] == ["SegmentationObject/a.png"]
    assert why in reading.rejected[0].why


def test_that_damaged_mask_images_cost_a_sentence_and_no_object(tmp_path):
    folder = lay_out(tmp_path, drawn())
    path = folder / "SegmentationObject" / "a.png"
    whole = path.read_bytes()
    for case in range(300):
        chance = random.Random(case)
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.choice([len(data), chance.randrange(len(data))])])
        try:
            assert len(read(folder).annotations) == 3
        except AssayError as error:
            assert "a.png" in str(error)  # noqa: PT017 - nothing else may be raised

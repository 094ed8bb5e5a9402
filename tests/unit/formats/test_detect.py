import json
import zipfile

import pytest

from assay.formats import catalogue
from assay.formats import detect as detecting
from assay.formats.catalogue import FORMATS, Format
from assay.formats.delivered import Delivered
from assay.formats.detect import Detection, detect
from assay.formats.recognised import Certainty, Recognised
from assay.model.errors import AssayError
from assay.model.progress import result_of
from tests.shared_folder import data
from tests.unit.formats.coco_files import annotation, document

COCO = json.dumps(document(annotation()))


def detected(path, name="") -> Detection:
    with Delivered.open(path) as delivered:
        return detect(delivered, name)


def read(path):
    with Delivered.open(path) as delivered:
        return result_of(detect(delivered).read(delivered))


@pytest.mark.parametrize("name", ["labels.json", "labels.txt", "LABELS", "labels.xml"])
def test_that_a_format_is_told_by_the_content_and_not_by_the_name(tmp_path, name):
    (tmp_path / name).write_text(COCO)
    found = detected(tmp_path / name)
    assert (found.format.name, found.recognised.files) == ("coco", [name])
    assert found.why == 'it has the lists "images" and "annotations" at its top, and "categories"'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"version": "5", "remarks": [], "path": "a.jpg"}', 'it is a JSON object with "version", "remarks", "path"'),
        ('{"images": [], "annotations": {}}', 'it is a JSON object with "images", "annotations"'),
        ('[{"info": {}, "remarks": []}]', 'it is a JSON list of entries with "info", "remarks"'),
        ('[{"image_id": 1, "category_id": 2, "score": 0.5}]', "is a list, as COCO results are"),
        ("[]", "it is an empty JSON list"),
        ('{"a": 1}\n{"a": 2}\n', 'it is JSON, an object a line with "a"'),
        ("<page/>", "it is XML with <page> around everything"),
        ("Dear all,\nhere are the labels", "it is text that starts with 'Dear all, here are the labels'"),
        ('{"images": [{"id": 1', "stops in the middle, line 1"),
        ("\0\1\2\3", "it is no text"),
        ("\0\0\0\x1cftypisom\0\0\2\0isomiso2mp41\0\0\0\x08free\0\x08!\xbb", "it is no text"),
        ("", "is empty"),
    ],
)
def test_that_a_file_of_no_known_format_is_told_what_it_is_instead(tmp_path, text, sentence):
    path = tmp_path / "labels.json"
    path.write_text(text)
    with pytest.raises(AssayError) as error:
        detected(path)
    assert sentence in str(error.value)
    assert str(path) in str(error.value)


def test_that_relatives_of_coco_are_named():
    with pytest.raises(AssayError, match="COCO captions"):
        detected(data("06-formats/datumaro-fixtures/coco-captions/annotations/captions_val.json"))


def test_that_the_one_label_file_of_a_folder_is_found_below_it(tmp_path):
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "notes.json").write_text('{"remarks": []}')
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "deep" / "er" / "labels.json").write_text(COCO)
    assert detected(tmp_path).recognised.files == ["deep/er/labels.json"]
    assert read(tmp_path).source == tmp_path / "deep" / "er" / "labels.json"


def test_that_the_one_label_file_of_an_archive_is_read_in_place(tmp_path):
    path = tmp_path / "labels.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("batch 1/annotations/labels.json", COCO)
        archive.writestr("batch 1/images/a.jpg", b"")
    reading = read(path)
    assert (len(reading.annotations), reading.source) == (1, path)
    assert [one.name for one in tmp_path.iterdir()] == ["labels.zip"]


def test_that_two_label_files_of_the_same_images_are_refused_with_their_names():
    with pytest.raises(AssayError) as error:
        read(data("01-nuclei/vendor"))
    assert "2 label files (annotations.coco.poly.json, annotations.coco.rle.json)" in str(error.value)


def test_that_a_usual_name_decides_among_several(tmp_path):
    for name in ("_annotations.coco.json", "old.json"):
        (tmp_path / name).write_text(COCO)
    found = detected(tmp_path)
    assert found.recognised.files == ["_annotations.coco.json"]
    assert found.why.endswith("1 more such files are not read, since they are not called as tools call them")


def test_that_a_folder_without_labels_is_refused_with_what_it_holds(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"")
    with pytest.raises(AssayError, match=r"holds no labels .*; it holds no file of their kinds"):
        detected(tmp_path)
    (tmp_path / "notes.json").write_text('{"remarks": []}')
    with pytest.raises(AssayError, match=r'notes.json is a JSON object with "remarks"'):
        detected(tmp_path)


def test_that_a_place_that_is_not_there_is_told(tmp_path):
    with pytest.raises(AssayError, match="does not exist"):
        detected(tmp_path / "nothing")


def test_that_a_format_that_somebody_names_is_tried_and_says_what_is_wrong(tmp_path):
    path = tmp_path / "labels.json"
    path.write_text("[]")
    with Delivered.open(path) as delivered:
        found = detect(delivered, "coco")
        assert found.why == "read as coco because you said so"
        with pytest.raises(AssayError, match="is a list, as COCO results are"):
            result_of(found.read(delivered))


def a_format(name: str, certainty: Certainty) -> Format:
    """A format that knows everything."""
    return Format(
        name=name,
        title=name.title(),
        extensions=(".json",),
        recognise=lambda delivered: Recognised(f"it smells of {name}", delivered.names, certainty),
        read=FORMATS[0].read,
    )


def test_that_the_surest_format_is_taken(tmp_path, monkeypatch):
    (tmp_path / "a.json").write_text("{}")
    formats = (a_format("one", Certainty.POSSIBLE), a_format("two", Certainty.LIKELY))
    monkeypatch.setattr(detecting, "FORMATS", formats)
    assert detected(tmp_path).format.name == "two"


def test_that_formats_that_are_equally_sure_are_listed_with_their_reasons(tmp_path, monkeypatch):
    (tmp_path / "a.json").write_text("{}")
    formats = (a_format("one", Certainty.LIKELY), a_format("two", Certainty.LIKELY))
    monkeypatch.setattr(detecting, "FORMATS", formats)
    with pytest.raises(AssayError, match="in 2 ways: One, since it smells of one; Two, since it smells of two"):
        detected(tmp_path)
    monkeypatch.setattr(catalogue, "FORMATS", formats)
    assert detected(tmp_path, "one").format.name == "one"


def test_that_parts_of_one_data_set_are_read_together():
    folder = data("06-formats/datumaro-fixtures/coco-roboflow")
    reading = read(folder)
    one_by_one = [read(path) for path in sorted(folder.rglob("_annotations.coco.json"))]
    assert len(one_by_one) == 2
    assert len(reading.images) == sum(len(one.images) for one in one_by_one)
    assert len(reading.annotations) == sum(len(one.annotations) for one in one_by_one)
    assert all((folder / name).is_file() for name in reading.images.file_names)
    assert len(set(reading.images.keys)) == len(reading.images)
    assert reading.source == folder

import json

import pytest

from assay.formats.detect import detect
from assay.model.errors import AssayError
from tests.shared_folder import data
from tests.unit.formats.coco_files import annotation, document

COCO = json.dumps(document(annotation()))


@pytest.mark.parametrize("name", ["labels.json", "labels.txt", "LABELS", "labels.xml"])
def test_that_a_format_is_told_by_the_content_and_not_by_the_name(tmp_path, name):
    (tmp_path / name).write_text(COCO)
    found = detect(tmp_path / name)
    assert (found.format, found.source) == ("coco", tmp_path / name)
    assert found.why == 'it has the lists "images" and "annotations" at its top, and "categories"'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '{"version": "5", "shapes": [], "imagePath": "a.jpg"}',
            'it is a JSON object with "version", "shapes", "imagePath"',
        ),
        ('{"images": [], "annotations": {}}', 'it is a JSON object with "images", "annotations"'),
        ('[{"data": {}, "annotations": []}]', 'it is a JSON list of 1 entries with "data", "annotations"'),
        ('[{"image_id": 1, "category_id": 2, "score": 0.5}]', "is a list, as COCO results are"),
        ("[]", "it is a JSON list of 0 entries"),
        ("<annotation/>", "it is XML"),
        ("0 0.5 0.5 0.1 0.1", "it is neither JSON nor XML"),
        ('{"images": [{"id": 1', "stops in the middle, line 1"),
        ("", "is empty"),
    ],
)
def test_that_a_file_of_no_known_format_is_told_what_it_is_instead(tmp_path, text, sentence):
    path = tmp_path / "labels.json"
    path.write_text(text)
    with pytest.raises(AssayError) as error:
        detect(path)
    assert sentence in str(error.value)
    assert str(path) in str(error.value)


def test_that_relatives_of_coco_are_named():
    with pytest.raises(AssayError, match="COCO panoptic"):
        detect(data("06-formats/datumaro-fixtures/coco-panoptic/annotations/panoptic_val.json"))
    with pytest.raises(AssayError, match="COCO captions"):
        detect(data("06-formats/datumaro-fixtures/coco-captions/annotations/captions_val.json"))


def test_that_the_one_label_file_of_a_folder_is_found_below_it(tmp_path):
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "notes.json").write_text('{"remarks": []}')
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "deep" / "er" / "labels.json").write_text(COCO)
    assert detect(tmp_path).source == tmp_path / "deep" / "er" / "labels.json"


def test_that_a_folder_with_several_label_files_is_refused_with_their_names():
    with pytest.raises(AssayError) as error:
        detect(data("01-nuclei/vendor"))
    assert "2 label files (annotations.coco.poly.json, annotations.coco.rle.json)" in str(error.value)


def test_that_a_usual_name_decides_among_several(tmp_path):
    for name in ("_annotations.coco.json", "old.json"):
        (tmp_path / name).write_text(COCO)
    assert detect(tmp_path).source.name == "_annotations.coco.json"


def test_that_a_folder_without_labels_is_refused_with_what_it_holds(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"")
    with pytest.raises(AssayError, match=r"holds no labels .* it holds no file of their kinds"):
        detect(tmp_path)
    (tmp_path / "notes.json").write_text('{"remarks": []}')
    with pytest.raises(AssayError, match=r'notes.json is a JSON object with "remarks"'):
        detect(tmp_path)


def test_that_a_place_that_is_not_there_is_told(tmp_path):
    with pytest.raises(AssayError, match="does not exist"):
        detect(tmp_path / "nothing")

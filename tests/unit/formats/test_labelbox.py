import base64
import io
import json
from typing import Any

import numpy as np
import pytest
from PIL import Image

from assay.formats.reading import Reading
from assay.model.errors import AssayError
from tests.shared_folder import data
from tests.unit.formats.fuzzing import fuzz
from tests.unit.formats.label_folders import counts, kinds, labels, people, read

BOX = {"top": 20, "left": 10, "width": 30, "height": 40}
POINTS = [{"x": 0, "y": 0}, {"x": 4, "y": 0}, {"x": 4, "y": 4}]


def row(**said: Any) -> dict[str, Any]:
    return {"uuid": "u1", "name": "cat", "dataRow": {"globalKey": "a.jpg"}} | said


def read_rows(folder, *rows: Any) -> Reading:
    path = folder / "rows.ndjson"
    path.write_text("\n".join(map(json.dumps, rows)) + "\n")
    return read(path, "labelbox")


def exported(*objects: Any, media: str = "image/jpeg", **label: Any) -> dict[str, Any]:
    one = {"id": "l1", "annotations": {"objects": list(objects), "classifications": [], "relationships": []}} | label
    project = {"name": "p", "labels": [one], "project_details": {"workflow_status": "DONE", "ontology_id": "o"}}
    return {
        "data_row": {"id": "r1", "external_id": "1234", "global_key": "a.jpg", "row_data": "https://x.y/z.png"},
        "media_attributes": {"width": 100, "height": 80, "mime_type": media},
        "projects": {"p1": project},
    }


def thing(**said: Any) -> dict[str, Any]:
    return {"feature_id": "f1", "feature_schema_id": "s1", "name": "cat", "classifications": []} | said


def old(*objects: Any, **said: Any) -> dict[str, Any]:
    label = {"objects": list(objects), "classifications": [], "relationships": []}
    return {
        "ID": "l1",
        "DataRow ID": "r1",
        "Labeled Data": "https://x.y/z.png?Expires=1",
        "Label": label,
        "External ID": "a.jpg",
    } | said


@pytest.mark.parametrize(
    ("name", "images", "found", "rejected"),
    [
        ("classification_import", 1, ["TAG"] * 2, 1),
        ("classification_import_name_only", 1, ["TAG"] * 2, 1),
        ("image_import", 1, ["BOX", "POLYGON", "KEYPOINTS"], 1),
        ("image_import_name_only", 1, ["BOX", "POLYGON", "KEYPOINTS"], 1),
        ("nested_import", 1, ["BOX"] * 4, 0),
        ("nested_import_name_only", 1, ["BOX"] * 4, 0),
        ("polyline_import", 1, ["POLYLINE"], 0),
        ("polyline_without_confidence_import", 1, ["POLYLINE"], 0),
        ("rectangle_import", 1, ["BOX"], 0),
        ("relationship_import", 2, ["BOX"] * 4, 0),
    ],
)
def test_that_rows_about_images_are_read(name, images, found, rejected):
    reading = read(data("06-formats/labelbox-ndjson", f"{name}.json"), "labelbox")
    assert (counts(reading), kinds(reading)) == ((images, len(found), rejected), found)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("conversation_entity_import", "marks a stretch of text"),
        ("conversation_entity_without_confidence_import", "marks a stretch of text"),
        ("custom_confusion_matrix_import", "none of its 3 rows is about an image .the first is a metric"),
        ("custom_scalar_import", "is a metric"),
        ("metric_import", "is a metric"),
        ("mmc_import", "compares the messages of a conversation"),
        ("pdf_import", "none of its 7 rows is about an image .the first marks a page of a PDF"),
        ("pdf_import_name_only", "marks a page of a PDF"),
        ("text_entity_import", "marks a stretch of text"),
        ("text_entity_without_confidence_import", "marks a stretch of text"),
        ("video_import", "speaks of the frames of a video"),
        ("video_import_name_only", "speaks of the frames of a video"),
    ],
)
def test_that_rows_about_anything_else_are_refused_with_a_sentence(name, why):
    with pytest.raises(AssayError, match=why):
        read(data("06-formats/labelbox-ndjson", f"{name}.json"), "labelbox")


def test_that_a_folder_is_read_with_all_that_is_no_image_listed():
    reading = read(data("06-formats/labelbox-ndjson"), "labelbox")
    assert counts(reading) == (5, 25, 44)
    assert [kinds(reading).count(one) for one in ("BOX", "TAG", "POLYGON", "KEYPOINTS", "POLYLINE")] == [15, 4, 2, 2, 2]


def test_that_real_rows_have_their_coordinates_scores_and_ids():
    reading = read(data("06-formats/labelbox-ndjson/image_import_name_only.json"), "labelbox")
    found = reading.annotations
    assert found.boxes[0].tolist() == [2275, 1352, 2414, 1702]
    assert found.rings(1)[0].tolist() == [[10, 20], [15, 20], [20, 25]]
    assert found.rings(2)[0].tolist() == [[2122, 1457]]
    np.testing.assert_allclose(found.records["score"], [0.851, 0.986, np.nan], rtol=1e-6)
    assert found.source_id(0) == "b862c586-8614-483c-b5e6-82810f70cac0"
    assert "lies behind an address of Labelbox" in reading.rejected[0].why
    assert "4 rows that name their image by the id of a data row only" in reading.notes[0].what


def test_that_real_relations_stay_with_the_annotation_of_their_own_image():
    reading = read(data("06-formats/labelbox-ndjson/relationship_import.json"), "labelbox")
    relations = [one.get("other", {}).get("relations") for one in map(reading.annotations.extra.get, range(4)) if one]
    assert [len(one) if one else 0 for one in relations] == [0, 1, 0, 1]
    assert [one["target"] for one in relations[1]] == ["d8813907-b15d-4374-bbe6-b9877fb42ccd"]


def test_that_a_real_export_is_read():
    reading = read(data("06-formats/labelformat-fixtures/object_detection/Labelbox"), "labelbox")
    assert counts(reading) == (2, 16, 0)
    assert reading.images[0][:4] == ("vglwulbsc2mwew8zd5fgk1ua1", "a-weird Filename.asdf.jpg", 640, 416)
    assert reading.annotations.boxes[0].tolist() == [540, 295, 563, 313]
    assert {one.name for one in reading.classes} == {"dog", "person", "bench", "bicycle with space", "snowboard"}


def test_that_answers_about_an_object_are_its_attributes_those_inside_answers_too(tmp_path):
    inner = {"name": "shade", "answer": {"name": "dark"}}
    questions = [
        {"name": "colour", "answer": {"name": "red", "confidence": 0.5, "classifications": [inner]}},
        {"name": "parts", "answer": [{"name": "ear"}, {"name": "tail"}]},
        {"name": "note", "answer": "a text"},
    ]
    reading = read_rows(tmp_path, row(bbox=BOX, classifications=questions), row(uuid="u2", bbox=BOX))
    assert reading.annotations.attributes(0) == {
        "colour": "red",
        "shade": "dark",
        "parts": ["ear", "tail"],
        "note": "a text",
    }
    assert reading.annotations.extra[0]["other"]["classifications"] == questions


def test_that_a_mask_inside_the_file_is_read(tmp_path):
    file = io.BytesIO()
    Image.fromarray(np.array([[0, 255, 0], [0, 255, 255]], np.uint8)).save(file, "PNG")
    png = base64.b64encode(file.getvalue()).decode()
    reading = read_rows(tmp_path, row(mask={"png": png}), row(uuid="u2", mask={"png": "%%"}))
    assert reading.annotations.mask_runs(0).tolist() == [2, 3, 2, 2, 1, 1]
    assert "is a mask that cannot be unpacked" in reading.rejected[0].why


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (row(bbox=BOX | {"width": "wide"}), "width is no finite number but 'wide'"),
        (row(polygon=POINTS[:2]), "fewer than 3 points (2)"),
        (row(polygon=[1]), "a point of the polygon is no object but 1"),
        (row(), "has no shape"),
        (row(bbox=BOX, name=None), "has neither a name nor a schemaId"),
        (row(answer=[]), "has no answer to 'cat'"),
        ([1], "the row is no object but [1]"),
        ({"a": 1}, "is no row of Labelbox's"),
        (
            row(relationship={"source": "x", "target": "y"}),
            "is a relation from 'x', which is no annotation of the file",
        ),
    ],
)
def test_that_what_cannot_be_kept_is_listed_with_its_line(tmp_path, bad, why):
    reading = read_rows(tmp_path, *(row(uuid=f"u{at}", bbox=BOX) for at in range(3)), bad)
    assert len(reading.annotations) == 3
    assert reading.rejected[0].where == "rows.ndjson, line 4"
    assert why in reading.rejected[0].why


def test_that_a_broken_line_costs_only_itself(tmp_path):
    path = tmp_path / "rows.ndjson"
    good = [json.dumps(row(uuid=f"u{at}", bbox=BOX)) for at in range(4)]
    path.write_text("\n".join([*good[:3], '{"uuid": ', good[3]]))
    reading = read(path, "labelbox")
    assert counts(reading) == (1, 4, 1)
    assert reading.rejected[0].where == "rows.ndjson, line 4"


def test_that_an_export_keeps_who_when_how_long_and_the_state_of_the_work(tmp_path):
    details = {"created_by": "ann@b.c", "created_at": "t", "updated_at": "u", "reviews": [{"score": 1}]}
    one = exported(
        thing(bounding_box=BOX, confidence=0.25),
        thing(feature_id="f2", polygon=POINTS),
        thing(feature_id="f3", line=POINTS),
        thing(feature_id="f4", point=POINTS[1]),
        thing(feature_id="f5", mask={"url": "https://x.y"}),
        label_details=details,
        performance_details={"seconds_to_create": 12},
    )
    reading = read_rows(tmp_path, one)
    assert kinds(reading) == ["BOX", "POLYGON", "POLYLINE", "KEYPOINTS"]
    assert set(people(reading)) == {"ann@b.c"}
    assert reading.images[0][:4] == ("r1", "a.jpg", 100, 80)
    assert reading.annotations.extra[0]["other"] == {
        "project_name": "p",
        "workflow_status": "DONE",
        "created_at": "t",
        "updated_at": "u",
        "reviews": [{"score": 1}],
        "seconds_to_create": 12,
        "label_id": "l1",
    }
    assert reading.rejected[0].where == "rows.ndjson, projects.p1.labels[0].objects[4]"


def test_that_an_exported_classification_is_a_tag_and_two_people_stay_apart(tmp_path):
    one = exported(thing(bounding_box=BOX), label_details={"created_by": "ann"})
    other = {
        "id": "l2",
        "label_details": {"created_by": "bo"},
        "annotations": {"objects": [thing(feature_id="f2", bounding_box=BOX)]},
    }
    other["annotations"]["classifications"] = [
        {"feature_id": "f3", "name": "weather", "radio_answer": {"name": "dry", "classifications": []}},
        {"feature_id": "f4", "name": "note", "text_answer": {"content": "x"}},
    ]
    one["projects"]["p1"]["labels"].append(other)
    reading = read_rows(tmp_path, one)
    assert (kinds(reading), people(reading)) == (["BOX", "BOX", "TAG"], ["ann", "bo", "bo"])
    assert labels(reading)[2] == "dry"
    assert reading.annotations.extra[2]["other"]["question"] == "weather"
    assert "answers 'note' with a text ('x')" in reading.rejected[0].why


def test_that_exported_videos_are_refused(tmp_path):
    with pytest.raises(AssayError, match="is no image but 'video/mp4'"):
        read_rows(tmp_path, exported(media="video/mp4"))


def test_that_the_older_export_is_read(tmp_path):
    box = {"featureId": "f1", "schemaId": "s", "title": "Cat", "value": "cat", "color": "#fff", "bbox": BOX}
    question = {"title": "age", "value": "age", "answer": {"title": "old", "value": "old"}}
    said = {"Created By": "ann@b.c", "Seconds to Label": 4.5, "Created At": "t", "Reviews": [{"score": 1}]}
    path = tmp_path / "export.json"
    entries = [
        old(box | {"classifications": [question]}, **said),
        old(**{"External ID": "b.jpg", "DataRow ID": "r2", "Skipped": True}),
        old(**{"External ID": "c.mp4", "DataRow ID": "r3", "Media Type": "video"}),
        old(
            **{
                "External ID": "d.jpg",
                "DataRow ID": "r4",
                "Label": {"Dog": [{"geometry": POINTS}, {"geometry": POINTS[0]}]},
            }
        ),
    ]
    path.write_text(json.dumps(entries))
    reading = read(path, "labelbox")
    assert (kinds(reading), labels(reading)) == (["BOX", "POLYGON", "KEYPOINTS"], ["Cat", "Dog", "Dog"])
    assert reading.images.file_names == ("a.jpg", "b.jpg", "d.jpg")
    assert reading.annotations.attributes(0) == {"age": "old"}
    assert people(reading)[0] == "ann@b.c"
    other = reading.annotations.extra[0]["other"]
    assert other == {"Seconds to Label": 4.5, "Created At": "t", "Reviews": [{"score": 1}], "label_id": "l1"}
    assert [one.why for one in reading.rejected] == ["is no image but 'video'; left out"]
    assert reading.skipped == {1: "skipped by its annotator"}


def test_that_a_label_that_was_skipped_says_so_of_its_image(tmp_path):
    said = {"performance_details": {"skipped": True}, "label_details": {"created_by": "ann@b.c"}}
    assert read_rows(tmp_path, exported(**said)).skipped == {0: "skipped by ann@b.c"}


@pytest.mark.parametrize("name", ["labelbox-ndjson", "labelformat-fixtures/object_detection/Labelbox"])
@pytest.mark.timeout(600)
def test_that_damaged_files_are_read_or_refused_with_a_sentence(tmp_path, name):
    fuzz("labelbox", data("06-formats", name), tmp_path)


@pytest.mark.timeout(600)
def test_that_a_damaged_older_export_is_read_or_refused_with_a_sentence(tmp_path):
    path = tmp_path / "export.json"
    box = {
        "featureId": "f1",
        "title": "Cat",
        "value": "cat",
        "bbox": BOX,
        "classifications": [{"title": "age", "answer": {"title": "old"}}],
    }
    path.write_text(
        json.dumps([old(box), old(Label={"Dog": [{"geometry": POINTS}]}), row(mask={"png": "iVBORw0KGgo="})])
    )
    fuzz("labelbox", path, tmp_path)

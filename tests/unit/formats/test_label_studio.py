import json
from typing import Any

import numpy as np
import pytest

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.reading import Reading
from assay.model.errors import AssayError
from assay.model.progress import result_of
from assay.model.shapes import Flag, ShapeKind
from tests.shared_folder import data
from tests.unit.formats.fuzzing import fuzz
from tests.unit.formats.soundness import assert_sound

BOX = {"x": 10, "y": 20, "width": 30, "height": 40, "rotation": 0, "rectanglelabels": ["cat"]}


def read(path) -> Reading:
    with Delivered.open(path) as delivered:
        detection = detect(delivered)
        assert detection.format.name == "label-studio"
        reading = result_of(detection.read(delivered))
    assert_sound(reading)
    return reading


def result(kind: str, value: dict[str, Any], **more: Any) -> dict[str, Any]:
    sizes = {"original_width": 200, "original_height": 100}
    return {"id": "r1", "type": kind, "from_name": "label", "to_name": "image", **sizes, "value": value, **more}


def task(*results: Any, **said: Any) -> dict[str, Any]:
    return {"id": 7, "data": {"image": "a.jpg"}, "annotations": [{"id": 1, "result": list(results), **said}]}


def read_tasks(folder, *tasks: Any) -> Reading:
    path = folder / "tasks.json"
    path.write_text(json.dumps(list(tasks)))
    return read(path)


def kinds(reading: Reading) -> dict[ShapeKind, int]:
    found, counts = np.unique(reading.annotations.records["kind"], return_counts=True)
    return {ShapeKind(kind): count for kind, count in zip(found.tolist(), counts.tolist(), strict=True)}


def labels(reading: Reading) -> list[str]:
    return [reading.classes[number].name for number in reading.annotations.records["class_id"]]


def annotators(reading: Reading) -> dict[str, int]:
    numbers = reading.annotations.records["annotator_id"].tolist()
    return {name: numbers.count(at) for at, name in enumerate(reading.annotators)}


@pytest.mark.parametrize(
    ("name", "images", "found"),
    [
        ("test_export_coco/data.json", 1, {ShapeKind.BOX: 1, ShapeKind.POLYGON: 1, ShapeKind.KEYPOINTS: 2}),
        ("test_export_csv/csv_test.json", 2, {ShapeKind.BOX: 5}),
        ("test_export_json_min/data.json", 1, {ShapeKind.POLYGON: 1}),
        ("test_export_json_min/data_repeater.json", 3, {ShapeKind.BOX: 1}),
        ("test_export_yolo/data.json", 2, {ShapeKind.BOX: 6}),
        ("test_export_yolo/data_keypoints.json", 1, {ShapeKind.KEYPOINTS: 1}),
        ("test_export_yolo/data_obb.json", 3, {ShapeKind.ROTATED_BOX: 25}),
        ("test_export_yolo/data_polygons.json", 1, {ShapeKind.POLYGON: 1}),
    ],
)
def test_that_real_exports_are_read_whole(name, images, found):
    reading = read(data("06-formats/label-studio", name))
    assert (len(reading.images), kinds(reading), reading.rejected) == (images, found, ())


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("test_export_csv/csv_test2.json", "none of its 1 tasks is about an image .the first speaks of 'uri'"),
        ("test_export_csv/csv_test_colliding_keys.json", "speaks of 'text', which is no image"),
        ("test_export_csv/csv_test_colliding_keys_mixed.json", "none of its 2 tasks is about an image"),
        ("test_export_csv/csv_test_history.json", "speaks of 'text', which is no image"),
        ("test_export_json_min/chat_data.json", "'chatmessage'.*draws nothing on an image"),
    ],
)
def test_that_tasks_about_texts_are_refused_with_a_sentence(name, why):
    with pytest.raises(AssayError, match=why):
        read(data("06-formats/label-studio", name))


@pytest.mark.parametrize(
    ("name", "files", "images", "found", "rejected"),
    [
        ("test_export_csv", 5, 2, 5, 9),
        ("test_export_json_min", 3, 4, 2, 5),
        ("test_export_yolo", 4, 4, 33, 0),
    ],
)
def test_that_folders_of_exports_are_read_with_what_is_no_image_listed(name, files, images, found, rejected):
    with Delivered.open(data("06-formats/label-studio", name)) as delivered:
        detection = detect(delivered)
        reading = result_of(detection.read(delivered))
    assert (detection.format.name, len(detection.recognised.files)) == ("label-studio", files)
    assert (len(reading.images), len(reading.annotations), len(reading.rejected)) == (images, found, rejected)


def test_that_three_people_and_a_model_stay_apart_on_one_image():
    reading = read(data("07-known-numbers/label-studio-3-annotators/test_bbox.json"))
    assert len(reading.images) == 5
    assert sum(annotators(reading).values()) == 121
    assert annotators(reading)["model 1"] == 30
    assert set(reading.annotators) == {*(f"person0{at}@example.com" for at in (1, 2, 3)), "model 1"}
    assert reading.annotations.boxes[0].tolist() == pytest.approx([116, 148, 142, 171])
    other = reading.annotations.extra[0]["other"]
    assert (other["annotation_id"], other["lead_time"]) == (126, 10986.086)
    assert other["created_at"] == "2021-05-12T18:45:40.563712Z"
    assert reading.annotations.source_id(0) == "SMiPhTvFAt"


def test_that_a_box_inside_which_points_were_drawn_has_them_as_its_keypoints():
    reading = read(data("06-formats/label-studio/test_export_yolo/data_keypoints.json"))
    extra = reading.annotations.extra[0]
    assert labels(reading) == ["person"]
    assert extra["keypoint_names"] == ["nose", "left_eye", "right_eye"]
    assert extra["other"]["points"] == ["YuLAREYKpq", "gD9Q-39A_4", "qwGtX1L1Nm"]
    assert reading.annotations.rings(0)[0][0].tolist() == pytest.approx([139.2, 68.36595744680852])
    assert reading.annotations.boxes[0].tolist() == pytest.approx([83.914894, 13.327660, 186.093617, 101.931915])


def test_that_a_turned_box_turns_about_its_upper_left_corner_as_it_is_seen_on_the_screen(tmp_path):
    reading = read_tasks(tmp_path, task(result("rectanglelabels", BOX | {"rotation": 90})))
    corners = [[20, 20], [20, 80], [-20, 80], [-20, 20]]
    np.testing.assert_allclose(reading.annotations.rings(0)[0], corners, atol=1e-9)


def test_that_every_shape_is_converted_from_percent(tmp_path):
    ellipse = {"x": 50, "y": 50, "radiusX": 10, "radiusY": 10, "rotation": 90, "ellipselabels": ["cat"]}
    line = {
        "vertices": [{"x": 0, "y": 0}, {"x": 50, "y": 50, "isBezier": True}],
        "closed": False,
        "vectorlabels": ["cat"],
    }
    reading = read_tasks(
        tmp_path,
        task(
            result("rectanglelabels", BOX, id="1"),
            result("polygonlabels", {"points": [[0, 0], [10, 0], [10, 10]], "polygonlabels": ["cat"]}, id="2"),
            result("ellipselabels", ellipse, id="3"),
            result("vectorlabels", line, id="4"),
            result("keypointlabels", {"x": 1, "y": 2, "width": 0.2, "keypointlabels": ["eye"]}, id="5"),
        ),
    )
    found = reading.annotations
    assert found.boxes[0].tolist() == [20, 20, 80, 60]
    assert found.rings(1)[0].tolist() == [[0, 0], [20, 0], [20, 10]]
    np.testing.assert_allclose(found.rings(2)[0], [[100, 50], [100, 70], [90, 50]], atol=1e-9)
    assert found.rings(3)[0].tolist() == [[0, 0], [100, 50]]
    assert found.rings(4)[0].tolist() == [[2, 2]]
    assert found.records["source_id"].tolist() == [1, 2, 3, 4, 5]
    assert "has curves" in reading.notes[0].what


def test_that_a_mask_is_unpacked(tmp_path):
    # 8 pixels of red, green, blue and opacity: 2 clear, 3 opaque, 3 written one by one of which the last is opaque
    bits = f"{32:032b}{7:05b}{2:04b}{3:04b}{7:04b}{15:04b}"
    bits += f"1{0:02b}{7:03b}{0:08b}" + f"1{1:02b}{11:04b}{255:08b}" + f"0{1:02b}{11:04b}"
    bits += "".join(f"{value:08b}" for value in [9, 9, 9, 0] * 2 + [9, 9, 9, 1])
    bits += "0" * (-len(bits) % 8)
    packed = list(int(bits, 2).to_bytes(len(bits) // 8, "big"))
    value = {"format": "rle", "rle": packed, "brushlabels": ["cat"]}
    sizes = {"original_width": 4, "original_height": 2}
    reading = read_tasks(tmp_path, task(result("brushlabels", value, **sizes)))
    # row by row: 0 0 1 1 / 1 0 0 1
    assert reading.annotations.mask_runs(0).tolist() == [2, 4, 1, 1, 2, 1, 1, 2]
    wrong = read_tasks(tmp_path, task(result("brushlabels", value)))
    assert "the mask has 32 bytes, and an image of 200 × 100 has 80,000" in wrong.rejected[0].why


def test_that_answers_about_a_region_are_its_attributes_and_relations_are_kept(tmp_path):
    answer = result("choices", BOX | {"choices": ["old"]}, from_name="age")
    text = result("textarea", BOX | {"text": ["a", "b"]}, from_name="words")
    relation = {"type": "relation", "from_id": "r1", "to_id": "r2", "direction": "right"}
    reading = read_tasks(tmp_path, task(result("rectanglelabels", BOX), answer, text, relation))
    assert len(reading.annotations) == 1
    assert reading.annotations.attributes(0) == {"age": "old", "words": ["a", "b"]}
    assert reading.annotations.extra[0]["other"]["relations"] == [{"to_id": "r2", "direction": "right"}]


def test_that_a_box_without_a_label_has_the_label_beside_it_or_what_was_chosen_for_it(tmp_path):
    plain = {name: value for name, value in BOX.items() if name != "rectanglelabels"}
    beside = task(result("rectangle", plain), result("labels", plain | {"labels": ["dog"]}))
    chosen = task(result("rectangle", plain, id="a"), result("choices", {"choices": ["cow"]}, id="a"))
    neither = task(result("rectangle", plain))
    reading = read_tasks(tmp_path, beside, chosen, neither)
    assert labels(reading) == ["dog", "cow"]
    assert reading.rejected[0].why == "has no label; left out"
    assert reading.rejected[0].where == "tasks.json, task[2] (id 7), annotations[0], result[0] (id r1)"


def test_that_choices_and_taxonomies_about_an_image_are_its_tags(tmp_path):
    choice = result("choices", {"choices": ["day", "dry"]}, from_name="weather")
    taxonomy = result("taxonomy", {"taxonomy": [["animal", "cat"]]}, id="r2")
    rating = result("rating", {"rating": 4}, id="r3")
    reading = read_tasks(tmp_path, task(choice, taxonomy, rating))
    assert kinds(reading) == {ShapeKind.TAG: 3}
    assert labels(reading) == ["day", "dry", "animal / cat"]
    assert reading.annotations.extra[0]["other"]["from_name"] == "weather"
    assert "'rating', which is neither a shape nor a class" in reading.rejected[0].why


def test_that_what_was_skipped_is_left_out_and_its_image_stays(tmp_path):
    reading = read_tasks(tmp_path, task(result("rectanglelabels", BOX), was_cancelled=True))
    assert (len(reading.images), len(reading.annotations)) == (1, 0)
    assert reading.rejected[0].why == "was skipped by its annotator, with 1 results; left out"
    assert reading.skipped == {0: "skipped by its annotator"}


def test_that_a_skip_without_results_is_kept_with_who_skipped_and_is_no_fault(tmp_path):
    reading = read_tasks(tmp_path, task(was_cancelled=True, completed_by={"email": "ana@v.org"}))
    assert reading.skipped == {0: "skipped by ana@v.org"}
    assert (reading.rejected, [one.what for one in reading.notes]) == ((), ["was skipped by ana@v.org"])
    assert reading.notes[0].code == ""


def test_that_a_person_is_called_by_mail_address_name_or_number(tmp_path):
    people = [{"id": 3, "email": "a@b.c"}, {"id": 3, "first_name": "Ann", "last_name": "Bo"}, {"id": 3}, 4]
    reading = read_tasks(tmp_path, *(task(result("rectanglelabels", BOX), completed_by=one) for one in people))
    assert reading.annotators == ("a@b.c", "Ann Bo", "3", "4")


def test_that_two_annotations_by_nobody_are_noted(tmp_path):
    one = task(result("rectanglelabels", BOX))
    one["annotations"] *= 2
    reading = read_tasks(tmp_path, one)
    assert len(reading.annotations) == 2
    assert "has 2 annotations that name no annotator" in reading.notes[0].what


def test_that_reviews_and_ground_truth_are_kept(tmp_path):
    said = {"ground_truth": True, "last_action": "accepted", "reviews": [{"accepted": True}], "lead_time": 3.5}
    reading = read_tasks(tmp_path, task(result("rectanglelabels", BOX, origin="prediction", score=0.5), **said))
    other = reading.annotations.extra[0]["other"]
    assert other == said | {"origin": "prediction", "annotation_id": 1}
    assert float(reading.annotations.records["score"][0]) == 0.5


def test_that_json_min_is_read(tmp_path):
    region = BOX | {"original_width": 200, "original_height": 100}
    entry = {"image": "/data/upload/1/0123abcd-a.jpg", "note": "a text", "id": 5, "label": [region], "weather": "dry"}
    entry |= {"annotator": 2, "annotation_id": 9, "created_at": "t", "updated_at": "u", "lead_time": 1.5}
    (tmp_path / "a.jpg").write_bytes(b"")
    reading = read_tasks(tmp_path, entry)
    assert kinds(reading) == {ShapeKind.BOX: 1, ShapeKind.TAG: 1}
    assert labels(reading) == ["cat", "dry"]
    assert reading.annotators == ("2",)
    assert reading.images[0].key == 5
    assert reading.annotations.extra[0]["other"]["lead_time"] == 1.5
    assert reading.annotations.extra[0]["other"]["annotation_id"] == 9


def test_that_an_uploaded_image_is_found_without_what_was_put_before_its_name(tmp_path):
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a.jpg").write_bytes(b"no image, but its size is in the tasks")
    one = task(result("rectanglelabels", BOX)) | {"data": {"image": "/data/upload/1/0123abcd-a.jpg"}}
    (tmp_path / "tasks.json").write_text(json.dumps([one]))
    assert read(tmp_path).images.file_names == ("images/a.jpg",)


def test_that_a_file_of_a_local_storage_is_the_one_in_its_address(tmp_path):
    one = task(result("rectanglelabels", BOX)) | {"data": {"image": "/data/local-files/?d=deep/a%20b.jpg"}}
    assert read_tasks(tmp_path, one).images.file_names == ("deep/a b.jpg",)


def test_that_tasks_without_sizes_and_images_are_left_out_with_a_sentence(tmp_path):
    drawn = {"id": "r1", "type": "rectanglelabels", "to_name": "image", "value": BOX}
    reading = read_tasks(tmp_path, task(drawn))
    assert (
        reading.rejected[0].why
        == "the image 'a.jpg' is missing, and its size is needed; say where the images are; left out"
    )
    assert len(reading.images) == 1


def test_that_a_stored_annotation_with_its_task_inside_is_read(tmp_path):
    (tmp_path / "12").write_text(
        json.dumps(
            stored := {"id": 12, "result": [result("rectanglelabels", BOX)]}
            | {"task": {"id": 3, "data": {"image": "a.jpg"}}, "completed_by": {"id": 1, "email": "a@b.c"}}
        )
    )
    reading = read(tmp_path / "12")
    assert (stored["id"], reading.images[0].key, reading.annotators) == (12, 3, ("a@b.c",))
    assert len(reading.annotations) == 1


def test_that_a_box_without_area_is_flagged(tmp_path):
    reading = read_tasks(tmp_path, task(result("rectanglelabels", BOX | {"width": 0})))
    assert reading.annotations.records["flags"].tolist() == [Flag.INVALID]


@pytest.mark.parametrize("name", ["test_export_coco", "test_export_yolo"])
@pytest.mark.timeout(600)
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path, name):
    fuzz("label-studio", data("06-formats/label-studio", name), tmp_path)


@pytest.mark.timeout(600)
def test_that_damaged_masks_and_json_min_are_read_or_refused_with_a_sentence(tmp_path):
    from assay.formats.label_studio_brush import encoded_brush

    brush = {"format": "rle", "rle": encoded_brush([30, 50, 20], width=10, height=10), "brushlabels": ["cat"]}
    sizes = {"original_width": 10, "original_height": 10}
    region = BOX | {"original_width": 200, "original_height": 100}
    small = {"image": "b.jpg", "id": 5, "label": [region], "annotator": 2, "annotation_id": 9}
    path = tmp_path / "tasks.json"
    path.write_text(
        json.dumps([task(result("brushlabels", brush, **sizes), result("choices", {"choices": ["x"]}, id="2")), small])
    )
    fuzz("label-studio", path, tmp_path)

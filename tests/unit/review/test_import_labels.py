import json

import pytest

from assay.model.batches import SetRole
from assay.model.errors import AssayError
from assay.model.progress import result_of
from assay.review.import_labels import import_labels, same_images
from assay.review.import_plan import ImportPlan, preview_import
from assay.store.annotation_reading import read_annotations
from assay.store.batches import batches, image_rows, images, label_sets
from assay.store.label_sets import source_ids
from assay.store.people import annotators
from assay.store.schemas import current_schema
from tests.small_delivery import DELIVERY, NAMES, bring_in, coco, lay_out


def write(path, value):
    path.write_text(json.dumps(value))
    return path


def test_that_a_delivery_keeps_its_ids_and_annotators(project, me, tmp_path):
    _, delivery = lay_out(tmp_path / "batch")
    report = bring_in(project, delivery, SetRole.DELIVERY, by=me, vendor="Labelworks")
    assert sorted(source_ids(project.connection, report.label_set.id).values()) == [501, 502, 503, 504]
    assert [one.name for one in annotators(project.connection, report.batch.vendor_id).values()] == ["a7"]
    found = read_annotations(project.connection, report.label_set.id)
    assert set(found.records["annotator_id"].tolist()) == set(annotators(project.connection, report.batch.vendor_id))
    assert found.boxes.tolist() == [[x, y, x + w, y + h] for _, _, (x, y, w, h) in DELIVERY]


def test_that_images_are_found_measured_and_hashed(project, me, tmp_path):
    gold, _ = lay_out(tmp_path / "batch")
    report = bring_in(project, gold, SetRole.GOLD, by=me)
    found = images(project.connection, report.batch.id)
    assert [(one.file_name, one.width, one.height, one.found, len(one.sha256)) for one in found] == [
        (name, 200, 150, True, 64) for name in NAMES
    ]
    assert report.missing == []


def test_that_missing_and_broken_images_are_listed_and_the_labels_kept(project, me, tmp_path):
    gold, _ = lay_out(tmp_path / "batch")
    (tmp_path / "batch" / "images" / "one.png").unlink()
    (tmp_path / "batch" / "images" / "two.png").write_text("no image at all")
    report = bring_in(project, gold, SetRole.GOLD, by=me)
    assert report.missing == ["one.png"]
    said = {one.place: one.why for one in report.complaints}
    assert "no such image file" in said["one.png"]
    assert "no image that can be opened" in said["two.png"]
    assert report.label_set.annotations == 4


def test_that_a_wrong_declared_size_is_listed(project, me, tmp_path):
    gold, _ = lay_out(tmp_path / "batch")
    described = json.loads(gold.read_text())
    described["images"][0]["width"] = 640
    report = bring_in(project, write(gold, described), SetRole.GOLD, by=me)
    assert [one.why for one in report.complaints] == ["declared as 640 × 150 pixels, but the image is 200 × 150"]


def test_that_rounds_count_up_and_a_taken_round_is_refused(project, me, tmp_path):
    _, delivery = lay_out(tmp_path / "batch")
    assert bring_in(project, delivery, SetRole.DELIVERY, by=me).label_set.round == 0
    assert bring_in(project, delivery, SetRole.DELIVERY, by=me).label_set.round == 1
    with pytest.raises(AssayError, match="round 1 already"):
        bring_in(project, delivery, SetRole.DELIVERY, by=me, round=1)
    assert len(label_sets(project.connection, batches(project.connection)[0].id)) == 2


def test_that_gold_and_delivery_of_one_batch_share_their_images(project, me, tmp_path):
    gold, delivery = lay_out(tmp_path / "batch")
    described = json.loads(delivery.read_text())
    for image in described["images"]:
        image["file_name"] = f"images/{image['file_name']}"
    bring_in(project, gold, SetRole.GOLD, by=me)
    report = bring_in(project, write(delivery, described), SetRole.DELIVERY, by=me)
    assert [name for name, _ in image_rows(project.connection, report.batch.id)] == list(NAMES)
    assert report.missing == []


def test_that_classes_are_matched_but_for_case_and_new_ones_are_added_and_told(project, me, tmp_path):
    gold, delivery = lay_out(tmp_path / "batch")
    bring_in(project, gold, SetRole.GOLD, by=me)
    described = json.loads(delivery.read_text())
    described["categories"] = [{"id": 1, "name": "CAR"}, {"id": 2, "name": "lorry"}]
    report = bring_in(project, write(delivery, described), SetRole.DELIVERY, by=me)
    assert report.new_classes == ["lorry"]
    assert [one.name for one in current_schema(project.connection).classes] == ["car", "van", "lorry"]
    assert any("lorry" in one.place for one in report.complaints)


def test_that_a_chosen_mapping_is_followed(project, me, tmp_path):
    gold, delivery = lay_out(tmp_path / "batch")
    bring_in(project, gold, SetRole.GOLD, by=me)
    described = json.loads(delivery.read_text())
    described["categories"][0]["name"] = "auto"
    bring_in(project, write(delivery, described), SetRole.DELIVERY, by=me, classes={"auto": "car"})
    assert [one.name for one in current_schema(project.connection).classes] == ["car", "van"]


def test_that_another_vendor_is_refused_and_nothing_is_written(project, me, tmp_path):
    _, delivery = lay_out(tmp_path / "batch")
    bring_in(project, delivery, SetRole.DELIVERY, by=me, vendor="Labelworks")
    before = project.connection.execute("SELECT count(*) FROM action").fetchone()
    with pytest.raises(AssayError, match="delivered by Labelworks, not by Other"):
        bring_in(project, delivery, SetRole.DELIVERY, by=me, vendor="Other")
    assert project.connection.execute("SELECT count(*) FROM action").fetchone() == before


def test_that_a_cancelled_import_leaves_the_project_as_it_was(project, me, tmp_path):
    gold, _ = lay_out(tmp_path / "batch")
    preview = result_of(preview_import(gold, image_root=None, schema=current_schema(project.connection)))
    dump = list(project.connection.iterdump())
    work = import_labels(project, preview, ImportPlan(role=SetRole.GOLD), by=me)
    next(work)
    work.close()
    assert list(project.connection.iterdump()) == dump
    assert not project.connection.in_transaction


def test_that_annotations_without_a_known_image_or_class_are_left_out_with_their_place(project, me, tmp_path):
    gold, _ = lay_out(tmp_path / "batch")
    described = coco([(1, 1, (1, 1, 9, 9)), (77, 1, (1, 1, 9, 9)), (1, 99, (1, 1, 9, 9)), (1, 1, (5, 5, -4, 9))])
    report = bring_in(project, write(gold, described), SetRole.GOLD, by=me)
    assert report.label_set.annotations == 1
    left_out = {one.place.split(" ")[0]: one.why for one in report.complaints if one.left_out}
    assert sorted(left_out) == ["annotations[1]", "annotations[2]", "annotations[3]"]
    assert "77" in left_out["annotations[1]"]
    assert "99" in left_out["annotations[2]"]
    assert "-4" in left_out["annotations[3]"].replace("−", "-")


def test_that_a_slip_in_a_class_name_is_pointed_out(project, me, tmp_path):
    gold, delivery = lay_out(tmp_path / "batch")
    described = json.loads(gold.read_text())
    described["categories"][0]["name"] = "Platelet"
    bring_in(project, write(gold, described), SetRole.GOLD, by=me)
    described = json.loads(delivery.read_text())
    described["categories"][0]["name"] = "Platetlets"
    report = bring_in(project, write(delivery, described), SetRole.DELIVERY, by=me)
    assert any("did they mean “Platelet”?" in one.why for one in report.complaints)


def test_that_a_vendors_class_names_are_remembered(project, me, tmp_path):
    gold, delivery = lay_out(tmp_path / "batch")
    bring_in(project, gold, SetRole.GOLD, by=me)
    described = json.loads(delivery.read_text())
    described["categories"][0]["name"] = "auto"
    write(delivery, described)
    bring_in(project, delivery, SetRole.DELIVERY, by=me, classes={"auto": "car"})
    assert bring_in(project, delivery, SetRole.DELIVERY, by=me).new_classes == []
    assert [one.name for one in current_schema(project.connection).classes] == ["car", "van"]


@pytest.mark.parametrize(
    ("names", "same"),
    [
        (["train/1.png"], {"train/1.png": 1}),
        (["1.png"], {"1.png": 1}),
        (["batch/train/1.png"], {"batch/train/1.png": 1}),
        (["val/1.png"], {}),
        (["train/1.png", "val/1.png", "1.png"], {"train/1.png": 1}),
        (["a/train/1.png", "b/train/1.png"], {}),
        (["train/11.png"], {}),
    ],
)
def test_that_only_an_unmistakable_image_is_taken_for_one_that_is_known(names, same):
    assert same_images(names, {"train/1.png": 1}) == same


def test_that_images_of_one_name_in_two_folders_stay_two_images(project, me, tmp_path):
    gold, delivery = lay_out(tmp_path / "batch")
    described = json.loads(gold.read_text())
    described["images"][0]["file_name"] = "train/1.png"
    bring_in(project, write(gold, described), SetRole.GOLD, by=me)
    described = json.loads(delivery.read_text())
    for image, name in zip(described["images"], ("train/1.png", "val/1.png", "1.png"), strict=True):
        image["file_name"] = name
    report = bring_in(project, write(delivery, described), SetRole.DELIVERY, by=me)
    ids = dict(image_rows(project.connection, report.batch.id))
    assert len({ids["train/1.png"], ids["val/1.png"], ids["1.png"]}) == 3


def test_that_the_annotations_of_a_rejected_class_are_left_out_and_listed(project, me, tmp_path):
    gold, delivery = lay_out(tmp_path / "batch")
    bring_in(project, gold, SetRole.GOLD, by=me, vendor="Labelworks")
    write(delivery, json.loads(delivery.read_text()) | {"categories": [{"id": 1, "name": "junk"}]})
    report = bring_in(project, delivery, SetRole.DELIVERY, by=me, classes={"junk": ""})
    assert (report.label_set.annotations, report.label_set.rejected, report.new_classes) == (0, 4, [])
    (said,) = [one for one in report.complaints if one.left_out]
    assert (said.place, said.why) == ("class “junk”", "was rejected; its annotations (4) are left out")
    assert [one.name for one in current_schema(project.connection).classes] == ["car", "van"]


def test_that_a_rejected_class_stays_rejected_for_its_vendor(project, me, tmp_path):
    gold, delivery = lay_out(tmp_path / "batch")
    bring_in(project, gold, SetRole.GOLD, by=me, vendor="Labelworks")
    write(delivery, json.loads(delivery.read_text().replace('"van"', '"vann"').replace('"car"', '"junk"')))
    bring_in(project, delivery, SetRole.DELIVERY, by=me, classes={"junk": ""})
    again = bring_in(project, delivery, SetRole.DELIVERY, by=me)
    assert (again.label_set.round, again.label_set.annotations) == (1, 0)

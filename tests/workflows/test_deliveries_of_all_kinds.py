"""Deliveries as vendors send them: several people's labels, images that are missing, archives, other tools' formats."""

import json
import zipfile

import pytest

from assay.__main__ import main
from assay.model.batches import SetRole
from assay.resource_files import resource_file
from assay.store.annotation_reading import read_annotations
from assay.store.batches import batches, label_sets
from assay.store.people import annotators
from assay.store.project import Project
from assay.store.queue import queue_counts
from assay.ui.actions import Page
from tests.shared_folder import data


@pytest.fixture
def run(capfd):
    """A function that runs a command, expects it to be done, and gives the JSON that it printed."""

    def run(*arguments):
        assert main([*map(str, arguments), "--json"]) in (0, 1)
        return json.loads(capfd.readouterr().out)

    return run


def test_that_four_peoples_outlines_are_four_label_sets_with_their_annotators(run, tmp_path):
    source, path = data("04-trucks-labelme-xml-4-annotators"), tmp_path / "trucks.assay"
    run("new", path)
    for number in range(1, 5):
        report = run(
            "import", path, source / f"w55-e04-objects{number}", "--as", "reviewer", "--images", source / "images"
        )
        assert (report["format"], report["images"], report["annotations"]) == ("labelme-xml", 20, 20)
    with Project.open(path) as project:
        (batch,) = batches(project.connection)
        people = annotators(project.connection, batch.vendor_id)
        sets = label_sets(project.connection, batch.id, SetRole.REVIEWER)
        drawn_by = [
            {
                people[one].name
                for one in read_annotations(project.connection, label_set.id).records["annotator_id"].tolist()
            }
            for label_set in sets
        ]
    assert drawn_by == [{f"annotator{number}"} for number in range(1, 5)]


def test_that_a_delivery_without_its_images_can_be_reviewed(run, tmp_path):
    path = tmp_path / "litter.assay"
    run("new", path)
    (source,) = [one for one in data("10-taco-annotations-only").iterdir() if one.suffix == ".json"]
    report = run("import", path, source, "--as", "delivery")
    assert (report["images"], report["annotations"], len(report["missing_images"])) == (1500, 4784, 1500)
    with Project.open(path) as project:
        (batch,) = batches(project.connection)
        (delivery,) = label_sets(project.connection, batch.id)
        assert queue_counts(project.connection, delivery.id).images == 1500


def test_that_a_delivery_without_its_images_opens_in_review(run, tell, tmp_path):
    path = tmp_path / "litter.assay"
    run("new", path)
    (source,) = [one for one in data("10-taco-annotations-only").iterdir() if one.suffix == ".json"]
    run("import", path, source, "--as", "delivery")

    def story(user):
        review = user.go_to(Page.REVIEW)
        user.wait_until(lambda: user.bench.selection.image_id is not None)
        user.wait_until(lambda: "annotations" in review.canvas.accessibleName() + review.canvas.accessibleDescription())
        first = user.bench.selection.image_id
        user.press("Right")
        user.wait_until(lambda: user.bench.selection.image_id not in (None, first))

    tell(story, path)


def test_that_the_images_of_an_archive_are_unpacked_and_found(run, tmp_path):
    images, gold, path = (
        resource_file("demo", "images"),
        resource_file("demo", "gold.coco.json"),
        tmp_path / "zip.assay",
    )
    with zipfile.ZipFile(tmp_path / "delivery.zip", "w") as archive:
        archive.write(gold, "batch 7/annotations/gold.coco.json")
        for image in sorted(images.iterdir()):
            archive.write(image, f"batch 7/pictures/{image.name}")
    run("new", path)
    report = run("import", path, tmp_path / "delivery.zip", "--as", "delivery", "--unpack", tmp_path / "unpacked")
    assert (report["images"], report["missing_images"], report["rejected"]) == (24, [], [])
    assert len(list((tmp_path / "unpacked" / "batch 7" / "pictures").iterdir())) == 24


@pytest.mark.parametrize(
    ("name", "out"),
    [("coco", "gold.json"), ("voc", "gold"), ("cvat", "gold.xml"), ("label-studio", "gold.json"), ("datumaro", "gold.json"), ("yolo-segmentation", "gold")],
)  # fmt: skip
def test_that_what_is_written_in_a_format_is_the_same_when_it_comes_back(run, tmp_path, name, out):
    """The demo's gold goes out and comes back as a delivery; formats of boxes alone are compared as boxes."""
    path, images, gold = (
        tmp_path / "there.assay",
        resource_file("demo", "images"),
        resource_file("demo", "gold.coco.json"),
    )
    run("new", path)
    run("import", path, gold, "--as", "gold", "--images", images)
    run("export", path, "--format", name, "--out", tmp_path / out, "--labels", "gold")
    report = run("import", path, tmp_path / out, "--as", "delivery", "--images", images)
    assert (report["annotations"], report["rejected"], report["new_classes"]) == (1293, [], [])
    counts = run("compare", path, "--set", f"shapes={'box' if name == 'voc' else 'auto'}")
    assert (counts["matched"], counts["findings"]) == (1293, {})
    assert counts["mean_iou"] > 0.999


def test_that_an_archive_is_read_in_place(run, tmp_path):
    path, archive = tmp_path / "boards.assay", tmp_path / "delivery.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.write(resource_file("demo", "delivery.coco.json"), "batch/annotations.json")
        zipped.writestr("../climbs.json", "{}")
    run("new", path)
    report = run("import", path, archive, "--as", "delivery", "--images", resource_file("demo", "images"))
    assert (report["format"], report["annotations"], report["missing_images"]) == ("coco", 1251, [])
    assert any("climbs.json" in one["where"] for one in report["rejected"])
    assert not (tmp_path.parent / "climbs.json").exists()

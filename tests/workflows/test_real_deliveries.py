"""Real deliveries through the command line, against figures computed by other programs and against their known errors."""

import json

import numpy as np
import pytest
from pycocotools import mask as coco_mask
from scipy.optimize import linear_sum_assignment

from assay.__main__ import main
from tests.shared_folder import data

FIGURES = ("matched", "vendor_only", "gold_only", "precision", "recall", "f1")


@pytest.fixture
def run(capfd):
    """A function that runs a command, expects it to be done, and gives the JSON that it printed."""

    def run(*arguments):
        assert main([*map(str, arguments), "--json"]) in (0, 1)
        return json.loads(capfd.readouterr().out)

    return run


@pytest.fixture
def nuclei(run, tmp_path):
    """A function that makes a project of the nuclei with outlines of one kind."""

    def make(kind, folder="01-nuclei"):
        source = data(folder)
        path = tmp_path / f"{kind}.assay"
        run("new", path)
        run("import", path, source / "gold" / f"annotations.coco.{kind}.json", "--as", "gold")
        run("import", path, source / "vendor" / f"annotations.coco.{kind}.json", "--as", "delivery")
        return path

    return make


def compared(run, path, threshold, **settings):
    assignments = {"t_pair": threshold, **settings}
    counts = run("compare", path, *(part for key, value in assignments.items() for part in ("--set", f"{key}={value}")))
    figures = {
        "matched": counts["matched"],
        "vendor_only": counts["vendor"] - counts["matched"],
        "gold_only": counts["gold"] - counts["matched"],
    }
    return figures | {key: round(counts[key], 6) for key in ("precision", "recall", "f1", "mean_iou")}


def reference(key):
    return json.loads(data("reference_matching.json").read_text())["results"][key]


def rasterised_matches(threshold):
    """How many nuclei match when the polygon files are drawn by pycocotools and paired by scipy."""
    vendor, gold = (rasters(side) for side in ("vendor", "gold"))
    matched = 0
    for name in gold:
        iou = np.array(coco_mask.iou(vendor[name], gold[name], [0] * len(gold[name])))
        iou = np.where(iou < threshold, 0, iou)
        rows, columns = linear_sum_assignment(-iou)
        matched += int((iou[rows, columns] > 0).sum())
    return matched


def rasters(side):
    described = json.loads(data("01-nuclei", side, "annotations.coco.poly.json").read_text())
    images = {image["id"]: image for image in described["images"]}
    found = {image["file_name"]: [] for image in images.values()}
    for one in described["annotations"]:
        image = images[one["image_id"]]
        drawn = coco_mask.frPyObjects(one["segmentation"], image["height"], image["width"])
        found[image["file_name"]].append(coco_mask.merge(drawn))
    return found


@pytest.mark.parametrize("threshold", [0.5, 0.75, 0.9])
@pytest.mark.parametrize(("shapes", "measure"), [("box", "bbox"), ("auto", "segm")])
def test_that_masks_and_boxes_match_to_six_digits(run, nuclei, shapes, measure, threshold):
    assert compared(run, nuclei("rle"), threshold, shapes=shapes) == reference(f"01-nuclei {measure} iou>={threshold}")


@pytest.mark.parametrize("threshold", [0.5, 0.75, 0.9])
def test_that_polygons_match_as_their_rasters_do(run, nuclei, threshold):
    """The polygon files were traced from the masks and are not quite the same shapes: one nucleus in 1,266 falls on another side of 0.5."""
    got = compared(run, nuclei("poly"), threshold)
    expected = reference(f"01-nuclei segm iou>={threshold}")
    assert got["matched"] == rasterised_matches(threshold)
    assert abs(got["matched"] - expected["matched"]) <= 1
    assert got["mean_iou"] == pytest.approx(expected["mean_iou"], abs=2e-3)


@pytest.mark.parametrize("threshold", [0.5, 0.75, 0.9])
def test_that_the_boxes_of_polygons_match_as_the_delivered_boxes_do(run, nuclei, threshold):
    """The bounds of a polygon differ from the delivered box by up to an eighth of a pixel."""
    got, expected = (
        compared(run, nuclei("poly"), threshold, shapes="box"),
        reference(f"01-nuclei bbox iou>={threshold}"),
    )
    assert {key: got[key] for key in FIGURES} == {key: expected[key] for key in FIGURES}
    assert got["mean_iou"] == pytest.approx(expected["mean_iou"], abs=2e-5)


@pytest.mark.parametrize("kind", ["poly", "rle"])
def test_that_every_known_missed_and_extra_object_is_a_finding(run, nuclei, kind):
    path = nuclei(kind)
    run("compare", path)
    found = run("findings", path)["findings"]
    missed = {(one["image"], id_) for one in found for id_ in [one["gold_id"], *one["details"]["gold_ids"]]}
    extra = {(one["image"], id_) for one in found for id_ in [one["vendor_id"], *one["details"]["vendor_ids"]]}
    known = json.loads(data("01-nuclei", "known_corrections.json").read_text())
    assert sum(len(image["vendor_missed"]) for image in known) == 14
    for image in known:
        assert {(image["image"], id_) for id_ in image["vendor_missed"]} <= missed
        assert {(image["image"], id_) for id_ in image["vendor_extra"]} <= extra


def test_that_the_second_batch_of_nuclei_matches_too(run, nuclei):
    path = nuclei("rle", "02-nuclei-relabel")
    assert compared(run, path, 0.5) == reference("02-nuclei-relabel segm iou>=0.5")


def test_that_62_000_boxes_of_two_annotators_match(run, tmp_path):
    source = data("03-kitchen-two-annotators-62k")
    path = tmp_path / "kitchen.assay"
    run("new", path)
    run("import", path, source / "annotator_2.coco.json", "--as", "gold")
    report = run("import", path, source / "annotator_1.coco.json", "--as", "delivery")
    assert (report["images"], report["annotations"], len(report["missing_images"])) == (4983, 61624, 4983)
    for threshold in (0.5, 0.7):
        expected = reference(f"03-kitchen annotator_1 as vendor, annotator_2 as gold, bbox iou>={threshold}")
        assert compared(run, path, threshold, class_aware="true") == expected


def test_that_natural_photographs_are_imported_compared_and_sent_back(run, tmp_path):
    """COCO photographs with crowds, compared with themselves less every second object."""
    source = data("09-coco-photos-cc-by")
    described = json.loads((source / "instances.json").read_text())
    delivered = described | {"annotations": described["annotations"][::2]}
    delivery = tmp_path / "delivery.json"
    delivery.write_text(json.dumps(delivered))
    path = tmp_path / "photos.assay"
    run("new", path)
    gold = run("import", path, source / "instances.json", "--as", "gold", "--images", source / "images")
    assert (gold["images"], gold["annotations"], gold["missing_images"]) == (33, 323, [])
    run("import", path, delivery, "--as", "delivery", "--images", source / "images")
    counts = run("compare", path)
    assert counts["matched"] == counts["vendor"]
    assert (counts["precision"], counts["mean_iou"]) == (1.0, 1.0)
    run("defects", path, "--confirm", "all")
    sent = run("rework", path, "--out", tmp_path / "package.zip")
    assert sent["items"] == sum(counts["findings"].values()) > 0
    assert run("audit", path)["whole"]

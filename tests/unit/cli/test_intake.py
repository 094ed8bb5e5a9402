import csv
import io
import json
import zipfile

import pytest

from assay.__main__ import main
from assay.resource_files import resource_file
from tests.shared_folder import data
from tests.small_delivery import DELIVERY, coco, lay_out

FAULTS = [(2, 1, (180, 10, 40, 40)), (77, 1, (1, 1, 9, 9))]


@pytest.fixture
def run(capfd):
    """A function that runs a command; gives its exit code and what it printed."""

    def run(*arguments):
        code = main([*map(str, arguments)])
        return code, capfd.readouterr().out

    return run


@pytest.fixture
def faulty(tmp_path, run):
    """A project with gold and a delivery that has two faults of its own."""
    gold, delivery = lay_out(tmp_path / "batch")
    delivery.write_text(json.dumps(coco([*DELIVERY, *FAULTS], first_id=501)))
    path = tmp_path / "pilot.assay"
    run("new", path)
    run("import", path, gold, "--as", "gold", "--vendor", "Labelworks")
    run("import", path, delivery, "--as", "delivery")
    return path


def test_that_an_import_counts_what_the_intake_found(tmp_path, run):
    gold, delivery = lay_out(tmp_path / "batch")
    delivery.write_text(json.dumps(coco([*DELIVERY, *FAULTS])))
    run("new", tmp_path / "pilot.assay")
    run("import", tmp_path / "pilot.assay", gold, "--as", "gold")
    code, printed = run("import", tmp_path / "pilot.assay", delivery, "--as", "delivery", "--json")
    assert code == 1
    assert json.loads(printed)["intake"] == {"entry-left-out": 1, "shape-outside": 1}


def test_that_findings_are_listed_with_exit_code_1(run, faulty):
    code, printed = run("intake", faulty, "--json")
    assert code == 1
    told = json.loads(printed)
    assert told["counts"] == {"entry-left-out": 1, "shape-outside": 1}
    assert [(one["rule"], one["image"], one["defect"]) for one in told["findings"]] == [
        ("entry-left-out", None, None),
        ("shape-outside", "two.png", None),
    ]


def test_that_a_sound_delivery_has_exit_code_0(tmp_path, run):
    _, delivery = lay_out(tmp_path / "batch")
    run("new", tmp_path / "pilot.assay")
    run("import", tmp_path / "pilot.assay", delivery, "--as", "delivery")
    assert run("intake", tmp_path / "pilot.assay", "--json") == (
        0,
        '{\n  "counts": {},\n  "open": 0,\n  "logged": 0,\n  "findings": []\n}\n',
    )


def test_that_csv_has_a_line_for_each_finding(run, faulty):
    _, printed = run("intake", faulty, "--csv")
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert [(row["code"], row["place"]) for row in rows] == [
        ("FMT-PARSE", "annotations[5] (id 506)"),
        ("GEO-OOB", "two.png, id 505"),
    ]


def test_that_an_unknown_code_is_refused(run, faulty):
    assert run("intake", faulty, "--log-defects", "GEO-NONE")[0] == 2


@pytest.mark.parametrize(("code", "logged"), [("GEO-OOB", ["GEO-OOB"]), ("all", ["FMT-PARSE", "GEO-OOB"])])
def test_that_what_was_found_becomes_defects(run, faulty, code, logged):
    _, printed = run("intake", faulty, "--log-defects", code, "--json")
    assert (json.loads(printed)["logged"], json.loads(printed)["open"]) == (len(logged), 2 - len(logged))
    assert [one["code"] for one in json.loads(printed)["findings"] if one["defect"]] == logged
    assert [one["code"] for one in json.loads(run("defects", faulty, "--json")[1])["defects"]] == logged
    run("intake", faulty, "--log-defects", code)
    assert len(json.loads(run("defects", faulty, "--json")[1])["defects"]) == len(logged)


def test_that_defects_about_no_image_go_to_the_vendor(run, faulty, tmp_path):
    run("intake", faulty, "--log-defects", "all")
    assert run("rework", faulty, "--out", tmp_path / "rework.zip")[0] == 0
    with zipfile.ZipFile(tmp_path / "rework.zip") as package:
        items = json.loads(package.read("rework_items.json"))
        manifest = json.loads(package.read("MANIFEST.json"))
        readme = package.read("README.html").decode()
        rows = list(csv.DictReader(io.StringIO(package.read("rework_items.csv").decode("utf-8-sig"))))
        pictures = [name for name in package.namelist() if name.startswith("evidence/")]
    assert [(one["defect_code"], one["image_file"], one["evidence_file"]) for one in items] == [
        ("FMT-PARSE", None, None),
        ("GEO-OOB", "two.png", "evidence/R002.png"),
    ]
    assert items[0]["instruction"].startswith("annotations[5] (id 506): ")
    assert [row["image_file"] for row in rows] == ["", "two.png"]
    assert (manifest["counts"]["items"], manifest["counts"]["images"]) == (2, 1)
    assert pictures == ["evidence/R002.png"]
    assert "the whole delivery" in readme
    assert run("audit", faulty)[0] == 0


def test_that_the_demos_intake_finds_only_what_was_planted(run, tmp_path):
    path, images = tmp_path / "demo.assay", resource_file("demo", "images")
    run("new", path)
    run("import", path, resource_file("demo", "gold.coco.json"), "--as", "gold", "--images", images)
    _, printed = run("import", path, resource_file("demo", "delivery.coco.json"), "--as", "delivery", "--images", images, "--json")  # fmt: skip
    assert json.loads(printed)["intake"] == {"shape-invalid": 4, "shape-outside": 5}


SOUND = {
    "12-raccoon-voc": ("annotations", "images"),
    "08-pcb-defects": ("", ""),
}


@pytest.mark.parametrize("folder", SOUND)
def test_that_the_intake_does_not_cry_wolf_over_real_deliveries(run, tmp_path, folder):
    source = data(folder)
    labels, images = SOUND[folder]
    run("new", tmp_path / "real.assay")
    run("import", tmp_path / "real.assay", source / labels, "--as", "delivery", "--images", source / images)
    code, printed = run("intake", tmp_path / "real.assay", "--json")
    assert (code, json.loads(printed)["counts"]) == (0, {})


def test_that_a_real_delivery_without_its_images_is_told_what_is_wrong_with_its_shapes(run, tmp_path):
    run("new", tmp_path / "litter.assay")
    run("import", tmp_path / "litter.assay", data("10-taco-annotations-only") / "annotations.json", "--as", "delivery")
    counts = json.loads(run("intake", tmp_path / "litter.assay", "--json")[1])["counts"]
    assert counts == {"id-repeated": 2, "image-not-here": 1001, "shape-invalid": 84, "shape-outside": 6}


@pytest.fixture
def cut_short(tmp_path, run):
    """A project with gold, and a delivery whose second image ends too early."""
    gold, delivery = lay_out(tmp_path / "batch")
    image = tmp_path / "batch" / "images" / "two.png"
    image.write_bytes(image.read_bytes()[:-60])
    run("new", tmp_path / "pilot.assay")
    run("import", tmp_path / "pilot.assay", gold, "--as", "gold", "--vendor", "Labelworks")
    return tmp_path / "pilot.assay", delivery


def test_that_an_import_looks_into_the_images_and_keeps_what_it_found(run, cut_short):
    project, delivery = cut_short
    printed = run("import", project, delivery, "--as", "delivery", "--json")[1]
    assert json.loads(printed)["intake"] == {"image-truncated": 1}
    actions = json.loads(run("history", project, "--json")[1])
    assert json.loads(run("intake", project, "--json")[1])["counts"] == {"image-truncated": 1}
    assert json.loads(run("history", project, "--json")[1]) == actions


def test_that_images_are_not_looked_into_where_somebody_says_so(run, cut_short):
    project, delivery = cut_short
    printed = run("import", project, delivery, "--as", "delivery", "--no-image-check", "--json")[1]
    assert json.loads(printed)["intake"] == {}
    assert json.loads(run("intake", project, "--json")[1])["counts"] == {"image-truncated": 1}

"""Real rotated boxes and real outlines of several people, through the command line."""

import json
import math
from collections import Counter

import pytest

from assay.__main__ import main
from tests.shared_folder import data

TRUCKS = "04-trucks-labelme-xml-4-annotators"
SIDE = 400
"""The fixture's boxes are a few pixels in size; they are laid out this many times larger."""


@pytest.fixture
def run(capfd):
    """A function that runs a command, expects it to be done, and gives the JSON that it printed."""

    def run(*arguments):
        assert main([*map(str, arguments), "--json"]) in (0, 1)
        return json.loads(capfd.readouterr().out)

    return run


def corners_in(folder):
    """The quadrilaterals of the OBB exports of 06-formats, by label."""
    for path in sorted(data("06-formats", "datumaro-fixtures", folder).rglob("labelTxt/*.txt")):
        for line in path.read_text().splitlines():
            *numbers, label, _ = line.split()
            yield label, [(float(x), float(y)) for x, y in zip(numbers[:8:2], numbers[1:8:2], strict=True)]


def turned(corners, degrees):
    x, y = (sum(axis) / 4 for axis in zip(*corners, strict=True))
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(x + (a - x) * cosine - (b - y) * sine, y + (a - x) * sine + (b - y) * cosine) for a, b in corners]


def written(folder, boxes, degrees):
    """A DOTA delivery of these boxes, one to an image, turned by some degrees."""
    from PIL import Image

    for part in ("images", "labelTxt"):
        (folder / part).mkdir(parents=True)
    for number, (label, corners) in enumerate(boxes):
        scale = SIDE / max(max(point) for point in corners) / 2
        ring = turned([(SIDE / 4 + x * scale, SIDE / 4 + y * scale) for x, y in corners], degrees)
        Image.new("RGB", (SIDE, SIDE)).save(folder / "images" / f"{number}.png")
        points = " ".join(f"{value:.3f}" for point in ring for value in point)
        (folder / "labelTxt" / f"{number}.txt").write_text(f"{points} {label} 0\n")
    return folder


@pytest.mark.parametrize("folder", ["dota-obb", "roboflow-yolo-obb"])
def test_that_a_copy_of_rotated_boxes_has_no_finding(run, tmp_path, folder):
    source, path = data("06-formats", "datumaro-fixtures", folder), tmp_path / "obb.assay"
    run("new", path)
    run("import", path, source, "--as", "gold")
    run("import", path, source, "--as", "delivery")
    counts = run("compare", path)
    assert (counts["gold"], counts["matched"], counts["right"], counts["findings"]) == (4, 4, 4, {})


def test_that_rotated_boxes_turned_by_15_degrees_are_each_found_by_how_they_are_turned(run, tmp_path):
    boxes, path = list(corners_in("dota-obb")), tmp_path / "turned.assay"
    run("new", path)
    run("import", path, written(tmp_path / "gold", boxes, 10), "--as", "gold")
    run("import", path, written(tmp_path / "vendor", boxes, 25), "--as", "delivery")
    counts = run("compare", path)
    assert (counts["gold"], counts["matched"], counts["right"]) == (4, 4, 0)
    found = run("findings", path)["findings"]
    assert Counter(one["image"] for one in found) == {f"images/{number}.png": 1 for number in range(4)}
    assert all(one["details"]["measure"] == "polygon" and 0.6 < one["iou"] < 0.85 for one in found)
    assert [(one["code"], one["details"].get("turned")) for one in found] == [("GEO-BOUND", 15.0)] * 3 + [
        ("GEO-POOR", None)
    ]
    assert (found[0]["what"], found[0]["instruction"]) == (
        "Turned label_0", "Turn the box by about 15° counter-clockwise.",
    )  # fmt: skip


def test_that_two_people_outlining_trucks_agree_on_the_objects_and_not_on_every_word_and_line(run, tmp_path):
    path = tmp_path / "trucks.assay"
    run("new", path)
    run("import", path, data(TRUCKS, "w55-e04-objects1"), "--as", "gold")
    run("import", path, data(TRUCKS, "w55-e04-objects2"), "--as", "delivery")
    counts = run("compare", path)
    assert (counts["gold"], counts["vendor"], counts["matched"], counts["mislabelled"]) == (20, 20, 19, 1)
    assert 0.9 < counts["mean_iou"] < 0.93
    assert counts["findings"] == {"CLS-UNK": 1, "ATT-VIS": 1, "GEO-BOUND": 17}
    found = {one["code"]: one for one in run("findings", path)["findings"]}
    assert (found["CLS-UNK"]["class_delivered"], found["CLS-UNK"]["class_expected"]) == ("truck", "car")
    assert (found["ATT-VIS"]["image"], found["ATT-VIS"]["what"]) == (
        "000001089.jpg", "Wrong occluded: yes, should be no",
    )  # fmt: skip
    bounds = run("findings", path, "--code", "GEO-BOUND")["findings"]
    assert all(one["details"]["hausdorff"] > 2 for one in bounds)


def test_that_the_person_who_numbered_the_classes_is_wrong_in_words_alone(run, tmp_path):
    path = tmp_path / "numbered.assay"
    run("new", path)
    run("import", path, data(TRUCKS, "w55-e04-objects1"), "--as", "gold")
    run("import", path, data(TRUCKS, "w55-e04-objects3"), "--as", "delivery")
    counts = run("compare", path)
    assert (counts["gold"], counts["vendor"]) == (20, 20)
    assert counts["matched"] + counts["mislabelled"] == 20
    assert not {"MIS-OBJ", "EXT-GHOST", "GEO-POOR"} & counts["findings"].keys()

"""Several raters of real images, through the command line, against what was published of them."""

import json

import pytest

from assay.__main__ import main
from tests.shared_folder import data

KITCHEN, TRUCKS = "03-kitchen-two-annotators-62k", "04-trucks-labelme-xml-4-annotators"


@pytest.fixture
def run(capfd, tmp_path):
    """A function that runs a command on a project and gives the JSON that it printed."""
    path = tmp_path / "raters.assay"

    def run(command, *arguments):
        assert main([command, str(path), *map(str, arguments), "--json"]) in (0, 1)
        return json.loads(capfd.readouterr().out)

    run("new")
    return run


def test_that_the_kitchen_has_its_published_counts_and_kappa(run):
    """07-known-numbers/EXPECTED.md and source_iou_agreement.md: 61,427 objects by both, 197 and 29 by one; κ 0.99; IoU 0.92 on average."""
    for number in (1, 2):
        run("import", data(KITCHEN, f"annotator_{number}.coco.json"), "--as", "reviewer")
    found = run("agreement", "--iou", "0.3")
    (pair,) = found["pairs"]
    assert pair["matched"] == 61_427
    assert [whole - pair["matched"] for whole in pair["annotations"]] == [197, 29]
    assert found["units"] == 61_653
    assert int(100 * found["whole"]["kappa"]["value"]) == 99
    assert pair["mean_iou"] == pytest.approx(0.9140, abs=5e-4)  # best of its class: 0.9139
    assert run("agreement", "--iou", "0.7")["pairs"][0]["matched"] / 61_427 == pytest.approx(0.99, abs=5e-3)


def test_that_of_four_people_who_outlined_trucks_the_one_who_numbered_the_classes_stands_out(run):
    """The third called each object by a class of its own (`car_276`), and so agrees with nobody; the outlines are alike."""
    for number in (1, 2, 3, 4):
        run("import", data(TRUCKS, f"w55-e04-objects{number}"), "--as", "reviewer", "--images", data(TRUCKS, "images"))
    found = run("agreement")
    assert (len(found["raters"]), found["images"], found["units"]) == (4, 20, 20)
    matched = {(one["first"][-1], one["second"][-1]): one["matched"] for one in found["pairs"]}
    expected = {("1", "2"): 19, ("1", "3"): 0, ("1", "4"): 20, ("2", "3"): 0, ("2", "4"): 19, ("3", "4"): 0}
    assert matched == expected
    assert found["pairs"][2]["mean_iou"] > 0.9
    assert min(found["vitality"], key=found["vitality"].get).endswith("objects3")
    made = run("consensus", "--quorum", "3")
    assert (made["annotations"], made["undecided"], made["units"]) == (19, 1, 20)
    named = [part for label in (made["name"], found["raters"][0]) for part in ("--labels", label)]
    assert run("agreement", *named)["pairs"][0]["matched"] == 19

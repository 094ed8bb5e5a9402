"""The commands that print numbers: measure, sla, agreement, consensus."""

import json

import pytest

from assay.__main__ import main
from tests.small_delivery import coco, lay_out


@pytest.fixture
def project(tmp_path, capfd):
    gold, delivery = lay_out(tmp_path / "batch")
    path = tmp_path / "pilot.assay"
    for arguments in (["new"], ["import", gold, "--as", "gold"], ["import", delivery, "--as", "delivery"], ["compare"]):
        assert main([str(one) for one in (arguments[0], path, *arguments[1:])]) == 0
    capfd.readouterr()
    return path


@pytest.fixture
def said(project, capfd):
    """A function that runs a command on the project and gives its exit code, its standard output and its complaints."""

    def run(command, *arguments):
        code = main([command, str(project), *map(str, arguments)])
        captured = capfd.readouterr()
        out = captured.out
        return code, json.loads(out) if out.startswith("{") else out, captured.err

    return run


def test_that_measure_prints_every_table_as_json(said):
    code, found, _ = said("measure", "--json")
    assert code == 0
    assert found["overall"]["precision"]["value"] == 0.5
    assert found["by_class"]["car"]["tp"] == 2
    assert found["by_annotator"]["a7"]["recall"] is None
    assert found["by_image"]["one.png"]["demerits"] > 0
    assert found["confusion"] == {"classes": ["car", "van", None], "gold_by_row": [[2, 0, 1], [1, 0, 0], [1, 0, 0]]}
    assert found["confusion_pairs"][0]["delivered"] == "car"
    assert set(found["accuracies"]) >= {"object_f1", "sama_opportunity"}
    assert (found["sla"], found["coco"], found["by_attribute"]) == (None, None, {})
    assert found["ratios"]["overall"]["f1"]["interval"] == pytest.approx([0, 2 / 3])
    assert found["ratios"]["by_class"]["van"]["f1"] == {
        "value": 0,
        "interval": None,
        "reason": "one image has no interval",
    }
    assert found["panoptic"]["by_class"]["car"]["quality"] == pytest.approx(2 / (2 + 2 / 2 + 1 / 2))
    assert found["precision"] is None
    (delivery,) = found["by_delivery"].values()
    assert (delivery["matched"], delivery["jaccard"]) == (2, found["ratios"]["overall"]["jaccard"]["value"])


def test_that_measure_writes_its_tables_to_a_file(project, said, tmp_path):
    code, _, complaints = said("measure", "--out", str(tmp_path / "scorecard.csv"))
    assert (code, "15 tables written to" in complaints) == (0, True)
    assert "panoptic,car,PQ" in (tmp_path / "scorecard.csv").read_text()
    code, _, complaints = said("measure", "--out", str(tmp_path / "scorecard.txt"))
    assert (code, "end it in .csv, .json or .html" in complaints) == (2, True)


def test_that_measure_prints_tables_for_people(said):
    code, found, _ = said("measure")
    assert code == 0
    assert "class van" in found
    assert "van delivered as car: 1 of 1" in found
    assert "AP n/a: the delivery has no scores" in found


def test_that_cohorts_and_habits_of_annotators_come_out_of_a_side_manifest(tmp_path, capfd):
    """Ada, of the night shift, draws every left side 6 pixels too far out; Bo does not."""
    names = [f"{number}.png" for number in range(16)]
    boxes = [(number, 1, (20, 20, 60 + number % 3, 40)) for number in range(1, 17)]
    wide = [
        (n, c, (x - 6, y, w + 6 + n % 2, h)) if n <= 8 else (n, c, (x, y, w + n % 2, h)) for n, c, (x, y, w, h) in boxes
    ]

    def file(name, rows):
        contents = coco(rows)
        contents["images"] = [{"id": n, "file_name": f, "width": 200, "height": 150} for n, f in enumerate(names, 1)]
        path = tmp_path / name
        path.write_text(json.dumps(contents))
        return path

    manifest = tmp_path / "who.csv"
    lines = [f"{name},{'Ada,night' if number < 8 else 'Bo,day'}" for number, name in enumerate(names)]
    manifest.write_text("image,annotator,cohort\n" + "\n".join(lines) + "\n")
    path = tmp_path / "shifts.assay"
    main(["new", str(path)])
    main(["import", str(path), str(file("gold.json", boxes)), "--as", "gold"])
    main(["import", str(path), str(file("delivery.json", wide)), "--as", "delivery", "--manifest", str(manifest)])
    main(["compare", str(path)])
    capfd.readouterr()
    main(["measure", str(path), "--json"])
    found = json.loads(capfd.readouterr().out)
    assert {name: one["tp"] for name, one in found["by_cohort"].items()} == {"night": 8, "day": 8}
    systematic = {
        name: [one["side"] for one in sides if one["systematic"]] for name, sides in found["edge_offsets"].items()
    }
    assert "left" in systematic["Ada"]
    assert "left" not in systematic["Bo"]
    main(["measure", str(path)])
    said = capfd.readouterr().out
    assert "cohort night" in said
    assert "Ada draws the left side 6.00 px outside gold" in said


def test_that_a_missed_sla_is_exit_1_and_printed_with_the_comparison_ever_after(said):
    code, found, _ = said("sla", "--definition", "object_f1", "--at-least", "0.9", "--json")
    assert (code, found["sla"]["met"], found["sla"]["value"]) == (1, False, 0.5)
    assert said("compare", "--json")[1]["sla"]["definition"] == "object_f1"
    assert said("compare")[1].startswith("SLA not met; not demonstrated at 95 %: 50.00 %")
    code, found, _ = said("sla", "--definition", "object_f1", "--at-least", "0.5")
    assert code == 0
    assert found.startswith("SLA met; not demonstrated")


def test_that_without_a_metric_all_definitions_are_shown(said):
    code, found, _ = said("sla")
    assert code == 0
    assert found.startswith("No SLA metric is named yet")
    assert "Opportunities taken" in found


def test_that_a_percentage_for_a_share_is_refused_with_what_was_meant(said):
    code, _, complaint = said("sla", "--definition", "object_f1", "--at-least", "95")
    assert code == 2
    assert "such as 0.95, not 95" in complaint


def test_that_agreement_never_shows_kappa_without_raw_agreement_and_ac1(said):
    code, found, _ = said("agreement", "--json")
    assert code == 0
    for one in (found["whole"], found["classes"], *found["by_class"].values(), *(p["whole"] for p in found["pairs"])):
        assert {"raw", "ac1", "kappa", "alpha"} <= one.keys()
    told = said("agreement")[1]
    assert "raw     AC1" in told
    assert "alpha is not to be relied on (Krippendorff)" in told


def test_that_a_consensus_is_made_and_told(said):
    code, found, _ = said("consensus", "--rule", "unanimous", "--json")
    assert (code, found["annotations"], found["undecided"]) == (0, 2, 3)
    assert "annotations on 3 images from 5 units" in said("consensus", "--rule", "majority")[1]
    code, _, complaint = said("consensus", "--quorum", "7")
    assert code == 2
    assert "quorum of 7" in complaint


def test_that_any_two_label_sets_are_compared_a_consensus_too(said):
    made = said("consensus", "--rule", "unanimous", "--json")[1]
    code, found, _ = said("compare", "--judged", "Gold, revision 1", "--against", str(made["label_set"]), "--json")
    assert (code, found["vendor"], found["gold"], found["matched"]) == (0, 4, 2, 2)
    code, _, complaint = said("compare", "--judged", "nobody")
    assert code == 2
    assert "no label set called “nobody”" in complaint

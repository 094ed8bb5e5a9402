import json
import os
import subprocess
import sys
import zipfile

import pytest

from assay.__main__ import main
from assay.review.create_project import create_project
from tests.small_delivery import EXPECTED, lay_out


@pytest.fixture
def batch(tmp_path):
    gold, delivery = lay_out(tmp_path / "batch")
    return tmp_path / "pilot.assay", gold, delivery


@pytest.fixture
def said(capfd):
    """A function that runs a command and gives its exit code and what it printed as JSON."""

    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        out = capfd.readouterr().out
        return code, (json.loads(out) if out.startswith("{") else out)

    return run


def test_that_the_whole_job_is_done_from_the_command_line(batch, said, tmp_path):
    project, gold, delivery = batch
    assert said("new", project, "--name", "Pilot", "--json")[0] == 0
    code, report = said("import", project, gold, "--as", "gold", "--vendor", "Labelworks", "--json")
    assert (code, report["format"], report["images"], report["annotations"], report["rejected"]) == (
        0,
        "coco",
        3,
        4,
        [],
    )
    code, report = said("import", project, delivery, "--as", "delivery", "--json")
    assert (code, report["round"], report["vendor"]) == (0, 0, "Labelworks")
    code, compared = said("compare", project, "--json")
    assert (code, compared["findings"]) == (0, EXPECTED)
    assert {
        "images",
        "vendor",
        "gold",
        "matched",
        "mislabelled",
        "right",
        "precision",
        "recall",
        "f1",
        "mean_iou",
    } <= compared.keys()
    code, found = said("findings", project, "--json")
    assert {one["code"]: (one["vendor_id"], one["gold_id"]) for one in found["findings"]} == {
        "CLS-SWAP": (502, 2), "MIS-OBJ": (None, 4), "EXT-GHOST": (504, None),
    }  # fmt: skip
    code, logged = said("defects", project, "--confirm", "MIS-OBJ", "--json")
    assert (code, [one["code"] for one in logged["defects"]]) == (0, ["MIS-OBJ"])
    assert len(said("defects", project, "--confirm", "all", "--json")[1]["defects"]) == 3
    code, sent = said("rework", project, "--out", tmp_path / "a.zip", "--json")
    assert (code, sent["items"]) == (0, 3)
    assert said("rework", project, "--out", tmp_path / "b.zip", "--json")[1]["request"] == sent["request"]
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert zipfile.ZipFile(tmp_path / "a.zip").testzip() is None
    code, done = said("history", project, "--json")
    assert [one["verb"] for one in done["actions"]][-1] == "create_project"
    code, whole = said("audit", project, "--json")
    assert (code, whole["whole"], whole["actions"]) == (0, True, len(done["actions"]))


def test_that_findings_say_which_of_them_are_only_suggested(tmp_path, said):
    categories, images = [{"id": 1, "name": "car"}], [{"id": 1, "file_name": "a.jpg", "width": 400, "height": 400}]
    project = tmp_path / "part.assay"
    said("new", project)
    for role, boxes in (("gold", [(100, 100, 100, 100), (0, 0, 40, 40)]), ("delivery", [(100, 100, 50, 100)])):
        rows = [
            {"id": number, "image_id": 1, "category_id": 1, "bbox": box, "iscrowd": 0}
            for number, box in enumerate(boxes, 1)
        ]
        path = tmp_path / f"{role}.json"
        path.write_text(json.dumps({"images": images, "categories": categories, "annotations": rows}))
        assert said("import", project, path, "--as", role)[0] == 0
    said("compare", project)
    found = said("findings", project, "--json")[1]["findings"]
    assert {one["code"]: one["suggested"] for one in found} == {"GEO-PART": True, "MIS-OBJ": False}
    assert "suggested" in said("findings", project, "--code", "GEO-PART")[1].splitlines()[1]
    assert "suggested" not in said("findings", project, "--code", "MIS-OBJ")[1]
    said("defects", project, "--confirm", "GEO-PART")
    assert not said("findings", project, "--code", "GEO-PART", "--json")[1]["findings"][0]["suggested"]


def test_that_csv_and_tables_are_printed(batch, said):
    project, gold, delivery = batch
    for command in (
        ("new", project),
        ("import", project, gold, "--as", "gold"),
        ("import", project, delivery, "--as", "delivery"),
    ):
        assert said(*command)[0] == 0
    assert said("compare", project)[0] == 0
    code, text = said("findings", project, "--csv", "--code", "MIS-OBJ")
    assert code == 0
    assert len(text.splitlines()) == 2
    assert "MIS-OBJ" in said("findings", project)[1]
    assert "coco" in said("formats")[1]
    assert {"name", "title", "reads", "writes"} <= said("formats", "--json")[1]["formats"][0].keys()


def test_that_rejected_annotations_make_exit_code_1(batch, said):
    project, gold, _ = batch
    described = json.loads(gold.read_text())
    described["annotations"][0]["image_id"] = 99
    gold.write_text(json.dumps(described))
    said("new", project)
    code, report = said("import", project, gold, "--as", "gold", "--json")
    assert (code, report["annotations"]) == (1, 3)
    assert report["rejected"][0]["where"].startswith("annotations[0]")
    assert "99" in report["rejected"][0]["why"]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("import", "{project}", "{gold}.nowhere", "--as", "gold"), "does not exist"),
        (("compare", "{project}"), "no batch yet"),
        (("compare", "{project}", "--batch", "B7"), "no batch “B7”"),
        (("compare", "{project}", "--set", "t_ok=high"), "t_ok"),
        (("defects", "{project}", "--confirm", "NOPE"), "no defect code"),
        (("audit", "{gold}"), "no Assay project"),
        (("import", "{project}", "{gold}", "--as", "gold", "--images", "{gold}.none"), "no such folder"),
        (("nonsense",), "No such command"),
        (("new", "."), "names a folder"),
        (("new", "/"), "names a folder"),
        (("new", "{project}" + 300 * "x"), "File name too long"),
        (("audit", "{project}" + 5000 * "x"), "no such file"),
        (("new", "{project}.two", "--reviewer", "\udcff"), "no UTF-8"),
        (("import", "{project}", "{gold}" + 5000 * "x", "--as", "gold"), "File name too long"),
        (("import", "{project}", "{gold}", "--as", "gold", "--images", 5000 * "x"), "no such folder"),
        (("import", "{project}", "{gold}", "--as", "gold", "--round", 20 * "9"), "--round"),
        (("import", "{project}", "{gold}", "--as", "gold", "--map", "/dev/zero"), "name a JSON or TOML file"),
        (("import", "{project}", "{gold}", "--as", "gold", "--manifest", "/dev/zero"), "name a manifest"),
        (("schema", "{project}", "--set", "/dev/zero"), "name a TOML or JSON file of classes"),
        (("sla", "{project}", "--at-least", "0.5"), "with --definition too"),
        (("history", "{project}", "--limit", 20 * "9"), "--limit"),
        (("findings", "{project}", "--code", "NOPE"), "no defect code"),
    ],
)
def test_that_what_cannot_be_done_gets_one_sentence_and_exit_code_2(batch, capfd, arguments, complaint):
    project, gold, _ = batch
    main(["new", str(project)])
    capfd.readouterr()
    assert main([one.format(project=project, gold=gold) for one in arguments]) == 2
    printed = capfd.readouterr()
    assert complaint in printed.err
    assert "Traceback" not in printed.err
    assert printed.out == ""


def test_that_audit_names_the_place_of_tampering(batch, said):
    import sqlite3

    project, gold, _ = batch
    said("new", project)
    said("import", project, gold, "--as", "gold")
    connection = sqlite3.connect(project)
    connection.execute("DROP TRIGGER action_stays")
    connection.execute("UPDATE action SET summary = 'something else' WHERE id = 1")
    connection.commit()
    connection.close()
    code, result = said("audit", project, "--json")
    assert (code, result["whole"]) == (1, False)
    assert "action 1 " in result["problems"][0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_that_a_pipe_instead_of_a_file_is_refused_and_not_waited_for(batch, capfd, tmp_path):
    project, gold, _ = batch
    main(["new", str(project)])
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert main(["audit", str(pipe)]) == 2
    for option in ("--map", "--manifest"):
        assert main(["import", str(project), str(gold), "--as", "gold", option, str(pipe)]) == 2
    assert main(["schema", str(project), "--set", str(pipe)]) == 2
    printed = capfd.readouterr().err
    assert "this is no file" in printed
    assert printed.count("there is no such file; name a") == 3


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"car": "\\ud800"}', b"\xff", b"[1]", b'{"car": 1}'])
def test_that_a_class_map_that_is_none_is_refused(batch, capfd, tmp_path, content):
    project, gold, _ = batch
    main(["new", str(project)])
    (tmp_path / "map.json").write_bytes(content)
    assert main(["import", str(project), str(gold), "--as", "gold", "--map", str(tmp_path / "map.json")]) == 2
    assert "class map" in capfd.readouterr().err


def test_that_a_project_whose_making_failed_is_not_left_behind(tmp_path, monkeypatch):
    with pytest.raises(UnicodeEncodeError):
        create_project(tmp_path / "half.assay", reviewer="\udcff")
    assert list(tmp_path.iterdir()) == []


def test_that_names_cannot_steer_the_terminal_nor_start_a_formula(batch, said, capfd):
    project, gold, delivery = batch
    for path in (gold, delivery):
        described = json.loads(path.read_text())
        described["images"][0]["file_name"] = "=cmd|calc.png"
        described["categories"][0]["name"] = "car\x1b[2J\u202e"
        path.write_text(json.dumps(described))
    for command in (
        ("new", project),
        ("import", project, gold, "--as", "gold"),
        ("import", project, delivery, "--as", "delivery"),
        ("compare", project),
    ):
        said(*command)
    table = said("findings", project)[1]
    assert "\x1b" not in table
    assert "\u202e" not in table
    assert "car\\x1b[2J\\u202e" in table
    assert ",'=cmd|calc.png," in said("findings", project, "--csv")[1]


def test_that_a_terminal_of_few_characters_gets_the_others_as_escapes(batch):
    project, _, _ = batch
    told = subprocess.run(
        [sys.executable, "-m", "assay", "new", str(project), "--name", "“☃”", "--json"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, check=True,
    )  # fmt: skip
    assert json.loads(told.stdout)["project"] == str(project)
    asked = [sys.executable, "-m", "assay", "history", str(project)]
    told = subprocess.run(asked, env={**os.environ, "PYTHONIOENCODING": "latin-1"}, capture_output=True, check=True)
    assert rb"\u2603" in told.stdout


def test_that_classes_are_mapped_added_and_rejected_by_options(batch, said, tmp_path):
    project, gold, _ = batch
    said("new", project)
    said("import", project, gold, "--as", "gold", "--json")
    renamed = tmp_path / "renamed.json"
    renamed.write_text(gold.read_text().replace('"car"', '"auto"').replace('"van"', '"junk=1"'))
    options = ("--class", "auto=+lorry", "--class", "junk=1=-", "--class", "boat=car")
    code, report = said("import", project, renamed, "--as", "delivery", *options, "--json")
    assert (code, report["annotations"], report["new_classes"]) == (1, 3, ["lorry"])
    (rejected,) = report["rejected"]
    assert rejected == {"where": "class “junk=1”", "why": "was rejected; its annotations (1) are left out"}


@pytest.mark.parametrize(
    ("option", "complaint"), [("car", "says nothing"), ("car=bus", "has no class “bus”"), ("=car", "says nothing")]
)
def test_that_a_class_option_that_says_nothing_is_refused(batch, capfd, option, complaint):
    project, gold, _ = batch
    main(["new", str(project)])
    assert main(["import", str(project), str(gold), "--as", "gold", "--class", option]) == 2
    assert complaint in capfd.readouterr().err


def test_that_the_schema_is_printed_as_toml_and_loaded_again(batch, said, tmp_path):
    project, gold, _ = batch
    said("new", project)
    said("import", project, gold, "--as", "gold", "--vendor", "Labelworks")
    code, printed = said("schema", project)
    assert code == 0
    assert "[classes.car]" in printed
    changed = tmp_path / "schema.toml"
    changed.write_text(printed.replace('parent = ""', 'parent = "vehicle"').replace("min_size = 0.0", "min_size = 12"))
    code, schema = said("schema", project, "--set", changed, "--json")
    assert (code, schema["classes"]["van"]["parent"], schema["classes"]["car"]["min_size"]) == (0, "vehicle", 12)
    changed.write_text(json.dumps({"classes": {'a "new".one\x7f é': {"safety_critical": True}}}))
    assert said("schema", project, "--set", changed)[0] == 0
    changed.write_text(said("schema", project)[1])
    code, again = said("schema", project, "--set", changed, "--json")
    assert (code, again["classes"]['a "new".one\x7f é']["safety_critical"]) == (0, True)
    assert said("audit", project)[0] == 0


@pytest.mark.parametrize("content", ["{", "classes = ", "[" * 100_000, "\x00"])
def test_that_a_schema_file_that_cannot_be_read_is_refused_with_its_name(batch, said, tmp_path, content, capfd):
    project = batch[0]
    said("new", project)
    source = tmp_path / "broken.toml"
    source.write_text(content)
    assert main(["schema", str(project), "--set", str(source)]) == 2
    assert "broken.toml: is neither TOML nor a JSON object" in capfd.readouterr().err


def test_that_a_threshold_for_one_class_is_set_on_the_command_line_and_kept(batch, said):
    project, gold, delivery = batch
    said("new", project)
    said("import", project, gold, "--as", "gold", "--vendor", "Labelworks")
    said("import", project, delivery, "--as", "delivery")
    code, compared = said("compare", project, "--set", "t_ok.car=0.5", "--json")
    assert (code, compared["settings"]["named"]) == (0, {"t_ok": {"car": 0.5}})


def test_that_a_threshold_for_a_class_that_is_not_there_is_refused(batch, said, capfd):
    project, gold, delivery = batch
    said("new", project)
    said("import", project, gold, "--as", "gold", "--vendor", "Labelworks")
    said("import", project, delivery, "--as", "delivery")
    assert main(["compare", str(project), "--set", "t_ok.tram=0.5"]) == 2
    assert "t_ok.tram is for no class of the schema; its classes are car, van" in capfd.readouterr().err


def test_that_a_side_manifest_says_who_labelled_what_and_its_stray_lines_are_listed(batch, said, tmp_path):
    from assay.store.annotation_reading import read_annotations
    from assay.store.batches import batches, label_sets
    from assay.store.people import annotators
    from assay.store.project import Project

    project, gold, _ = batch
    said("new", project)
    manifest = tmp_path / "who.csv"
    manifest.write_text(
        "image,annotator,cohort,seconds,stage,submitted_at\n"
        "one.png,ann,night,40,review,2024-05-31T12:00:00\nnine.png,ben,day,1,,\n"
    )
    _, report = said("import", project, gold, "--as", "gold", "--manifest", manifest, "--json")
    assert report["manifest"] == "who.csv"
    assert any("nine.png" in one["what"] and "line 3" in one["where"] for one in report["notes"])
    with Project.open(project) as opened:
        (one,) = batches(opened.connection)
        assert {who.name: who.cohort for who in annotators(opened.connection, one.vendor_id).values()} == {
            "ann": "night"
        }
        (labels,) = label_sets(opened.connection, one.id)
        kept = read_annotations(opened.connection, labels.id).extra[0]["other"]
    assert kept == {"cohort": "night", "seconds": 40.0, "stage": "review", "submitted_at": "2024-05-31T12:00:00"}
    out = tmp_path / "out.json"
    assert main(["export", str(project), "--format", "coco", "--labels", "gold", "--out", str(out)]) == 0
    first = json.loads(out.read_text())["annotations"][0]
    assert (first["annotator"], first["cohort"], first["seconds"]) == ("ann", "night", 40.0)


def test_that_a_manifest_in_the_delivery_is_found(batch, said, tmp_path):
    project, gold, _ = batch
    folder = tmp_path / "sent"
    folder.mkdir()
    (folder / "labels.json").write_bytes(gold.read_bytes())
    (folder / "manifest.csv").write_text("image,annotator\none.png,ann\n")
    (folder / "annotators.json").write_text("[1, 2")
    said("new", project)
    _, report = said("import", project, folder, "--as", "gold", "--json")
    assert (report["format"], report["manifest"]) == ("coco", "manifest.csv")
    assert main(["import", str(project), str(folder), "--as", "gold", "--manifest", str(folder / "none.csv")]) == 2


def test_that_a_table_is_read_by_a_mapping_that_is_printed_edited_and_kept(batch, said, capfd, tmp_path):
    project, _, _ = batch
    table = tmp_path / "boxes.csv"
    table.write_text("Bild;Klasse;links;oben;breit;hoch\none.png;car;11;11;60;40\n")
    said("new", project)
    assert main(["import", str(project), str(table), "--as", "delivery"]) == 2
    capfd.readouterr()
    assert main(["mapping", str(table)]) == 0
    printed = capfd.readouterr().out
    assert "# The columns of boxes.csv: Bild, Klasse, links, oben, breit, hoch" in printed
    edited = printed.replace('box = ["", "", "", ""]', 'box = ["links", "oben", "breit", "hoch"]')
    edited = edited.replace('label = ""', 'label = "Klasse"').replace('image = ""', 'image = "Bild"')
    (tmp_path / "bilder.toml").write_text(edited.replace('corners = "edges"', 'corners = "size"'))
    _, report = said("import", project, table, "--as", "delivery", "--map", tmp_path / "bilder.toml", "--json")
    assert (report["format"], report["annotations"], report["rejected"]) == ("csv", 1, [])
    _, again = said("import", project, table, "--as", "delivery", "--json")
    assert (again["round"], again["annotations"]) == (1, 1)
    assert main(["export", str(project), "--format", "coco", "--out", str(tmp_path / "o.json")]) == 0
    assert json.loads((tmp_path / "o.json").read_text())["annotations"][0]["bbox"] == [11, 11, 60, 40]


def test_that_an_export_never_takes_the_place_of_a_project(batch, said, capfd):
    project, gold, _ = batch
    assert said("new", project)[0] == said("import", project, gold, "--as", "gold")[0] == 0
    capfd.readouterr()
    assert main(["export", str(project), "--format", "coco", "--labels", "gold", "--out", str(project)]) == 2
    assert "is a project" in capfd.readouterr().err
    assert said("audit", project)[0] == 0


@pytest.mark.parametrize(
    ("says", "complaint"),
    [
        ("{}", "names no class"),
        ("[]", "neither TOML nor a JSON object"),
        ('{"classes": {"car": 3}}', "classes.toml: class “car” is a table, not 3"),
        ('{"classes": {"\\ud800": {}}}', "classes.toml: the name of a class is text"),
    ],
)
def test_that_a_schema_that_makes_no_sense_changes_nothing_and_names_the_file(
    batch, said, capfd, tmp_path, says, complaint
):
    project, _, _ = batch
    said("new", project)
    (tmp_path / "classes.toml").write_text(says)
    assert main(["schema", str(project), "--set", str(tmp_path / "classes.toml")]) == 2
    assert complaint in capfd.readouterr().err
    assert len(said("history", project, "--json")[1]["actions"]) == 1


def test_that_terms_are_agreed_printed_and_held_against_a_delivery(batch, said, tmp_path):
    project, gold, delivery = batch
    said("new", project)
    said("import", project, gold, "--as", "gold", "--vendor", "Labelworks", "--guideline", "2.2")
    code, told = said("terms", project, "--sla-hours", 24, "--time-zone", "Asia/Kolkata", "--json")
    assert (code, told) == (0, {
        "batch": "Batch 1", "vendor": "Labelworks", "guideline_version": "2.2", "sla_hours": 24, "time_zone": "Asia/Kolkata", "contact": "",
    })  # fmt: skip
    delivery.write_text(json.dumps(json.loads(delivery.read_text()) | {"info": {"guideline_version": "2.1"}}))
    assert said("import", project, delivery, "--as", "delivery", "--json")[1]["intake"] == {"version-other": 1}
    assert said("terms", project, "--guideline", "2.1")[0] == 0
    assert said("intake", project, "--json")[1]["counts"] == {}
    assert said("terms", project, "--time-zone", "Mars/Olympus")[0] == 2
    assert said("terms", project, "--guideline", "")[0] == 0
    assert said("terms", project, "--json")[1]["guideline_version"] == ""

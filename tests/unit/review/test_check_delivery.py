import json

import pytest

from assay.compare.settings import ComparisonSettings
from assay.model.annotations import UNKNOWN
from assay.model.batches import SetRole
from assay.model.findings import Verdict
from assay.model.intake import intake_rules
from assay.model.progress import result_of
from assay.review.check_delivery import check_delivery
from assay.review.compare_delivery import compare_delivery
from assay.review.judge_finding import judge_finding
from assay.review.log_intake_defects import log_intake_defects
from assay.review.revert import revert, undo
from assay.store.annotation_pages import annotators_in
from assay.store.batches import batches
from assay.store.defects import defects
from assay.store.findings import all_findings
from assay.store.history import history
from assay.store.intake import intake_findings
from tests.small_delivery import DELIVERY, GOLD, bring_in, coco, lay_out


def write(path, value):
    path.write_text(json.dumps(value))
    return path


@pytest.fixture
def deliver(project, me, tmp_path):
    """A function that imports a COCO document as the next delivery, over the small batch and its gold; gives the label set's id."""
    gold, source = lay_out(tmp_path / "batch")
    bring_in(project, gold, SetRole.GOLD, by=me, vendor="Labelworks")

    def deliver(described, role=SetRole.DELIVERY):
        return bring_in(project, write(source, described), role, by=me).label_set.id

    return deliver


def rules_of(found):
    return [one.rule for one in found]


def test_that_a_sound_delivery_has_no_finding(project, me, deliver):
    assert result_of(check_delivery(project, deliver(coco(DELIVERY)), by=me)) == []


def test_that_what_is_found_is_kept_with_its_image_annotation_and_words(project, me, deliver):
    label_set = deliver(coco([*DELIVERY, (2, 1, (180, 10, 40, 40))]))
    (one,) = result_of(check_delivery(project, label_set, by=me))
    assert (one.rule, one.code, str(one.severity), one.number) == ("shape-outside", "GEO-OOB", "minor", 4)
    assert one.place == "two.png, id 5"
    assert one.sentence == "the box reaches 20 pixels beyond the right of the image"
    assert one.instruction == "Clip the shape to the image; it reaches 20 pixels beyond the right."
    assert intake_findings(project.connection, label_set) == [one]


def test_that_an_image_which_does_not_come_back_is_found(project, me, deliver):
    described = coco([one for one in DELIVERY if one[0] != 3])
    described["images"] = described["images"][:2]
    (one,) = result_of(check_delivery(project, deliver(described), by=me))
    assert (one.rule, one.place) == ("image-missing", "three.png")


def test_that_an_image_which_was_never_sent_is_found_in_the_next_round(project, me, deliver):
    deliver(coco(DELIVERY))
    described = coco(DELIVERY)
    described["images"].append({"id": 9, "file_name": "stranger.png", "width": 200, "height": 150})
    found = result_of(check_delivery(project, deliver(described), by=me))
    assert ("image-unexpected", "images[3]") in [(one.rule, one.place.split(" ")[0]) for one in found]


def test_that_checking_again_keeps_what_the_import_told_and_finds_nothing_twice(project, me, deliver):
    label_set = deliver(coco([*DELIVERY, (77, 1, (1, 1, 9, 9)), (2, 1, (180, 10, 40, 40))]))
    first = result_of(check_delivery(project, label_set, by=me))
    assert rules_of(first) == ["entry-left-out", "shape-outside"]
    assert result_of(check_delivery(project, label_set, by=me)) == first


def test_that_a_check_that_finds_nothing_new_leaves_what_can_be_undone(project, me, deliver):
    label_set = deliver(coco([*DELIVERY, (2, 1, (180, 10, 40, 40))]))
    result_of(check_delivery(project, label_set, by=me))
    log_intake_defects(project, label_set, by=me)
    result_of(check_delivery(project, label_set, by=me))
    undo(project, by=me)
    assert defects(project.connection, label_set) == []


def test_that_what_the_schema_now_allows_is_found_no_more(project, me, deliver):
    label_set = deliver(coco(DELIVERY))
    project.connection.execute("UPDATE class SET shapes = '[3]' WHERE name = 'van'")
    project.connection.execute("UPDATE class SET shapes = '[3]' WHERE name = 'car'")
    assert rules_of(result_of(check_delivery(project, label_set, by=me))) == ["shape-kind"] * len(DELIVERY)
    project.connection.execute("UPDATE class SET shapes = '[]'")
    assert result_of(check_delivery(project, label_set, by=me)) == []


def test_that_a_cancelled_check_leaves_the_project_as_it_was(project, me, deliver):
    label_set = deliver(coco([*DELIVERY, (2, 1, (180, 10, 40, 40))]))
    dump = list(project.connection.iterdump())
    work = check_delivery(project, label_set, by=me)
    for _ in range(5):
        next(work)
    work.close()
    assert list(project.connection.iterdump()) == dump


def test_that_ids_are_followed_from_round_to_round(project, me, deliver):
    deliver(coco(DELIVERY, first_id=501))
    found = result_of(check_delivery(project, deliver(coco(DELIVERY[::-1], first_id=501)), by=me))
    assert set(rules_of(found)) == {"id-changed", "id-moved"}


def test_that_pre_labels_left_alone_are_counted(project, me, deliver):
    deliver(coco(GOLD), SetRole.MODEL)
    (one,) = result_of(check_delivery(project, deliver(coco(DELIVERY)), by=me))
    assert (one.rule, one.details["count"], one.details["all"]) == ("prelabels-untouched", "2", "4")


def test_that_a_new_annotator_is_told_from_one_who_drew_before(project, me, deliver):
    first = deliver(coco(DELIVERY, annotator="a7"))
    (known,) = annotators_in(project.connection, [first])
    assert known != UNKNOWN
    described = coco(DELIVERY, annotator="a7")
    described["annotations"][0]["annotator"] = "b9"
    (one,) = result_of(check_delivery(project, deliver(described), by=me))
    assert (one.rule, one.place) == ("annotator-new", "b9")


@pytest.mark.parametrize(
    ("info", "wanted", "found"),
    [
        ({"guideline_version": "2.1"}, "2.2", [("version-other", "FMT-SCHEMA")]),
        ({"guideline_version": "v2.2"}, "2.2", []),
        ({"guideline_version": "2.1"}, "", []),
        ({"schema_version": 9}, "", [("version-other", "FMT-SCHEMA")]),
        ({"version": "1.0", "description": "COCO 2017 Dataset"}, "2.2", []),
        ("written by hand", "2.2", []),
    ],
)
def test_that_the_version_which_a_delivery_claims_is_held_against_the_batchs(project, me, deliver, info, wanted, found):
    project.connection.execute("UPDATE batch SET guideline_version = ?", (wanted,))
    label_set = deliver(coco(DELIVERY) | {"info": info})
    assert [(one.rule, one.code) for one in result_of(check_delivery(project, label_set, by=me))] == found


def test_that_a_manifest_says_which_images_are_missing_and_which_were_not_asked_for(project, me, deliver, tmp_path):
    label_set = deliver(coco(DELIVERY))
    manifest = tmp_path / "batch" / "manifest.csv"
    manifest.write_text("image,annotator\none.png,a7\ntwo.png,a7\nfour.png,a7\n")
    report = bring_in(project, tmp_path / "batch" / "delivery.json", SetRole.DELIVERY, by=me)
    manifest.unlink()
    assert report.label_set.id != label_set
    assert [(one.rule, one.code, one.place) for one in report.findings if one.code] == [
        ("file-odd", "FMT-FILE", "manifest.csv, line 4"),
        ("file-odd", "FMT-FILE", "three.png"),
    ]


def test_that_findings_are_logged_as_defects_in_one_step_that_can_be_undone(project, me, deliver):
    described = coco([*DELIVERY, (2, 1, (180, 10, 40, 40)), (77, 1, (1, 1, 9, 9))])
    label_set = deliver(described)
    result_of(check_delivery(project, label_set, by=me))
    log_intake_defects(project, label_set, by=me)
    logged = defects(project.connection, label_set)
    assert [(one.code, one.image_id is None, one.vendor_number, one.box) for one in logged] == [
        ("FMT-PARSE", True, 0, (0.0, 0.0, 0.0, 0.0)),
        ("GEO-OOB", False, 4, (180.0, 10.0, 220.0, 50.0)),
    ]
    assert [one.defect_id for one in intake_findings(project.connection, label_set)] == [one.id for one in logged]
    undo(project, by=me)
    assert defects(project.connection, label_set) == []
    assert [one.defect_id for one in intake_findings(project.connection, label_set)] == [None, None]


def test_that_an_old_action_can_bring_a_defect_back_after_another_check(project, me, deliver):
    label_set = deliver(coco([*DELIVERY, (2, 1, (180, 10, 40, 40))]))
    result_of(check_delivery(project, label_set, by=me))
    log_intake_defects(project, label_set, by=me)
    undo(project, by=me)
    project.connection.execute("UPDATE image SET width = 300")
    result_of(check_delivery(project, label_set, by=me))
    undone = next(one for one in history(project.connection, limit=9) if one.verb == "undo")
    revert(project, undone.id, by=me)
    assert [one.code for one in defects(project.connection, label_set)] == ["GEO-OOB"]


def test_that_only_what_can_be_charged_is_logged(project, me, deliver, tmp_path):
    (tmp_path / "batch" / "images" / "one.png").unlink()
    label_set = deliver(coco([*DELIVERY, (2, 1, (180, 10, 40, 40))]))
    result_of(check_delivery(project, label_set, by=me))
    log_intake_defects(project, label_set, by=me)
    logged = defects(project.connection, label_set)
    assert [one.code for one in logged] == ["GEO-OOB"]
    assert all(intake_rules()["shape-outside"].code == one.code for one in logged)


def test_that_what_the_intake_logged_is_not_charged_again_by_a_verdict(project, me, deliver):
    beyond = [(1, 1, (10, 10, 60, 40)), (2, 1, (150, 100, 90, 40))]  # the second leaves the image of 200 pixels
    label_set = deliver(coco(beyond, first_id=501))
    result_of(check_delivery(project, label_set, by=me))
    log_intake_defects(project, label_set, by=me)
    record = result_of(compare_delivery(project, batches(project.connection)[0], ComparisonSettings(), by=me))
    (found,) = all_findings(project.connection, record.id, "GEO-OOB")
    judge_finding(project, [found.id], Verdict.DEFECT, by=me)
    assert [one.code for one in defects(project.connection, label_set)].count("GEO-OOB") == 1
    judge_finding(project, [found.id], None, by=me)
    assert [one.code for one in defects(project.connection, label_set)].count("GEO-OOB") == 1

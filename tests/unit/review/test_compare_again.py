import json
from dataclasses import replace

import numpy as np
import pytest

from assay.cli.commands import run
from assay.compare.findings_fingerprint import findings_fingerprint
from assay.model.defect_types import Severity
from assay.model.progress import result_of
from assay.review.compare_again import compare_again
from assay.review.define_schema import define_schema
from assay.review.judge_finding import judge_severity
from assay.review.recompare import recompare
from assay.store.audit import audit
from assay.store.schemas import current_schema


def test_that_a_comparison_made_again_is_the_same_whatever_was_said_of_its_findings(
    project, me, comparison, finding_of
):
    judge_severity(project, finding_of("MIS-OBJ").id, Severity.CRITICAL, by=me)
    changes = project.connection.total_changes
    made = result_of(compare_again(project, comparison))
    assert (made.is_same, made.changed) == (True, ())
    assert made.sentence == "Comparison 1 comes out with the same findings from the same inputs"
    assert project.connection.total_changes == changes
    assert audit(project).problems == ()


def test_that_an_input_that_changed_is_named(project, me, comparison):
    car = next(one for one in current_schema(project.connection).classes if one.name == "car")
    define_schema(project, [replace(car, safety_critical=True)], by=me)
    made = result_of(compare_again(project, comparison))
    assert made.changed == ("the classes", "the schema's version")
    assert not made.same_findings  # the car that is missing weighs more now


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE annotation_page SET extra = x'7b7d' WHERE label_set_id = (SELECT gold_id FROM comparison)", "gold"),
        ("UPDATE annotation_page SET extra = x'7b7d' WHERE label_set_id = (SELECT delivery_id FROM comparison)", "the delivery"),
        ("UPDATE image SET width = width + 1 WHERE id = 1", "the images' sizes or those skipped"),
    ],
)  # fmt: skip
def test_that_labels_and_images_changed_behind_its_back_are_told(project, comparison, statement, said):
    project.connection.execute(statement)
    assert result_of(compare_again(project, comparison)).changed == (said,)


def test_that_the_digest_tells_findings_apart_but_not_the_sign_of_zero(project, comparison):
    found = result_of(recompare(project, comparison)).comparison.findings
    assert findings_fingerprint(
        replace(found, offsets=np.where(found.offsets == 0, -0.0, found.offsets))
    ) == findings_fingerprint(found)
    moved = found.box.copy()
    moved[0, 0] += 1e-9
    assert findings_fingerprint(replace(found, box=moved)) != findings_fingerprint(found)
    assert findings_fingerprint(replace(found, details={0: {"why": "x"}})) != findings_fingerprint(found)


def test_that_the_command_line_compares_again_and_its_exit_code_says_how_it_went(project, comparison, capsys):
    path = str(project.path)
    project.close()
    assert run(["compare", path, "--again"]) == 0
    assert capsys.readouterr().out == "Comparison 1 comes out with the same findings from the same inputs.\n"
    assert run(["compare", path, "--again", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["kept"].pop("iou_sum") > 0
    assert said["kept"].pop("by_code") == {"CLS-SWAP": 1, "EXT-GHOST": 1, "MIS-OBJ": 1}
    assert (said["same"], said["changed"], said["kept"]) == (True, [], said["now"])
    assert run(["compare", path, "--again", "--set", "t_ok=0.5"]) == 2
    assert "leave --set, --judged and --against away" in capsys.readouterr().err


def test_that_a_comparison_of_an_older_assay_says_that_it_kept_no_digests(project, comparison, capsys):
    project.connection.execute("UPDATE comparison SET provenance = '{}'")
    path = str(project.path)
    project.close()
    assert run(["compare", path, "--again"]) == 1
    assert "kept no digests; compare the batch once more" in capsys.readouterr().out

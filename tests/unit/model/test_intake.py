import re
from pathlib import Path

import pytest

from assay.model.defect_types import defect_types
from assay.model.intake import Breach, intake_rules, rule_of_note


@pytest.mark.parametrize("rule", intake_rules().values(), ids=str)
def test_that_every_rule_has_a_known_code_and_its_instruction_asks_for_no_more_than_its_sentence_knows(rule):
    assert rule.code in defect_types() or rule.code == ""
    assert rule.title
    assert rule.sentence
    assert not (rule.instruction and rule.code.startswith("REF-"))
    assert "{{" not in rule.sentence + rule.instruction


def test_that_what_is_the_customers_own_or_no_fault_is_never_charged():
    charged = {name for name, rule in intake_rules().items() if rule.is_chargeable}
    assert charged.isdisjoint({"note", "image-not-here", "image-near-duplicate", "classes-shifted", "annotator-new"})
    assert {"image-missing", "shape-invalid", "ids-changed", "entry-left-out"} <= charged


@pytest.mark.parametrize(
    ("code", "rule"),
    [("FMT-ID", "id-repeated"), ("FMT-COORD", "coordinates-odd"), ("FMT-SCHEMA", "schema-odd"), ("FMT-FILE", "file-odd"), ("", "note"), ("GEO-POOR", "note")],
)  # fmt: skip
def test_that_a_readers_note_is_kept_under_the_rule_of_its_code(code, rule):
    assert rule_of_note(code) == rule


def test_that_a_breach_says_its_sentence_with_its_blanks():
    breach = Breach(rule="image-missing", place="one.png", blanks={"file": "one.png"})
    assert breach.sentence == "one.png was sent out, but the delivery does not speak of it"
    assert not re.search(r"\{\w+\}", breach.sentence)


def test_that_every_rule_is_in_the_docs_as_it_is():
    page = (Path(__file__).parents[3] / "docs" / "intake.md").read_text("utf-8")
    for rule in intake_rules().values():
        charged = "yes" if rule.is_chargeable else "no"
        assert f"| {rule.title} | {rule.looks_at} | {rule.code or '–'} | {rule.severity} | {charged} |" in page

import json
import re

import pytest

from assay.model.batches import SetRole
from assay.model.errors import AssayError
from assay.model.progress import result_of
from assay.reports.intake_report import MOST_OF_A_RULE, intake_facts, write_intake_report
from assay.review.check_delivery import check_delivery
from assay.store.audit import chain_head
from tests.small_delivery import DELIVERY, bring_in, coco, lay_out

HOSTILE = "<script>alert(1)</script>.png"


@pytest.fixture
def facts(project, me, tmp_path):
    """A function that imports and checks a COCO document, and gives everything that its intake report tells."""
    _, source = lay_out(tmp_path / "batch")

    def facts(described):
        source.write_text(json.dumps(described))
        label_set = bring_in(project, source, SetRole.DELIVERY, by=me, vendor="Labelworks").label_set
        return intake_facts(project, label_set, result_of(check_delivery(project, label_set.id, by=me)))

    return facts


def written(facts, path):
    write_intake_report(facts, path)
    return path.read_text("utf-8")


def hostile():
    described = coco([*DELIVERY, (3, 1, (180, 10, 40, 40))])
    described["images"][2]["file_name"] = HOSTILE
    return described


def test_that_names_from_the_file_are_text_on_the_page(facts, tmp_path):
    page = written(facts(hostile()), tmp_path / "intake.html")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;.png" in page


def test_that_a_report_of_nothing_says_so(facts, tmp_path):
    assert "Nothing was found" in written(facts(coco(DELIVERY)), tmp_path / "intake.html")


def test_that_the_page_lists_some_findings_of_a_rule_and_counts_the_rest(facts, tmp_path):
    many = [(2, 1, (180, n / 10, 40, 40)) for n in range(MOST_OF_A_RULE + 7)]
    page = written(facts(coco([*DELIVERY, *many])), tmp_path / "intake.html")
    assert page.count("pixels beyond the right of the image") == MOST_OF_A_RULE
    assert "and 7 more" in page
    assert page.count('<th scope="row">') == MOST_OF_A_RULE
    assert page.count("aria-labelledby") == page.count("<table") == 1


def test_that_json_tells_whose_intake_it_is_and_where_the_journal_stands(facts, project, tmp_path):
    told = json.loads(written(facts(coco([*DELIVERY, (2, 1, (180, 10, 40, 40))])), tmp_path / "intake.json"))
    assert (told["vendor"], told["batch"], told["round"], told["source"]) == (
        "Labelworks",
        "Batch 1",
        0,
        "delivery.json",
    )
    assert told["counts"]["by_rule"] == {"shape-outside": 1}
    assert told["counts"]["by_severity"] == {"minor": 1}
    assert told["findings"][0]["details"]["px"] == "20"
    assert (told["audit"]["action"], told["audit"]["hash"]) == chain_head(project.connection)


def test_that_another_ending_is_refused_with_those_that_are_known(facts, tmp_path):
    with pytest.raises(AssayError, match=r"\.html, \.csv, \.json"):
        write_intake_report(facts(coco(DELIVERY)), tmp_path / "intake.doc")


def test_that_the_page_says_which_delivery_and_when_in_words(facts, tmp_path):
    page = written(facts(coco(DELIVERY)), tmp_path / "intake.html")
    assert "delivery, round 0</h1>" in page
    assert re.search(r"imported \w+day \d+ \w+ \d{4}, \d\d:\d\d \(UTC\)", page)

import csv
import json

import pytest

from assay.model.errors import AssayError
from assay.model.progress import result_of
from assay.model.sla import SlaMetric
from assay.review.export_scorecard import export_scorecard
from assay.review.measure_quality import measure_quality
from assay.review.set_sla_metric import set_sla_metric
from assay.store.audit import chain_head
from assay.store.batches import batches
from tests.small_delivery import compared

TABLES = [
    "overall", "accuracy", "ratios", "classes", "panoptic", "precision", "tide", "confusion", "pairs", "attributes", "annotators", "cohorts",
    "edges", "images", "deliveries",
]  # fmt: skip


@pytest.fixture
def written(project, me, tmp_path):
    """A function that writes the scorecard under a name and gives the path."""
    record = compared(project, tmp_path / "batch", by=me, scored=True)
    batch = batches(project.connection)[0]
    set_sla_metric(project, SlaMetric(definition="object_f1", threshold=0.9), by=me)

    def write(name):
        result_of(export_scorecard(project, batch, record, tmp_path / name))
        return tmp_path / name

    write.record = record
    return write


def test_that_the_json_has_every_table_and_what_it_rests_on(project, written):
    told = json.loads(written("scorecard.json").read_text())
    assert list(told["tables"]) == TABLES
    assert told["settings"] == written.record.settings
    assert {len(one["sha256"]) for one in told["label_sets"].values()} == {64}
    assert told["sla"].startswith("SLA not met: Object F1 ≥ 90.0%")
    car, _ = told["tables"]["classes"]
    assert (car["class"], car["hits"], car["extra"], car["missed"]) == ("car", 2, 2, 1)
    quality = result_of(measure_quality(project, written.record))
    whole = told["tables"]["ratios"][0]
    precision, _, f1, _ = told["tables"]["overall"]
    assert (precision["figure"], precision["value"], precision["n"]) == ("Precision", 0.5, 4)
    assert (f1["figure"], f1["value"], f1["value low"]) == ("F1", whole["F1"], whole["F1 low"])
    assert (whole["F1"], whole["F1 low"], whole["F1 high"]) == (
        quality.overall["f1"].value,
        *quality.overall["f1"].percentile,
    )
    assert [one["accuracy"] for one in told["tables"]["accuracy"] if one["agreed"]] == ["Object F1"]


def test_that_the_csv_has_a_line_for_each_figure_and_nothing_for_what_is_not_known(written):
    with written("scorecard.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert {line["table"] for line in lines} == set(TABLES)
    by = {(line["table"], line["of"], line["figure"]): line["value"] for line in lines}
    assert by["images", "one.png", "extra"] == "1"
    assert by["attributes", "parked", "wrong"] == "1"
    assert by["edges", "a7, left", "mean"] == ""
    assert by["confusion", "van", "delivered as car"] == "1"


def test_that_the_page_stands_alone_and_says_n_a_for_what_is_not_known(project, written):
    page = written("scorecard.html").read_text()
    assert "<script" not in page
    assert "http" not in page
    assert "Average precision by class" in page
    assert "compared 20" not in page  # no time as machines write it
    assert "<td>n/a</td>" in page
    assert chain_head(project.connection)[1] in page


def test_that_another_ending_is_refused_before_anything_is_measured(project, written, tmp_path):
    with pytest.raises(AssayError, match=r"end it in \.csv, \.json or \.html"):
        written("scorecard.docx")
    assert not (tmp_path / "scorecard.docx").exists()


def test_that_names_that_a_page_or_a_spreadsheet_would_run_are_only_shown(project, me, tmp_path):
    record = compared(project, tmp_path / "batch", by=me)
    with project.action("rename", "rename", by=me) as action:
        action.update("class", 1, {"name": "=HYPERLINK(1)<b>"})
    batch = batches(project.connection)[0]
    for name in ("s.csv", "s.html"):
        result_of(export_scorecard(project, batch, record, tmp_path / name))
    assert "'=HYPERLINK(1)<b>" in (tmp_path / "s.csv").read_text("utf-8-sig")
    assert "=HYPERLINK(1)&lt;b&gt;" in (tmp_path / "s.html").read_text()

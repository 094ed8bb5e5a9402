"""Every reference file that concerns comparing and measuring has a test that reproduces it, and every metric a line in the docs."""

import re
from pathlib import Path

from tests.shared_folder import shared_folder

TESTS = Path(__file__).parents[2]
DOCS = TESTS.parent / "docs" / "metrics.md"

CONCERN_OTHERS = {
    "audit_chain", "control_charts", "cost_model", "iso2859_code_letters", "iso2859_lookup_tests",
    "iso2859_single_plans", "iso2859_switching", "near_duplicates", "oc_curves", "rework_verification", "sla_clock",
    "vendor_scorecard",
}  # fmt: skip
"""The journal, acceptance sampling, rework, clocks and the scorecard."""


def names():
    return sorted({path.stem for path in (shared_folder() / "vectors").glob("*.json")} - CONCERN_OTHERS)


def used_by_tests():
    calls = re.compile(r'vectors\(\s*"(\w+)"')
    return {name for path in TESTS.rglob("test_*.py") for name in calls.findall(path.read_text("utf-8"))}


def test_that_every_reference_file_of_comparing_and_measuring_has_a_test():
    assert set(names()) - used_by_tests() == set()


def test_that_every_reference_file_is_named_where_it_is_proven():
    sources = " ".join(path.read_text("utf-8") for path in (TESTS.parent / "src").rglob("*.py"))
    unnamed = [name for name in names() if f"{name}.json" not in sources]
    assert unnamed == []


def test_that_the_docs_name_every_reference_file():
    told = DOCS.read_text("utf-8")
    assert [name for name in names() if f"`{name}`" not in told] == []


def test_that_the_tests_named_in_the_docs_exist():
    named = re.findall(r"`(tests/[\w/]+\.py)`", DOCS.read_text("utf-8"))
    assert named
    assert [path for path in named if not (TESTS.parent / path).is_file()] == []


def metrics():
    """The rows of the tables of metrics in the docs, by the heading of each column."""
    rows, headings = [], []
    for line in DOCS.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            headings = []
        elif not headings:
            headings = cells
        elif "test" in headings and not set(cells[0]) <= {"-"}:
            rows.append(dict(zip(headings, cells, strict=True)))
    return rows


def test_that_every_metric_in_the_docs_says_what_it_is_where_it_comes_from_and_by_which_test_it_is_proven():
    assert len(metrics()) > 30
    for row in metrics():
        assert row["definition"], row
        assert row["source"], row
        assert re.search(r"`tests/[\w/]+\.py`", row["test"]), row


def test_that_the_vector_of_every_metric_is_reproduced_by_a_test_that_the_metric_names():
    known = {path.stem for path in (shared_folder() / "vectors").glob("*.json")}
    for row in metrics():
        tests = [TESTS.parent / path for path in re.findall(r"`(tests/[\w/]+\.py)`", row["test"])]
        loaded = " ".join(path.read_text("utf-8") for path in tests)
        for name in re.findall(r"`(\w+)`", row.get("vector", "")):
            assert name in known, row
            assert f'vectors("{name}"' in loaded, row

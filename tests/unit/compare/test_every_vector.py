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

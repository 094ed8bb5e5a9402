import re
from dataclasses import replace

from assay.reports.rework_readme import counted, rework_readme


def test_that_the_page_says_what_is_wanted_by_when_and_why(package):
    page = package.files["README.html"].decode()
    assert "Batch 07, round 0: 6 items to correct" in page
    assert "Thursday 6 August 2026, 19:30 (UTC+05:30)" in page
    assert "Thursday 6 August 2026, 14:00 (UTC)" in page
    assert "Too many faults, says [reviewer]." in page
    assert "Only the listed items." in page
    assert "qa@labelworks.example" in page
    assert "guideline v3" in page


def test_that_the_page_runs_nothing_and_fetches_nothing(package):
    page = package.files["README.html"].decode()
    assert "<script" not in page
    assert not re.search(r"""(src|href)=["'](?:[a-z]+:)?//""", page)


def test_that_every_picture_and_link_of_the_page_is_in_the_package(package):
    page = package.files["README.html"].decode()
    links = set(re.findall(r'(?:src|href)="([^"#]+)"', page))
    assert {f"evidence/R{number:03}.png" for number in range(1, 7)} <= links
    assert links <= set(package.files)


def test_that_what_people_wrote_cannot_become_markup(facts):
    hostile = replace(facts, request=replace(facts.request, note="<img src=x onerror=alert(1)>"))
    assert b"<img src=x" not in rework_readme(hostile)
    assert b"&lt;img src=x" in rework_readme(hostile)


def test_that_a_vendor_in_utc_reads_one_time_only(facts):
    page = rework_readme(replace(facts, vendor=replace(facts.vendor, time_zone="UTC"))).decode()
    assert "UTC+" not in page
    assert "14:00 (UTC)" in page


def test_that_a_scope_nobody_knows_is_shown_as_it_is(facts):
    page = rework_readme(replace(facts, request=replace(facts.request, scope="front camera only"))).decode()
    assert "front camera only" in page


def test_that_one_of_something_is_not_many():
    assert (counted(1, "item"), counted(1204, "item"), counted(2, "box", "boxes")) == (
        "1 item",
        "1,204 items",
        "2 boxes",
    )

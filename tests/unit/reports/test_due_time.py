import pytest

from assay.reports.due_time import in_iso, in_words, in_zone

AT = "2026-08-06T20:15:30.123Z"


def test_that_a_time_is_told_in_words_on_the_vendors_clock():
    assert in_words(in_zone(AT, "Asia/Kolkata")) == "Friday 7 August 2026, 01:45 (UTC+05:30)"
    assert in_words(in_zone(AT, "America/New_York")) == "Thursday 6 August 2026, 16:15 (UTC-04:00)"


@pytest.mark.parametrize("zone", ["UTC", "", "No/Such_Zone", "../etc/passwd"])
def test_that_an_unknown_zone_means_utc(zone):
    assert in_words(in_zone(AT, zone)) == "Thursday 6 August 2026, 20:15 (UTC)"


def test_that_programs_get_the_time_with_its_offset():
    assert in_iso(in_zone(AT, "UTC")) == "2026-08-06T20:15:30Z"
    assert in_iso(in_zone(AT, "Asia/Tokyo")) == "2026-08-07T05:15:30+09:00"

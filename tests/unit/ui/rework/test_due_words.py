from datetime import UTC, datetime

from assay.ui.rework.due_words import due_words

DUE = datetime(2026, 11, 23, 2, 50, tzinfo=UTC)


def test_that_the_due_time_is_told_on_the_vendors_clock():
    assert due_words(DUE, vendor="Labelworks", zone_name="Asia/Kolkata").there.endswith(
        "08:20 at Labelworks (Asia/Kolkata)"
    )


def test_that_a_zone_nobody_knows_is_told_in_utc():
    assert due_words(DUE, vendor="Labelworks", zone_name="Mars/Olympus").there.endswith("02:50 at Labelworks (UTC)")

import time

import pytest

from assay.ui.deliveries.local_time import local_time


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone cannot be set here")
def test_that_a_moment_is_told_by_the_clock_on_the_wall(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    try:
        assert local_time("2026-02-03T20:32:00.000Z") == "4 Feb 2026, 02:02"
    finally:
        monkeypatch.undo()
        time.tzset()

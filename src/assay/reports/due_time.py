"""Moments in words, in UTC and where the vendor is. English whatever the system speaks, so that the same moment gives the same bytes."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def moment(at: str) -> datetime:
    """A stored time as a moment in UTC."""
    return datetime.fromisoformat(at).astimezone(UTC)


def in_zone(at: str, zone: str) -> datetime:
    """A stored time on the clock of a time zone; in UTC when nobody knows the zone."""
    try:
        return moment(at).astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return moment(at)


def in_words(time: datetime) -> str:
    """A time as a vendor reads it: "Thursday 6 August 2026, 19:30 (UTC+05:30)"."""
    name = time.strftime("%z")
    zone = "UTC" if name == "+0000" else f"UTC{name[:3]}:{name[3:5]}"
    return f"{DAYS[time.weekday()]} {time.day} {MONTHS[time.month - 1]} {time.year}, {time:%H:%M} ({zone})"


def in_iso(time: datetime) -> str:
    """A time to the second with its offset, as other programs read it."""
    return time.isoformat(timespec="seconds").replace("+00:00", "Z")

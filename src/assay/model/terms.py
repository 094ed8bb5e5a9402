"""What is agreed with a vendor about a batch: which guideline counts, how soon a redelivery is due, and on whose clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any
from zoneinfo import ZoneInfo

from assay.model.errors import AssayError

LONGEST_VERSION = 40
LONGEST_CONTACT = 120
MOST_HOURS = 24 * 366
"""A redelivery that may take more than a year is a slip of the hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of one batch. sla_hours: from a rework request to its redelivery. time_zone, contact: the vendor's, so the same for all its batches.

    guideline_version: empty when none is agreed. time_zone: a name of the IANA database, such as Asia/Kolkata.
    """

    guideline_version: str = ""
    sla_hours: int = 48
    time_zone: str = "UTC"
    contact: str = ""

    def differing(self, other: "Terms") -> list[str]:
        """The names of the fields that the other terms have another value of."""
        return [one.name for one in fields(self) if getattr(self, one.name) != getattr(other, one.name)]


def check_guideline_version(text: str) -> None:
    """Raises AssayError for what is no version of a guideline: more than one short line."""
    _check_line("guideline version", text, LONGEST_VERSION)


def check_contact(text: str) -> None:
    """Raises AssayError for what is more than one line."""
    _check_line("contact", text, LONGEST_CONTACT)


def check_sla_hours(hours: int) -> None:
    """Raises AssayError for no time at all, and for more than a year."""
    if not 1 <= hours <= MOST_HOURS:
        raise AssayError(f"A redelivery may take 1 to {MOST_HOURS:,} hours, not {hours:,}; 48 are two days and nights")


def check_time_zone(name: str) -> None:
    """Raises AssayError for a name that the machine knows no time zone of."""
    if not is_time_zone(name):
        raise AssayError(
            f"There is no time zone {name[:LONGEST_VERSION]!r}; name one such as UTC, Asia/Kolkata or Europe/Vienna"
        )


CHECKS: Mapping[str, Callable[[Any], None]] = {
    "guideline_version": check_guideline_version,
    "sla_hours": check_sla_hours,
    "time_zone": check_time_zone,
    "contact": check_contact,
}
"""What is asked of each field of `Terms`."""


def is_time_zone(name: str) -> bool:
    """Whether this machine knows a time zone of this name."""
    try:
        return bool(name) and bool(ZoneInfo(name).key)
    except (ValueError, OSError, KeyError):  # a folder of zones, a name that is no path, one that is not there
        return False


def plain_version(text: str) -> str:
    """A version as people write it differently: "v2.0", "2.0" and "2" are the same."""
    return text.strip().casefold().removeprefix("version").strip(" v.").removesuffix(".0")


def _check_line(what: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise AssayError(f"The {what} “{text[:longest]}…” is too long; use at most {longest} characters")
    if not text.isprintable():
        raise AssayError(f"The {what} {text!a} has characters that cannot be shown; write it in one plain line")

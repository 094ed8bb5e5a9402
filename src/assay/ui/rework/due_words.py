from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from assay.model.batches import Batch
from assay.store.people import vendor_with
from assay.store.project import Project

FORM = "%a %d %b, %H:%M"


@dataclass(frozen=True, slots=True)
class DueWords:
    """When a request is due: here and at the vendor's, each with its zone."""

    here: str
    there: str


def due_words(due: datetime, *, vendor: str, zone_name: str) -> DueWords:
    """A moment in local time and in the vendor's; a zone that this machine does not know is told in UTC."""
    try:
        zone = ZoneInfo(zone_name)
    except (ZoneInfoNotFoundError, ValueError):
        zone, zone_name = ZoneInfo("UTC"), "UTC"
    here = due.astimezone()
    return DueWords(f"{here:{FORM}} here ({here.tzname()})", f"{due.astimezone(zone):{FORM}} at {vendor} ({zone_name})")


def due_of_new_request(batch: Batch, now: str) -> datetime:
    """When a request made now would be due."""
    return datetime.fromisoformat(now) + timedelta(hours=batch.sla_hours)


def zone_of_vendor(project: Project, batch: Batch) -> str:
    """The time zone that a batch's vendor works in."""
    return vendor_with(project.connection, batch.vendor_id).time_zone

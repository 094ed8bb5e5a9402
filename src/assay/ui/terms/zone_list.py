from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from assay.model.terms import is_time_zone


class ZoneList(QComboBox):
    """The time zones that this machine knows; any part of a name finds it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(12)
        self.addItems(zone_names())
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)

    @property
    def zone(self) -> str:
        """The name that stands there, written as this machine writes it where it knows it."""
        typed = self.currentText().strip()
        return _spellings().get(typed.casefold(), typed)


def clock_there(zone: str, *, now: datetime | None = None) -> str:
    """What a clock in a time zone shows: "There it is Sat 28 Nov, 21:30 (UTC+05:30)"; empty when nobody knows the zone."""
    if not is_time_zone(zone):
        return ""
    there = (now or datetime.now(UTC)).astimezone(ZoneInfo(zone))
    offset = f"{there:%z}"
    return f"There it is {there:%a %d %b, %H:%M} (UTC{offset[:3]}:{offset[3:5]})"


@cache
def zone_names() -> tuple[str, ...]:
    """Every time zone that this machine knows, UTC first."""
    return ("UTC", *sorted(available_timezones() - {"UTC"}))


@cache
def _spellings() -> dict[str, str]:
    return {name.casefold(): name for name in zone_names()}

from collections.abc import Sequence

from assay.model.findings import Finding
from assay.model.ids import FindingId


def next_case(found: Sequence[Finding], *, before: Sequence[Finding], current: FindingId | None) -> FindingId:
    """Which finding to look at after the list was read again; `found` holds at least one.

    The one that was current, unless it was ruled on just now: then the next one that waits, else the first that waits.
    """
    now = {one.id: one for one in found}
    place = next((place for place, one in enumerate(before) if one.id == current), None)
    if place is not None and before[place].id in now:
        was_ruled = now[before[place].id].ruling is not None and before[place].ruling is None
        if not was_ruled:
            return before[place].id
    later = [one.id for one in before[place + 1 :]] if place is not None else []
    waiting = [id_ for id_ in later if id_ in now and now[id_].is_contested]
    waiting += [one.id for one in found if one.is_contested]
    return waiting[0] if waiting else before[place].id if place is not None and before[place].id in now else found[0].id

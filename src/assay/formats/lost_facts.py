"""What annotations say beside shape, class and attributes, listed for formats that have no room for it."""

from collections.abc import Collection, Iterator

import numpy as np

from assay.formats.reading import Contents, Note
from assay.model.annotations import NO_ID, UNKNOWN
from assay.model.shapes import Flag


def lost_facts(contents: Contents, *, annotators: bool = True, other: Collection[str] = ()) -> list[Note]:
    """One note for each kind of fact that some annotations have and a plain format does not hold.

    annotators: whether they are lost. other: the fields of other files that are not lost.
    """
    counts = {what: count for what, count in counted(contents, other) if count}
    if not annotators:
        counts.pop("an annotator", None)
    return [Note("annotations", f"{count:,} have {what}, which is not written") for what, count in counts.items()]


def counted(contents: Contents, other: Collection[str]) -> Iterator[tuple[str, int]]:
    """How many annotations have each kind of fact."""
    records, extra = contents.annotations.records, contents.annotations.extra.values()
    text_ids = sum("id" in one for one in extra)
    yield "an id", int((records["source_id"] != NO_ID).sum()) + text_ids
    yield "an annotator", int((records["annotator_id"] != UNKNOWN).sum())
    yield "a score", int((~np.isnan(records["score"])).sum())
    for flag in (Flag.CROWD, Flag.IGNORE):
        yield f'the mark "{str(flag.name).lower()}"', int((records["flags"] & flag > 0).sum())
    fields: dict[str, int] = {}
    for one in extra:
        for name in one.get("other", {}):
            if name not in other:
                fields[name] = fields.get(name, 0) + 1
    yield from ((f'the field "{name}"', count) for name, count in sorted(fields.items()))
